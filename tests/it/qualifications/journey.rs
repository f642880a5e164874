//! The year 2020 as the founding article tells it, as far as the core of qualifications goes.

use super::stage::{Stage, at, person, plan, refused};
use acceptance::{World, on_both_engines, read_calendars};
use application::qualifications::{
    AddModule, ChangeSessionFormat, CreateSession, RecordAttendance, Register, add_module, change_session_format,
    list_format_changes, record_attendance, register, send_reminders,
};
use domain::access::Role;
use domain::qualifications::{
    AttendanceMode, AttendanceStatus, CourseFormat, CourseKind, CourseSession, Mark, ModuleDraft, Registration,
    RegistrationState, Seats, SessionDraft, SessionState, SessionVerb,
};
use domain::shared::{CourseModuleId, PersonId, RefusalCode};
use serde_json::{Value, json};
use std::collections::BTreeMap;

fn on(title: &str, start: &str, end: &str, format: CourseFormat, seats: Seats) -> SessionDraft {
    let (start, end) = (at(start), at(end));
    SessionDraft { title: title.to_owned(), start, end, deadline: None, format, seats, ..plan() }
}

async fn held(stage: &Stage, session: &CourseSession, people: &[Registration]) -> CourseSession {
    let now = stage.system().now();
    stage.travel(&session.plan.start.plus_seconds(-7_200).to_string());
    assert_eq!(send_reminders(&stage.system()).await.unwrap(), 1, "a reminder for each session");
    stage.travel(&now.to_string());
    let running = stage.step(session, SessionVerb::Start).await;
    let marks = people.iter().map(|registration| Mark {
        registration: registration.id,
        status: AttendanceStatus::Present,
        minutes: None,
        marked_at: session.plan.start,
    });
    let list = RecordAttendance { session: session.id, marks: marks.collect(), reason: None };
    record_attendance(&stage.organiser().await, list).await.unwrap();
    stage.step(&running, SessionVerb::Finish).await
}

