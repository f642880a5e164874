//! Service accounts and tokens over HTTP: how other systems and scripts get in, how far, and how they do not.

mod assertions;
mod client_credentials;
mod oidc;
mod personal_tokens;
mod power;
mod secrecy;

use acceptance::{Scene, Who};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use url::form_urlencoded::Serializer;

const CREATE: &str = "mutation($input: CreateServiceAccountInput!) { createServiceAccount(input: $input) \
                      { serviceAccount { id clientId version } errors { code path } } }";
const UPDATE: &str = "mutation($input: UpdateServiceAccountInput!) { updateServiceAccount(input: $input) \
                      { serviceAccount { id version } errors { code path } } }";
const ISSUE: &str =
    "mutation($input: IssueServiceSecretInput!) { issueServiceSecret(input: $input) { secret errors { code path } } }";
const PEOPLE: &str = "{ people(first: 50) { totalCount nodes { familyName } } }";

/// A service account as a test knows it.
struct Known {
    id: Value,
    client: String,
    version: i64,
}

/// Makes a service account of the office in Remscheid.
async fn create(scene: &Scene, who: Who, more: Value) -> Known {
    let mut input = json!({
        "organisationId": acceptance::global(scene.cast().remscheid.office),
        "name": "Bildungsportal",
        "scopes": ["person:read", "organisation:read-community"],
    });
    input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let made = scene.change(who, CREATE, input).await;
    let client = made["clientId"].as_str().unwrap().to_owned();
    Known { id: made["id"].clone(), client, version: made["version"].as_i64().unwrap() }
}

/// Issues a secret and says it.
async fn issue(scene: &Scene, who: Who, service: &Known) -> String {
    let payload = scene.get(who, ISSUE, json!({"input": {"serviceAccountId": service.id}})).await;
    payload["secret"].as_str().unwrap_or_else(|| panic!("{payload}")).to_owned()
}

/// Posts a form to one of the OAuth addresses: the status and the answer.
async fn post(scene: &Scene, path: &str, basic: Option<(&str, &str)>, form: &[(&str, &str)]) -> (u16, Value) {
    let body = Serializer::new(String::new()).extend_pairs(form).finish();
    let mut request = reqwest::Client::new()
        .post(scene.site().url(path))
        .header("content-type", "application/x-www-form-urlencoded")
        .body(body);
    if let Some((client, secret)) = basic {
        request = request.header("authorization", format!("Basic {}", STANDARD.encode(format!("{client}:{secret}"))));
    }
    let response = request.send().await.unwrap();
    assert_eq!(response.headers()["cache-control"], "no-store");
    (response.status().as_u16(), response.json().await.unwrap())
}

/// Asks for a token with a secret.
async fn ask(scene: &Scene, service: &Known, secret: &str) -> (u16, Value) {
    let form = [("grant_type", "client_credentials")];
    post(scene, "/oauth/token", Some((&service.client, secret)), &form).await
}

/// The token that is granted for a secret.
async fn token(scene: &Scene, service: &Known, secret: &str) -> String {
    let (status, answer) = ask(scene, service, secret).await;
    assert_eq!(status, 200, "{answer}");
    answer["access_token"].as_str().unwrap().to_owned()
}

/// The code of the first error of an answer, if there is one.
async fn error(scene: &Scene, token: &str, document: &str) -> Option<String> {
    let answer = scene.site().ask_as(token, document, Value::Null).await;
    answer["errors"][0]["extensions"]["code"].as_str().map(ToOwned::to_owned)
}
