//! Nobody gives a service account more than they hold, and nobody gets hold of one that reaches farther.

use super::{CREATE, ISSUE, UPDATE, create};
use acceptance::{Scene, Who, global, on_both_engines};
use serde_json::{Value, json};

on_both_engines! {
    async fn nobody_gives_more_than_they_hold(scene: Scene) {
        let office = global(scene.cast().remscheid.office);
        let input = |scopes: &[&str], reach: &str| json!({"organisationId": office, "name": "X", "scopes": scopes, "reach": reach});
        let refused = async |input: Value| scene.refusals(Who::LEAD, CREATE, input).await;
        assert_eq!(refused(input(&["audit:read"], "ORGANISATION")).await, ["SCOPE_EXCEEDS_OWN scopes"]);
        assert_eq!(refused(input(&["person:read"], "EVERYWHERE")).await, ["SCOPE_EXCEEDS_OWN scopes"]);
        assert_eq!(refused(input(&["role:grant"], "ORGANISATION")).await, ["NOT_A_SCOPE scopes.0"]);
        assert_eq!(refused(input(&[], "ORGANISATION")).await, ["REQUIRED scopes"]);
        let mut nets = input(&["person:read"], "ORGANISATION");
        nets["networks"] = json!(["192.0.2.0/24", "nonsense"]);
        assert_eq!(refused(nets).await, ["INVALID networks.1"]);
        let foreign = json!({"organisationId": global(scene.cast().hamm.office), "name": "X", "scopes": ["person:read"]});
        assert_eq!(scene.denial(Who::LEAD, CREATE, json!({"input": foreign})).await, "FORBIDDEN service:manage");
        create(&scene, Who::LEAD, json!({"reach": "TERRITORY"})).await;
    }

    async fn nobody_gets_hold_of_one_that_reaches_farther(scene: Scene) {
        let strong = create(&scene, Who::ADMIN, json!({"reach": "EVERYWHERE"})).await;
        let refused = async |document: &str, input: Value| scene.refusals(Who::LEAD, document, input).await;
        assert_eq!(refused(ISSUE, json!({"serviceAccountId": strong.id})).await, ["SCOPE_EXCEEDS_OWN scopes"]);
        let input = json!({"serviceAccountId": strong.id, "expectedVersion": strong.version, "publicKeys": null});
        assert_eq!(refused(UPDATE, input.clone()).await, ["SCOPE_EXCEEDS_OWN scopes"]);
        let own = create(&scene, Who::LEAD, json!({})).await;
        let input = json!({"serviceAccountId": own.id, "expectedVersion": own.version, "reach": "EVERYWHERE"});
        assert_eq!(refused(UPDATE, input.clone()).await, ["SCOPE_EXCEEDS_OWN scopes"]);
        scene.change(Who::ADMIN, UPDATE, input.clone()).await;
        let mut stale = input;
        stale["name"] = json!("Y");
        assert_eq!(scene.refusals(Who::ADMIN, UPDATE, stale).await, ["VERSION_CONFLICT expectedVersion"]);
    }

    async fn a_list_of_service_accounts_costs_a_few_statements(scene: Scene) {
        for name in ["Eins", "Zwei", "Drei"] {
            create(&scene, Who::LEAD, json!({"name": name})).await;
        }
        let query = "{ serviceAccounts(first: 100) { totalCount nodes { name scopes secrets { state } organisation { name } } } }";
        let (answer, statements) = scene.count(Who::LEAD, query, json!({})).await;
        assert_eq!(answer["serviceAccounts"]["totalCount"], 3);
        assert_eq!(answer["serviceAccounts"]["nodes"][0]["name"], "Drei");
        // The page, its owners, the count, the secrets, the organisations.
        assert_eq!(statements, 5);
    }
}
