//! `/calendar/…`: calendars to subscribe to (iCalendar, RFC 5545). The secret part of an address is never logged.

use super::api::Api;
use super::authenticate::failed;
use super::request_id::RequestId;
use super::tagged::{tag_of, tagged};
use application::calendar::{read_personal_feed, read_public_feed};
use application::{Call, Error};
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::access::Actor;
use domain::shared::Language;
use std::sync::Arc;

/// What is published for everybody.
pub(super) async fn public(
    State(api): State<Arc<Api>>,
    Extension(RequestId(reference)): Extension<RequestId>,
    headers: HeaderMap,
) -> Response {
    let text = read_public_feed(&call(&api, &reference)).await.map(Some);
    answer(text, &headers, &reference, "bildungsnetz.ics")
}

/// The calendar of the person whose secret address this is; a wrong one is not told from one that was revoked.
pub(super) async fn personal(
    State(api): State<Arc<Api>>,
    Extension(RequestId(reference)): Extension<RequestId>,
    Path(file): Path<String>,
    headers: HeaderMap,
) -> Response {
    let text = match file.strip_suffix(".ics") {
        Some(token) => read_personal_feed(&call(&api, &reference), token).await,
        None => Ok(None),
    };
    answer(text, &headers, &reference, "meine-termine.ics")
}

fn call(api: &Api, reference: &str) -> Call {
    Call::new(Arc::clone(&api.platform), Actor::Anonymous, reference.to_owned(), Language::default())
}

fn answer(text: Result<Option<String>, Error>, headers: &HeaderMap, reference: &str, name: &str) -> Response {
    let text = match text {
        Ok(Some(text)) => text,
        Ok(None) => return StatusCode::NOT_FOUND.into_response(),
        Err(error) => {
            let refused = failed(error, reference);
            return (refused.code.status(), refused.message).into_response();
        }
    };
    let shown = HeaderValue::try_from(format!("inline; filename=\"{name}\""));
    let shown = shown.unwrap_or(HeaderValue::from_static("inline"));
    tagged(headers, &tag_of(&text), "text/calendar; charset=utf-8", text, [(header::CONTENT_DISPOSITION, shown)])
}
