//! Territories as the schema shows them, in process: what a document answers, and what it costs.

use super::{directory, keys, load, present};
use acceptance::{World, on_both_engines};
use async_graphql::{Request, Variables};
use domain::access::Actor;
use persistence::counted;
use serde_json::{Value, json};
use std::sync::Arc;

const TERRITORIES: &str = include_str!("../../../schema/operations/Territories.graphql");
const TERRITORY_AS_OF: &str = include_str!("../../../schema/operations/TerritoryAsOf.graphql");
const IMPORT: &str = include_str!("../../../schema/operations/ImportTerritories.graphql");

/// Carries a document out in the name of an actor, and says how many statements it took.
async fn run(world: &World, actor: Actor, document: &str, variables: Value) -> (Value, u64) {
    let call = Arc::new(world.call(actor));
    let request = Request::new(document).variables(Variables::from_json(variables)).data(call);
    let schema = api::graphql::schema();
    let (answer, statements) = counted(schema.execute(request)).await;
    (serde_json::to_value(answer).unwrap(), statements)
}

fn list<'v>(value: &'v Value, field: &str) -> Vec<&'v str> {
    value.as_array().unwrap().iter().map(|entry| entry[field].as_str().unwrap()).collect()
}

on_both_engines! {
    async fn a_list_of_a_hundred_costs_one_statement_for_each_relation(world: World) {
        load(&world).await;
        let page = |first: u32| json!({"filter": {}, "order": {"field": "KEY"}, "asOf": "2020-01-01", "first": first});
        let (answer, statements) = run(&world, Actor::Anonymous, TERRITORIES, page(100)).await;
        let nodes = answer["data"]["territories"]["nodes"].as_array().unwrap();
        assert_eq!(nodes.len(), 100);
        assert_eq!(answer["data"]["territories"]["totalCount"], 433);
        assert_eq!(nodes[0]["children"].as_array().unwrap().len(), 5);
        assert_eq!(nodes[1]["parent"]["displayName"], "Nordrhein-Westfalen");
        // The list, its count, all parents, all children.
        assert_eq!(statements, 4);
        assert_eq!(run(&world, Actor::Anonymous, TERRITORIES, page(10)).await.1, 4);
    }

    async fn a_deeper_document_costs_one_statement_more_for_each_step(world: World) {
        load(&world).await;
        let document = "{ territories(asOf: \"2020-01-01\", first: 100) { nodes { \
                        children { children { key parent { children { predecessors { key } } } } } } } }";
        let (answer, statements) = run(&world, Actor::Anonymous, document, json!({})).await;
        assert!(answer["errors"].is_null(), "{answer}");
        assert_eq!(statements, 1 + 5);
    }

    async fn a_key_has_its_neighbours_of_that_day(world: World) {
        load(&world).await;
        let variables = json!({"key": "05354", "asOf": "2009-10-20"});
        let (answer, statements) = run(&world, Actor::Anonymous, TERRITORY_AS_OF, variables).await;
        let territory = &answer["data"]["territory"];
        assert_eq!(territory["officialName"], "Aachen");
        assert_eq!(list(&territory["ancestors"], "key"), ["053", "05"]);
        assert_eq!(territory["children"].as_array().unwrap().len(), 9);
        assert_eq!(list(&territory["successors"], "key"), ["05334"]);
        assert_eq!(territory["validUntil"], "2009-10-20");
        assert_eq!(statements, 5);
        let today = json!({"key": "05334"});
        let (answer, _) = run(&world, Actor::Anonymous, TERRITORY_AS_OF, today).await;
        let predecessors = &answer["data"]["territory"]["predecessors"];
        assert_eq!(list(predecessors, "displayName"), ["Stadt Aachen", "Kreis Aachen"]);
        // They are looked at on their last day.
        assert_eq!(list(&predecessors[1]["children"], "key").len(), 9);
        assert_eq!(answer["data"]["territory"]["asOf"], "2020-03-03");
    }

    async fn a_record_is_found_by_its_id(world: World) {
        load(&world).await;
        let variables = json!({"key": "05354", "asOf": "2000-01-01"});
        let (answer, _) = run(&world, Actor::Anonymous, TERRITORY_AS_OF, variables).await;
        let id = &answer["data"]["territory"]["id"];
        let document = "query($id: ID!) { node(id: $id) { id ... on Territory { key asOf parent { key } } } }";
        let (answer, _) = run(&world, Actor::Anonymous, document, json!({"id": id})).await;
        let expected = json!({"id": id, "key": "05354", "asOf": "2009-10-20", "parent": {"key": "053"}});
        assert_eq!(answer["data"]["node"], expected);
    }

    async fn an_import_reports_what_it_did(world: World) {
        load(&world).await;
        let file = directory::file(&present(&world, "2023-11-30").await, "20240630").replace("Issum ", "Isum  ");
        let input = |dry: bool| json!({"input": {"file": file, "populationDate": "2022-12-31", "dryRun": dry}});
        for (dry, written, statements) in [(true, false, 1), (false, true, 7)] {
            let (answer, took) = run(&world, Actor::System, IMPORT, input(dry)).await;
            let report = &answer["data"]["importTerritories"]["report"];
            assert_eq!(report["written"], written, "{answer}");
            assert_eq!(report["unchanged"], 432);
            assert_eq!(list(&report["changed"], "name"), ["Gemeinde Isum"]);
            assert_eq!(report["changed"][0]["differences"][0]["field"], "officialName");
            assert_eq!(took, statements, "dry run: {dry}");
        }
    }

    async fn a_refused_file_names_its_lines(world: World) {
        load(&world).await;
        let before = present(&world, "2024-06-30").await;
        let input = json!({"input": {"file": "x\ny"}});
        let (answer, _) = run(&world, Actor::System, IMPORT, input).await;
        let payload = &answer["data"]["importTerritories"];
        assert!(payload["report"].is_null());
        assert_eq!(list(&payload["errors"], "code"), ["IMPORT_LINE", "IMPORT_LINE"]);
        assert_eq!(payload["errors"][1]["message"], "Line 2: 1 characters long instead of 220.");
        assert_eq!(payload["errors"][1]["path"], json!(["file"]));
        assert_eq!(payload["errors"][1]["parameters"][0], json!({"name": "line", "value": "2"}));
        assert_eq!(keys(&present(&world, "2024-06-30").await), keys(&before));
    }
}
