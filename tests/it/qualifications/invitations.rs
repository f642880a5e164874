//! Mails about sessions: in the language of their reader, with the entry for their calendar.

use super::stage::{Stage, at, plan};
use acceptance::{Letter, World, on_both_engines, read_calendars};
use application::accounts::change_language;
use application::qualifications::{
    AnswerTrainer, CancelRegistration, ChangeSessionFormat, EndSession, RequestTrainer, RescheduleSession,
    cancel_registration, cancel_session, change_session_format, confirm_trainer, postpone_session, request_trainer,
    reschedule_session,
};
use domain::access::Role;
use domain::qualifications::{CourseFormat, CourseKind, CourseSession, Seats, SessionDraft};
use domain::shared::Language;
use serde_json::{Value, json};

const STAFF: &str = "office-staff@remscheid.example";

fn end(session: &CourseSession, expected_version: i64) -> EndSession {
    EndSession { id: session.id, expected_version, reason: "Die Gesundheitsämter raten von Reisen ab.".to_owned() }
}

/// What the calendars in these letters say, with the method of the part beside that of the calendar.
async fn calendars(letters: &[Letter]) -> Vec<Value> {
    let parts: Vec<&(String, String)> = letters.iter().filter_map(|letter| letter.calendar.as_ref()).collect();
    let read = read_calendars(parts.iter().map(|(_, text)| text.as_str())).await;
    assert_eq!(read.len(), parts.len());
    for ((method, _), calendar) in parts.iter().zip(&read) {
        assert_eq!(calendar["method"], *method);
    }
    read
}

fn subjects(letters: &[Letter]) -> Vec<&str> {
    letters.iter().map(|letter| letter.subject.split(':').next().unwrap_or_default()).collect()
}

