//! Sessions that come again.

use super::stage::{Stage, at, plan};
use acceptance::{Scene, Who, World, global, on_both_engines};
use application::qualifications::{CreateSession, RepeatSession, create_session, repeat_session};
use domain::access::{Actor, Role};
use domain::qualifications::{CourseFormat, CourseKind, Recurrence, SessionDraft, SessionState};
use serde_json::json;

const REPEAT: &str = include_str!("../../../schema/operations/RepeatCourseSession.graphql");
const ORGANISER: Who = Who::Member(Role::TransferagenturStaff, "transferagentur");

fn call_plan() -> SessionDraft {
    let (start, end) = (at("2020-03-24T08:00:00Z"), at("2020-03-24T09:00:00Z"));
    SessionDraft {
        start,
        end,
        deadline: None,
        format: CourseFormat::Digital,
        title: "Community Call".to_owned(),
        ..plan()
    }
}

on_both_engines! {
    async fn a_community_call_comes_again_at_the_same_time_of_the_day(world: World) {
        let stage = Stage::set(world).await;
        let organiser = stage.organiser().await;
        let session = stage.open(CourseKind::CommunityCall, call_plan()).await;
        let input = RepeatSession { id: session.id, every: Recurrence::Weekly, times: 2 };
        let made = repeat_session(&organiser, input).await.unwrap();
        let starts: Vec<String> = made.iter().map(|session| session.plan.start.to_string()).collect();
        // The clock changes on 29 March: it is still nine o'clock in Düsseldorf.
        assert_eq!(starts, ["2020-03-31T07:00:00.000000Z", "2020-04-07T07:00:00.000000Z"]);
        for session in &made {
            assert_eq!((session.state, session.version), (SessionState::Draft, 1));
            let found = application::qualifications::find_session(&organiser, session.id).await.unwrap();
            assert_eq!(found.as_ref(), Some(session));
        }
    }

    async fn a_repetition_has_an_end_and_an_owner(scene: Scene) {
        let call = scene.world().call(Actor::System);
        let host = Some(scene.cast().transferagentur);
        let kind = Some(CourseKind::CommunityCall);
        let input = CreateSession { host, series: None, module: None, kind, plan: call_plan() };
        let id = global(create_session(&call, input).await.unwrap().id);
        let input = |times: u32| json!({"id": id, "every": "MONTHLY_BY_WEEKDAY", "times": times});
        for times in [0, 61, u32::MAX] {
            assert_eq!(scene.refusals(ORGANISER, REPEAT, input(times)).await, ["OUT_OF_RANGE times"]);
        }
        assert_eq!(scene.refusals(Who::FOREIGN, REPEAT, input(1)).await, ["NOT_FOUND id"]);
        let made = scene.get(ORGANISER, REPEAT, json!({"input": input(60)})).await;
        assert_eq!(made["sessions"].as_array().unwrap().len(), 60);
    }
}
