//! Files that the platform sets itself: documents from what is public, and the texts of papers.

use super::super::files::disposition;
use super::super::freshness::Freshness;
use super::super::meeting_papers::tag_of_paper;
use super::super::tagged::tag_of;
use super::failure::Failure;
use application::oparl::{PublishedSheet, PublishedText};
use application::{Call, Error};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};

/// Sends a document. It is set only when the caller does not have it: `pay` counts what that costs first.
///
/// # Errors
/// What `pay` says; when the typesetter refuses the template.
pub(super) async fn send_sheet(
    call: &Call,
    sheet: PublishedSheet,
    inline: bool,
    request: &Parts,
    pay: impl FnOnce() -> Result<(), Failure>,
) -> Result<Response, Failure> {
    let failed = |error: Error| Failure::of(error, call.language(), call.request());
    let fresh = Freshness::new(tag_of_paper(&sheet.printed).map_err(failed)?, None, call.now());
    let mut answered = headers("application/pdf", &sheet.name, inline);
    fresh.write(&mut answered);
    if fresh.is_known(&request.headers) {
        return Ok((StatusCode::NOT_MODIFIED, answered).into_response());
    }
    if request.method == Method::HEAD {
        return Ok((StatusCode::OK, answered).into_response());
    }
    pay()?;
    Ok((answered, sheet.printed.pdf().await.map_err(failed)?).into_response())
}

/// Sends the text of a paper.
pub(super) fn send_text(call: &Call, text: PublishedText, inline: bool, request: &Parts) -> Response {
    let fresh = Freshness::new(tag_of(&text.text), Some(text.modified), call.now());
    let mut answered = headers("text/plain; charset=utf-8", &text.name, inline);
    fresh.write(&mut answered);
    if fresh.is_known(&request.headers) {
        return (StatusCode::NOT_MODIFIED, answered).into_response();
    }
    (answered, text.text).into_response()
}

fn headers(media_type: &'static str, name: &str, inline: bool) -> HeaderMap {
    HeaderMap::from_iter([
        (header::CONTENT_TYPE, HeaderValue::from_static(media_type)),
        (header::CONTENT_DISPOSITION, disposition(name, inline)),
        (header::CONTENT_LANGUAGE, HeaderValue::from_static("de")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
    ])
}