on_both_engines! {
    async fn the_year_2020(world: World) {
        let stage = Stage::set(world).await;
        let organiser = stage.organiser().await;
        let mut participants: Vec<PersonId> = stage.people(stage.cast.remscheid.office, 5).await;
        participants.extend(stage.people(stage.cast.hamm.municipality, 5).await);
        participants.push(stage.of(Role::OfficeStaff, "remscheid"));

        // February: a series with two modules that build on each other, and two exchanges between them.
        stage.travel("2020-02-03T08:00:00Z");
        let organiser_call = stage.organiser().await;
        let series = stage.series().await;
        let module = async |title: &str, after: Vec<CourseModuleId>| {
            let plan = ModuleDraft {
                title: title.to_owned(),
                description: None,
                minutes: 360,
                mandatory: true,
                prerequisites: after.into_iter().collect(),
            };
            add_module(&organiser_call, AddModule { series: series.id, plan }).await.unwrap()
        };
        let first = module("Modul 1: Netzwerke verstehen", Vec::new()).await;
        let second = module("Modul 2: Netzwerke gestalten", vec![first.id]).await;
        let seats = Seats { room: 20, online: 60 };
        let of = |module: Option<CourseModuleId>, kind: CourseKind, plan: SessionDraft| {
            CreateSession { host: None, series: Some(series.id), module, kind: Some(kind), plan }
        };
        let in_march = on("Modul 1", "2020-03-03T08:00:00Z", "2020-03-03T15:00:00Z", CourseFormat::InPerson, seats);
        let in_june = on("Modul 2", "2020-06-22T07:00:00Z", "2020-06-22T14:00:00Z", CourseFormat::InPerson, seats);
        let in_april = on("Austausch", "2020-04-21T08:00:00Z", "2020-04-21T09:30:00Z", CourseFormat::Digital, seats);
        let in_may = on("Austausch", "2020-05-12T08:00:00Z", "2020-05-12T09:30:00Z", CourseFormat::Digital, seats);
        let one = stage.open_as(of(Some(first.id), CourseKind::TrainingSeries, in_march)).await;
        let april = stage.open_as(of(None, CourseKind::Exchange, in_april)).await;
        let may = stage.open_as(of(None, CourseKind::Exchange, in_may)).await;
        let mut came = stage.register(&one, &participants[..10]).await.unwrap();
        let staff = stage.call(Role::OfficeStaff, "remscheid").await;
        let input = Register { session: one.id, people: vec![person(participants[10])] };
        came.extend(register(&staff, input).await.unwrap());
        assert!(came.iter().all(|registration| registration.state == RegistrationState::Confirmed));

        // 3 March: module 1 in presence. One of them is not there.
        stage.travel("2020-03-03T08:10:00Z");
        let one = held(&stage, &one, &came[1..]).await;
        assert_eq!(one.state, SessionState::Held);
        let absent = Mark {
            registration: came[0].id,
            status: AttendanceStatus::Excused,
            minutes: None,
            marked_at: at("2020-03-03T08:05:00Z"),
        };
        let list = RecordAttendance { session: one.id, marks: vec![absent], reason: None };
        record_attendance(&organiser, list).await.unwrap();

        // Module 2 is announced in presence. After mid-March it becomes digital; all who are registered are told.
        let two = stage.open_as(of(Some(second.id), CourseKind::TrainingSeries, in_june)).await;
        assert_eq!(refused(&stage.register(&two, &participants[..1]).await), Some(RefusalCode::PrerequisiteMissing));
        let module_two = stage.register(&two, &participants[1..]).await.unwrap();
        stage.travel("2020-03-19T08:00:00Z");
        let switch = ChangeSessionFormat {
            id: two.id,
            expected_version: two.version,
            format: CourseFormat::Digital,
            seats: None,
            online_link: Some("https://video.example/modul-2".to_owned()),
            reason: "Treffen in Präsenz sind seit Mitte März nicht möglich.".to_owned(),
        };
        let two = change_session_format(&stage.organiser().await, switch).await.unwrap();
        for registration in &module_two {
            assert_eq!(stage.now(registration.id).await.mode, AttendanceMode::Online);
        }

        // April and May: the exchanges that were planned.
        for (session, when) in [(&april, "2020-04-21T08:00:00Z"), (&may, "2020-05-12T08:00:00Z")] {
            stage.travel("2020-03-20T08:00:00Z");
            let came = stage.register(session, &participants).await.unwrap();
            stage.travel(when);
            held(&stage, session, &came).await;
        }

        // 22 May: an extra offer at short notice with 50 people.
        stage.travel("2020-05-15T08:00:00Z");
        let fifty = Seats { room: 0, online: 50 };
        let plan = on("Zusatzangebot", "2020-05-22T08:00:00Z", "2020-05-22T10:00:00Z", CourseFormat::Digital, fifty);
        let extra = stage.open(CourseKind::ExtraSession, plan).await;
        let crowd = stage.people(stage.cast.hamm.office, 50).await;
        let crowd = stage.register(&extra, &crowd).await.unwrap();
        let one_more = stage.register(&extra, &participants[..1]).await.unwrap();
        assert_eq!(one_more[0].state, RegistrationState::Waitlisted);
        stage.travel("2020-05-22T08:00:00Z");
        held(&stage, &extra, &crowd).await;

        // 22 June: module 2, held digitally instead of in presence.
        stage.travel("2020-06-22T07:00:00Z");
        let two = held(&stage, &two, &module_two).await;
        assert_eq!((two.state, two.plan.format), (SessionState::Held, CourseFormat::Digital));
        let history = list_format_changes(&stage.organiser().await, &[two.id]).await.unwrap();
        assert_eq!(history[&two.id].len(), 1);
        let completed = persistence::qualifications::Completions::of(&stage.world.platform().database);
        let completed = completed.of_people(&participants).await.unwrap();
        assert_eq!(completed.values().filter(|modules| modules.len() == 2).count(), 10);
        assert!(!completed.contains_key(&participants[0]));

        // Whoever has an account was told of every step, in German, once; and the calendar shows what took place.
        let letters = stage.world.letters_to("office-staff@remscheid.example").await;
        let mut subjects: Vec<&str> = letters.iter().map(|letter| letter.subject.as_str()).collect();
        subjects.sort_unstable();
        let expected = [
            "Anmeldung bestätigt: Austausch",
            "Anmeldung bestätigt: Austausch",
            "Anmeldung bestätigt: Modul 1",
            "Anmeldung bestätigt: Modul 2",
            "Erinnerung: Austausch",
            "Erinnerung: Austausch",
            "Erinnerung: Modul 1",
            "Erinnerung: Modul 2",
            "Formatwechsel: Modul 2",
        ];
        assert_eq!(subjects, expected);
        let parts: Vec<&str> = letters.iter().map(|letter| letter.calendar.as_ref().unwrap().1.as_str()).collect();
        let mut shown: BTreeMap<String, Value> = BTreeMap::new();
        for calendar in read_calendars(parts).await {
            let event = calendar["events"][0].clone();
            let known = shown.entry(event["uid"].to_string()).or_insert_with(|| event.clone());
            if event["sequence"].as_i64() >= known["sequence"].as_i64() {
                *known = event;
            }
        }
        let mut dates: Vec<(String, Value)> =
            shown.values().map(|event| (event["start"].to_string(), event["location"].clone())).collect();
        dates.sort_by(|one, other| one.0.cmp(&other.0));
        let expected = [
            ("\"2020-03-03T08:00:00.000Z\"", json!("Münster")),
            ("\"2020-04-21T08:00:00.000Z\"", Value::Null),
            ("\"2020-05-12T08:00:00.000Z\"", Value::Null),
            ("\"2020-06-22T07:00:00.000Z\"", Value::Null),
        ];
        assert_eq!(dates, expected.map(|(start, location)| (start.to_owned(), location)));
        let room = letters.iter().find(|letter| letter.subject == "Erinnerung: Modul 2").unwrap();
        assert!(room.text.contains("https://video.example/modul-2"), "{room:?}");
    }
}
