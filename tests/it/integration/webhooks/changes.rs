//! Changing webhooks.

use super::receiver::Receiver;
use super::{deliveries, hook, person, read};
use acceptance::{Scene, Who, on_both_engines};
use serde_json::{Value, json};

const UPDATE: &str = "mutation($input: UpdateWebhookSubscriptionInput!) { updateWebhookSubscription(input: $input) { webhook { version types url document } errors { code path } } }";
const PAUSE: &str = "mutation($input: WebhookVersionInput!) { pauseWebhookSubscription(input: $input) { webhook { state version } errors { code path } } }";
const ENABLE: &str = include_str!("../../../../schema/operations/EnableWebhookSubscription.graphql");
const DELETE: &str = "mutation($input: WebhookVersionInput!) { deleteWebhookSubscription(input: $input) { webhook { version } errors { code path } } }";
const PING: &str = include_str!("../../../../schema/operations/PingWebhook.graphql");

async fn deliver(scene: &Scene) -> usize {
    scene.site().courier(None).deliver_due().await.unwrap()
}

on_both_engines! {
    async fn a_changed_webhook_is_told_of_other_things_elsewhere(scene: Scene) {
        let receiver = Receiver::start().await;
        let hook = hook(&scene, &receiver, json!({})).await;
        let input = json!({"webhookId": hook.id, "expectedVersion": 1, "types": ["person.updated"], "url": receiver.url("/other"),
            "document": "subscription { changes { cursor } }"});
        let after = scene.change(Who::LEAD, UPDATE, input.clone()).await;
        assert_eq!((&after["version"], &after["types"]), (&json!(2), &json!(["person.updated"])));
        assert_eq!(scene.refusals(Who::LEAD, UPDATE, input).await, ["VERSION_CONFLICT expectedVersion"]);
        let made = person(&scene, "Muster").await;
        let update = include_str!("../../../../schema/operations/UpdatePerson.graphql");
        scene.change(Who::LEAD, update, json!({"id": made, "expectedVersion": 1, "familyName": "Anders"})).await;
        assert_eq!(deliver(&scene).await, 1);
        let got = receiver.received().await;
        assert_eq!(got[0]["path"], "/other");
        let body: Value = serde_json::from_str(got[0]["body"].as_str().unwrap()).unwrap();
        assert_eq!(body["type"], "person.updated");
        assert!(body["data"]["answer"]["data"]["changes"]["cursor"].is_string(), "{body}");
    }

    async fn what_happens_while_it_is_paused_waits(scene: Scene) {
        let receiver = Receiver::start().await;
        let hook = hook(&scene, &receiver, json!({})).await;
        scene.change(Who::LEAD, PAUSE, json!({"webhookId": hook.id, "expectedVersion": 1})).await;
        person(&scene, "Muster").await;
        assert_eq!(deliver(&scene).await, 0);
        assert_eq!(scene.refusals(Who::LEAD, PING, json!({"webhookId": hook.id})).await, ["WRONG_STATE"]);
        scene.change(Who::LEAD, ENABLE, json!({"webhookId": hook.id, "expectedVersion": 2})).await;
        assert_eq!(deliver(&scene).await, 1);
    }

    async fn a_deleted_webhook_leaves_nothing_behind(scene: Scene) {
        let receiver = Receiver::start().await;
        let hook = hook(&scene, &receiver, json!({})).await;
        person(&scene, "Muster").await;
        deliver(&scene).await;
        assert_eq!(deliveries(&scene, &hook).await.len(), 1);
        let input = json!({"webhookId": hook.id, "expectedVersion": 1});
        let gone = scene.get(Who::LEAD, DELETE, json!({"input": input})).await;
        assert_eq!(gone, json!({"webhook": null, "errors": []}));
        assert!(read(&scene, &hook).await.is_null());
        assert!(deliveries(&scene, &hook).await.is_empty());
        let about = "query($id: ID!) { changes(subjectId: $id, first: 10) { nodes { type removed } } }";
        let told = scene.get(Who::LEAD, about, json!({"id": hook.id})).await;
        assert_eq!(told["nodes"][1], json!({"type": "webhook.deleted", "removed": true}));
        person(&scene, "Muster").await;
        assert_eq!(deliver(&scene).await, 0);
    }
}
