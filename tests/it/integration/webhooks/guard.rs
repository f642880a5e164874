//! Nothing is sent to where nothing is to be sent.

use super::receiver::Receiver;
use super::{CREATE, deliveries, hook, person, service};
use acceptance::{Scene, Who, on_both_engines};
use application::integration::webhooks::WebhookSettings;
use serde_json::json;

on_both_engines! {
    async fn private_addresses_are_refused_when_a_webhook_is_made(scene: Scene) {
        let service = service(&scene).await;
        for url in [
            "https://10.0.0.1/hook",
            "https://169.254.169.254/latest/meta-data",
            "https://[::1]/hook",
            "https://[::ffff:10.0.0.1]/hook",
            "https://100.64.0.1/hook",
            "https://192.168.1.1/hook",
            "https://2886729729/hook",
            "https://[fd00::1]/hook",
            "https://portal.example/hook#there",
        ] {
            let input = json!({"serviceAccountId": service["id"], "name": "Portal", "url": url});
            assert_eq!(scene.refusals(Who::LEAD, CREATE, input).await, ["RECEIVER_REFUSED url"], "{url}");
        }
    }

    async fn what_a_name_stands_for_is_checked_with_every_delivery(scene: Scene) {
        let receiver = Receiver::start().await;
        let by_number = hook(&scene, &receiver, json!({})).await;
        let name = receiver.url("/hook").replace("127.0.0.1", "localhost");
        let by_name = hook(&scene, &receiver, json!({"url": name})).await;
        person(&scene, "Muster").await;
        // As it is delivered: without networks of the operator's.
        let strict = scene.site().courier(Some(WebhookSettings::default()));
        assert_eq!(strict.deliver_due().await.unwrap(), 2);
        for hook in [&by_number, &by_name] {
            let kept = deliveries(&scene, hook).await;
            assert_eq!((&kept[0]["outcome"], &kept[0]["state"]), (&json!("ADDRESS_REFUSED"), &json!("PENDING")));
        }
        assert!(receiver.received().await.is_empty());
    }

    async fn a_name_that_nobody_has_is_unreachable(scene: Scene) {
        let receiver = Receiver::start().await;
        let hook = hook(&scene, &receiver, json!({"url": "https://portal.invalid/hook"})).await;
        person(&scene, "Muster").await;
        scene.site().courier(None).deliver_due().await.unwrap();
        assert_eq!(deliveries(&scene, &hook).await[0]["outcome"], "UNREACHABLE");
    }
}
