//! What happens after publication: another format, another date, not at all.

use super::stage::{Stage, at, plan, refused};
use acceptance::{World, on_both_engines};
use application::qualifications::{
    CancelRegistration, ChangeSessionFormat, EndSession, RescheduleSession, UpdateSession, cancel_registration,
    cancel_session, change_session_format, find_session, list_format_changes, postpone_session, replace_session,
    reschedule_session, update_session,
};
use domain::access::Role;
use domain::qualifications::{
    AttendanceMode, CourseFormat, CourseKind, CourseSession, RegistrationState, Seats, SessionState,
};
use domain::shared::RefusalCode;

fn digital(session: &CourseSession) -> ChangeSessionFormat {
    ChangeSessionFormat {
        id: session.id,
        expected_version: session.version,
        format: CourseFormat::Digital,
        seats: None,
        online_link: Some("https://video.example/raum".to_owned()),
        reason: "Die Gesundheitsämter raten von Reisen ab.".to_owned(),
    }
}

fn end(session: &CourseSession, reason: &str) -> EndSession {
    EndSession { id: session.id, expected_version: session.version, reason: reason.to_owned() }
}

on_both_engines! {
    async fn a_session_becomes_digital_with_its_people_and_those_who_waited(world: World) {
        let stage = Stage::set(world).await;
        let session = stage.open(CourseKind::Exchange, plan()).await;
        let mut people = stage.people(stage.cast.remscheid.office, 2).await;
        people.push(stage.of(Role::OfficeStaff, "remscheid"));
        let mut registered = Vec::new();
        for one in &people {
            registered.extend(stage.register(&session, std::slice::from_ref(one)).await.unwrap());
        }
        stage.travel("2020-04-30T08:00:00Z");
        let organiser = stage.organiser().await;
        let small = ChangeSessionFormat { seats: Some(Seats { room: 0, online: 1 }), ..digital(&session) };
        let refusal = change_session_format(&organiser, small).await;
        assert_eq!(refused(&refusal), Some(RefusalCode::CapacityBelowConfirmed));
        let changed = change_session_format(&organiser, digital(&session)).await.unwrap();
        assert_eq!((changed.plan.format, changed.sequence), (CourseFormat::Digital, 1));
        for registration in &registered {
            let now = stage.now(registration.id).await;
            assert_eq!((now.state, now.mode), (RegistrationState::Confirmed, AttendanceMode::Online));
        }
        let history = list_format_changes(&organiser, &[session.id]).await.unwrap().remove(&session.id).unwrap();
        assert_eq!(history.len(), 1);
        assert_eq!((history[0].from, history[0].to), (CourseFormat::InPerson, CourseFormat::Digital));
        assert_eq!(history[0].by, organiser.actor().account().map(|account| account.id));
        let mails = stage.world.mails().await;
        assert!(mails.iter().any(|mail| mail.contains("Subject: Formatwechsel")), "{mails:#?}");
        // The deadline has passed, but the format has changed since: giving the seat back has no effect.
        let mine = stage.now(registered[2].id).await;
        let own = stage.call(Role::OfficeStaff, "remscheid").await;
        let seen = CancelRegistration { id: mine.id, expected_version: mine.version };
        assert!(!cancel_registration(&own, seen).await.unwrap().withdrawn_late);
        let stale = change_session_format(&organiser, digital(&session)).await;
        assert_eq!(refused(&stale), Some(RefusalCode::VersionConflict));
    }

    async fn more_seats_go_to_those_who_wait_and_fewer_than_taken_are_refused(world: World) {
        let stage = Stage::set(world).await;
        let session = stage.open(CourseKind::Exchange, plan()).await;
        let people = stage.people(stage.cast.remscheid.office, 3).await;
        let mut registered = Vec::new();
        for one in &people {
            registered.extend(stage.register(&session, std::slice::from_ref(one)).await.unwrap());
        }
        let organiser = stage.organiser().await;
        let with = |room: u32, expected_version: i64| {
            let mut typed = plan();
            typed.seats.room = room;
            UpdateSession { id: session.id, expected_version, plan: typed }
        };
        let smaller = update_session(&organiser, with(1, session.version)).await;
        assert_eq!(refused(&smaller), Some(RefusalCode::CapacityBelowConfirmed));
        let larger = update_session(&organiser, with(3, session.version)).await.unwrap();
        assert_eq!((larger.version, larger.sequence), (session.version + 1, 0));
        assert_eq!(stage.state(&registered[2]).await, RegistrationState::Confirmed);
    }

    async fn whoever_is_registered_is_told_that_it_does_not_take_place(world: World) {
        let stage = Stage::set(world).await;
        let session = stage.open(CourseKind::Exchange, plan()).await;
        let other = stage.open(CourseKind::Exchange, plan()).await;
        let mine = stage.of(Role::OfficeStaff, "remscheid");
        let registered = stage.register(&session, &[mine]).await.unwrap();
        let organiser = stage.organiser().await;
        assert_eq!(refused(&cancel_session(&organiser, end(&session, "")).await), Some(RefusalCode::Required));
        let reason = "Die Referentin ist erkrankt.";
        let itself = replace_session(&organiser, end(&session, reason), session.id).await;
        assert_eq!(refused(&itself), Some(RefusalCode::Invalid));
        let replaced = replace_session(&organiser, end(&session, reason), other.id).await.unwrap();
        assert_eq!((replaced.state, replaced.replaced_by), (SessionState::Cancelled, Some(other.id)));
        assert_eq!(stage.state(&registered[0]).await, RegistrationState::CancelledByOrganiser);
        let again = cancel_session(&organiser, end(&replaced, reason)).await;
        assert_eq!(refused(&again), Some(RefusalCode::WrongState));
        let mails = stage.world.mails().await;
        assert!(mails.iter().any(|mail| mail.contains("Subject: Termin ersetzt")), "{mails:#?}");
    }

    async fn a_postponed_session_keeps_its_people(world: World) {
        let stage = Stage::set(world).await;
        let session = stage.open(CourseKind::Exchange, plan()).await;
        let registered = stage.register(&session, &[stage.of(Role::OfficeStaff, "remscheid")]).await.unwrap();
        let organiser = stage.organiser().await;
        let postponed = postpone_session(&organiser, end(&session, "Der Saal ist gesperrt.")).await.unwrap();
        assert_eq!(postponed.state, SessionState::Postponed);
        let input = RescheduleSession {
            id: session.id,
            expected_version: postponed.version,
            start: at("2020-06-22T07:00:00Z"),
            end: at("2020-06-22T14:00:00Z"),
            deadline: None,
        };
        let backward = RescheduleSession { end: at("2020-06-22T06:00:00Z"), ..input };
        assert_eq!(refused(&reschedule_session(&organiser, backward).await), Some(RefusalCode::EndBeforeStart));
        let moved = reschedule_session(&organiser, input).await.unwrap();
        assert_eq!((moved.state, moved.plan.start), (SessionState::Published, input.start));
        assert_eq!(stage.state(&registered[0]).await, RegistrationState::Confirmed);
        assert_eq!(find_session(&organiser, session.id).await.unwrap(), Some(moved));
        let mails = stage.world.mails().await;
        let told = |word: &str| mails.iter().any(|mail| mail.contains(word));
        assert!(told("Subject: Termin verschoben") && told("Subject: Neuer Termin"), "{mails:#?}");
    }
}
