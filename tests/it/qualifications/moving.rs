//! What moves while a series runs: people to another municipality, sessions under the feet of their trainers.

use super::stage::{Stage, at, plan, refused};
use acceptance::{World, on_both_engines};
use application::people::{UpdatePerson, find_person, update_person};
use application::qualifications::{
    AddModule, AnswerTrainer, ChangeSessionFormat, CreateSession, EndSession, RecordAttendance, RegistrationFilter,
    RequestTrainer, RescheduleSession, UpdateSession, add_module, change_session_format, confirm_trainer,
    count_registrations, list_own_assignments, postpone_session, record_attendance, request_trainer,
    reschedule_session, update_session,
};
use domain::access::Role;
use domain::qualifications::{
    AttendanceStatus, CourseFormat, CourseKind, CourseSession, Mark, ModuleDraft, RegistrationState, SessionDraft,
    SessionVerb, TrainerAssignment,
};
use domain::shared::{Edit, RefusalCode};

fn at_noon() -> SessionDraft {
    SessionDraft { start: at("2020-05-04T12:00:00Z"), end: at("2020-05-04T16:00:00Z"), ..plan() }
}

/// The partner is asked to be the trainer of a session, and says yes.
async fn teach(stage: &Stage, session: &CourseSession) -> TrainerAssignment {
    let person = stage.of(Role::Partner, "stiftung");
    let input = RequestTrainer { session: session.id, person, topic: None, fee_agreed: false };
    let asked = request_trainer(&stage.organiser().await, input).await.unwrap();
    let answer = AnswerTrainer { id: asked.id, expected_version: asked.version, reason: None };
    confirm_trainer(&stage.call(Role::Partner, "stiftung").await, answer).await.unwrap()
}

fn to(session: &CourseSession, format: CourseFormat) -> ChangeSessionFormat {
    ChangeSessionFormat {
        id: session.id,
        expected_version: session.version,
        format,
        seats: None,
        online_link: None,
        reason: "Wunsch der Gruppe.".to_owned(),
    }
}

