//! How much one request may ask for, over HTTP and with the platform's own schema.

use super::toy;
use acceptance::{Site, World, on_both_engines};
use api::gate::{Introspection, Limits};
use api::http::HttpSettings;
use serde_json::{Value, json};
use std::fmt::Write as _;

async fn code(site: &Site, query: &str) -> Value {
    site.ask(query).await["errors"][0]["extensions"]["code"].clone()
}

on_both_engines! {
    async fn fragments_that_double_end_at_once(world: World) {
        let site = Site::of(world).await;
        let mut query = "{ ...F0 }".to_owned();
        for number in 0..28 {
            let next = number + 1;
            write!(query, "fragment F{number} on Query{{...F{next} ...F{next}}}").unwrap();
        }
        query.push_str("fragment F28 on Query{__typename}");
        assert!(query.len() < 1_200, "a kilobyte stands for 2^28 selections");
        assert_eq!(code(&site, &query).await, "QUERY_TOO_LARGE");
        let cycle = "{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }";
        assert_eq!(code(&site, cycle).await, "GRAPHQL_VALIDATION_FAILED");
    }

    async fn brackets_that_nest_without_end_do_not_reach_the_parser(world: World) {
        let site = Site::of(world).await;
        for (open, close) in [("{a", "}"), ("{a(b:[", "])}"), ("{a(b:{c:", "})}")] {
            let query = format!("{}{}", open.repeat(50_000), close.repeat(50_000));
            assert_eq!(code(&site, &query).await, "QUERY_TOO_DEEP", "{open}");
        }
        let list_type = format!("query($a: {}Int{}) {{ __typename }}", "[".repeat(100_000), "]".repeat(100_000));
        assert_eq!(code(&site, &list_type).await, "QUERY_TOO_DEEP");
    }

    async fn tokens_aliases_and_directives_are_bounded(world: World) {
        let site = Site::of(world).await;
        assert_eq!(code(&site, &format!("{{ {} }}", "__typename ".repeat(8_000))).await, "QUERY_TOO_LARGE");
        let aliases: String = (0..51).fold(String::new(), |all, number| format!("{all} a{number}: __typename"));
        assert_eq!(code(&site, &format!("{{ {aliases} }}")).await, "TOO_MANY_ALIASES");
        let includes = "@include(if: true)".repeat(1_000);
        assert_eq!(code(&site, &format!("{{ __typename {includes} }}")).await, "TOO_MANY_DIRECTIVES");
    }

    async fn one_sign_in_for_each_request(world: World) {
        let (site, count) = toy::site(world, HttpSettings::default()).await;
        assert_eq!(code(&site, "mutation { a: count b: count }").await, "TOO_MANY_MUTATIONS");
        assert_eq!(code(&site, "mutation { count ...B } fragment B on Mutation { b: count }").await, "TOO_MANY_MUTATIONS");
        assert_eq!(count.get(), 0);
    }

    async fn the_cost_is_told_and_bounded(world: World) {
        let (site, _) = toy::site(world, HttpSettings::default()).await;
        let answer = site.ask("{ things(first: 100) { name } }").await;
        assert_eq!(answer["extensions"]["cost"], json!({"requested": 101, "limit": 100_000}));
        let refused = site.ask("{ a: dear b: dear }").await;
        let extensions = json!({"code": "QUERY_TOO_EXPENSIVE", "cost": 180_000, "limit": 100_000});
        assert_eq!(refused["errors"][0]["extensions"], extensions);
    }

    async fn operators_set_the_limits(world: World) {
        let limits = Limits { depth: 1, ..Limits::default() };
        let (site, _) = toy::site(world, HttpSettings { limits, ..HttpSettings::default() }).await;
        assert_eq!(code(&site, "{ thing { name } }").await, "QUERY_TOO_DEEP");
    }

    async fn a_closed_schema_is_not_told_name_by_name(world: World) {
        let settings = HttpSettings { introspection: Introspection::SignedIn, ..HttpSettings::default() };
        let (site, _) = toy::site(world, settings).await;
        assert_eq!(code(&site, "{ __schema { types { name } } }").await, "INTROSPECTION_DISABLED");
        assert_eq!(code(&site, "{ ...F } fragment F on Query { a: __type(name: \"Thing\") { name } }").await, "INTROSPECTION_DISABLED");
        for query in ["{ thin }", "{ echo(numbe: 1) }", "{ thing @includ(iff: true) { name } }", "{ thing @include(iff: true) { name } }"] {
            let answer = site.ask(query).await;
            assert_eq!(answer["errors"][0]["extensions"]["code"], "GRAPHQL_VALIDATION_FAILED", "{query}");
            assert!(!answer.to_string().contains("Did you mean"), "{answer}");
        }
        assert_eq!(Site::send(site.get("/schema.graphql")).await.status(), 404);
    }

    async fn an_open_schema_helps(world: World) {
        let (site, _) = toy::site(world, HttpSettings::default()).await;
        assert!(site.ask("{ thin }").await.to_string().contains("Did you mean"));
        assert_eq!(site.ask("{ __type(name: \"Thing\") { name } }").await["data"]["__type"]["name"], "Thing");
    }
}
