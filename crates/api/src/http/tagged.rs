//! Answers that callers keep, with the tag by which they notice a change.

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

/// The tag of a text.
pub(super) fn tag_of(text: &str) -> String {
    format!("\"{}\"", hex::encode(&Sha256::digest(text)[..16]))
}

/// Answers with a text, or says that the caller has it already.
pub(super) fn tagged(
    headers: &HeaderMap,
    tag: &str,
    kind: &'static str,
    text: String,
    more: impl axum::response::IntoResponseParts,
) -> Response {
    let cached = [
        (header::ETAG, HeaderValue::try_from(tag).unwrap_or(HeaderValue::from_static("\"\""))),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
    ];
    let known = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|tags| tags.to_str().ok());
    if known.flat_map(|tags| tags.split(',')).any(|known| known.trim().trim_start_matches("W/") == tag) {
        return (StatusCode::NOT_MODIFIED, cached, more, ()).into_response();
    }
    (cached, more, [(header::CONTENT_TYPE, kind)], text).into_response()
}
