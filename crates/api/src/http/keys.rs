//! `/.well-known/jwks.json`: the public keys of access tokens (RFC 7517), for services that check them themselves.

use super::api::Api;
use axum::Json;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// A key that is added must be known before the first token that it signs runs out.
const CACHE: &str = "public, max-age=300";

pub(super) async fn answer(State(api): State<Arc<Api>>) -> Response {
    let headers = [(header::CONTENT_TYPE, "application/jwk-set+json"), (header::CACHE_CONTROL, CACHE)];
    (headers, Json(api.platform.keyring.published())).into_response()
}
