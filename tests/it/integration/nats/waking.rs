//! Nodes wake each other by the broker, and PostgreSQL tells nobody.

use super::{PATIENCE, begun, organisation, settings};
use acceptance::{Engine, Given, NatsServer, World, on_both_engines};
use application::integration::Follower;
use application::integration::broker::{Broker, BrokerSettings};
use sqlx::postgres::PgListener;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::timeout;
use tokio_util::task::AbortOnDropHandle;

fn waking(server: &NatsServer) -> BrokerSettings {
    BrokerSettings { wake_nodes: true, ..settings(server) }
}

/// Hears and tells what happens, as long as it serves.
fn serve(world: &World) -> AbortOnDropHandle<()> {
    let platform = Arc::clone(world.platform());
    AbortOnDropHandle::new(tokio::spawn(async move { platform.events.run(&platform).await }))
}

on_both_engines! {
    async fn what_one_node_writes_the_other_hears_at_once(world: World) {
        let Some(server) = NatsServer::start().await else { return };
        let (world, _relay) = begun(world, waking(&server)).await;
        let other = world.beside().await.with_broker(Broker::new(waking(&server)).unwrap());
        let (_one, _two) = (serve(&world), serve(&other));
        let mut follower = Follower::start(other.platform(), None).await.unwrap();
        let mut bell = other.platform().database.events_bell();
        // The other node has written nothing, so its bell rings for the broker only: with the connection, and then for
        // every change of this one. The first changes may come before it listens.
        let mut written = 0;
        let listening = async {
            loop {
                bell.borrow_and_update();
                organisation(&world, &format!("Stadt Beispiel {written}")).await;
                written += 1;
                let connected = other.platform().events.broker().unwrap().is_connected();
                if timeout(Duration::from_millis(500), bell.changed()).await.is_ok() && connected {
                    return;
                }
            }
        };
        timeout(PATIENCE, listening).await.expect("it listens");
        for _ in 0..5 {
            bell.borrow_and_update();
            organisation(&world, &format!("Stadt Beispiel {written}")).await;
            written += 1;
            timeout(PATIENCE, bell.changed()).await.expect("it rings").unwrap();
        }
        let mut heard = Vec::new();
        while heard.len() < written {
            heard.push(timeout(PATIENCE, follower.next()).await.expect("it is told").unwrap().id.to_string());
        }
        assert_eq!(heard, super::super::feed_ids(&world).await);
    }

    async fn a_node_hears_again_after_the_broker_was_away(world: World) {
        let Some(mut server) = NatsServer::start().await else { return };
        let (world, _relay) = begun(world, waking(&server)).await;
        let other = world.beside().await.with_broker(Broker::new(waking(&server)).unwrap());
        let (_one, _two) = (serve(&world), serve(&other));
        let broker = other.platform().events.broker().unwrap();
        let is = async |connected: bool| {
            let waiting = async {
                while broker.is_connected() != connected {
                    tokio::time::sleep(Duration::from_millis(10)).await;
                }
            };
            timeout(PATIENCE, waiting).await.expect("the connection comes and goes");
        };
        is(true).await;
        let mut follower = Follower::start(other.platform(), None).await.unwrap();
        server.kill().await;
        is(false).await;
        organisation(&world, "Stadt Beispiel").await;
        server.resume().await;
        is(true).await;
        organisation(&world, "Stadt Muster").await;
        for expected in super::super::feed_ids(&world).await {
            let heard = timeout(PATIENCE, follower.next()).await.expect("it is told").unwrap();
            assert_eq!(heard.id.to_string(), expected);
        }
    }

    async fn the_database_tells_nobody_then(world: World) {
        if world.engine() == Engine::Sqlite {
            return;
        }
        let Some(server) = NatsServer::start().await else { return };
        let (world, _relay) = begun(world, waking(&server)).await;
        let mut listener = PgListener::connect(world.address()).await.unwrap();
        listener.listen("bildungsnetz_events").await.unwrap();
        organisation(&world, "Stadt Beispiel").await;
        assert_eq!(listener.recv().await.unwrap().payload(), "", "nobody serves yet");
        let _serving = serve(&world);
        let broker = world.platform().events.broker().unwrap();
        while !broker.is_connected() {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        organisation(&world, "Stadt Muster").await;
        super::super::meddle(&world, "SELECT pg_notify('bildungsnetz_events', 'the next one')").await;
        assert_eq!(listener.recv().await.unwrap().payload(), "the next one");
    }
}
