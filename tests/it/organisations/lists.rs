use super::{create, department, listed, names};
use acceptance::{Scene, Who, global, on_both_engines};
use serde_json::{Value, json};

/// Some organisations beside the cast.
async fn fill(scene: &Scene) {
    for (name, fields) in [
        (
            "Ämterübergreifendes Bildungsmanagement",
            json!({"functions": ["EDUCATION_MANAGEMENT", "EDUCATION_MONITORING"]}),
        ),
        ("Zentrum Alsdorf", json!({"kind": "MEDIA_CENTRE", "districtKey": "05334", "territoryKeys": ["05334004"]})),
        (
            "Bezirksregierung Köln",
            json!({"kind": "DISTRICT_GOVERNMENT", "districtKey": "05315", "territoryKeys": ["053"]}),
        ),
        (
            "Statistik",
            json!({"shortName": "StatMG", "localLabel": "Büro für Größe", "functions": ["STATISTICS_OFFICE"]}),
        ),
    ] {
        create(scene, department(name, fields)).await;
    }
}

async fn found(scene: &Scene, filter: Value) -> Vec<String> {
    listed(scene, Who::Stranger, filter).await
}

on_both_engines! {
    async fn a_territory_lists_what_lies_in_it_or_serves_it(scene: Scene) {
        fill(&scene).await;
        let key = |key: &str| json!({"territoryKey": key});
        assert_eq!(found(&scene, key("05334004")).await, ["Zentrum Alsdorf"]);
        assert_eq!(found(&scene, key("05334")).await, ["Zentrum Alsdorf"]);
        assert_eq!(found(&scene, key("053")).await, ["Bezirksregierung Köln", "Zentrum Alsdorf"]);
        assert_eq!(found(&scene, key("05915000")).await, ["Bildungsbüro Hamm", "Stadt Hamm"]);
        assert_eq!(found(&scene, key("05")).await, found(&scene, json!({})).await);
        assert_eq!(found(&scene, key("05334008")).await, Vec::<String>::new());
        let answer = scene.ask(Who::Stranger, "{ organisations(filter: {territoryKey: \"Köln\"}) { nodes { id } } }", json!({})).await;
        assert_eq!(answer["errors"][0]["extensions"]["code"], "INVALID_TERRITORY_KEY");
    }

    async fn kinds_functions_and_states_narrow_the_list(scene: Scene) {
        fill(&scene).await;
        assert_eq!(found(&scene, json!({"kinds": ["MEDIA_CENTRE", "FOUNDATION"]})).await, ["Stiftung Beispiel", "Zentrum Alsdorf"]);
        let monitoring = json!({"functions": ["EDUCATION_MONITORING", "STATISTICS_OFFICE"]});
        assert_eq!(found(&scene, monitoring).await, ["Ämterübergreifendes Bildungsmanagement", "Statistik"]);
        let both = json!({"functions": ["EDUCATION_MONITORING"], "kinds": ["MEDIA_CENTRE"]});
        assert_eq!(found(&scene, both).await, Vec::<String>::new());
        assert_eq!(found(&scene, json!({"states": ["CLOSED", "MERGED"]})).await, Vec::<String>::new());
        assert_eq!(found(&scene, json!({"states": ["ACTIVE"], "kinds": []})).await.len(), 10);
    }

    async fn words_are_found_however_their_umlauts_are_written(scene: Scene) {
        fill(&scene).await;
        let text = |text: &str| json!({"text": text});
        for spelling in ["köln", "KOELN", "Koln", " köln  BEZIRKS "] {
            assert_eq!(found(&scene, text(spelling)).await, ["Bezirksregierung Köln"], "{spelling}");
        }
        assert_eq!(found(&scene, text("statmg")).await, ["Statistik"]);
        assert_eq!(found(&scene, text("groesse")).await, ["Statistik"]);
        assert_eq!(found(&scene, text("aemteruebergreifend")).await, ["Ämterübergreifendes Bildungsmanagement"]);
        // Signs that mean something to a database are only signs.
        for nothing in ["%", "_", "%_%", "' OR 1=1 --", "köln hamm"] {
            assert_eq!(found(&scene, text(nothing)).await, Vec::<String>::new(), "{nothing}");
        }
        assert_eq!(found(&scene, text("")).await, found(&scene, json!({})).await);
    }

    async fn names_are_in_german_order_and_pages_fit_together(scene: Scene) {
        fill(&scene).await;
        let all = found(&scene, json!({})).await;
        assert_eq!(all.first().map(String::as_str), Some("Ämterübergreifendes Bildungsmanagement"));
        let document = "query($order: OrganisationOrder, $after: String, $before: String, $first: Int, $last: Int) { \
                        organisations(order: $order, first: $first, after: $after, last: $last, before: $before) { \
                        nodes { name } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }";
        for (field, direction) in [("NAME", "ASC"), ("NAME", "DESC"), ("CREATED_AT", "ASC"), ("UPDATED_AT", "DESC")] {
            let order = json!({"field": field, "direction": direction});
            let (mut forward, mut after) = (Vec::new(), Value::Null);
            loop {
                let page = scene.get(Who::Stranger, document, json!({"order": order, "first": 3, "after": after})).await;
                forward.extend(names(&page["nodes"]));
                after = page["pageInfo"]["endCursor"].clone();
                if page["pageInfo"]["hasNextPage"] == false {
                    break;
                }
            }
            let (mut backward, mut before) = (Vec::new(), Value::Null);
            loop {
                let page = scene.get(Who::Stranger, document, json!({"order": order, "last": 4, "before": before})).await;
                backward.splice(0..0, names(&page["nodes"]));
                before = page["pageInfo"]["startCursor"].clone();
                if page["pageInfo"]["hasPreviousPage"] == false {
                    break;
                }
            }
            assert_eq!(forward, backward, "{order}");
            let mut sorted = forward.clone();
            sorted.sort();
            let mut expected = all.clone();
            expected.sort();
            assert_eq!(sorted, expected);
            if (field, direction) == ("NAME", "ASC") {
                assert_eq!(forward, all);
            }
        }
    }

    async fn parts_and_partners_are_listed(scene: Scene) {
        let municipality = global(scene.cast().remscheid.municipality);
        create(&scene, department("Team", json!({"parentId": municipality}))).await;
        assert_eq!(found(&scene, json!({"parentId": municipality})).await, ["Team"]);
        let partners = json!({"sponsorId": municipality});
        assert_eq!(listed(&scene, Who::FOREIGN, partners.clone()).await, ["Stiftung Beispiel"]);
        let document = "query($filter: OrganisationFilter) { organisations(filter: $filter) { totalCount } }";
        let denied = scene.denial(Who::Stranger, document, json!({"filter": partners})).await;
        assert_eq!(denied, "UNAUTHENTICATED organisation:read-community");
        let sponsor = "query($id: ID!) { organisation(id: $id) { sponsor { name } } }";
        let id = json!({"id": global(scene.cast().partner)});
        assert_eq!(scene.denial(Who::Stranger, sponsor, id.clone()).await, "UNAUTHENTICATED organisation:read-community");
        assert_eq!(scene.get(Who::FOREIGN, sponsor, id).await["sponsor"]["name"], "Stadt Remscheid");
    }

    async fn a_node_is_found_by_its_id(scene: Scene) {
        let id = global(scene.cast().partner);
        let document = "query($id: ID!) { node(id: $id) { id ... on Organisation { name district { displayName } \
                        territories { key } } } }";
        let found = scene.get(Who::Stranger, document, json!({"id": id})).await;
        let expected = json!({"id": id, "name": "Stiftung Beispiel", "district": {"displayName": "Stadt Remscheid"},
                              "territories": [{"key": "05120"}]});
        assert_eq!(found, expected);
    }
}
