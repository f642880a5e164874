//! `demo` needs nothing but the binary, stops cleanly, and keeps what was done.

use crate::running::Demo;
use serde_json::{Value, json};
use tempfile::tempdir;

async fn ask(demo: &Demo, query: &str) -> Value {
    let request = reqwest::Client::new().post(demo.url("/graphql"));
    request.json(&json!({"query": query})).send().await.unwrap().json().await.unwrap()
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
    let before = ask(&demo, count).await;
    assert!(before["data"]["organisations"]["nodes"].to_string().contains("Bildungsbüro Remscheid"), "{before}");
    assert!(demo.stop().success(), "SIGTERM is no failure");

    let demo = Demo::start(folder.path());
    assert!(demo.greeting.contains("as it was left"), "{}", demo.greeting);
    assert_eq!(ask(&demo, count).await, before);
    assert!(demo.stop().success());
}
