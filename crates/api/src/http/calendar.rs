//! `/calendar/…`: calendars to subscribe to (iCalendar, RFC 5545). The secret part of an address is never logged.

use super::api::Api;
use super::authenticate::failed;
use super::language;
use super::problem::Problem;
use super::request_id::RequestId;
use super::tagged::{tag_of, tagged};
use application::calendar::{PublicCalendar, read_public_calendar, read_public_feed, read_secret_feed};
use application::{Call, Error};
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use domain::access::Actor;
use domain::integration::feeds::FeedQuery;
use domain::shared::{Id, Language, Timestamp, read_global_id};
use std::sync::Arc;
use url::form_urlencoded;

/// What is published for everybody.
pub(super) async fn public(
    State(api): State<Arc<Api>>,
    Extension(RequestId(reference)): Extension<RequestId>,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    let changed = match since(&uri, &headers) {
        Ok(changed) => changed,
        Err(wrong) => return wrong.into_response(),
    };
    let text = read_public_feed(&call(&api, &reference), changed).await.map(Some);
    answer(text, &headers, &reference, "bildungsnetz.ics")
}

/// The public meetings of a committee, for everybody.
pub(super) async fn committee(
    State(api): State<Arc<Api>>,
    Extension(RequestId(reference)): Extension<RequestId>,
    Path(file): Path<String>,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    shared(&api, &reference, named(&file).map(PublicCalendar::Committee), &uri, &headers).await
}

/// The public meetings of a network, for everybody.
pub(super) async fn network(
    State(api): State<Arc<Api>>,
    Extension(RequestId(reference)): Extension<RequestId>,
    Path(file): Path<String>,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    shared(&api, &reference, named(&file).map(PublicCalendar::Network), &uri, &headers).await
}

async fn shared(
    api: &Api,
    reference: &str,
    calendar: Option<PublicCalendar>,
    uri: &Uri,
    headers: &HeaderMap,
) -> Response {
    let changed = match since(uri, headers) {
        Ok(changed) => changed,
        Err(wrong) => return wrong.into_response(),
    };
    let text = match calendar {
        Some(calendar) => read_public_calendar(&call(api, reference), calendar, changed).await,
        None => Ok(None),
    };
    answer(text, headers, reference, "sitzungen.ics")
}

/// The record whose global id is the name of the file.
fn named<I: Id>(file: &str) -> Option<I> {
    let (type_name, uuid) = read_global_id(file.strip_suffix(".ics")?)?;
    (type_name == I::TYPE).then(|| uuid.into())
}

/// The calendar whose secret address this is; a wrong one is not told from one that was revoked.
pub(super) async fn secret(
    State(api): State<Arc<Api>>,
    Extension(RequestId(reference)): Extension<RequestId>,
    Path(file): Path<String>,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    let changed = match since(&uri, &headers) {
        Ok(changed) => changed,
        Err(wrong) => return wrong.into_response(),
    };
    let text = match file.strip_suffix(".ics") {
        Some(token) => read_secret_feed(&call(&api, &reference), token, changed).await,
        None => Ok(None),
    };
    answer(text, &headers, &reference, "termine.ics")
}

/// Since when what changed is asked for, as for all feeds.
fn since(uri: &Uri, headers: &HeaderMap) -> Result<Option<Timestamp>, Problem> {
    let text = uri.query().unwrap_or_default();
    let parameters: Vec<(String, String)> = form_urlencoded::parse(text.as_bytes()).into_owned().collect();
    let read = FeedQuery::read(&parameters);
    Ok(read.map_err(|refusals| Problem::of_parameters(&refusals, language::preferred(headers)))?.since)
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
