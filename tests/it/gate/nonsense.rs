//! Requests of random parts: whatever is sent, the answer is a clear one.

use super::toy;
use acceptance::{Site, World, on_both_engines};
use api::http::{HttpSettings, Rates};
use proptest::collection::vec;
use proptest::prelude::{Just, Strategy, any, prop_oneof};
use proptest::sample::select;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use reqwest::header::CONTENT_TYPE;
use serde_json::{Value, json};

/// How many requests of each kind.
const REQUESTS: usize = 150;

/// What documents are made of, and what they are not made of.
const PARTS: [&str; 48] = [
    "{",
    "}",
    "{",
    "}",
    "(",
    ")",
    "[",
    "]",
    "...",
    ":",
    "$",
    "@",
    "!",
    "=",
    "|",
    "&",
    ",",
    "\n",
    "#",
    "\"",
    "\"\"\"",
    "\\",
    "query",
    "mutation",
    "subscription",
    "fragment",
    "on",
    "thing",
    "things",
    "name",
    "email",
    "echo",
    "number",
    "text",
    "first",
    "__typename",
    "__schema",
    "types",
    "fields",
    "Query",
    "Thing",
    "F",
    "include",
    "if",
    "true",
    "null",
    "-1e999",
    "$n",
];

/// Documents that are nearly right.
fn nearly_right() -> impl Strategy<Value = String> {
    let field = select(vec![
        "thing { name }",
        "things(first: 2) { name }",
        "echo(number: $n)",
        "__typename",
        "...F",
        "... on Query { later }",
        "a: thing { b: name }",
        "thing @include(if: $b) { name }",
        "nothing",
        "count",
        "thing { email }",
        "thing",
        "name",
        "{ }",
        "echo(number: 1, text: \"x\")",
    ]);
    let head = select(vec!["", "query ", "query Q ", "query($n: Int, $b: Boolean) ", "mutation ", "subscription "]);
    let tail = select(vec![
        "",
        " fragment F on Query { thing { name } }",
        " fragment F on Query { ...F }",
        " query B { later }",
    ]);
    (head, vec(field, 0..6), tail).prop_map(|(head, fields, tail)| format!("{head}{{ {} }}{tail}", fields.join(" ")))
}

fn document() -> impl Strategy<Value = String> {
    prop_oneof![
        vec(select(PARTS.to_vec()), 0..60).prop_map(|parts| parts.join(" ")),
        vec(select(PARTS.to_vec()), 0..60).prop_map(|parts| parts.concat()),
        nearly_right(),
        any::<String>(),
    ]
}

fn anything() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 32, 4, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Value::from),
            proptest::collection::hash_map("[a-zA-Z_]{0,4}", inner, 0..4)
                .prop_map(|fields| fields.into_iter().collect::<serde_json::Map<_, _>>().into()),
        ]
    })
}

fn sample<T>(runner: &mut TestRunner, strategy: &impl Strategy<Value = T>) -> T {
    strategy.new_tree(runner).expect("the strategy rejects nothing").current()
}

/// An answer is right when it is JSON, no fault of ours, and every error has a code.
async fn check(site: &Site, request: reqwest::RequestBuilder, sent: &str) {
    let response = Site::send(request).await;
    let status = response.status().as_u16();
    let answer: Value = response.json().await.unwrap_or_else(|error| panic!("{sent}: {error}"));
    assert!(status < 500, "{sent}: {status} {answer}");
    for error in answer["errors"].as_array().into_iter().flatten() {
        assert!(error["extensions"]["code"].is_string(), "{sent}: {answer}");
        assert_ne!(error["extensions"]["code"], "INTERNAL", "{sent}: {answer}");
    }
    assert!(answer.get("errors").is_some() || answer.get("data").is_some(), "{sent} on {}: {answer}", site.address());
}

fn unlimited() -> HttpSettings {
    let rates = Rates { address_cost: u32::MAX, session_starts: u32::MAX, ..Rates::default() };
    HttpSettings { rates, ..HttpSettings::default() }
}

on_both_engines! {
    async fn random_documents_are_answered(world: World) {
        let (site, _) = toy::site(world, unlimited()).await;
        let mut runner = TestRunner::deterministic();
        for _ in 0..REQUESTS {
            let query = sample(&mut runner, &document());
            check(&site, site.post(&json!({"query": query})), &query).await;
        }
    }

    async fn random_requests_are_answered(world: World) {
        let (site, _) = toy::site(world, unlimited()).await;
        let mut runner = TestRunner::deterministic();
        for _ in 0..REQUESTS {
            let (variables, other) = (sample(&mut runner, &anything()), sample(&mut runner, &anything()));
            let query = sample(&mut runner, &nearly_right());
            for body in [
                json!({"query": query, "variables": variables, "extensions": other}),
                json!({"query": query, "variables": {"n": variables, "b": other}}),
                json!({"query": other, "operationName": variables}),
                other,
            ] {
                check(&site, site.post(&body), &body.to_string()).await;
            }
        }
    }

    async fn random_bytes_are_answered(world: World) {
        let (site, _) = toy::site(world, unlimited()).await;
        let mut runner = TestRunner::deterministic();
        for _ in 0..REQUESTS {
            let bytes = sample(&mut runner, &vec(any::<u8>(), 0..200));
            let request = site.bare_post().header(CONTENT_TYPE, "application/json").body(bytes.clone());
            check(&site, request, &format!("{bytes:?}")).await;
        }
    }
}
