//! Several nodes: one hands events over at a time, and another one goes on when it dies.

use super::{begun, connected, feed_ids, ids, meddle, organisation, settings};
use acceptance::{NatsServer, World, on_both_engines};
use application::integration::broker::{Broker, Relay};
use std::sync::Arc;

/// Another node, and who hands events over there.
async fn beside(world: &World, server: &NatsServer) -> (World, Relay) {
    let other = world.beside().await.with_broker(Broker::new(settings(server)).unwrap());
    let relay = connected(Relay::new(Arc::clone(other.platform())).unwrap()).await;
    (other, relay)
}

on_both_engines! {
    async fn another_node_goes_on_when_one_dies(world: World) {
        let Some(server) = NatsServer::start().await else { return };
        let (world, mut relay) = begun(world, settings(&server)).await;
        organisation(&world, "Stadt Beispiel").await;
        assert_eq!(relay.hand_over().await.unwrap(), 1);
        let (other, mut heir) = beside(&world, &server).await;
        // It dies: nothing is released.
        drop(relay);
        organisation(&world, "Stadt Muster").await;
        assert_eq!(heir.hand_over().await.unwrap(), 0, "the claim still holds");
        assert_eq!(other.platform().events.broker().unwrap().behind(), 1);
        world.clock().advance(20);
        assert_eq!(heir.hand_over().await.unwrap(), 1);
        assert_eq!(other.platform().events.broker().unwrap().behind(), 0);
        assert_eq!(ids(&server.neighbour().await).await, feed_ids(&world).await);
    }

    async fn what_a_node_handed_over_and_could_not_note_comes_once(world: World) {
        let Some(server) = NatsServer::start().await else { return };
        let (world, mut relay) = begun(world, settings(&server)).await;
        for number in 0..5 {
            organisation(&world, &format!("Stadt Beispiel {number}")).await;
        }
        relay.hand_over().await.unwrap();
        relay.release().await;
        meddle(&world, "UPDATE event_relay SET cursor_seq = cursor_seq - 4").await;
        organisation(&world, "Stadt Muster").await;
        let (_other, mut heir) = beside(&world, &server).await;
        heir.hand_over().await.unwrap();
        assert_eq!(ids(&server.neighbour().await).await, feed_ids(&world).await);
    }

    async fn nodes_that_take_turns_hand_each_event_over_once(world: World) {
        let Some(server) = NatsServer::start().await else { return };
        let (world, first) = begun(world, settings(&server)).await;
        let (_second, second) = beside(&world, &server).await;
        let (_third, third) = beside(&world, &server).await;
        let (stop, stopped) = tokio::sync::watch::channel(false);
        let handing: Vec<_> = [first, second, third].into_iter().map(|mut relay| {
            let stopped = stopped.clone();
            tokio::spawn(async move {
                let mut handed = 0;
                while !*stopped.borrow() {
                    handed += relay.hand_over().await.unwrap_or_default();
                    // The others get their turn.
                    relay.release().await;
                    tokio::task::yield_now().await;
                }
                (relay, handed)
            })
        }).collect();
        for number in 0..40 {
            organisation(&world, &format!("Stadt Beispiel {number}")).await;
        }
        stop.send(true).unwrap();
        let mut handed = 0;
        for one in handing {
            let (relay, before) = one.await.unwrap();
            handed += before + connected(relay).await.hand_over().await.unwrap();
        }
        assert!(handed <= 40, "{handed}");
        assert_eq!(ids(&server.neighbour().await).await, feed_ids(&world).await);
    }
}
