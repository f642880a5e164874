//! Answers with the tag and the date by which callers notice that nothing changed, and with the way to the next page.

use super::super::freshness::Freshness;
use super::super::tagged::tag_of;
use application::Call;
use application::integration::feeds::FeedPage;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::shared::{Language, Timestamp};

/// Sends a page of a feed.
pub(super) fn send_page(call: &Call, headers: &HeaderMap, kind: &'static str, page: FeedPage) -> Response {
    let next = page.next.and_then(|next| HeaderValue::try_from(format!("<{next}>; rel=\"next\"")).ok());
    send(call, headers, kind, page.text, page.modified, next)
}

/// Sends one record.
pub(super) fn send_item(
    call: &Call,
    headers: &HeaderMap,
    kind: &'static str,
    text: String,
    modified: Timestamp,
) -> Response {
    send(call, headers, kind, text, Some(modified), None)
}

fn send(
    call: &Call,
    headers: &HeaderMap,
    kind: &'static str,
    text: String,
    modified: Option<Timestamp>,
    next: Option<HeaderValue>,
) -> Response {
    let fresh = Freshness::new(tag_of(&text), modified, call.now());
    let mut answered = HeaderMap::from_iter([
        (header::CACHE_CONTROL, HeaderValue::from_static("public, no-cache")),
        (header::VARY, HeaderValue::from_static("accept-encoding, accept-language")),
    ]);
    fresh.write(&mut answered);
    answered.extend(next.map(|next| (header::LINK, next)));
    if fresh.is_known(headers) {
        return (StatusCode::NOT_MODIFIED, answered).into_response();
    }
    let spoken = match call.language() {
        Language::German => "de",
        Language::English => "en",
    };
    answered.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(spoken));
    answered.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    (answered, text).into_response()
}
