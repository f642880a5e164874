use super::{ASSIGN, CREATE, create, kim, listed};
use acceptance::{Scene, Who, global, on_both_engines};
use domain::access::Role;
use serde_json::{Value, json};

/// Three people in Remscheid, one of whom has a function, and one in Hamm.
async fn fill(scene: &Scene) -> Value {
    let alex = create(scene, json!({"givenName": "Alex", "familyName": "Öztürk"})).await;
    create(scene, json!({"givenName": "Sam", "familyName": "Zander", "title": "Dr."})).await;
    create(scene, json!({"givenName": "Toni", "familyName": "Ärmel"})).await;
    let hamm = json!({"organisationId": global(scene.cast().hamm.office), "givenName": "Uli", "familyName": "Oztürk"});
    scene.change(Who::ADMIN, CREATE, kim(scene, hamm)).await;
    let municipality = global(scene.cast().remscheid.municipality);
    let function = json!({"personId": alex["id"], "organisationId": municipality, "role": "CHAIR", "from": "2020-01-01", "until": "2020-01-31"});
    scene.change(Who::LEAD, ASSIGN, function).await;
    alex
}

on_both_engines! {
    async fn people_are_in_german_order_and_found_by_any_spelling(scene: Scene) {
        fill(&scene).await;
        assert_eq!(listed(&scene, Who::LEAD, json!({})).await, ["Toni Ärmel", "Alex Öztürk", "Dr. Sam Zander"]);
        for spelling in ["öztürk", "OEZTUERK", "ozturk ALEX", "oez"] {
            assert_eq!(listed(&scene, Who::LEAD, json!({"text": spelling})).await, ["Alex Öztürk"], "{spelling}");
        }
        assert_eq!(listed(&scene, Who::ADMIN, json!({"text": "ozturk"})).await, ["Alex Öztürk", "Uli Oztürk"]);
        assert_eq!(listed(&scene, Who::ADMIN, json!({"text": "%"})).await, Vec::<String>::new());
        assert_eq!(listed(&scene, Who::ADMIN, json!({"territoryKey": "059"})).await, ["Uli Oztürk"]);
    }

    async fn functions_are_looked_at_on_a_day(scene: Scene) {
        fill(&scene).await;
        let municipality = global(scene.cast().remscheid.municipality);
        for (filter, found) in [
            (json!({"roles": ["CHAIR"], "on": "2020-01-31"}), 1),
            (json!({"roles": ["CHAIR"]}), 0),
            (json!({"roles": ["CLERK"], "on": "2020-01-31"}), 0),
            (json!({"organisationId": municipality, "on": "2020-01-15"}), 1),
            (json!({"organisationId": municipality}), 0),
            (json!({"organisationId": municipality, "roles": ["CHAIR"], "on": "2020-01-15"}), 1),
            (json!({"organisationId": global(scene.cast().remscheid.office), "roles": ["CHAIR"], "on": "2020-01-15"}), 0),
            (json!({"organisationId": global(scene.cast().remscheid.office)}), 3),
        ] {
            assert_eq!(listed(&scene, Who::LEAD, filter.clone()).await.len(), found, "{filter}");
        }
    }

    async fn states_narrow_the_list_and_pages_fit_together(scene: Scene) {
        let alex = fill(&scene).await;
        let deactivate = include_str!("../../../schema/operations/DeactivatePerson.graphql");
        scene.change(Who::LEAD, deactivate, json!({"id": alex["id"], "expectedVersion": 1})).await;
        assert_eq!(listed(&scene, Who::LEAD, json!({"states": ["INACTIVE"]})).await, ["Alex Öztürk"]);
        assert_eq!(listed(&scene, Who::LEAD, json!({"states": ["ACTIVE"]})).await, ["Toni Ärmel", "Dr. Sam Zander"]);
        let document = "query($order: PersonOrder, $after: String) { people(order: $order, first: 2, after: $after) { \
                        totalCount nodes { id } pageInfo { hasNextPage endCursor } } }";
        for order in [json!({"field": "NAME"}), json!({"field": "NAME", "direction": "DESC"}), json!({"field": "UPDATED_AT"})] {
            let (mut all, mut after) = (Vec::new(), Value::Null);
            loop {
                let page = scene.get(Who::LEAD, document, json!({"order": order, "after": after})).await;
                all.extend(page["nodes"].as_array().unwrap().iter().map(|node| node["id"].to_string()));
                after = page["pageInfo"]["endCursor"].clone();
                if page["pageInfo"]["hasNextPage"] == false {
                    assert_eq!(page["totalCount"], all.len());
                    break;
                }
            }
            let count = all.len();
            all.sort();
            all.dedup();
            assert_eq!(all.len(), count, "{order}");
        }
    }

    async fn everybody_sees_themselves_at_least(scene: Scene) {
        let document = "{ people { totalCount nodes { id } } }";
        let auditor = Who::Member(Role::Auditor, "transferagentur");
        let found = scene.get(auditor, document, json!({})).await;
        assert_eq!(found["nodes"], json!([{"id": global(scene.cast().member(Role::Auditor, "transferagentur").person)}]));
        assert_eq!(scene.get(Who::ADMIN, document, json!({})).await["totalCount"], scene.cast().members.len());
    }
}
