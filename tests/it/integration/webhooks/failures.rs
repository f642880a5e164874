//! Receivers that do not do what they should.

use super::receiver::Receiver;
use super::{Hook, deliveries, hook, person, read, seconds, wait};
use acceptance::{Scene, Who, on_both_engines};
use application::integration::webhooks::WebhookSettings;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::time::{Duration, Instant};

const REPLAY: &str = include_str!("../../../../schema/operations/ReplayWebhookDeliveries.graphql");
const ENABLE: &str = include_str!("../../../../schema/operations/EnableWebhookSubscription.graphql");
const DAY: i64 = 86_400;

async fn deliver(scene: &Scene) -> usize {
    scene.site().courier(None).deliver_due().await.unwrap()
}

/// How the last try of the newest delivery ended, and its state.
async fn outcome(scene: &Scene, hook: &Hook) -> (String, String) {
    let newest = deliveries(scene, hook).await.swap_remove(0);
    let text = |name: &str| newest[name].as_str().unwrap_or_default().to_owned();
    (text("outcome"), text("state"))
}

on_both_engines! {
    async fn what_a_receiver_does_is_told_apart(scene: Scene) {
        let receiver = Receiver::start().await;
        let hook = hook(&scene, &receiver, json!({})).await;
        for (behaviour, expected) in [
            (json!({"status": 500}), "REJECTED"),
            (json!({"status": 400}), "REJECTED"),
            (json!({"status": 302, "location": receiver.url("/elsewhere")}), "REDIRECTED"),
            (json!({"hang": true}), "TIMED_OUT"),
            (json!({"close": true}), "BROKEN"),
            (json!({"garbage": true}), "BROKEN"),
            (json!({"status": 200, "huge": true}), "ACCEPTED"),
        ] {
            receiver.behave(behaviour.clone()).await;
            person(&scene, "Muster").await;
            assert_eq!(deliver(&scene).await, 1, "{behaviour}");
            assert_eq!(outcome(&scene, &hook).await.0, expected, "{behaviour}");
            let paths: Vec<Value> = receiver.received().await.iter().map(|got| got["path"].clone()).collect();
            assert_eq!(paths, ["/hook"], "no redirect is followed");
            receiver.behave(json!({})).await;
            wait(&scene, DAY);
            deliver(&scene).await;
            receiver.received().await;
        }
    }

    async fn it_is_tried_again_after_growing_pauses(scene: Scene) {
        let receiver = Receiver::start().await;
        let hook = hook(&scene, &receiver, json!({})).await;
        receiver.behave(json!({"status": 503})).await;
        person(&scene, "Muster").await;
        for pause in [30, 60, 120] {
            assert_eq!(deliver(&scene).await, 1);
            assert_eq!(deliver(&scene).await, 0, "not at once");
            wait(&scene, pause - 1);
            assert_eq!(deliver(&scene).await, 0, "not before {pause} s");
            wait(&scene, 1);
        }
        let seen = read(&scene, &hook).await;
        assert_eq!((&seen["failures"], &seen["state"]), (&json!(3), &json!("ACTIVE")));
        receiver.verify(&hook.secret, seconds(&scene)).await;
        assert_eq!(deliver(&scene).await, 1);
        let got = receiver.received().await;
        let ids: BTreeSet<_> = got.iter().map(|one| one["headers"]["webhook-id"].to_string()).collect();
        assert_eq!((got.len(), ids.len()), (4, 1), "the same id each time");
        assert_eq!(got[3]["verified"]["type"], "person.created", "signed anew");
        let seen = read(&scene, &hook).await;
        assert_eq!((&seen["failures"], &seen["failingSince"], &seen["heldUntil"]), (&json!(0), &Value::Null, &Value::Null));
    }

    async fn a_receiver_may_ask_for_a_longer_pause(scene: Scene) {
        let receiver = Receiver::start().await;
        let hook = hook(&scene, &receiver, json!({})).await;
        receiver.behave(json!({"status": 429, "retryAfter": "900"})).await;
        person(&scene, "Muster").await;
        deliver(&scene).await;
        wait(&scene, 899);
        assert_eq!(deliver(&scene).await, 0);
        wait(&scene, 1);
        receiver.behave(json!({})).await;
        assert_eq!(deliver(&scene).await, 1);
        assert_eq!(outcome(&scene, &hook).await.1, "DELIVERED");
    }

    async fn what_is_refused_for_days_is_given_up_and_can_be_sent_again(scene: Scene) {
        let receiver = Receiver::start().await;
        let hook = hook(&scene, &receiver, json!({})).await;
        receiver.behave(json!({"status": 422})).await;
        person(&scene, "Muster").await;
        deliver(&scene).await;
        for attempts in 0..19 {
            wait(&scene, (30 << attempts.min(10)).min(6 * 3_600));
            assert_eq!(deliver(&scene).await, 1, "try {}", attempts + 2);
        }
        let dead = deliveries(&scene, &hook).await.pop().unwrap();
        assert_eq!((&dead["state"], &dead["nextTryAt"]), (&json!("FAILED"), &Value::Null));
        assert_eq!(dead["attempts"], 20);
        assert_eq!(deliver(&scene).await, 0);
        receiver.behave(json!({})).await;
        receiver.received().await;
        let input = json!({"webhookId": hook.id, "deliveryIds": [dead["id"]]});
        let replayed = scene.get(Who::LEAD, REPLAY, json!({"input": input})).await;
        assert_eq!((&replayed["count"], &replayed["errors"]), (&json!(1), &json!([])));
        assert_eq!(deliver(&scene).await, 1);
        assert_eq!(receiver.received().await.len(), 1);
        assert_eq!(deliveries(&scene, &hook).await.pop().unwrap()["state"], "DELIVERED");
        let input = json!({"webhookId": hook.id});
        assert_eq!(scene.refusals(Who::LEAD, REPLAY, input).await, ["REQUIRED deliveryIds"]);
    }

    async fn a_webhook_that_fails_for_days_is_given_up_with_notice(scene: Scene) {
        let receiver = Receiver::start().await;
        let hook = hook(&scene, &receiver, json!({})).await;
        receiver.behave(json!({"status": 500})).await;
        let made = person(&scene, "Muster").await;
        deliver(&scene).await;
        for _ in 0..20 {
            wait(&scene, 4 * 3_600);
            deliver(&scene).await;
        }
        let seen = read(&scene, &hook).await;
        assert_eq!(seen["state"], "DISABLED", "{seen}");
        let letters = scene.world().letters_to("office-lead@remscheid.example").await;
        let notices: Vec<_> = letters.iter().filter(|letter| letter.text.contains("wurde abgeschaltet")).collect();
        assert_eq!(notices.len(), 1, "one for the lead of the office");
        receiver.behave(json!({})).await;
        receiver.received().await;
        let later = person(&scene, "Später").await;
        assert_eq!(deliver(&scene).await, 0, "nothing more is tried");
        let input = json!({"webhookId": hook.id, "expectedVersion": seen["version"]});
        scene.change(Who::LEAD, ENABLE, input).await;
        wait(&scene, DAY);
        receiver.verify(&hook.secret, seconds(&scene)).await;
        deliver(&scene).await;
        let got = receiver.received().await;
        let got: BTreeSet<_> = got.iter().map(|one| one["verified"]["subject"].to_string()).collect();
        assert_eq!(got, BTreeSet::from([made.to_string(), later.to_string()]), "what waited is delivered");
    }

    async fn a_receiver_that_is_gone_is_given_up_at_once(scene: Scene) {
        let receiver = Receiver::start().await;
        let hook = hook(&scene, &receiver, json!({})).await;
        receiver.behave(json!({"status": 410})).await;
        person(&scene, "Muster").await;
        deliver(&scene).await;
        assert_eq!(read(&scene, &hook).await["state"], "DISABLED");
        person(&scene, "Muster").await;
        assert_eq!(deliver(&scene).await, 0);
        let version = read(&scene, &hook).await["version"].clone();
        let input = json!({"webhookId": hook.id, "expectedVersion": version, "skipWaiting": true});
        scene.change(Who::LEAD, ENABLE, input).await;
        receiver.behave(json!({})).await;
        assert_eq!(deliver(&scene).await, 0, "what waited is left out");
    }

    async fn one_that_hangs_does_not_hold_up_the_others(scene: Scene) {
        let (slow, quick) = (Receiver::start().await, Receiver::start().await);
        let hanging = hook(&scene, &slow, json!({})).await;
        hook(&scene, &quick, json!({})).await;
        slow.behave(json!({"hang": true})).await;
        for number in 0..6 {
            person(&scene, &format!("Muster {number}")).await;
        }
        let patient = WebhookSettings { timeout_seconds: 30, ..scene.world().platform().settings.webhooks.clone() };
        let running = tokio::spawn(scene.site().courier(Some(patient)).run(std::future::pending()));
        let (mut got, began) = (0, Instant::now());
        while got < 6 && began.elapsed() < Duration::from_secs(20) {
            got += quick.received().await.len();
        }
        assert_eq!(got, 6, "they did not wait for the one that hangs");
        assert!(slow.received().await.len() <= 4, "no more at once than the settings say");
        assert_eq!(outcome(&scene, &hanging).await, (String::new(), "PENDING".to_owned()));
        running.abort();
    }
}
