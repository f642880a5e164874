//! Trainers are asked, answer, and are in one place at a time.

use super::stage::{Stage, at, plan, refused};
use acceptance::{Scene, Who, World, global, on_both_engines};
use application::qualifications::{
    AdvanceSession, AnswerTrainer, CreateSession, RequestTrainer, advance_session, cancel_trainer, confirm_trainer,
    create_session, decline_trainer, list_own_assignments, list_trainers, request_trainer,
};
use domain::access::{Actor, Role};
use domain::qualifications::{
    CourseFormat, CourseKind, CourseSession, SessionDraft, SessionVerb, TrainerAssignment, TrainerState,
};
use domain::shared::{PersonId, RefusalCode};
use serde_json::{Value, json};

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

    async fn a_trainer_who_said_yes_sees_the_video_room_like_everybody_with_a_seat(scene: Scene) {
        let call = scene.world().call(Actor::System);
        let (host, kind) = (Some(scene.cast().transferagentur), Some(CourseKind::Exchange));
        let online_link = Some("https://video.example/raum".to_owned());
        let plan = SessionDraft { format: CourseFormat::Digital, online_link, ..plan() };
        let draft = create_session(&call, CreateSession { host, series: None, module: None, kind, plan }).await.unwrap();
        let step = AdvanceSession { id: draft.id, expected_version: 1, verb: SessionVerb::Publish };
        let session = advance_session(&call, step).await.unwrap();
        let trainer = Who::Member(Role::Partner, "stiftung");
        let person = scene.cast().member(Role::Partner, "stiftung").person;
        let input = RequestTrainer { session: session.id, person, topic: None, fee_agreed: false };
        let asked = request_trainer(&call, input).await.unwrap();
        let document = "query($id: ID!) { courseSession(id: $id) { onlineLink onlineLinkFrom } }";
        let room = async |who| scene.get(who, document, json!({"id": global(session.id)})).await;
        assert_eq!(room(trainer).await, json!({"onlineLink": null, "onlineLinkFrom": null}));
        confirm_trainer(&call, answer(&asked)).await.unwrap();
        let early = room(trainer).await;
        assert_eq!(early, json!({"onlineLink": null, "onlineLinkFrom": "2020-05-03T07:00:00.000000Z"}));
        let wait = at("2020-05-03T07:00:00Z").as_seconds() - call.now().as_seconds();
        scene.world().clock().advance(wait);
        assert_eq!(room(trainer).await["onlineLink"], "https://video.example/raum");
        assert_eq!(room(Who::STAFF).await["onlineLink"], Value::Null);
        assert_eq!(room(Who::Stranger).await["onlineLink"], Value::Null);
    }
}
