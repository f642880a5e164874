//! `/graphiql`: the explorer's page and its files.

use super::api::Api;
use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use std::sync::Arc;

/// The file that a demo answers in its own words.
pub(super) const DEMO_ACCOUNTS: &str = "demo-accounts.json";

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

pub(super) async fn page(State(api): State<Arc<Api>>, headers: HeaderMap) -> Response {
    file(&api, "", &headers)
}

pub(super) async fn asset(State(api): State<Arc<Api>>, Path(path): Path<String>, headers: HeaderMap) -> Response {
    file(&api, &path, &headers)
}

pub(super) async fn demo_accounts(State(api): State<Arc<Api>>, headers: HeaderMap) -> Response {
    if api.demo_accounts.is_empty() {
        file(&api, DEMO_ACCOUNTS, &headers)
    } else {
        Json(&api.demo_accounts).into_response()
    }
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
