//! Territories over HTTP, for everybody.

use super::{load, present};
use acceptance::{Site, on_both_engines};
use serde_json::{Value, json};

const IMPORT: &str = include_str!("../../../schema/operations/ImportTerritories.graphql");

/// What a request without a sign-in is told.
async fn code(site: &Site, query: &str) -> Value {
    let answer = site.ask(query).await;
    answer["errors"][0]["extensions"]["code"].clone()
}

on_both_engines! {
    async fn everybody_reads_territories(site: Site) {
        load(site.world()).await;
        let answer = site
            .ask("{ districts: territories(filter: {level: DISTRICT}, first: 1) { totalCount } \
                  municipalities: territories(filter: {level: MUNICIPALITY}, first: 0) { totalCount nodes { key } } \
                  city: territory(key: \"05120000\") { key municipalityKey kind population { value date } } }")
            .await;
        let expected = json!({
            "districts": {"totalCount": 53},
            "municipalities": {"totalCount": 396, "nodes": []},
            "city": {
                "key": "05120",
                "municipalityKey": "05120000",
                "kind": "INDEPENDENT_CITY",
                "population": {"value": 112_613, "date": "2022-12-31"},
            },
        });
        assert_eq!(answer["data"], expected, "{answer}");
    }

    async fn a_wrong_argument_is_told_in_the_language_asked_for(site: Site) {
        load(site.world()).await;
        let query = json!({"query": "{ territory(key: \"5120\") { key } }"});
        for (language, start) in [("de", "Das ist kein Schlüssel"), ("en", "This is not the key")] {
            let answer = Site::answer(site.post(&query).header("accept-language", language)).await;
            let error = &answer["errors"][0];
            assert!(error["message"].as_str().unwrap().starts_with(start), "{answer}");
            assert_eq!(error["extensions"]["code"], "INVALID_TERRITORY_KEY");
            assert_eq!(error["extensions"]["input"], json!(["key"]));
        }
    }

    async fn what_cannot_be_asked_is_refused(site: Site) {
        load(site.world()).await;
        assert_eq!(code(&site, "{ territories(first: 101) { nodes { key } } }").await, "OUT_OF_RANGE");
        assert_eq!(code(&site, "{ territories(after: \"7b7d\") { nodes { key } } }").await, "INVALID");
        let within = "{ territories(filter: {withinKey: \"Köln\"}) { nodes { key } } }";
        assert_eq!(code(&site, within).await, "INVALID_TERRITORY_KEY");
        for query in [
            "{ territory(key: \"05\", asOf: \"2009-02-29\") { key } }",
            "{ territory(key: \"05\", asOf: \"\\u0000\") { key } }",
            "{ territories(filter: {kinds: [KREIS]}) { nodes { key } } }",
        ] {
            assert!(site.ask(query).await["errors"].is_array(), "{query}");
        }
        let absurd = site.ask("{ territory(key: \"05\", asOf: \"0001-01-01\") { key } }").await;
        assert_eq!(absurd, json!({"data": {"territory": null}, "extensions": absurd["extensions"]}));
    }

    async fn strangers_do_not_import(site: Site) {
        load(site.world()).await;
        let before = present(site.world(), "2024-06-30").await;
        let body = json!({"query": IMPORT, "variables": {"input": {"file": "x", "dryRun": true}}});
        let answer = Site::answer(site.post(&body)).await;
        assert_eq!(answer["errors"][0]["extensions"]["code"], "UNAUTHENTICATED");
        assert_eq!(answer["errors"][0]["extensions"]["action"], "territory:import");
        assert_eq!(present(site.world(), "2024-06-30").await, before);
    }
}
