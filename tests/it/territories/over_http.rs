//! Territories over HTTP, for everybody.

use super::{directory, load, present};
use acceptance::{Cast, Site, on_both_engines};
use domain::access::Role;
use serde_json::{Value, json};

const IMPORT: &str = include_str!("../../../schema/operations/ImportTerritories.graphql");

/// The examples that only read, each with its variables.
const EXAMPLES: [(&str, &str); 2] = [
    (
        include_str!("../../../schema/operations/Territories.graphql"),
        include_str!("../../../schema/operations/Territories.variables.json"),
    ),
    (
        include_str!("../../../schema/operations/TerritoryAsOf.graphql"),
        include_str!("../../../schema/operations/TerritoryAsOf.variables.json"),
    ),
];

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

    async fn the_examples_are_answered_to_everybody(site: Site) {
        load(site.world()).await;
        for (document, variables) in EXAMPLES {
            let variables: Value = serde_json::from_str(variables).unwrap();
            let answer = Site::answer(site.post(&json!({"query": document, "variables": variables}))).await;
            assert!(answer["errors"].is_null(), "{answer}");
            let found = answer["data"].as_object().unwrap().values().all(Value::is_object);
            assert!(found && answer["extensions"]["cost"].is_object(), "{answer}");
        }
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

    async fn nobody_walks_in_circles(site: Site) {
        load(site.world()).await;
        for step in ["children { parent {", "predecessors { successors {"] {
            let circles = step.repeat(9) + " key " + &"} }".repeat(9);
            let query = format!("{{ territory(key: \"05334\") {{ {circles} }} }}");
            assert_eq!(code(&site, &query).await, "QUERY_TOO_EXPENSIVE", "{step}");
        }
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

    async fn administrators_import_and_nobody_else(site: Site) {
        let world = site.world();
        let cast = Cast::enter(world).await;
        let before = present(world, "2024-06-30").await;
        let file = directory::file(&before, "20240630").replace("Issum ", "Isum  ");
        let input = json!({"input": {"file": file, "populationDate": "2022-12-31"}});
        for member in cast.members.iter().filter(|member| member.role != Role::TransferagenturAdmin) {
            let answer = site.ask_as(&world.token(member, true).await, IMPORT, input.clone()).await;
            let extensions = &answer["errors"][0]["extensions"];
            assert_eq!(extensions["code"], "FORBIDDEN", "{}: {answer}", member.role);
            assert_eq!(extensions["action"], "territory:import");
        }
        assert_eq!(present(world, "2024-06-30").await, before);
        let token = cast.token(world, Role::TransferagenturAdmin, "transferagentur").await;
        let answer = site.ask_as(&token, IMPORT, input).await;
        assert_eq!(answer["data"]["importTerritories"]["errors"], json!([]), "{answer}");
        assert_eq!(answer["data"]["importTerritories"]["report"]["changed"][0]["name"], "Gemeinde Isum");
        let may = "{ territory(key: \"05\") { viewerCan } }";
        assert_eq!(site.ask_as(&token, may, json!({})).await["data"]["territory"]["viewerCan"], json!(["territory:import"]));
        assert_eq!(site.ask(may).await["data"]["territory"]["viewerCan"], json!([]));
        let query = "{ territory(key: \"05154020\", asOf: \"2024-06-30\") { name version territorialStatusDate } }";
        let expected = json!({"name": "Isum", "version": 2, "territorialStatusDate": "2024-06-30"});
        assert_eq!(site.ask(query).await["data"]["territory"], expected);
    }
}
