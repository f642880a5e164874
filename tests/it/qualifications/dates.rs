//! How often a learning cluster and a development workshop meet.

use super::stage::{Stage, at, plan, refused};
use acceptance::{World, on_both_engines};
use application::qualifications::{
    CreateSeries, CreateSession, EndSession, RepeatSession, RescheduleSession, SeriesInput, UpdateSession,
    cancel_session, create_series, create_session, postpone_session, repeat_session, reschedule_session,
    update_session,
};
use application::{Call, Error};
use domain::qualifications::{CourseKind, CourseSeries, CourseSession, Recurrence, Seats, SessionDraft, SessionVerb};
use domain::shared::RefusalCode;
use futures::future::join_all;

/// A day of work in presence for 20 people.
fn on(day: &str) -> SessionDraft {
    SessionDraft {
        start: at(&format!("{day}T08:00:00Z")),
        end: at(&format!("{day}T15:00:00Z")),
        deadline: None,
        seats: Seats { room: 20, online: 0 },
        ..plan()
    }
}

async fn group(stage: &Stage, kind: CourseKind) -> CourseSeries {
    let plan = SeriesInput {
        title: "Gemeinsam lernen".to_owned(),
        description: None,
        goals: None,
        entitlement: None,
        target_groups: Vec::new(),
        stages: Vec::new(),
        topics: Vec::new(),
        co_hosts: Vec::new(),
    };
    let input = CreateSeries { host: stage.cast.transferagentur, kind, plan };
    create_series(&stage.organiser().await, input).await.unwrap()
}

async fn meet(call: &Call, series: &CourseSeries, day: &str) -> Result<CourseSession, Error> {
    let input = CreateSession { host: None, series: Some(series.id), module: None, kind: None, plan: on(day) };
    create_session(call, input).await
}

fn place<T: std::fmt::Debug>(result: Result<T, Error>) -> String {
    match result {
        Err(Error::Refused(refusals)) => format!("{} {}", refusals[0].code, refusals[0].path.join(".")),
        other => panic!("{other:?}"),
    }
}

on_both_engines! {
    async fn a_learning_cluster_meets_three_times_a_year(world: World) {
        let stage = Stage::set(world).await;
        let call = stage.organiser().await;
        let series = group(&stage, CourseKind::LearningCluster).await;
        let mut met = Vec::new();
        for day in ["2020-04-15", "2020-06-15", "2020-12-30"] {
            met.push(meet(&call, &series, day).await.unwrap());
        }
        assert_eq!(place(meet(&call, &series, "2020-09-15").await), "TOO_MANY_DATES plan.start");
        let next = meet(&call, &series, "2021-01-15").await.unwrap();
        let moved = |session: &CourseSession, day| UpdateSession {
            id: session.id,
            expected_version: session.version,
            plan: on(day),
        };
        assert_eq!(place(update_session(&call, moved(&next, "2020-12-01")).await), "TOO_MANY_DATES plan.start");
        // Within the year a date may move.
        update_session(&call, moved(&met[0], "2020-04-16")).await.unwrap();
        let again = |times| RepeatSession { id: next.id, every: Recurrence::Weekly, times };
        assert_eq!(place(repeat_session(&call, again(3)).await), "TOO_MANY_DATES times");
        assert_eq!(repeat_session(&call, again(2)).await.unwrap().len(), 2);
        // Another group, another kind in the same series, and what belongs to no series have dates of their own.
        let other = group(&stage, CourseKind::LearningCluster).await;
        meet(&call, &other, "2020-09-15").await.unwrap();
        let input = CreateSession { host: None, series: Some(series.id), module: None, kind: Some(CourseKind::Exchange), plan: on("2020-09-15") };
        create_session(&call, input).await.unwrap();
        stage.open(CourseKind::LearningCluster, on("2020-09-15")).await;
    }

    async fn a_date_that_is_off_leaves_room_for_another_one(world: World) {
        let stage = Stage::set(world).await;
        let call = stage.organiser().await;
        let series = group(&stage, CourseKind::LearningCluster).await;
        let mut met = Vec::new();
        for day in ["2020-04-15", "2020-06-15", "2020-12-30"] {
            met.push(stage.step(&meet(&call, &series, day).await.unwrap(), SessionVerb::Publish).await);
        }
        let end = |of: &CourseSession| EndSession { id: of.id, expected_version: of.version, reason: "Krank.".to_owned() };
        let later = postpone_session(&call, end(&met[0])).await.unwrap();
        meet(&call, &series, "2020-09-15").await.unwrap();
        let to = |day: &str| RescheduleSession {
            id: later.id,
            expected_version: later.version,
            start: at(&format!("{day}T08:00:00Z")),
            end: at(&format!("{day}T15:00:00Z")),
            deadline: None,
        };
        assert_eq!(place(reschedule_session(&call, to("2020-10-15")).await), "TOO_MANY_DATES start");
        cancel_session(&call, end(&met[1])).await.unwrap();
        reschedule_session(&call, to("2020-10-15")).await.unwrap();
    }

    async fn two_who_plan_at_once_do_not_plan_one_date_too_many(world: World) {
        let stage = Stage::set(world).await;
        let call = stage.organiser().await;
        let series = group(&stage, CourseKind::DevelopmentWorkshop).await;
        for day in ["2020-04-15", "2020-10-15"] {
            meet(&call, &series, day).await.unwrap();
        }
        let tries = join_all(["2021-03-15", "2021-03-16", "2021-03-17"].map(|day| meet(&call, &series, day))).await;
        let refusals: Vec<_> = tries.iter().filter_map(refused).collect();
        assert_eq!(refusals, [RefusalCode::TooManyDates; 2]);
        // One and a half years after the first date there is room again.
        assert_eq!(refused(&meet(&call, &series, "2021-10-14").await), Some(RefusalCode::TooManyDates));
        meet(&call, &series, "2021-10-15").await.unwrap();
    }
}
