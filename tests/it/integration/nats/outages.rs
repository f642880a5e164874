//! The broker is away, for moments or for hours, or comes back with less than it had.

use super::{STREAM, begun, connected, feed_ids, ids, meddle, organisation, settings};
use acceptance::{NatsServer, Site, World, on_both_engines};
use application::integration::broker::{Broker, Relay};
use application::territories::load_reference_territories;
use domain::access::Actor;
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::Duration;
use tokio::time::timeout;

async fn ready(site: &Site) -> (u16, Value) {
    let answer = Site::send(site.get("/readyz")).await;
    (answer.status().as_u16(), answer.json().await.unwrap())
}

on_both_engines! {
    async fn nothing_is_lost_while_the_broker_is_away_under_load(world: World) {
        let Some(mut server) = NatsServer::start().await else { return };
        let (world, mut relay) = begun(world, settings(&server)).await;
        let (stop, mut stopped) = tokio::sync::oneshot::channel::<()>();
        let (say, mut away) = tokio::sync::watch::channel(0);
        let handing = tokio::spawn(async move {
            while stopped.try_recv().is_err() {
                let failed = relay.hand_over().await.is_err();
                say.send_modify(|times| *times += u32::from(failed));
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
            relay
        });
        for number in 0..60 {
            organisation(&world, &format!("Stadt Beispiel {number}")).await;
            match number {
                10 | 40 => {
                    let before = *away.borrow();
                    server.kill().await;
                    organisation(&world, &format!("Stadt Muster {number}")).await;
                    let noticed = timeout(super::super::PATIENCE, away.wait_for(|times| *times > before)).await;
                    noticed.expect("it is noticed that the broker is away").unwrap();
                }
                30 | 50 => server.resume().await,
                _ => {}
            }
        }
        stop.send(()).unwrap();
        connected(handing.await.unwrap()).await.hand_over().await.unwrap();
        assert_eq!(ids(&server.neighbour().await).await, feed_ids(&world).await);
    }

    async fn a_broker_that_is_away_is_told_and_stops_nobody(world: World) {
        let Some(mut server) = NatsServer::start().await else { return };
        server.kill().await;
        load_reference_territories(&world.call(Actor::System)).await.unwrap();
        let site = Site::of(world.with_broker(Broker::new(settings(&server)).unwrap())).await;
        let mut relay = Relay::new(Arc::clone(site.world().platform())).unwrap();
        assert!(relay.hand_over().await.is_err());
        // What comes before the first connection is told as well.
        organisation(site.world(), "Stadt Beispiel").await;
        assert!(relay.hand_over().await.is_err());
        assert_eq!(ready(&site).await, (200, json!({"status": "degraded", "broker": "not available"})));
        let metrics = Site::send(site.get("/metrics")).await.text().await.unwrap();
        assert!(metrics.contains("broker_connected 0"), "{metrics}");
        assert!(metrics.contains("broker_lag_events 1"), "{metrics}");
        server.resume().await;
        relay = connected(relay).await;
        assert_eq!(relay.hand_over().await.unwrap(), 0);
        assert_eq!(ready(&site).await, (200, json!({"status": "ok"})));
        assert_eq!(ids(&server.neighbour().await).await, feed_ids(site.world()).await);
    }

    async fn what_the_broker_has_lost_comes_again(world: World) {
        let Some(server) = NatsServer::start().await else { return };
        let (world, mut relay) = begun(world, settings(&server)).await;
        organisation(&world, "Stadt Beispiel").await;
        relay.hand_over().await.unwrap();
        for number in 0..3 {
            organisation(&world, &format!("Stadt Muster {number}")).await;
        }
        // As after a copy of yesterday was put back: the platform believes that they are safe.
        relay.release().await;
        meddle(&world, "UPDATE event_relay SET cursor_seq = (SELECT seq FROM audit_head)").await;
        relay.hand_over().await.unwrap();
        assert_eq!(ids(&server.neighbour().await).await, feed_ids(&world).await);
    }

    async fn a_stream_that_was_deleted_is_made_again(world: World) {
        let Some(server) = NatsServer::start().await else { return };
        let (world, mut relay) = begun(world, settings(&server)).await;
        organisation(&world, "Stadt Beispiel").await;
        relay.hand_over().await.unwrap();
        let broker = server.neighbour().await;
        broker.delete_stream(STREAM).await.unwrap();
        organisation(&world, "Stadt Muster").await;
        assert!(relay.hand_over().await.is_err(), "nobody takes it");
        assert_eq!(relay.hand_over().await.unwrap(), 1);
        assert_eq!(ids(&broker).await, feed_ids(&world).await[1..]);
    }
}
