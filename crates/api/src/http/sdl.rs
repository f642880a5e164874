//! `/schema.graphql`: the schema in the schema definition language.

use super::address::caller;
use super::api::Api;
use super::authenticate::actor;
use super::request_id::RequestId;
use axum::Extension;
use axum::extract::State;
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// The printed schema with the tag by which clients notice a change.
pub(super) struct Sdl {
    text: Arc<str>,
    tag: String,
}

impl Sdl {
    pub(super) fn new(text: String) -> Self {
        Self { tag: format!("\"{}\"", hex::encode(&Sha256::digest(&text)[..16])), text: text.into() }
    }
}

/// Answers with the schema for those who may see it; for others there is nothing here.
pub(super) async fn answer(
    State(api): State<Arc<Api>>,
    Extension(RequestId(reference)): Extension<RequestId>,
    parts: Parts,
) -> Response {
    let (address, headers) = (caller(&parts.extensions, &parts.headers, api.settings.proxies), parts.headers);
    let actor = match actor(&api.platform, &headers, address, &reference).await {
        Ok(actor) => actor,
        Err(refused) => return (refused.code.status(), refused.message).into_response(),
    };
    if !api.gate.shows_schema(&actor) {
        return StatusCode::NOT_FOUND.into_response();
    }
    let Sdl { text, tag } = &api.sdl;
    let cached = [
        (header::ETAG, HeaderValue::try_from(tag).unwrap_or(HeaderValue::from_static("\"\""))),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
        (header::VARY, HeaderValue::from_static("Authorization")),
    ];
    let known = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|tags| tags.to_str().ok());
    if known.flat_map(|tags| tags.split(',')).any(|known| known.trim().trim_start_matches("W/") == tag) {
        return (StatusCode::NOT_MODIFIED, cached).into_response();
    }
    (cached, [(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text.to_string()).into_response()
}
