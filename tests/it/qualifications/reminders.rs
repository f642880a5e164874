//! Reminders: before and after a session, along with it when it moves, and once.

use super::stage::{Stage, at, plan, refused};
use acceptance::{World, on_both_engines};
use application::qualifications::{
    EndSession, RescheduleSession, UpdateSession, postpone_session, reschedule_session, send_reminders, update_session,
};
use domain::access::Role;
use domain::qualifications::{CourseFormat, CourseKind, Reminder, ReminderAnchor, SessionDraft};
use domain::shared::RefusalCode;

const STAFF: &str = "office-staff@remscheid.example";
const AFTER: Reminder = Reminder { anchor: ReminderAnchor::End, minutes: 60 };

/// What the member of staff was reminded of so far.
async fn reminded(stage: &Stage) -> Vec<String> {
    send_reminders(&stage.system()).await.unwrap();
    let letters = stage.world.letters_to(STAFF).await;
    let kind = |subject: &str| subject.split(':').next().unwrap_or_default().to_owned();
    let kinds = letters.iter().map(|letter| kind(&letter.subject));
    kinds.filter(|kind| kind == "Erinnerung" || kind == "Rückblick").collect()
}

fn digital(reminders: Option<Vec<Reminder>>) -> SessionDraft {
    let online_link = Some("https://video.example/raum".to_owned());
    SessionDraft { format: CourseFormat::Digital, online_link, deadline: None, reminders, ..plan() }
}

on_both_engines! {
    async fn people_with_a_seat_are_reminded_a_day_before_with_the_way_to_the_video_room(world: World) {
        let stage = Stage::set(world).await;
        let session = stage.open(CourseKind::Exchange, digital(None)).await;
        stage.register(&session, &[stage.of(Role::OfficeStaff, "remscheid")]).await.unwrap();
        stage.travel("2020-05-03T06:59:59Z");
        assert!(reminded(&stage).await.is_empty());
        stage.travel("2020-05-03T07:00:00Z");
        assert_eq!(reminded(&stage).await, ["Erinnerung"]);
        let letters = stage.world.letters_to(STAFF).await;
        let last = letters.last().unwrap();
        assert!(last.text.contains("Zum Videoraum: https://video.example/raum\n"), "{last:?}");
        assert!(!format!("{:?}", last.calendar).contains("video.example"), "{last:?}");
        stage.travel("2020-05-04T07:00:00Z");
        assert_eq!(reminded(&stage).await, ["Erinnerung"]);
    }

    async fn a_reminder_moves_with_its_session(world: World) {
        let stage = Stage::set(world).await;
        let session = stage.open(CourseKind::Exchange, digital(Some(vec![Reminder::USUAL, AFTER]))).await;
        stage.register(&session, &[stage.of(Role::OfficeStaff, "remscheid")]).await.unwrap();
        let organiser = stage.organiser().await;
        let reason = "Die Referentin ist krank.".to_owned();
        let end = EndSession { id: session.id, expected_version: session.version, reason };
        let postponed = postpone_session(&organiser, end).await.unwrap();
        stage.travel("2020-05-03T12:00:00Z");
        assert!(reminded(&stage).await.is_empty(), "what has no date is not reminded of");
        let input = RescheduleSession {
            id: session.id,
            expected_version: postponed.version,
            start: at("2020-06-22T07:00:00Z"),
            end: at("2020-06-22T09:00:00Z"),
            deadline: None,
        };
        let moved = reschedule_session(&stage.organiser().await, input).await.unwrap();
        assert!(reminded(&stage).await.is_empty());
        stage.travel("2020-06-21T07:00:00Z");
        assert_eq!(reminded(&stage).await, ["Erinnerung"]);
        // Moved once more, by a week: there is a new date to be reminded of.
        let later = SessionDraft {
            start: at("2020-06-29T07:00:00Z"),
            end: at("2020-06-29T09:00:00Z"),
            ..digital(Some(vec![Reminder::USUAL, AFTER]))
        };
        let change = UpdateSession { id: session.id, expected_version: moved.version, plan: later };
        update_session(&stage.organiser().await, change).await.unwrap();
        assert_eq!(reminded(&stage).await, ["Erinnerung"]);
        stage.travel("2020-06-28T08:00:00Z");
        assert_eq!(reminded(&stage).await, ["Erinnerung", "Erinnerung"]);
        stage.travel("2020-06-29T10:00:00Z");
        assert_eq!(reminded(&stage).await, ["Erinnerung", "Erinnerung", "Rückblick"]);
    }

    async fn two_nodes_send_a_reminder_once(world: World) {
        let stage = Stage::set(world).await;
        let session = stage.open(CourseKind::Exchange, digital(None)).await;
        stage.register(&session, &[stage.of(Role::OfficeStaff, "remscheid")]).await.unwrap();
        stage.travel("2020-05-03T08:00:00Z");
        let calls = [stage.system(), stage.system(), stage.system(), stage.system()];
        let sent = futures::future::join_all(calls.iter().map(send_reminders)).await;
        let sent: usize = sent.into_iter().map(Result::unwrap).sum();
        assert_eq!(sent, 1);
        assert_eq!(reminded(&stage).await, ["Erinnerung"]);
    }

    async fn nobody_is_reminded_of_what_has_begun(world: World) {
        let stage = Stage::set(world).await;
        let session = stage.open(CourseKind::Exchange, digital(None)).await;
        stage.register(&session, &[stage.of(Role::OfficeStaff, "remscheid")]).await.unwrap();
        stage.travel("2020-05-04T07:00:00Z");
        assert!(reminded(&stage).await.is_empty());
    }

    async fn too_many_reminders_are_refused(world: World) {
        let stage = Stage::set(world).await;
        let many: Vec<Reminder> = (0..6).map(|minutes| Reminder { minutes, ..AFTER }).collect();
        let session = stage.open(CourseKind::Exchange, digital(None)).await;
        let change = UpdateSession { id: session.id, expected_version: session.version, plan: digital(Some(many)) };
        let outcome = update_session(&stage.organiser().await, change).await;
        assert_eq!(refused(&outcome), Some(RefusalCode::TooMany));
    }
}
