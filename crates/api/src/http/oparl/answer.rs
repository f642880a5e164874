//! Answers with the tag and the date by which callers notice that nothing changed.

use super::super::freshness::Freshness;
use super::super::tagged::tag_of;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::shared::Timestamp;
use serde_json::{Map, Value};

/// Sends JSON.
pub(super) fn send(
    headers: &HeaderMap,
    json: Map<String, Value>,
    modified: Option<Timestamp>,
    now: Timestamp,
) -> Response {
    let text = Value::Object(json).to_string();
    let fresh = Freshness::new(tag_of(&text), modified, now);
    let mut answered = HeaderMap::from_iter([
        (header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
        (header::VARY, HeaderValue::from_static("accept-encoding")),
    ]);
    fresh.write(&mut answered);
    if fresh.is_known(headers) {
        return (StatusCode::NOT_MODIFIED, answered, ()).into_response();
    }
    answered.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    (answered, text).into_response()
}
