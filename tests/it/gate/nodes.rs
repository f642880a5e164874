//! Many records by their ids: a statement for each kind, however many there are of it.

use acceptance::{Scene, Who, global, on_both_engines};
use application::people::{CreatePerson, create_person};
use domain::access::{Actor, Role};
use domain::shared::PersonId;
use serde_json::{Value, json};
use uuid::Uuid;

const NODES: &str = "query($ids: [ID!]!) { nodes(ids: $ids) { __typename id
    ... on Person { displayName organisation { name } } ... on Organisation { name } } }";

async fn people(scene: &Scene, number: usize) -> Vec<String> {
    let call = scene.world().call(Actor::System);
    let mut ids = Vec::new();
    for place in 0..number {
        let input = CreatePerson {
            organisation: scene.cast().remscheid.office,
            salutation: None,
            title: None,
            given_name: Some("Kim".to_owned()),
            family_name: format!("Beispiel {place}"),
            languages: Vec::new(),
            contact_points: Vec::new(),
            accept_duplicates: true,
        };
        ids.push(global(create_person(&call, input).await.unwrap().id));
    }
    ids
}

on_both_engines! {
    async fn many_records_of_a_kind_cost_what_one_costs(scene: Scene) {
        let ids = people(&scene, 40).await;
        let (_, few) = scene.count(Who::LEAD, NODES, json!({"ids": &ids[..1]})).await;
        let (answer, many) = scene.count(Who::LEAD, NODES, json!({"ids": ids})).await;
        let nodes = answer["nodes"].as_array().unwrap();
        assert!(nodes.iter().all(|node| node["organisation"]["name"] == "Bildungsbüro Remscheid"), "{answer}");
        let found: Vec<&str> = nodes.iter().filter_map(|node| node["id"].as_str()).collect();
        assert_eq!(found, ids.iter().map(String::as_str).collect::<Vec<_>>(), "in the order of the ids");
        // The people, and their organisations.
        assert_eq!((few, many), (2, 2));
        let cast = scene.cast();
        let both: Vec<String> =
            ids.into_iter().chain([cast.remscheid.office, cast.hamm.office].map(global)).collect();
        let (answer, statements) = scene.count(Who::LEAD, NODES, json!({"ids": both})).await;
        assert_eq!(answer["nodes"][41]["name"], "Bildungsbüro Hamm");
        assert_eq!(statements, 3);
    }

    async fn what_is_not_there_or_not_seen_leaves_a_gap(scene: Scene) {
        let own = global(scene.cast().member(Role::OfficeStaff, "remscheid").person);
        let foreign = global(scene.cast().member(Role::OfficeStaff, "hamm").person);
        let made_up = global(PersonId::from(Uuid::from_u128(7)));
        let asked = json!({"ids": [foreign, own, made_up, "nonsense", own, foreign]});
        let nodes = scene.get(Who::LEAD, NODES, asked).await;
        let seen: Vec<bool> = nodes.as_array().unwrap().iter().map(|node| !node.is_null()).collect();
        assert_eq!(seen, [false, true, false, false, true, false], "{nodes}");
        assert_eq!(nodes[1], nodes[4]);
        let only_ids = "query($ids: [ID!]!) { nodes(ids: $ids) { id } }";
        let stranger = scene.get(Who::Stranger, only_ids, json!({"ids": [own]})).await;
        assert_eq!(stranger, json!([Value::Null]));
    }
}
