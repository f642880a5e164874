//! Persisted queries: the hash of a document in place of the document.

use super::toy;
use acceptance::{Site, World, on_both_engines};
use api::http::HttpSettings;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

fn hash(query: &str) -> String {
    Sha256::digest(query).iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").unwrap();
        text
    })
}

fn by_hash(hash: &str) -> Value {
    json!({"extensions": {"persistedQuery": {"version": 1, "sha256Hash": hash}}})
}

on_both_engines! {
    async fn a_hash_stands_for_a_document_that_was_sent_before(world: World) {
        let (site, _) = toy::site(world, HttpSettings::default()).await;
        let query = "{ thing { name } }";
        let unknown = Site::answer(site.post(&by_hash(&hash(query)))).await;
        assert_eq!(unknown["errors"][0]["message"], "PersistedQueryNotFound");
        assert_eq!(unknown["errors"][0]["extensions"]["code"], "PERSISTED_QUERY_NOT_FOUND");
        let mut registration = by_hash(&hash(query));
        registration["query"] = json!(query);
        for body in [registration, by_hash(&hash(query))] {
            assert_eq!(Site::answer(site.post(&body)).await["data"]["thing"]["name"], "a thing");
        }
        let extensions = by_hash(&hash(query))["extensions"].to_string();
        let got = Site::answer(site.get("/graphql").query(&[("extensions", extensions)])).await;
        assert_eq!(got["data"]["thing"]["name"], "a thing");
    }

    async fn a_hash_of_something_else_registers_nothing(world: World) {
        let (site, _) = toy::site(world, HttpSettings::default()).await;
        let mut body = by_hash(&hash("{ things { name } }"));
        body["query"] = json!("{ thing { name } }");
        assert_eq!(Site::answer(site.post(&body)).await["errors"][0]["extensions"]["code"], "BAD_REQUEST");
        for extension in [json!(7), json!({"version": 2, "sha256Hash": hash("")}), json!({"version": 1, "sha256Hash": "x"})] {
            let body = json!({"extensions": {"persistedQuery": extension}});
            assert_eq!(Site::answer(site.post(&body)).await["errors"][0]["extensions"]["code"], "BAD_REQUEST");
        }
    }

    async fn what_is_remembered_is_bounded_by_bytes(world: World) {
        let settings = HttpSettings { document_cache_bytes: 20_000, ..HttpSettings::default() };
        let (site, _) = toy::site(world, settings).await;
        let queries: Vec<String> = (0..100).map(|number| format!("{{ thing {{ name }} a{number}: __typename }}")).collect();
        for query in &queries {
            assert_eq!(site.ask(query).await["data"]["thing"]["name"], "a thing");
        }
        let mut known = 0;
        for query in &queries {
            let answer = Site::answer(site.post(&by_hash(&hash(query)))).await;
            known += u32::from(answer.get("data").is_some());
        }
        assert!((1..20).contains(&known), "{known}");
    }
}
