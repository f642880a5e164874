//! Webhooks against a real receiver: a Node program that verifies with the library of the specification.

mod changes;
mod deliveries;
mod failures;
mod guard;
mod nodes;
mod receiver;
mod rights;

use acceptance::{Scene, Who, global};
use receiver::Receiver;
use serde_json::{Value, json};

const SERVICE: &str = include_str!("../../../../schema/operations/CreateServiceAccount.graphql");
const CREATE: &str = include_str!("../../../../schema/operations/CreateWebhookSubscription.graphql");
const DELIVERIES: &str = include_str!("../../../../schema/operations/WebhookDeliveries.graphql");
const PERSON: &str = include_str!("../../../../schema/operations/CreatePerson.graphql");
const READ: &str = "query($id: ID!) { webhookSubscription(id: $id) { id state failures failingSince heldUntil version \
                    deliveredAt serviceAccount { name } organisation { name } viewerCan } }";

/// A webhook as a test knows it.
struct Hook {
    id: Value,
    secret: String,
    service: Value,
}

/// A service account of the office in Remscheid.
async fn service(scene: &Scene) -> Value {
    let input = json!({
        "organisationId": global(scene.cast().remscheid.office),
        "name": "Portal",
        "scopes": ["person:read", "organisation:read-community"],
    });
    scene.change(Who::LEAD, SERVICE, input).await
}

/// A webhook of a new service account, for new people unless something else is said.
async fn hook(scene: &Scene, receiver: &Receiver, more: Value) -> Hook {
    let service = service(scene).await;
    let mut input = json!({
        "serviceAccountId": service["id"],
        "name": "Portal",
        "url": receiver.url("/hook"),
        "types": ["person.*"],
    });
    input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let payload = scene.get(Who::LEAD, CREATE, json!({"input": input})).await;
    assert_eq!(payload["errors"], json!([]), "{payload:#}");
    let secret = payload["secret"].as_str().unwrap().to_owned();
    assert!(secret.starts_with("whsec_"));
    Hook { id: payload["webhook"]["id"].clone(), secret, service }
}

/// Has the office in Remscheid keep a new person, and says the id.
async fn person(scene: &Scene, name: &str) -> Value {
    let office = global(scene.cast().remscheid.office);
    let input = json!({"organisationId": office, "givenName": "Robin", "familyName": name, "acceptDuplicates": true});
    scene.change(Who::LEAD, PERSON, input).await["id"].clone()
}

/// The deliveries of a webhook, the newest first.
async fn deliveries(scene: &Scene, hook: &Hook) -> Vec<Value> {
    let page = scene.get(Who::LEAD, DELIVERIES, json!({"filter": {"webhookId": hook.id}})).await;
    page["nodes"].as_array().unwrap().clone()
}

/// The webhook as its lead sees it.
async fn read(scene: &Scene, hook: &Hook) -> Value {
    scene.get(Who::LEAD, READ, json!({"id": hook.id})).await
}

/// What the clock of the world says, in seconds since 1970.
fn seconds(scene: &Scene) -> i64 {
    scene.world().platform().clock.now().as_seconds()
}

/// Lets time go by.
fn wait(scene: &Scene, seconds: i64) {
    scene.world().clock().advance(seconds);
}
