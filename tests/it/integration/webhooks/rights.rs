//! A webhook is told of what its service account may know, at the moment when it is told.

use super::receiver::Receiver;
use super::{CREATE, PERSON, SERVICE, deliveries, hook, person, read, service, wait};
use acceptance::{Scene, Who, global, on_both_engines};
use serde_json::json;

const UPDATE: &str = "mutation($input: UpdateServiceAccountInput!) { updateServiceAccount(input: $input) { serviceAccount { version } errors { code path } } }";
const DISABLE: &str = "mutation($input: ServiceAccountVersionInput!) { disableServiceAccount(input: $input) { serviceAccount { version } errors { code path } } }";
const ENABLE: &str = "mutation($input: ServiceAccountVersionInput!) { enableServiceAccount(input: $input) { serviceAccount { version } errors { code path } } }";

async fn deliver(scene: &Scene) -> usize {
    scene.site().courier(None).deliver_due().await.unwrap()
}

on_both_engines! {
    async fn it_is_told_of_its_own_organisation_only(scene: Scene) {
        let receiver = Receiver::start().await;
        hook(&scene, &receiver, json!({})).await;
        let hamm = json!({"organisationId": global(scene.cast().hamm.office), "givenName": "Robin", "familyName": "Fremd"});
        scene.change(Who::FOREIGN, PERSON, hamm).await;
        assert_eq!(deliver(&scene).await, 0);
        person(&scene, "Muster").await;
        assert_eq!(deliver(&scene).await, 1);
    }

    async fn a_scope_that_was_taken_away_ends_it_at_once(scene: Scene) {
        let receiver = Receiver::start().await;
        let hook = hook(&scene, &receiver, json!({})).await;
        receiver.behave(json!({"status": 503})).await;
        person(&scene, "Muster").await;
        deliver(&scene).await;
        receiver.behave(json!({})).await;
        receiver.received().await;
        let input = json!({"serviceAccountId": hook.service["id"], "expectedVersion": 1, "scopes": ["organisation:read-community"]});
        scene.change(Who::LEAD, UPDATE, input).await;
        wait(&scene, 60);
        person(&scene, "Später").await;
        deliver(&scene).await;
        assert!(receiver.received().await.is_empty(), "neither what waited nor what is new");
        let kept = deliveries(&scene, &hook).await;
        assert_eq!((kept.len(), &kept[0]["state"]), (1, &json!("WITHHELD")));
    }

    async fn a_disabled_service_account_is_told_nothing_until_it_is_enabled(scene: Scene) {
        let receiver = Receiver::start().await;
        let hook = hook(&scene, &receiver, json!({})).await;
        let version = |version: i64| json!({"serviceAccountId": hook.service["id"], "expectedVersion": version});
        person(&scene, "Muster").await;
        scene.change(Who::LEAD, DISABLE, version(1)).await;
        deliver(&scene).await;
        assert!(receiver.received().await.is_empty());
        scene.change(Who::LEAD, ENABLE, version(2)).await;
        wait(&scene, 600);
        deliver(&scene).await;
        assert_eq!(receiver.received().await.len(), 1, "it waited");
        assert_eq!(read(&scene, &hook).await["failures"], 0);
    }

    async fn a_document_that_is_not_allowed_any_more_is_not_carried_out(scene: Scene) {
        let receiver = Receiver::start().await;
        let document = "subscription { changes { event { type } subject { ... on Person { contactPoints { value } } } } }";
        let service = {
            let office = global(scene.cast().remscheid.office);
            let scopes = ["person:read", "person:read-contact"];
            let input = json!({"organisationId": office, "name": "Portal", "scopes": scopes});
            scene.change(Who::LEAD, SERVICE, input).await
        };
        let more = json!({"serviceAccountId": service["id"], "document": document});
        let hook = hook(&scene, &receiver, more).await;
        let input = json!({"serviceAccountId": service["id"], "expectedVersion": 1, "scopes": ["person:read"]});
        scene.change(Who::LEAD, UPDATE, input).await;
        person(&scene, "Muster").await;
        deliver(&scene).await;
        assert!(receiver.received().await.is_empty());
        assert_eq!(deliveries(&scene, &hook).await[0]["outcome"], "DOCUMENT_REFUSED");
    }

    async fn nobody_has_more_sent_than_they_may_read(scene: Scene) {
        let service = {
            let office = global(scene.cast().remscheid.office);
            let input = json!({"organisationId": office, "name": "Alles", "scopes": ["person:read"], "reach": "EVERYWHERE"});
            scene.change(Who::ADMIN, SERVICE, input).await
        };
        let input = json!({"serviceAccountId": service["id"], "name": "Portal", "url": "https://portal.example/hook"});
        assert_eq!(scene.refusals(Who::LEAD, CREATE, input.clone()).await, ["SCOPE_EXCEEDS_OWN scopes"]);
        assert_eq!(scene.refusals(Who::FOREIGN, CREATE, input).await, ["NOT_FOUND serviceAccountId"]);
    }

    async fn one_service_account_has_twenty_at_most(scene: Scene) {
        let service = service(&scene).await;
        let input = json!({"serviceAccountId": service["id"], "name": "Portal", "url": "https://portal.example/hook"});
        for _ in 0..20 {
            let made = scene.get(Who::LEAD, CREATE, json!({"input": input})).await;
            assert_eq!(made["errors"], json!([]));
        }
        assert_eq!(scene.refusals(Who::LEAD, CREATE, input).await, ["TOO_MANY"]);
    }
}
