//! What a search costs: one statement for the hits, one for their texts, one for each kind of records.

use super::SEARCH;
use crate::{meetings, networks};
use acceptance::{Scene, Who, on_both_engines};
use serde_json::json;

const BARE: &str = "query($text: String!) { search(text: $text) { nodes { title { text } } } }";

on_both_engines! {
    async fn the_number_does_not_grow_with_the_hits(scene: Scene) {
        let variables = json!({"text": "quellwort", "first": 100});
        for number in 0..6 {
            networks::found(&scene, &format!("Quellwort {number}"), json!({})).await;
            meetings::found(&scene, &format!("Quellwort im Gremium {number}"), json!({})).await;
            let (answer, statements) = scene.count(Who::LEAD, SEARCH, variables.clone()).await;
            assert_eq!(answer["search"]["totalCount"], 2 * (number + 1));
            // The hits, their texts, the count, networks, committees.
            assert_eq!(statements, 5);
        }
        assert_eq!(scene.count(Who::STAFF, SEARCH, variables).await.1, 5);
        assert_eq!(scene.count(Who::LEAD, BARE, json!({"text": "quellwort"})).await.1, 2);
        assert_eq!(scene.count(Who::LEAD, BARE, json!({"text": "nirgends"})).await.1, 1);
    }
}