on_both_engines! {
    async fn whoever_moves_to_another_city_goes_on_with_the_series(world: World) {
        let stage = Stage::set(world).await;
        let organiser = stage.organiser().await;
        let series = stage.series().await;
        let module = |title: &str, prerequisites: Vec<_>| AddModule {
            series: series.id,
            plan: ModuleDraft {
                title: title.to_owned(),
                description: None,
                minutes: 360,
                mandatory: true,
                prerequisites: prerequisites.into_iter().collect(),
            },
        };
        let first = add_module(&organiser, module("Modul 1", Vec::new())).await.unwrap();
        let second = add_module(&organiser, module("Modul 2", vec![first.id])).await.unwrap();
        let of = |module, plan| CreateSession { host: None, series: Some(series.id), module: Some(module), kind: None, plan };
        let one = stage.open_as(of(first.id, plan())).await;
        let people = stage.people(stage.cast.remscheid.office, 1).await;
        let here = stage.register(&one, &people).await.unwrap();
        stage.travel("2020-05-04T07:00:00Z");
        stage.step(&one, SessionVerb::Start).await;
        let mark = Mark {
            registration: here[0].id,
            status: AttendanceStatus::Present,
            minutes: None,
            marked_at: one.plan.start,
        };
        let list = RecordAttendance { session: one.id, marks: vec![mark], reason: None };
        record_attendance(&stage.organiser().await, list).await.unwrap();
        // The person moves from Remscheid to Hamm.
        let now = find_person(&stage.system(), people[0]).await.unwrap().unwrap();
        let input = UpdatePerson {
            id: now.id,
            expected_version: now.version,
            organisation: Some(stage.cast.hamm.office),
            salutation: Edit::Keep,
            title: Edit::Keep,
            given_name: Edit::Keep,
            family_name: None,
            languages: None,
            contact_points: None,
        };
        update_person(&stage.system(), input).await.unwrap();
        // What was completed counts on; the seats of the new city are taken.
        let later = SessionDraft {
            start: at("2020-06-22T07:00:00Z"),
            end: at("2020-06-22T14:00:00Z"),
            deadline: None,
            per_district: Some(1),
            ..plan()
        };
        let two = stage.open_as(of(second.id, later)).await;
        let neighbours = stage.people(stage.cast.hamm.office, 1).await;
        assert_eq!(refused(&stage.register(&two, &neighbours).await), Some(RefusalCode::PrerequisiteMissing));
        let there = stage.register(&two, &people).await.unwrap();
        assert_eq!(there[0].state, RegistrationState::Confirmed);
        assert_eq!(there[0].district.as_deref(), Some("05915"));
        assert_eq!(stage.now(here[0].id).await.district.as_deref(), Some("05120"));
        // Each office sees what was registered while it answered for the person.
        let of_person = RegistrationFilter { person: Some(people[0]), ..RegistrationFilter::default() };
        for (place, sees) in [("remscheid", here[0].id), ("hamm", there[0].id)] {
            let call = stage.call(Role::OfficeLead, place).await;
            assert_eq!(count_registrations(&call, &of_person).await.unwrap(), 1, "{place}");
            assert!(application::qualifications::find_registration(&call, sees).await.unwrap().is_some(), "{place}");
        }
    }

    async fn a_session_does_not_move_to_where_its_trainer_is_needed_elsewhere(world: World) {
        let stage = Stage::set(world).await;
        let morning = SessionDraft { end: at("2020-05-04T11:00:00Z"), ..plan() };
        let day = stage.open(CourseKind::Conference, morning.clone()).await;
        let noon = stage.open(CourseKind::Conference, at_noon()).await;
        teach(&stage, &day).await;
        teach(&stage, &noon).await;
        let organiser = stage.organiser().await;
        let change = |plan| UpdateSession { id: day.id, expected_version: day.version, plan };
        let longer = SessionDraft { end: at("2020-05-04T13:00:00Z"), ..morning.clone() };
        assert_eq!(refused(&update_session(&organiser, change(longer)).await), Some(RefusalCode::DoubleBooked));
        let a_bit = SessionDraft { end: at("2020-05-04T12:00:00Z"), ..morning };
        let day = update_session(&organiser, change(a_bit)).await.unwrap();
        // Online two sessions may overlap; back in presence they may not.
        let noon = change_session_format(&organiser, to(&noon, CourseFormat::Digital)).await.unwrap();
        let reason = "Der Saal ist gesperrt.".to_owned();
        let end = EndSession { id: day.id, expected_version: day.version, reason };
        let postponed = postpone_session(&organiser, end).await.unwrap();
        let again = RescheduleSession {
            id: day.id,
            expected_version: postponed.version,
            start: at("2020-05-04T13:00:00Z"),
            end: at("2020-05-04T15:00:00Z"),
            deadline: None,
        };
        let day = reschedule_session(&organiser, again).await.unwrap();
        let back = change_session_format(&organiser, to(&noon, CourseFormat::Hybrid)).await;
        assert_eq!(refused(&back), Some(RefusalCode::DoubleBooked));
        let end = EndSession { id: day.id, expected_version: day.version, reason: "Krankheit.".to_owned() };
        let postponed = postpone_session(&organiser, end).await.unwrap();
        // A session without a date is in nobody's way, and comes back only where there is room.
        let noon = change_session_format(&organiser, to(&noon, CourseFormat::Hybrid)).await.unwrap();
        assert_eq!(noon.plan.format, CourseFormat::Hybrid);
        let again = RescheduleSession { expected_version: postponed.version, ..again };
        assert_eq!(refused(&reschedule_session(&organiser, again).await), Some(RefusalCode::DoubleBooked));
        assert_eq!(list_own_assignments(&stage.call(Role::Partner, "stiftung").await).await.unwrap().len(), 2);
    }
}
