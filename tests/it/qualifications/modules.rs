//! Modules that build on each other.

use super::stage::{Stage, person, plan, refused};
use acceptance::{World, on_both_engines};
use application::Error;
use application::qualifications::{
    AddModule, CreateSession, RecognisePriorLearning, RecordAttendance, Register, UpdateModule, add_module,
    foresee_registrations, list_open_to_me, recognise_prior_learning, record_attendance, register, update_module,
};
use domain::access::Role;
use domain::qualifications::{
    AttendanceStatus, CourseModule, CourseSeries, CourseSession, Mark, ModuleDraft, RegistrationState, SessionVerb,
};
use domain::shared::{CourseModuleId, PersonId, RefusalCode};
use std::collections::BTreeSet;

fn draft(title: &str, after: &[CourseModuleId]) -> ModuleDraft {
    ModuleDraft {
        title: title.to_owned(),
        description: None,
        minutes: 360,
        mandatory: true,
        prerequisites: after.iter().copied().collect(),
    }
}

async fn module(stage: &Stage, series: &CourseSeries, title: &str, after: &[CourseModuleId]) -> CourseModule {
    let input = AddModule { series: series.id, plan: draft(title, after) };
    add_module(&stage.organiser().await, input).await.unwrap()
}

async fn session_of(stage: &Stage, module: &CourseModule) -> CourseSession {
    let mut typed = plan();
    typed.title = module.plan.title.to_string();
    typed.seats.room = 20;
    let (series, module) = (Some(module.series), Some(module.id));
    stage.open_as(CreateSession { host: None, series, module, kind: None, plan: typed }).await
}

fn mark(registration: domain::shared::RegistrationId, status: AttendanceStatus, marked_at: &str) -> Mark {
    Mark { registration, status, minutes: None, marked_at: super::stage::at(marked_at) }
}

