//! Accounts: signing in and out, invitations, passwords, the second factor, roles. Over HTTP, unless the verb says it
//! better.

use acceptance::{PASSWORD, Site};
use application::people::{CreatePerson, create_person};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::access::Actor;
use domain::shared::OrganisationId;
use serde_json::{Value, json};

mod administration;
mod invitations;
mod passwords;
mod roles;
mod second_factor;
mod secrets;
mod sessions;
mod sign_in;
mod tokens;
mod verbs;
mod viewer;

const TOKENS: &str = "accessToken refreshToken errors { code path }";

/// Carries out a mutation with one input, as somebody or as a stranger, and says its payload.
async fn change(site: &Site, token: Option<&str>, field: &str, input: Value, selection: &str) -> Value {
    let mut answer = ask(site, token, field, input, selection).await;
    assert!(answer["errors"].is_null(), "{field}: {answer}");
    answer["data"][field].take()
}

/// The whole answer to such a mutation.
async fn ask(site: &Site, token: Option<&str>, field: &str, input: Value, selection: &str) -> Value {
    let kind = match field {
        "beginSecondFactor" | "disableSecondFactor" | "regenerateRecoveryCodes" => "Password".to_owned(),
        "resendInvitation" | "revokeInvitation" | "unlockAccount" => "Account".to_owned(),
        "disableAccount" | "enableAccount" => "AccountVersion".to_owned(),
        _ => field[..1].to_uppercase() + &field[1..],
    };
    let query = format!("mutation($input: {kind}Input!) {{ {field}(input: $input) {{ {selection} }} }}");
    let body = json!({"query": query, "variables": {"input": input}});
    let request = site.post(&body);
    Site::answer(match token {
        Some(token) => request.bearer_auth(token),
        None => request,
    })
    .await
}

/// The code of the only error of a payload.
fn code(payload: &Value) -> &str {
    let errors = payload["errors"].as_array().unwrap_or_else(|| panic!("no payload: {payload}"));
    assert_eq!(errors.len(), 1, "{payload}");
    errors[0]["code"].as_str().unwrap()
}

/// Signs in with the password of the cast and says the payload.
async fn sign_in(site: &Site, email: &str) -> Value {
    sign_in_with(site, email, PASSWORD).await
}

async fn sign_in_with(site: &Site, email: &str, password: &str) -> Value {
    let input = json!({"email": email, "password": password});
    change(site, None, "signIn", input, &format!("{TOKENS} secondFactorChallenge")).await
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("not a text: {value}"))
}

/// Whether a token opens one's own account.
async fn opens(site: &Site, token: &str) -> bool {
    let answer = site.ask_as(token, "{ me { email } }", Value::Null).await;
    answer["data"]["me"]["email"].is_string()
}

/// The global id of a record.
fn node_id(id: uuid::Uuid, kind: &str) -> String {
    URL_SAFE_NO_PAD.encode([id.as_bytes(), kind.as_bytes()].concat())
}

/// The global id of somebody new, whose record an organisation keeps, without an account.
async fn newcomer(site: &Site, organisation: OrganisationId) -> String {
    let input = CreatePerson {
        organisation,
        salutation: None,
        title: None,
        given_name: Some("Robin".to_owned()),
        family_name: "Neuling".to_owned(),
        languages: vec!["de".to_owned()],
        contact_points: Vec::new(),
        accept_duplicates: true,
    };
    let person = create_person(&site.world().call(Actor::System), input).await.unwrap();
    node_id(person.id.uuid(), "Person")
}

/// The token of the link in the newest mail to an address.
async fn mailed_token(site: &Site, to: &str) -> String {
    let mails = site.world().mails().await;
    let mail = mails.iter().rev().find(|mail| mail.contains(&format!("To: {to}"))).expect("a mail was sent");
    // Quoted-printable: long lines end in `=`, and `=` itself is `=3D`.
    let plain = mail.replace("=\r\n", "").replace("=3D", "=");
    let (_, rest) = plain.split_once("#token=").expect("the mail has a link");
    rest.split_whitespace().next().unwrap().to_owned()
}
