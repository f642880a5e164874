//! The search over HTTP: what is found by which words, and what stays hidden.

use acceptance::{Scene, Who};
use serde_json::{Value, json};
use std::collections::BTreeSet;

mod german;
mod hidden;
mod index;
mod input;
mod statements;

const SEARCH: &str = include_str!("../../../schema/operations/Search.graphql");
/// The short form that most tests ask.
const FIND: &str = "query($text: String!, $kinds: [SearchKind!], $first: Int, $after: String) { \
                    search(text: $text, kinds: $kinds, first: $first, after: $after) { totalCount \
                    edges { cursor node { kind recordId title { text } snippet { text } } } pageInfo { hasNextPage } } }";

async fn find(scene: &Scene, who: Who, text: &str) -> Value {
    scene.get(who, FIND, json!({"text": text, "first": 100})).await
}

fn hits(found: &Value) -> impl Iterator<Item = &Value> {
    found["edges"].as_array().unwrap().iter().map(|edge| &edge["node"])
}

/// The titles of what somebody finds, in its order. As many are counted as are shown.
async fn titles(scene: &Scene, who: Who, text: &str) -> Vec<String> {
    let found = find(scene, who, text).await;
    let titles: Vec<String> = hits(&found).map(|hit| hit["title"]["text"].as_str().unwrap().to_owned()).collect();
    assert_eq!(found["totalCount"], titles.len(), "{text}");
    titles
}

/// The ids of what somebody finds.
async fn ids(scene: &Scene, who: Who, text: &str) -> BTreeSet<String> {
    let found = find(scene, who, text).await;
    hits(&found).map(|hit| hit["recordId"].as_str().unwrap().to_owned()).collect()
}
