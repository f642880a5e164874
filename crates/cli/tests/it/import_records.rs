//! `import people` against a platform that runs.

use crate::running::{Demo, command, ended};
use application::worlds::{DEMO_ACCOUNTS, WORLD_PASSWORD};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use tempfile::tempdir;

async fn ask(demo: &Demo, token: &str, query: &str, variables: Value) -> Value {
    let request = reqwest::Client::new().post(demo.url("/graphql")).bearer_auth(token);
    let answer = request.json(&json!({"query": query, "variables": variables})).send().await.unwrap();
    answer.json::<Value>().await.unwrap()["data"].take()
}

/// A personal access token of somebody in the demo who may import, and their organisation.
async fn token(demo: &Demo) -> (String, String) {
    application::tls::use_ring();
    let account = DEMO_ACCOUNTS.iter().find(|account| account.role == domain::access::Role::OfficeLead).unwrap();
    let input = json!({"email": account.email, "password": WORLD_PASSWORD});
    let request = reqwest::Client::new().post(demo.url("/graphql"));
    let query = "mutation($input: SignInInput!) { signIn(input: $input) { accessToken } }";
    let answer = request.json(&json!({"query": query, "variables": {"input": input}})).send().await.unwrap();
    let answer: Value = answer.json().await.unwrap();
    let session = answer["data"]["signIn"]["accessToken"].as_str().unwrap().to_owned();
    let scopes = ["import:run", "import:read", "person:create", "person:read"];
    let query = "mutation($input: CreatePersonalTokenInput!) { createPersonalToken(input: $input) { token } }";
    let made = ask(demo, &session, query, json!({"input": {"name": "Import", "scopes": scopes}})).await;
    let query = "query($text: String) { organisations(filter: {text: $text}, first: 1) { nodes { id } } }";
    let found = ask(demo, &session, query, json!({"text": account.organisation})).await;
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    (text(&made["createPersonalToken"]["token"]), text(&found["organisations"]["nodes"][0]["id"]))
}

#[tokio::test(flavor = "multi_thread")]
async fn people_are_imported_and_bad_rows_are_told() {
    let folder = tempdir().unwrap();
    let demo = Demo::start(folder.path());
    let (token, organisation) = token(&demo).await;
    let (mapping, list) = (folder.path().join("mapping.json"), folder.path().join("Liste.csv"));
    let columns = json!([{"header": "Nachname", "field": "FAMILY_NAME"}, {"header": "Vorname", "field": "GIVEN_NAME"}]);
    fs::write(&mapping, json!({"columns": columns}).to_string()).unwrap();
    fs::write(&list, "Nachname;Vorname\nZuversicht;Toni\n;Robin\n").unwrap();
    let import = |file: &Path, more: &[&str], token: &str| {
        let (server, mapping, file) = (demo.url(""), mapping.to_str().unwrap(), file.to_str().unwrap());
        let fixed = ["import", "people", "--server", &server, "--organisation", &organisation, "--mapping", mapping];
        let arguments: Vec<&str> = fixed.into_iter().chain(more.iter().copied()).chain([file]).collect();
        ended(command(folder.path(), &arguments).env("BILDUNGSNETZ_TOKEN", token))
    };
    let tried = import(&list, &["--policy", "skip", "--dry-run"], &token);
    assert!(tried.said.contains("2 rows: 1 good, 0 there already, 1 refused."), "{} {}", tried.said, tried.complained);
    assert!(tried.said.contains("row 3 refused: Nachname: This value is missing."), "{}", tried.said);
    assert!(!tried.status.success() && tried.complained.contains("1 rows were refused"));
    let nothing = import(&list, &[], &token);
    assert!(!nothing.status.success() && nothing.complained.contains("none was kept"), "{}", nothing.complained);
    fs::write(&list, "Nachname;Vorname\nZuversicht;Toni\n").unwrap();
    let done = import(&list, &[], &token);
    assert!(done.status.success() && done.said.contains("1 rows: 1 made"), "{} {}", done.said, done.complained);
    let again = import(&list, &[], &token);
    assert!(again.status.success() && again.said.contains("was imported before"), "{}", again.said);
    fs::write(&list, "Name\nZuversicht\n").unwrap();
    let wrong = import(&list, &[], &token);
    assert!(
        wrong.complained.contains("mapping.columns.GIVEN_NAME: The column \"Vorname\" is not in the file"),
        "{}",
        wrong.complained
    );
    assert!(!import(&list, &[], "bnp_nonsense").status.success());
    assert!(demo.stop().success());
}
