//! `export` writes a list of a running platform into a file, with the rights of a token.

use crate::running::{Demo, command, ended};
use application::worlds::{DEMO_ACCOUNTS, WORLD_PASSWORD};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use tempfile::tempdir;

const SIGN_IN: &str = "mutation($input: SignInInput!) { signIn(input: $input) { accessToken errors { code } } }";
const TOKEN: &str =
    "mutation($input: CreatePersonalTokenInput!) { createPersonalToken(input: $input) { token errors { code } } }";
const PEOPLE: &str = "query($first: Int) { people(first: $first) { nodes { familyName organisation { name } } } }";

async fn ask(demo: &Demo, token: Option<&str>, query: &str, variables: Value) -> Value {
    application::tls::use_ring();
    let request = reqwest::Client::new().post(demo.url("/graphql"));
    let request = token.into_iter().fold(request, reqwest::RequestBuilder::bearer_auth);
    request.json(&json!({"query": query, "variables": variables})).send().await.unwrap().json().await.unwrap()
}

/// A personal access token of a demo account, with these scopes.
async fn token(demo: &Demo, scopes: &[&str]) -> String {
    let email = DEMO_ACCOUNTS.iter().map(|account| account.email).find(|email| email.contains("lead")).unwrap();
    let input = json!({"input": {"email": email, "password": WORLD_PASSWORD}});
    let session = ask(demo, None, SIGN_IN, input).await["data"]["signIn"]["accessToken"].clone();
    let input = json!({"input": {"name": "Skript", "scopes": scopes}});
    let made = ask(demo, session.as_str(), TOKEN, input).await;
    made["data"]["createPersonalToken"]["token"].as_str().unwrap_or_else(|| panic!("{made:#}")).to_owned()
}

fn export(folder: &Path, demo: &Demo, token: Option<&str>, format: &str) -> crate::running::Ended {
    let server = demo.url("");
    let mut command = command(
        folder,
        &[
            "export",
            "--server",
            &server,
            "--document",
            "people.graphql",
            "--variables",
            "v.json",
            "--format",
            format,
            "--out",
            "people.out",
        ],
    );
    command.envs(token.map(|token| ("BILDUNGSNETZ_TOKEN", token)));
    ended(&mut command)
}

#[tokio::test]
async fn a_list_becomes_a_file() {
    let folder = tempdir().unwrap();
    let demo = Demo::start(folder.path());
    fs::write(folder.path().join("people.graphql"), PEOPLE).unwrap();
    fs::write(folder.path().join("v.json"), "{\"first\": 3}").unwrap();
    let good = token(&demo, &["export:start", "export:read", "person:read"]).await;

    let done = export(folder.path(), &demo, Some(&good), "csv");
    assert!(done.status.success(), "{}", done.complained);
    assert!(done.said.contains(" rows, ") && done.said.contains("people.out"), "{}", done.said);
    let text = fs::read_to_string(folder.path().join("people.out")).unwrap();
    let expected =
        ask(&demo, Some(&good), "{ people { totalCount } }", json!({})).await["data"]["people"]["totalCount"].clone();
    assert!(text.starts_with("\u{feff}familyName;organisation.name\r\n"), "{text}");
    assert_eq!(text.lines().count() as u64 - 1, expected.as_u64().unwrap());
    assert!(!folder.path().join("people.out.part").exists());

    let nobody = export(folder.path(), &demo, None, "csv");
    assert!(!nobody.status.success() && nobody.complained.contains("BILDUNGSNETZ_TOKEN"), "{}", nobody.complained);
    let narrow = token(&demo, &["person:read"]).await;
    let denied = export(folder.path(), &demo, Some(&narrow), "csv");
    assert!(!denied.status.success() && denied.complained.contains("export:start"), "{}", denied.complained);
    fs::write(folder.path().join("people.graphql"), "{ me { id } }").unwrap();
    let refused = export(folder.path(), &demo, Some(&good), "jsonl");
    assert!(!refused.status.success() && refused.complained.contains("cannot be exported"), "{}", refused.complained);
    assert_eq!(fs::read_to_string(folder.path().join("people.out")).unwrap(), text, "what was there stays");
    assert!(demo.stop().success());
}
