//! What documents cost: one statement for each relation, however many rows (design.md 7).

use super::{found, join};
use acceptance::{Scene, Who, global, on_both_engines};
use serde_json::json;

const LIST: &str = include_str!("../../../schema/operations/Networks.graphql");

on_both_engines! {
    async fn the_number_does_not_grow_with_the_rows(scene: Scene) {
        let variables = json!({"filter": {}, "first": 100});
        let mut before = None;
        for number in 0..12 {
            let network = found(&scene, &format!("Netz {number}"), json!({})).await;
            join(&scene, &network, global(scene.cast().partner), None).await;
            join(&scene, &network, global(scene.cast().hamm.office), None).await;
            if number == 0 {
                before = Some(scene.count(Who::LEAD, LIST, variables.clone()).await.1);
            }
        }
        let (answer, statements) = scene.count(Who::LEAD, LIST, variables.clone()).await;
        let nodes = answer["networks"]["nodes"].as_array().unwrap();
        assert_eq!((nodes.len(), nodes[0]["members"].as_array().unwrap().len()), (12, 2));
        assert_eq!(Some(statements), before);
        // The list, its count, keepers, members, their organisations, goals, their reviews.
        assert_eq!(statements, 7);
        assert_eq!(scene.count(Who::STAFF, LIST, variables).await.1, 7);
    }
}
