//! Answers that callers keep, with the tag by which they notice a change.

use super::entity_tag::EntityTag;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

/// The tag of a text.
pub(super) fn tag_of(text: &str) -> EntityTag {
    EntityTag::new(&hex::encode(&Sha256::digest(text)[..16]))
}

/// Answers with a text, or says that the caller has it already.
pub(super) fn tagged(
    headers: &HeaderMap,
    tag: &EntityTag,
    kind: &'static str,
    text: String,
    more: impl axum::response::IntoResponseParts,
) -> Response {
    let cached = [(header::ETAG, tag.header()), (header::CACHE_CONTROL, HeaderValue::from_static("no-cache"))];
    if tag.is_known(headers) {
        return (StatusCode::NOT_MODIFIED, cached, more, ()).into_response();
    }
    (cached, more, [(header::CONTENT_TYPE, kind)], text).into_response()
}
