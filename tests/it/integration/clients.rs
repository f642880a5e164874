//! Clients that others build: generated from the schema and the documents of `schema/operations`, and the two that
//! front ends use most.

use acceptance::{NodePackage, PASSWORD, PythonPackage, Scene, Site, Who, global, on_both_engines};
use domain::access::Role;
use generated_client::{DOCUMENTS, GraphQLQuery, People, Response, SignIn, people, sign_in};
use reqwest::RequestBuilder;
use serde::Serialize;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

fn schema() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../schema")
}

/// The steps that a program reports, one a line.
fn steps(said: &str) -> Vec<(String, Value)> {
    let lines = said.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    lines.map(|line| (line["step"].as_str().unwrap().to_owned(), line["value"].clone())).collect()
}

fn step(name: &str, value: impl Into<Value>) -> (String, Value) {
    (name.to_owned(), value.into())
}

async fn front_end(scene: &Scene, program: &str, surname: &str, cached: Value) {
    let (url, operations) = (scene.site().url(""), schema().join("operations"));
    let lead = scene.cast().member(Role::OfficeLead, "remscheid").email.clone();
    let office = global(scene.cast().remscheid.office);
    let arguments = [url.as_str(), operations.to_str().unwrap(), &lead, PASSWORD, &office];
    let said = NodePackage::installed("clients").await.run(program, &arguments).await.unwrap();
    let expected = [
        step("refused", "INVALID_CREDENTIALS"),
        step("listed", true),
        step("followed", format!("Robin {surname}")),
        step("cached", cached),
        step("invalid", "GRAPHQL_VALIDATION_FAILED"),
    ];
    assert_eq!(steps(&said), expected, "{said}");
}

/// Posts what `graphql_client` makes of a document.
async fn post<Q: GraphQLQuery>(site: &Site, token: Option<&str>, variables: Q::Variables) -> Q::ResponseData
where
    Q::Variables: Serialize,
{
    let request = site.post(&serde_json::to_value(Q::build_query(variables)).unwrap());
    let request = token.into_iter().fold(request, RequestBuilder::bearer_auth);
    let answer: Response<Q::ResponseData> = request.send().await.unwrap().json().await.unwrap();
    assert!(answer.errors.is_none(), "{:?}", answer.errors);
    answer.data.unwrap()
}

#[tokio::test]
async fn typescript_and_relay_compile_every_document() {
    let out = tempfile::tempdir().unwrap();
    let arguments = [schema(), out.path().to_owned()];
    let arguments = arguments.each_ref().map(|path| path.to_str().unwrap());
    let said = NodePackage::installed("clients").await.run("generate.mjs", &arguments).await.unwrap();
    assert_eq!(said.trim(), format!("typescript {DOCUMENTS}\nrelay {DOCUMENTS}"));
}

on_both_engines! {
    async fn apollo_client_works_with_it(scene: Scene) {
        front_end(&scene, "apollo.mjs", "Apollo", json!("Robin Apollo")).await;
    }

    async fn urql_works_with_it(scene: Scene) {
        front_end(&scene, "urql.mjs", "Urql", json!(1)).await;
    }

    async fn python_is_generated_signs_in_and_reads(scene: Scene) {
        let Some(python) = PythonPackage::installed("clients").await else { return };
        let (out, schema) = (tempfile::tempdir().unwrap(), schema().canonicalize().unwrap());
        let lead = scene.cast().member(Role::OfficeLead, "remscheid").email.clone();
        let url = scene.site().url("");
        let arguments = [schema.to_str().unwrap(), out.path().to_str().unwrap(), &url, &lead, PASSWORD];
        let said = python.run("generate.py", &arguments).await.unwrap();
        assert_eq!(steps(&said), [step("generated", DOCUMENTS), step("listed", true)], "{said}");
    }

    async fn rust_is_generated_signs_in_and_reads(scene: Scene) {
        let email = scene.cast().member(Role::OfficeLead, "remscheid").email.clone();
        let input = sign_in::SignInInput { email, password: PASSWORD.to_owned(), device_name: None };
        let pair = post::<SignIn>(scene.site(), None, sign_in::Variables { input }).await;
        let token = pair.sign_in.access_token.unwrap();
        let variables = people::Variables { filter: None, order: None, first: Some(5), after: None };
        let found = post::<People>(scene.site(), Some(&token), variables).await;
        let seen = scene.get(Who::LEAD, "{ people { totalCount } }", json!({})).await;
        assert_eq!(found.people.total_count, seen["totalCount"].as_i64());
    }
}
