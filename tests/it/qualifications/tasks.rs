//! What somebody has to do in qualifications: seats to accept, sessions ahead, requests to answer, and for organisers
//! registrations to decide about.

use super::stage::{Stage, at, plan};
use acceptance::{World, on_both_engines};
use application::meetings::list_tasks;
use application::qualifications::{CancelRegistration, RequestTrainer, cancel_registration, request_trainer};
use domain::access::Role;
use domain::meetings::{Task, TaskKind};
use domain::qualifications::{Allocation, CourseKind, Seats, SessionDraft};
use domain::shared::Slice;

async fn tasks(stage: &Stage, role: Role, place: &str) -> Vec<(TaskKind, String, String)> {
    let call = stage.call(role, place).await;
    let tasks = list_tasks(&call, Slice::read(Some(100)).unwrap()).await.unwrap();
    let shown = |task: &Task| (task.kind(), task.title().to_owned(), task.due().unwrap().to_string());
    tasks.iter().map(shown).collect()
}

fn task(kind: TaskKind, title: &str, due: &str) -> (TaskKind, String, String) {
    (kind, title.to_owned(), due.to_owned())
}

const STAFF: (Role, &str) = (Role::OfficeStaff, "remscheid");

on_both_engines! {
    async fn a_seat_is_offered_and_a_session_lies_ahead(world: World) {
        let stage = Stage::set(world).await;
        let own = stage.of(STAFF.0, STAFF.1);
        let narrow = SessionDraft {
            seats: Seats { room: 1, online: 0 },
            offer_hours: Some(48),
            start: at("2020-03-10T08:00:00Z"),
            end: at("2020-03-10T15:00:00Z"),
            deadline: Some(at("2020-03-09T22:00:00Z")),
            ..plan()
        };
        let session = stage.open(CourseKind::Exchange, narrow).await;
        let other = stage.people(stage.cast.hamm.office, 1).await[0];
        let first = stage.register(&session, &[other]).await.unwrap().remove(0);
        stage.register(&session, &[own]).await.unwrap();
        assert_eq!(tasks(&stage, STAFF.0, STAFF.1).await, [task(TaskKind::Registration, "Netzwerke verstehen", "2020-03-10")]);
        let back = CancelRegistration { id: first.id, expected_version: first.version };
        cancel_registration(&stage.system(), back).await.unwrap();
        let after = tasks(&stage, STAFF.0, STAFF.1).await;
        assert_eq!(after.len(), 1);
        assert!(matches!(after[0].0, TaskKind::Offer | TaskKind::Registration), "{after:?}");
    }

    async fn organisers_decide_and_trainers_answer(world: World) {
        let stage = Stage::set(world).await;
        let own = stage.of(STAFF.0, STAFF.1);
        let lots = SessionDraft { allocation: Allocation::Lot, ..plan() };
        let session = stage.open(CourseKind::Exchange, lots).await;
        assert!(tasks(&stage, Role::TransferagenturStaff, "transferagentur").await.is_empty());
        stage.register(&session, &[own]).await.unwrap();
        let decide = task(TaskKind::Decision, "Netzwerke verstehen", "2020-04-27");
        assert_eq!(tasks(&stage, Role::TransferagenturStaff, "transferagentur").await, [decide]);
        for (role, place) in [(Role::OfficeLead, "remscheid"), (Role::OfficeLead, "hamm"), (Role::Auditor, "transferagentur")] {
            let theirs = tasks(&stage, role, place).await;
            assert!(theirs.iter().all(|task| task.0 != TaskKind::Decision), "{role}: {theirs:?}");
        }
        let request = RequestTrainer { session: session.id, person: own, topic: None, fee_agreed: false };
        request_trainer(&stage.organiser().await, request).await.unwrap();
        assert_eq!(tasks(&stage, STAFF.0, STAFF.1).await, [
            task(TaskKind::Registration, "Netzwerke verstehen", "2020-05-04"),
            task(TaskKind::TrainerRequest, "Netzwerke verstehen", "2020-05-04"),
        ]);
    }
}