on_both_engines! {
    async fn the_entry_follows_the_session_until_the_seat_is_given_back(world: World) {
        let stage = Stage::set(world).await;
        let session = stage.open(CourseKind::Exchange, plan()).await;
        let own = stage.of(Role::OfficeStaff, "remscheid");
        let mine = stage.register(&session, &[own]).await.unwrap().remove(0);
        let organiser = stage.organiser().await;
        let switch = ChangeSessionFormat {
            id: session.id,
            expected_version: session.version,
            format: CourseFormat::Digital,
            seats: None,
            online_link: Some("https://video.example/raum".to_owned()),
            reason: "Treffen in Präsenz sind nicht möglich.".to_owned(),
        };
        let digital = change_session_format(&organiser, switch).await.unwrap();
        let postponed = postpone_session(&organiser, end(&session, digital.version)).await.unwrap();
        let new_date = RescheduleSession {
            id: session.id,
            expected_version: postponed.version,
            start: at("2020-10-26T08:00:00Z"),
            end: at("2020-10-26T15:00:00Z"),
            deadline: None,
        };
        reschedule_session(&organiser, new_date).await.unwrap();
        let back = CancelRegistration { id: mine.id, expected_version: mine.version };
        cancel_registration(&stage.call(Role::OfficeStaff, "remscheid").await, back).await.unwrap();

        let letters = stage.world.letters_to(STAFF).await;
        let expected = ["Anmeldung bestätigt", "Formatwechsel", "Termin verschoben", "Neuer Termin", "Abmeldung"];
        assert_eq!(subjects(&letters), expected, "{letters:#?}");
        assert!(letters[0].text.contains("Montag, 4. Mai 2020, 9:00 bis 16:00 Uhr\nFormat: Präsenz\nOrt: Münster\n"));
        let said = calendars(&letters).await;
        let seen = |key: &str| said.iter().map(|one| one["events"][0][key].clone()).collect::<Vec<_>>();
        let methods: Vec<_> = said.iter().map(|one| one["method"].clone()).collect();
        assert_eq!(methods, ["REQUEST", "REQUEST", "CANCEL", "REQUEST", "CANCEL"]);
        let id = format!("{}@bildungsnetz.example", mine.id);
        assert_eq!(seen("uid"), vec![json!(id); 5]);
        assert_eq!(seen("sequence"), [json!(1), json!(2), json!(3), json!(4), json!(5)]);
        let (may, october) = ("2020-05-04T07:00:00.000Z", "2020-10-26T08:00:00.000Z");
        assert_eq!(seen("start"), [may, may, may, october, october]);
        assert_eq!(seen("location"), [json!("Münster"), json!(null), json!(null), json!(null), json!(null)]);
        assert!(!letters.iter().any(|letter| format!("{letter:?}").contains("video.example")), "{letters:#?}");
    }

    async fn whoever_waits_has_nothing_in_the_calendar_and_an_offer_is_tentative(world: World) {
        let stage = Stage::set(world).await;
        let one = Seats { room: 1, online: 0 };
        let session = stage.open(CourseKind::Exchange, SessionDraft { seats: one, offer_hours: Some(48), ..plan() }).await;
        let first = stage.people(stage.cast.remscheid.office, 1).await;
        let first = stage.register(&session, &first).await.unwrap().remove(0);
        stage.register(&session, &[stage.of(Role::OfficeStaff, "remscheid")]).await.unwrap();
        let back = CancelRegistration { id: first.id, expected_version: first.version };
        cancel_registration(&stage.system(), back).await.unwrap();
        stage.world.clock().advance(49 * 3_600);
        application::qualifications::expire_offers(&stage.system()).await.unwrap();
        let letters = stage.world.letters_to(STAFF).await;
        assert_eq!(subjects(&letters), ["Auf der Warteliste", "Ein Platz ist frei geworden", "Angebot verfallen"]);
        assert!(letters[0].calendar.is_none());
        let said = calendars(&letters).await;
        assert_eq!((&said[0]["method"], &said[0]["events"][0]["status"]), (&json!("PUBLISH"), &json!("TENTATIVE")));
        assert_eq!((&said[1]["method"], &said[1]["events"][0]["status"]), (&json!("CANCEL"), &json!("CANCELLED")));
    }

    async fn mails_are_in_english_on_request(world: World) {
        let stage = Stage::set(world).await;
        let own = stage.call(Role::OfficeStaff, "remscheid").await;
        change_language(&own, Language::English).await.unwrap();
        let session = stage.open(CourseKind::Exchange, plan()).await;
        stage.register(&session, &[stage.of(Role::OfficeStaff, "remscheid")]).await.unwrap();
        cancel_session(&stage.organiser().await, end(&session, session.version)).await.unwrap();
        let letters = stage.world.letters_to(STAFF).await;
        assert_eq!(subjects(&letters), ["Registration confirmed", "Session cancelled"]);
        assert!(letters[0].text.contains("Monday, 4 May 2020, 9:00 to 16:00 (Berlin time)\nFormat: in person\n"));
        assert!(letters[1].text.contains("Reason: Die Gesundheitsämter raten von Reisen ab."));
        let said = calendars(&letters).await;
        assert_eq!(said[1]["method"], "CANCEL");
    }

    async fn trainers_have_the_date_too(world: World) {
        let stage = Stage::set(world).await;
        let session = stage.open(CourseKind::Exchange, plan()).await;
        let organiser = stage.organiser().await;
        let person = stage.of(Role::OfficeStaff, "remscheid");
        let request = RequestTrainer { session: session.id, person, topic: None, fee_agreed: false };
        let asked = request_trainer(&organiser, request).await.unwrap();
        let yes = AnswerTrainer { id: asked.id, expected_version: asked.version, reason: None };
        confirm_trainer(&stage.call(Role::OfficeStaff, "remscheid").await, yes).await.unwrap();
        cancel_session(&organiser, end(&session, session.version)).await.unwrap();
        let letters = stage.world.letters_to(STAFF).await;
        let expected = ["Anfrage als Referent*in", "Zusage als Referent*in", "Termin abgesagt"];
        assert_eq!(subjects(&letters), expected);
        let methods: Vec<_> = calendars(&letters).await.into_iter().map(|one| one["method"].clone()).collect();
        assert_eq!(methods, ["PUBLISH", "REQUEST", "CANCEL"]);
    }

    async fn an_hour_that_exists_twice_is_the_right_one_in_the_calendar(world: World) {
        let stage = Stage::set(world).await;
        let nights = [
            ("2020-10-25T00:30:00.000Z", "2020-10-25T01:30:00.000Z"),
            ("2020-10-25T01:30:00.000Z", "2020-10-25T03:30:00.000Z"),
            ("2021-03-28T00:30:00.000Z", "2021-03-28T01:30:00.000Z"),
            ("2020-02-29T22:30:00.000Z", "2020-02-29T23:30:00.000Z"),
        ];
        stage.travel("2020-02-01T08:00:00Z");
        for (start, end) in nights {
            let draft = SessionDraft { start: at(start), end: at(end), deadline: None, ..plan() };
            let session = stage.open(CourseKind::Exchange, draft).await;
            stage.register(&session, &[stage.of(Role::OfficeStaff, "remscheid")]).await.unwrap();
        }
        let said = calendars(&stage.world.letters_to(STAFF).await).await;
        for ((start, end), calendar) in nights.iter().zip(&said) {
            assert_eq!((&calendar["events"][0]["start"], &calendar["events"][0]["end"]), (&json!(start), &json!(end)));
        }
        assert_eq!(said.len(), nights.len());
    }
}
