//! Trainers are asked, answer, and are in one place at a time.

use super::stage::{Stage, at, plan, refused};
use acceptance::{World, on_both_engines};
use application::qualifications::{
    AnswerTrainer, RequestTrainer, cancel_trainer, confirm_trainer, decline_trainer, list_own_assignments,
    list_trainers, request_trainer,
};
use domain::access::Role;
use domain::qualifications::{CourseFormat, CourseKind, CourseSession, TrainerAssignment, TrainerState};
use domain::shared::{PersonId, RefusalCode};

async fn ask(stage: &Stage, session: &CourseSession, person: PersonId) -> TrainerAssignment {
    let input = RequestTrainer { session: session.id, person, topic: Some("Moderation".to_owned()), fee_agreed: true };
    request_trainer(&stage.organiser().await, input).await.unwrap()
}

fn answer(assignment: &TrainerAssignment) -> AnswerTrainer {
    AnswerTrainer { id: assignment.id, expected_version: assignment.version, reason: None }
}

on_both_engines! {
    async fn nobody_is_confirmed_for_two_places_at_once(world: World) {
        let stage = Stage::set(world).await;
        let mut afternoon = plan();
        afternoon.start = at("2020-05-04T13:00:00Z");
        afternoon.end = at("2020-05-04T16:00:00Z");
        let mut online = afternoon.clone();
        online.format = CourseFormat::Digital;
        let day = stage.open(CourseKind::Conference, plan()).await;
        let afternoon = stage.open(CourseKind::Conference, afternoon).await;
        let online = stage.open(CourseKind::CommunityCall, online).await;
        let trainer = stage.of(Role::Partner, "stiftung");
        let own = stage.call(Role::Partner, "stiftung").await;
        let first = ask(&stage, &day, trainer).await;
        let second = ask(&stage, &afternoon, trainer).await;
        let third = ask(&stage, &online, trainer).await;
        confirm_trainer(&own, answer(&first)).await.unwrap();
        assert_eq!(refused(&confirm_trainer(&own, answer(&second)).await), Some(RefusalCode::DoubleBooked));
        confirm_trainer(&own, answer(&third)).await.unwrap();
        let declined = decline_trainer(&own, answer(&second)).await.unwrap();
        assert_eq!(declined.state, TrainerState::Declined);
        assert_eq!(list_own_assignments(&own).await.unwrap().len(), 3);
        let mails = stage.world.mails().await;
        assert_eq!(mails.iter().filter(|mail| mail.contains("Subject: Anfrage als")).count(), 3, "{mails:#?}");
    }

    async fn only_the_trainer_answers_and_only_the_organiser_takes_it_back(world: World) {
        let stage = Stage::set(world).await;
        let day = stage.open(CourseKind::Conference, plan()).await;
        let trainer = stage.of(Role::Partner, "stiftung");
        let asked = ask(&stage, &day, trainer).await;
        let twice = RequestTrainer { session: day.id, person: trainer, topic: None, fee_agreed: false };
        let organiser = stage.organiser().await;
        assert_eq!(refused(&request_trainer(&organiser, twice).await), Some(RefusalCode::Duplicate));
        let other = stage.call(Role::OfficeStaff, "remscheid").await;
        assert_eq!(refused(&confirm_trainer(&other, answer(&asked)).await), Some(RefusalCode::NotFound));
        assert!(list_trainers(&other, &[day.id]).await.unwrap().is_empty());
        let own = stage.call(Role::Partner, "stiftung").await;
        let back = cancel_trainer(&own, answer(&asked)).await;
        assert!(matches!(back, Err(application::Error::Denied(_))));
        let cancelled = cancel_trainer(&organiser, answer(&asked)).await.unwrap();
        assert_eq!(cancelled.state, TrainerState::Cancelled);
        assert_eq!(refused(&confirm_trainer(&own, answer(&cancelled)).await), Some(RefusalCode::WrongState));
    }
}
