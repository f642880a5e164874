//! What a receiver gets, and how it knows from whom.

use super::receiver::Receiver;
use super::{CREATE, Hook, deliveries, hook, person, read, seconds, service, wait};
use acceptance::{Scene, Who, on_both_engines};
use domain::shared::{EventId, Id};
use serde_json::{Value, json};

const ROTATE: &str = include_str!("../../../../schema/operations/RotateWebhookSecret.graphql");
const PING: &str = include_str!("../../../../schema/operations/PingWebhook.graphql");

/// What the library of the specification made of a message, as JSON.
fn told(message: &Value) -> Value {
    assert!(message["verified"]["refused"].is_null(), "{message:#}");
    message["verified"].clone()
}

async fn deliver(scene: &Scene) -> usize {
    scene.site().courier(None).deliver_due().await.unwrap()
}

on_both_engines! {
    async fn an_event_arrives_signed_as_a_cloud_event(scene: Scene) {
        let receiver = Receiver::start().await;
        let earlier = person(&scene, "Vorher").await;
        let hook = hook(&scene, &receiver, json!({})).await;
        receiver.verify(&hook.secret, seconds(&scene)).await;
        let made = person(&scene, "Muster").await;
        assert_eq!(deliver(&scene).await, 1);
        let got = receiver.received().await;
        assert_eq!(got.len(), 1, "nothing of what was before: {earlier}");
        let event = told(&got[0]);
        assert_eq!((&event["type"], &event["subject"]), (&json!("person.created"), &made));
        assert_eq!(event["data"]["removed"], false);
        assert!(event["data"].get("answer").is_none());
        let headers = &got[0]["headers"];
        assert_eq!(headers["webhook-id"], event["id"], "receivers tell a repetition by it");
        assert_eq!(headers["webhook-timestamp"], json!(seconds(&scene).to_string()));
        assert_eq!(headers["content-type"], "application/cloudevents+json");
        let kept = deliveries(&scene, &hook).await;
        assert_eq!((&kept[0]["state"], &kept[0]["outcome"], &kept[0]["status"]), (&json!("DELIVERED"), &json!("ACCEPTED"), &json!(204)));
        assert_eq!(kept[0]["subjectId"], made);
        let uuid: EventId = uuid::Uuid::parse_str(event["id"].as_str().unwrap()).unwrap().into();
        assert_eq!(kept[0]["eventId"], json!(acceptance::global(uuid)), "{}", EventId::TYPE);
        assert_eq!(deliver(&scene).await, 0, "once");
        let seen = read(&scene, &hook).await;
        assert_eq!((&seen["state"], &seen["serviceAccount"]["name"]), (&json!("ACTIVE"), &json!("Portal")));
        assert_eq!(seen["viewerCan"], json!(["webhook:manage"]));
    }

    async fn a_document_says_what_is_sent_along(scene: Scene) {
        let receiver = Receiver::start().await;
        let document = "subscription { changes { event { type } subject { id ... on Person { familyName } } } }";
        let hook = hook(&scene, &receiver, json!({"document": document})).await;
        receiver.verify(&hook.secret, seconds(&scene)).await;
        let made = person(&scene, "Muster").await;
        assert_eq!(deliver(&scene).await, 1);
        let answer = told(&receiver.received().await[0])["data"]["answer"].clone();
        let subject = json!({"id": made, "familyName": "Muster"});
        let expected = json!({"data": {"changes": {"event": {"type": "person.created"}, "subject": subject}}});
        assert_eq!(answer["data"], expected["data"], "{answer}");
        assert!(answer["errors"].is_null());
    }

    async fn a_document_is_checked_when_it_is_kept(scene: Scene) {
        let service = service(&scene).await;
        let refused = async |document: String| {
            let input = json!({"serviceAccountId": service["id"], "name": "Portal", "url": "https://portal.example/",
                "document": document});
            scene.refusals(Who::LEAD, CREATE, input).await
        };
        for document in [
            "{ viewer { id } }",
            "subscription { nothing }",
            "subscription {",
            "subscription { changes(types: [\"person.*\"]) { cursor } }",
            "subscription { changes { cursor } more: changes { cursor } }",
            "subscription($after: String!) { changes(after: $after) { cursor } }",
            "mutation { signOut { errors { code } } }",
            // What the service account may not read, although the lead may.
            "subscription { changes { subject { ... on ServiceAccount { secrets { id } } } } }",
        ] {
            assert_eq!(refused(document.to_owned()).await, ["DOCUMENT_REFUSED document"], "{document}");
        }
        let dear = "a: changes { cursor } ".repeat(3_000);
        assert_eq!(refused(format!("subscription {{ {dear} }}")).await, ["TOO_LONG document"]);
        let input = json!({"serviceAccountId": service["id"], "name": "", "url": "ftp://x", "types": ["person.*", "no.such"]});
        let refusals = scene.refusals(Who::LEAD, CREATE, input).await;
        assert_eq!(refusals, ["REQUIRED name", "INVALID_URL url", "INVALID types.1"]);
    }

    async fn while_a_secret_is_rotated_both_are_good(scene: Scene) {
        let receiver = Receiver::start().await;
        let hook = hook(&scene, &receiver, json!({})).await;
        let rotated = scene.get(Who::LEAD, ROTATE, json!({"input": {"webhookId": hook.id, "overlapHours": 2}})).await;
        let new = rotated["secret"].as_str().unwrap();
        assert_ne!(new, hook.secret);
        for secret in [&hook.secret, new] {
            receiver.verify(secret, seconds(&scene)).await;
            person(&scene, "Muster").await;
            deliver(&scene).await;
            told(&receiver.received().await[0]);
        }
        wait(&scene, 2 * 3_600);
        person(&scene, "Muster").await;
        receiver.verify(&hook.secret, seconds(&scene)).await;
        deliver(&scene).await;
        let got = receiver.received().await;
        assert_eq!(got[0]["verified"]["refused"], "No matching signature found", "the old one is over");
        assert_eq!(got[0]["headers"]["webhook-signature"].as_str().unwrap().split(' ').count(), 1);
    }

    async fn a_test_takes_the_way_of_all_events(scene: Scene) {
        let receiver = Receiver::start().await;
        let hook = hook(&scene, &receiver, json!({"types": ["network.*"]})).await;
        receiver.verify(&hook.secret, seconds(&scene)).await;
        scene.change(Who::LEAD, PING, json!({"webhookId": hook.id})).await;
        person(&scene, "Muster").await;
        assert_eq!(deliver(&scene).await, 1);
        let event = told(&receiver.received().await[0]);
        assert_eq!((&event["type"], &event["subject"]), (&json!("webhook.pinged"), &hook.id));
    }

    async fn events_of_one_record_arrive_in_their_order(scene: Scene) {
        let receiver = Receiver::start().await;
        let hook = hook(&scene, &receiver, json!({})).await;
        receiver.verify(&hook.secret, seconds(&scene)).await;
        let update = include_str!("../../../../schema/operations/UpdatePerson.graphql");
        let made = person(&scene, "Muster").await;
        for version in 1..=5 {
            let input = json!({"id": made, "expectedVersion": version, "familyName": format!("Muster {version}")});
            scene.change(Who::LEAD, update, input).await;
        }
        assert_eq!(deliver(&scene).await, 6);
        let versions: Vec<Value> =
            receiver.received().await.iter().map(|message| told(message)["data"]["version"].clone()).collect();
        assert_eq!(versions, [1, 2, 3, 4, 5, 6].map(|version| json!(version)));
    }

    async fn no_secret_stands_in_the_database_or_the_audit(scene: Scene) {
        let receiver = Receiver::start().await;
        let Hook { secret, .. } = hook(&scene, &receiver, json!({"url": receiver.url("/hook/geheim?word=geheim")})).await;
        let entries = "{ auditEntries(filter: {event: \"webhook.created\"}, first: 5) { nodes { fields { field new } } } }";
        let auditor = Who::Member(domain::access::Role::Auditor, "transferagentur");
        let said = scene.ask(auditor, entries, json!({})).await.to_string();
        assert!(said.contains("127.0.0.1") && !said.contains("geheim") && !said.contains(&secret[6..]), "{said}");
    }
}
