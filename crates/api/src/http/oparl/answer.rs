//! Answers with the tag and the date by which callers notice that nothing changed.

use super::super::tagged::{tag_of, tagged};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::shared::Timestamp;
use headers::{HeaderMapExt, IfModifiedSince, LastModified};
use serde_json::{Map, Value};
use std::time::{Duration, SystemTime};

/// Sends JSON. Dates of HTTP are in whole seconds: what changed within the last one might change again within it, and has
/// no date yet.
pub(super) fn send(
    headers: &HeaderMap,
    json: Map<String, Value>,
    modified: Option<Timestamp>,
    now: Timestamp,
) -> Response {
    let text = Value::Object(json).to_string();
    let settled = modified.filter(|modified| modified.as_seconds() < now.as_seconds()).and_then(system_time);
    let mut more = HeaderMap::new();
    if let Some(modified) = settled {
        more.typed_insert(LastModified::from(modified));
    }
    more.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    let known = !headers.contains_key(header::IF_NONE_MATCH)
        && settled.is_some_and(|modified| {
            headers.typed_get::<IfModifiedSince>().is_some_and(|since| !since.is_modified(modified))
        });
    if known {
        let tag = tag_of(&text).header();
        return (StatusCode::NOT_MODIFIED, [(header::ETAG, tag)], more, ()).into_response();
    }
    tagged(headers, &tag_of(&text), "application/json", text, more)
}

fn system_time(at: Timestamp) -> Option<SystemTime> {
    u64::try_from(at.as_seconds()).ok().map(|seconds| SystemTime::UNIX_EPOCH + Duration::from_secs(seconds))
}
