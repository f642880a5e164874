//! What somebody has to do, live.

use super::socket::Socket;
use crate::qualifications::stage::{Stage, plan};
use acceptance::{Site, World, on_both_engines};
use application::qualifications::{CancelRegistration, Register, cancel_registration, register};
use domain::access::Role;
use domain::qualifications::CourseKind;
use serde_json::json;

const TASKS: &str = "subscription { myTasks { kind title due } }";

on_both_engines! {
    async fn tasks_are_told_as_they_are_and_when_they_change(world: World) {
        let stage = Stage::set(world).await;
        let session = stage.open(CourseKind::Exchange, plan()).await;
        let own = stage.of(Role::OfficeLead, "remscheid");
        let other = stage.people(stage.cast.hamm.office, 1).await[0];
        let organiser = stage.organiser().await;
        let myself = stage.call(Role::OfficeLead, "remscheid").await;
        let token = stage.cast.token(&stage.world, Role::OfficeLead, "remscheid").await;
        let site = Site::of(stage.world).await;
        let mut socket = Socket::begun(&site, Some(&token)).await;
        socket.subscribe("1", TASKS, json!({})).await;
        let kinds = |answer: serde_json::Value| {
            let tasks = answer["data"]["myTasks"].as_array().unwrap_or_else(|| panic!("{answer}"));
            tasks.iter().map(|task| task["kind"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
        };
        assert!(kinds(socket.next("1").await).is_empty());
        let registering = |who| Register { session: session.id, people: vec![crate::qualifications::stage::person(who)] };
        register(&organiser, registering(other)).await.unwrap();
        let mine = register(&organiser, registering(own)).await.unwrap().remove(0);
        assert_eq!(kinds(socket.next("1").await), ["REGISTRATION"], "what others do is not told");
        let back = CancelRegistration { id: mine.id, expected_version: mine.version };
        cancel_registration(&myself, back).await.unwrap();
        assert!(kinds(socket.next("1").await).is_empty());
    }

    async fn nobody_follows_the_tasks_of_nobody(world: World) {
        let site = Site::of(world).await;
        let mut socket = Socket::begun(&site, None).await;
        socket.subscribe("1", TASKS, json!({})).await;
        assert_eq!(socket.error("1").await, "UNAUTHENTICATED");
    }
}
