//! Several who deliver at the same time, as on several nodes.

use super::receiver::Receiver;
use super::{deliveries, hook, person, wait};
use acceptance::{Scene, on_both_engines};
use application::integration::webhooks::Courier;
use serde_json::{Value, json};
use std::collections::BTreeSet;

on_both_engines! {
    async fn several_workers_send_each_event_once(scene: Scene) {
        let receiver = Receiver::start().await;
        let hook = hook(&scene, &receiver, json!({})).await;
        let mut made = BTreeSet::new();
        for number in 0..12 {
            made.insert(person(&scene, &format!("Muster {number}")).await.to_string());
        }
        let couriers = [scene.site().courier(None), scene.site().courier(None), scene.site().courier(None)];
        let [one, two, three] = couriers.each_ref().map(Courier::deliver_due);
        let (one, two, three) = tokio::join!(one, two, three);
        assert_eq!(one.unwrap() + two.unwrap() + three.unwrap(), 12);
        let body = |got: &Value| serde_json::from_str::<Value>(got["body"].as_str().unwrap()).unwrap();
        let told: Vec<String> = receiver.received().await.iter().map(|got| body(got)["subject"].to_string()).collect();
        assert_eq!(told.len(), 12);
        assert_eq!(told.into_iter().collect::<BTreeSet<_>>(), made);
        assert!(deliveries(&scene, &hook).await.iter().all(|one| one["state"] == "DELIVERED"));
    }

    async fn what_a_worker_had_claimed_that_died_is_delivered_by_another(scene: Scene) {
        let receiver = Receiver::start().await;
        hook(&scene, &receiver, json!({})).await;
        receiver.behave(json!({"hang": true})).await;
        person(&scene, "Muster").await;
        let courier = scene.site().courier(None);
        let dying = tokio::spawn(async move { courier.deliver_due().await });
        while receiver.received().await.is_empty() {}
        dying.abort();
        assert!(dying.await.unwrap_err().is_cancelled());
        receiver.behave(json!({})).await;
        assert_eq!(scene.site().courier(None).deliver_due().await.unwrap(), 0, "the claim still holds");
        wait(&scene, 2 + 30);
        assert_eq!(scene.site().courier(None).deliver_due().await.unwrap(), 1);
        assert_eq!(receiver.received().await.len(), 1);
    }
}
