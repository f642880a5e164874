//! `/graphiql`: the explorer's page, its files, and what it shows.

use super::api::Api;
use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::Value;
use std::sync::Arc;

/// A tab of the explorer.
#[derive(Clone, Debug, Serialize)]
pub struct Example {
    /// Its title.
    pub name: String,
    /// The document.
    pub document: String,
    /// Its variables.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub variables: Option<Value>,
}

/// An account that the explorer offers for signing in: in the demo only.
#[derive(Clone, Debug, Serialize)]
pub struct DemoAccount {
    /// The e-mail address.
    pub email: String,
    /// The password.
    pub password: String,
    /// The role, in the language of the page.
    pub role: String,
    /// For which place it is held.
    pub place: String,
}

/// What the explorer shows.
#[derive(Clone, Debug, Default)]
pub struct Explorer {
    /// The tabs.
    pub examples: Vec<Example>,
    /// The accounts to sign in with; none outside of the demo.
    pub demo_accounts: Vec<DemoAccount>,
}

pub(super) async fn page(State(api): State<Arc<Api>>, headers: HeaderMap) -> Response {
    file(&api, "", &headers)
}

pub(super) async fn asset(State(api): State<Arc<Api>>, Path(path): Path<String>, headers: HeaderMap) -> Response {
    file(&api, &path, &headers)
}

pub(super) async fn examples(State(api): State<Arc<Api>>) -> Response {
    Json(&api.explorer.examples).into_response()
}

pub(super) async fn demo_accounts(State(api): State<Arc<Api>>) -> Response {
    let accounts = &api.explorer.demo_accounts;
    if accounts.is_empty() { StatusCode::NO_CONTENT.into_response() } else { Json(accounts).into_response() }
}

fn file(api: &Api, path: &str, headers: &HeaderMap) -> Response {
    let Some(asset) = explorer::asset(path).filter(|_| api.settings.explorer) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let gzip = asset.gzip.filter(|_| accepted.split(',').any(|coding| coding.trim() == "gzip"));
    let mut response = gzip.unwrap_or(asset.bytes).into_response();
    let answered = response.headers_mut();
    answered.insert(header::CONTENT_TYPE, HeaderValue::from_static(asset.content_type));
    answered.insert(header::CACHE_CONTROL, HeaderValue::from_static(asset.cache_control()));
    answered.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(explorer::CONTENT_SECURITY_POLICY));
    answered.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    if gzip.is_some() {
        answered.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    }
    response
}