on_both_engines! {
    async fn module_two_asks_for_module_one(world: World) {
        let stage = Stage::set(world).await;
        let series = stage.series().await;
        let first = module(&stage, &series, "Modul 1", &[]).await;
        let second = module(&stage, &series, "Modul 2", &[first.id]).await;
        let (one, two) = (session_of(&stage, &first).await, session_of(&stage, &second).await);
        let staff = stage.call(Role::OfficeStaff, "remscheid").await;
        let id = stage.of(Role::OfficeStaff, "remscheid");
        let input = |session: &CourseSession| Register { session: session.id, people: vec![person(id)] };
        let refusal = match register(&staff, input(&two)).await {
            Err(Error::Refused(mut refusals)) => refusals.remove(0),
            other => panic!("{other:?}"),
        };
        assert_eq!(refusal.code, RefusalCode::PrerequisiteMissing);
        assert_eq!(refusal.parameters, [("module", "Modul 1".to_owned())]);
        let open: Vec<_> = list_open_to_me(&staff).await.unwrap().into_iter().map(|session| session.id).collect();
        assert_eq!(open, [one.id]);
        let prospects = foresee_registrations(&staff, std::slice::from_ref(&two)).await.unwrap();
        assert_eq!(prospects[&two.id].as_ref().unwrap_err()[0].code, RefusalCode::PrerequisiteMissing);

        let registered = register(&staff, input(&one)).await.unwrap().remove(0);
        stage.travel("2020-05-04T07:30:00Z");
        let running = stage.step(&one, SessionVerb::Start).await;
        let organiser = stage.organiser().await;
        let there = RecordAttendance {
            session: running.id,
            marks: vec![mark(registered.id, AttendanceStatus::Present, "2020-05-04T07:10:00Z")],
            reason: None,
        };
        record_attendance(&organiser, there.clone()).await.unwrap();
        let after = stage.now(registered.id).await;
        assert_eq!(after.state, RegistrationState::Attended);
        // The same list again changes nothing.
        record_attendance(&organiser, there).await.unwrap();
        assert_eq!(stage.now(registered.id).await.version, after.version);
        // Module 2 would be open now; its deadline has passed.
        assert_eq!(refused(&register(&staff, input(&two)).await), Some(RefusalCode::DeadlinePassed));
    }

    async fn prior_learning_is_recognised_with_a_reason(world: World) {
        let stage = Stage::set(world).await;
        let series = stage.series().await;
        let first = module(&stage, &series, "Modul 1", &[]).await;
        let second = module(&stage, &series, "Modul 2", &[first.id]).await;
        let two = session_of(&stage, &second).await;
        let people = stage.people(stage.cast.remscheid.office, 1).await;
        let input = |reason: &str| RecognisePriorLearning {
            person: people[0],
            module: first.id,
            reason: reason.to_owned(),
        };
        let organiser = stage.organiser().await;
        assert_eq!(refused(&recognise_prior_learning(&organiser, input("")).await), Some(RefusalCode::Required));
        let office = stage.call(Role::OfficeLead, "remscheid").await;
        assert!(matches!(recognise_prior_learning(&office, input("Ja.")).await, Err(Error::Denied(_))));
        recognise_prior_learning(&organiser, input("Gleichwertige Fortbildung 2018.")).await.unwrap();
        let again = recognise_prior_learning(&organiser, input("Noch einmal.")).await;
        assert_eq!(refused(&again), Some(RefusalCode::Duplicate));
        let registered = stage.register(&two, &people).await.unwrap();
        assert_eq!(registered[0].state, RegistrationState::Confirmed);
    }

    async fn modules_do_not_ask_for_each_other(world: World) {
        let stage = Stage::set(world).await;
        let series = stage.series().await;
        let first = module(&stage, &series, "Modul 1", &[]).await;
        let second = module(&stage, &series, "Modul 2", &[first.id]).await;
        let organiser = stage.organiser().await;
        let plan = draft("Modul 1", &[second.id]);
        let input = UpdateModule { id: first.id, expected_version: 1, plan };
        assert_eq!(refused(&update_module(&organiser, input).await), Some(RefusalCode::Cycle));
        let other = module(&stage, &stage.series().await, "Fremd", &[]).await;
        let plan = draft("Modul 1", &[other.id]);
        let input = UpdateModule { id: first.id, expected_version: 1, plan };
        assert_eq!(refused(&update_module(&organiser, input).await), Some(RefusalCode::NotFound));
    }

    async fn a_list_of_attendance_is_whole_or_nothing(world: World) {
        let stage = Stage::set(world).await;
        let series = stage.series().await;
        let first = module(&stage, &series, "Modul 1", &[]).await;
        let one = session_of(&stage, &first).await;
        let people = stage.people(stage.cast.remscheid.office, 2).await;
        let registered = stage.register(&one, &people).await.unwrap();
        let organiser = stage.organiser().await;
        let list = |marks: Vec<Mark>| RecordAttendance { session: one.id, marks, reason: None };
        let present = mark(registered[0].id, AttendanceStatus::Present, "2020-05-04T07:10:00Z");
        let early = record_attendance(&organiser, list(vec![present.clone()])).await;
        assert_eq!(refused(&early), Some(RefusalCode::WrongState));
        stage.travel("2020-05-04T15:00:00Z");
        stage.step(&one, SessionVerb::Start).await;
        let wrong = Mark { status: AttendanceStatus::Partial, ..mark(registered[1].id, AttendanceStatus::Absent, "2020-05-04T07:10:00Z") };
        let mixed = record_attendance(&organiser, list(vec![present.clone(), wrong])).await;
        assert_eq!(refused(&mixed), Some(RefusalCode::Required));
        assert_eq!(stage.state(&registered[0]).await, RegistrationState::Confirmed);
        let stranger = mark(uuid::Uuid::from_u128(7).into(), AttendanceStatus::Present, "2020-05-04T07:10:00Z");
        assert_eq!(refused(&record_attendance(&organiser, list(vec![stranger])).await), Some(RefusalCode::NotFound));
        let absent = mark(registered[1].id, AttendanceStatus::Absent, "2020-05-04T07:10:00Z");
        record_attendance(&organiser, list(vec![present, absent])).await.unwrap();
        let states = [stage.state(&registered[0]).await, stage.state(&registered[1]).await];
        assert_eq!(states, [RegistrationState::Attended, RegistrationState::NoShow]);
        let everybody: BTreeSet<PersonId> = people.into_iter().collect();
        let known = persistence::qualifications::Completions::of(&stage.world.platform().database);
        let known = known.of_people(&everybody.into_iter().collect::<Vec<_>>()).await.unwrap();
        assert_eq!(known.keys().copied().collect::<Vec<_>>(), [registered[0].person]);
    }
}
