//! Who takes too long is cut off, and goes on where they were.

use super::resume::opened;
use super::socket::{Heard, Socket};
use super::sse::Events;
use crate::networks::{UPDATE, change_of, found, profile};
use acceptance::{Cast, Scene, Site, Who, World, on_both_engines};
use api::http::{HttpSettings, StreamSettings};
use domain::access::Role;
use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// How many events there are: 400 kB each, more than all buffers on the way hold.
const EVENTS: u64 = 40;
/// How long it may take until somebody is cut off.
const PATIENCE: Duration = Duration::from_mins(1);

async fn scene(world: World) -> Scene {
    let cast = Cast::enter(&world).await;
    let streams = StreamSettings { patience_seconds: 1, ..StreamSettings::default() };
    let settings = HttpSettings { streams, stalled_seconds: 2, ..HttpSettings::default() };
    Scene::of(Site::with(world, settings).await, cast)
}

/// Changes a network many times; says where the feed was before.
async fn changed_often(scene: &Scene) -> Value {
    let network = found(scene, "Bildungsnetzwerk Remscheid", json!({})).await;
    let end = scene.get(Who::LEAD, "{ changes(last: 1) { pageInfo { endCursor } } }", json!({})).await;
    let mut change = change_of(&network, json!({}));
    change["profile"] = profile("Bildungsnetzwerk Remscheid", json!({"purpose": "Netz ".repeat(1_999)}));
    for _ in 0..EVENTS {
        change["expectedVersion"] = scene.change(Who::LEAD, UPDATE, change.clone()).await["version"].clone();
        // Not twice the same: what changes nothing is no event.
        change["profile"]["shortName"] = json!(format!("Netz {}", change["expectedVersion"]));
    }
    end["pageInfo"]["endCursor"].clone()
}

fn document(after: &Value) -> String {
    let copies: Vec<String> = (0..40).map(|number| format!("t{number}: purpose")).collect();
    format!(
        "subscription {{ changes(types: [\"network.updated\"], after: {after}) {{ cursor subject {{ \
         ... on Network {{ {} }} }} event {{ version }} }} }}",
        copies.join(" ")
    )
}

/// The version that a message tells, and where it stands in the feed.
fn told(message: &Value) -> (u64, Value) {
    let change = &message["data"]["changes"];
    let version = change["event"]["version"].as_u64().unwrap_or_else(|| panic!("{message}"));
    (version, change["cursor"].clone())
}

async fn nobody_follows(scene: &Scene) {
    let began = Instant::now();
    while scene.world().platform().events.followers() > 0 {
        assert!(began.elapsed() < PATIENCE, "nobody is cut off");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// Connections to the site that its side holds open.
fn connections(scene: &Scene) -> usize {
    let port = scene.site().address().port();
    let here = |entry: &procfs::net::TcpNetEntry| {
        entry.local_address.port() == port && entry.state == procfs::net::TcpState::Established
    };
    procfs::net::tcp().unwrap().iter().filter(|entry| here(entry)).count()
}

on_both_engines! {
    async fn a_socket_that_is_not_read_is_cut_off_and_another_goes_on(world: World) {
        let scene = super::scene(world).await;
        let mut after = changed_often(&scene).await;
        let token = scene.cast().token(scene.world(), Role::OfficeLead, "remscheid").await;
        let mut slow = Socket::begun(scene.site(), Some(&token)).await;
        slow.subscribe("1", &document(&after), json!({})).await;
        opened(scene.site(), 1).await;
        nobody_follows(&scene).await;
        let mut versions = Vec::new();
        while let Heard::Message(message) = slow.hear().await {
            let (version, cursor) = told(&message["payload"]);
            versions.push(version);
            after = cursor;
        }
        assert!(versions.len() < usize::try_from(EVENTS).unwrap(), "all of it fits into the buffers");
        let mut quick = Socket::begun(scene.site(), Some(&token)).await;
        quick.subscribe("1", &document(&after), json!({})).await;
        while versions.len() < usize::try_from(EVENTS).unwrap() {
            versions.push(told(&quick.next("1").await).0);
        }
        assert_eq!(versions, (2..2 + EVENTS).collect::<Vec<_>>());
    }

    async fn events_that_are_not_read_cut_the_connection_and_another_goes_on(world: World) {
        let scene = super::scene(world).await;
        let mut after = changed_often(&scene).await;
        let token = scene.cast().token(scene.world(), Role::OfficeLead, "remscheid").await;
        let ask = async |after: &Value| {
            let request = reqwest::Client::new().post(scene.site().url("/graphql/stream")).bearer_auth(&token);
            let request = request.header("accept", "text/event-stream").json(&json!({"query": document(after)}));
            request.send().await.unwrap()
        };
        let idle = connections(&scene);
        let slow = ask(&after).await;
        assert_eq!(connections(&scene), idle + 1);
        nobody_follows(&scene).await;
        let began = Instant::now();
        while connections(&scene) > idle {
            assert!(began.elapsed() < PATIENCE, "the connection is held open");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        let (mut slow, mut versions) = (Events::of(slow), Vec::new());
        while let Some((name, message)) = slow.next().await {
            assert_eq!(name, "next");
            let (version, cursor) = told(&message);
            versions.push(version);
            after = cursor;
        }
        assert!(versions.len() < usize::try_from(EVENTS).unwrap(), "all of it fits into the buffers");
        let mut quick = Events::of(ask(&after).await);
        while versions.len() < usize::try_from(EVENTS).unwrap() {
            versions.push(told(&quick.next().await.unwrap().1).0);
        }
        assert_eq!(versions, (2..2 + EVENTS).collect::<Vec<_>>());
    }
}
