//! Whom one may not see does not exist: neither by id nor in lists, counts, searches, nor by a difference in answers.

use super::{DUPLICATES, READ, UPDATE, create, listed, read};
use acceptance::{Scene, Who, global, on_both_engines};
use domain::access::Role;
use domain::shared::PersonId;
use serde_json::{Value, json};

const NODE: &str = "query($id: ID!) { node(id: $id) { id } }";

fn unknown() -> Value {
    json!(global(PersonId::from(uuid::Uuid::from_u128(7))))
}

on_both_engines! {
    async fn a_foreign_id_answers_like_an_unknown_one(scene: Scene) {
        let kim = create(&scene, json!({})).await;
        for document in [READ, NODE] {
            let foreign = scene.ask(Who::FOREIGN, document, json!({"id": kim["id"]})).await;
            let nobody = scene.ask(Who::FOREIGN, document, json!({"id": unknown()})).await;
            assert_eq!(foreign["data"], nobody["data"]);
            assert!(foreign["errors"].is_null() && nobody["errors"].is_null());
        }
        let rename = |id: &Value, version: i64| json!({"id": id, "expectedVersion": version, "familyName": "Probe"});
        for version in [1, 2] {
            let foreign = scene.refusals(Who::FOREIGN, UPDATE, rename(&kim["id"], version)).await;
            assert_eq!(foreign, scene.refusals(Who::FOREIGN, UPDATE, rename(&unknown(), version)).await);
        }
        assert_eq!(read(&scene, Who::LEAD, &kim["id"]).await["familyName"], "Beispiel");
        assert_eq!(scene.denial(Who::Stranger, READ, json!({"id": kim["id"]})).await, "UNAUTHENTICATED person:read");
        assert!(scene.get(Who::Stranger, NODE, json!({"id": kim["id"]})).await.is_null());
    }

    async fn lists_counts_and_searches_do_not_tell(scene: Scene) {
        let contacts = json!([{"kind": "EMAIL", "value": "kim@remscheid.example", "visibility": "PUBLIC"}]);
        create(&scene, json!({"familyName": "Geheim", "contactPoints": contacts})).await;
        let office = global(scene.cast().remscheid.office);
        for filter in [json!({"text": "geheim"}), json!({"territoryKey": "05120"}), json!({"organisationId": office})] {
            assert_eq!(listed(&scene, Who::FOREIGN, filter.clone()).await, Vec::<String>::new(), "{filter}");
            assert_eq!(listed(&scene, Who::LEAD, filter.clone()).await, ["Kim Geheim"], "{filter}");
        }
        let nested = "query($id: ID!) { organisation(id: $id) { people { displayName } personFunctions { id } } }";
        let found = scene.get(Who::FOREIGN, nested, json!({"id": office})).await;
        assert_eq!(found, json!({"people": [], "personFunctions": []}));
        assert_eq!(scene.denial(Who::Stranger, nested, json!({"id": office})).await, "UNAUTHENTICATED person:read");
    }

    async fn a_check_for_duplicates_finds_only_whom_one_sees(scene: Scene) {
        let contacts = json!([{"kind": "EMAIL", "value": "kim@remscheid.example", "visibility": "ORGANISATION"}]);
        create(&scene, json!({"familyName": "Geheim", "contactPoints": contacts})).await;
        let ask = |given: &str, family: &str| json!({"input": {"givenName": given, "familyName": family, "emails": ["kim@remscheid.example"]}});
        assert_eq!(scene.get(Who::FOREIGN, DUPLICATES, ask("Kim", "Geheim")).await, json!([]));
        assert_eq!(scene.get(Who::LEAD, DUPLICATES, ask("Alex", "Anders")).await[0]["displayName"], "Kim Geheim");
        // The Transferagentur's staff see the person, but not what is for the organisation only.
        let staff = Who::Member(Role::TransferagenturStaff, "transferagentur");
        assert_eq!(scene.get(staff, DUPLICATES, ask("Alex", "Anders")).await, json!([]));
        assert_eq!(scene.get(staff, DUPLICATES, ask("Kim", "Geheim")).await[0]["displayName"], "Kim Geheim");
        let partner = Who::Member(Role::Partner, "stiftung");
        assert_eq!(scene.denial(partner, DUPLICATES, ask("Kim", "Geheim")).await, "FORBIDDEN person:create");
    }

    async fn contact_points_are_seen_by_those_they_are_meant_for(scene: Scene) {
        let contacts = json!([
            {"kind": "EMAIL", "value": "kim@remscheid.example", "visibility": "COMMUNITY"},
            {"kind": "MOBILE", "value": "0151 23456789", "visibility": "ORGANISATION"},
        ]);
        let kim = create(&scene, json!({"contactPoints": contacts})).await;
        let staff = Who::Member(Role::TransferagenturStaff, "transferagentur");
        let municipality = Who::Member(Role::MunicipalityStaff, "remscheid");
        for (who, seen) in [(Who::LEAD, 2), (Who::STAFF, 2), (Who::ADMIN, 2), (staff, 1), (municipality, 1)] {
            assert_eq!(read(&scene, who, &kim["id"]).await["contactPoints"].as_array().unwrap().len(), seen, "{who:?}");
        }
        for who in [Who::FOREIGN, Who::Member(Role::Partner, "stiftung"), Who::Member(Role::Auditor, "transferagentur")] {
            assert!(read(&scene, who, &kim["id"]).await.is_null(), "{who:?}");
        }
    }
}
