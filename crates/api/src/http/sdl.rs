//! `/schema.graphql`: the schema in the schema definition language.

use super::address::caller;
use super::api::Api;
use super::authenticate::actor;
use super::entity_tag::EntityTag;
use super::request_id::RequestId;
use super::tagged::{tag_of, tagged};
use axum::Extension;
use axum::extract::State;
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// The printed schema with the tag by which clients notice a change.
pub(super) struct Sdl {
    text: Arc<str>,
    tag: EntityTag,
}

impl Sdl {
    pub(super) fn new(text: String) -> Self {
        Self { tag: tag_of(&text), text: text.into() }
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
    let by_caller = [(header::VARY, HeaderValue::from_static("Authorization"))];
    tagged(&headers, tag, "text/plain; charset=utf-8", text.to_string(), by_caller)
}
