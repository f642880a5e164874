//! `demo` needs nothing but the binary, stops cleanly, and keeps what was done.

use crate::running::Demo;
use application::worlds::{DEMO_ACCOUNTS, WORLD_PASSWORD};
use serde_json::{Value, json};
use tempfile::tempdir;

const SIGN_IN: &str = "mutation($input: SignInInput!) { signIn(input: $input) { accessToken errors { code } } }";

async fn ask(demo: &Demo, query: &str, variables: Value) -> Value {
    application::tls::use_ring();
    let request = reqwest::Client::new().post(demo.url("/graphql"));
    request.json(&json!({"query": query, "variables": variables})).send().await.unwrap().json().await.unwrap()
}

async fn sign_in(demo: &Demo, email: &str, password: &str) -> Value {
    ask(demo, SIGN_IN, json!({"input": {"email": email, "password": password}})).await["data"]["signIn"].clone()
}

#[tokio::test]
async fn everybody_it_names_signs_in_and_nobody_else() {
    let folder = tempdir().unwrap();
    let demo = Demo::start(folder.path());
    for account in DEMO_ACCOUNTS {
        assert!(demo.greeting.contains(account.email));
        let answer = sign_in(&demo, account.email, WORLD_PASSWORD).await;
        assert!(answer["accessToken"].is_string(), "{}: {answer}", account.email);
    }
    let answer = sign_in(&demo, DEMO_ACCOUNTS[0].email, "bildungsnetz-dem0").await;
    assert_eq!(answer["errors"][0]["code"], "INVALID_CREDENTIALS", "{answer}");
    assert!(demo.stop().success());
}

#[tokio::test]
async fn it_serves_what_it_promises_and_keeps_what_was_done() {
    let folder = tempdir().unwrap();
    let demo = Demo::start(folder.path());
    assert!(demo.greeting.contains("data/demo") && folder.path().join("data/demo/bildungsnetz.db").is_file());
    for path in ["/graphiql", "/schema.graphql", "/healthz", "/readyz", "/"] {
        assert_eq!(reqwest::get(demo.url(path)).await.unwrap().status(), 200, "{path}");
    }
    let count = "{ organisations(first: 100) { totalCount nodes { name } } }";
    let before = ask(&demo, count, json!({})).await;
    assert!(before["data"]["organisations"]["nodes"].to_string().contains("Bildungsbüro Remscheid"), "{before}");
    assert!(demo.stop().success(), "SIGTERM is no failure");

    let demo = Demo::start(folder.path());
    assert!(demo.greeting.contains("as it was left"), "{}", demo.greeting);
    assert_eq!(ask(&demo, count, json!({})).await, before);
    assert!(demo.stop().success());
}
