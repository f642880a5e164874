//! `GET /files/{id}`: the bytes of a file, for those who see the record that it hangs on.

use super::super::entity_tag::EntityTag;
use super::super::freshness::Freshness;
use super::super::ticketed::Ticketed;
use super::disposition::disposition;
use application::files::{OpenFile, open_file, viewer_of_ticket};
use application::{Call, Error, Platform};
use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::access::Actor;
use domain::files::StoredFile;
use domain::shared::FileId;
use std::ops::Range;

/// Nothing in a file may run, load or be framed, whatever a browser makes of it.
const LOCKED: &str = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'";

impl Ticketed for OpenFile {
    type Id = FileId;

    async fn viewer(platform: &Platform, id: FileId, ticket: &str) -> Result<Option<Actor>, Error> {
        viewer_of_ticket(platform, id, ticket).await
    }

    async fn find(call: &Call, id: FileId) -> Result<Option<Self>, Error> {
        open_file(call, id).await
    }

    async fn send(&self, call: &Call, inline: bool, method: &Method, headers: &HeaderMap) -> Result<Response, Error> {
        send(call, self, inline, method, headers).await
    }
}

/// The file, or the part of it that was asked for.
///
/// # Errors
/// When the storage does not answer, or has lost the bytes.
pub(in crate::http) async fn send(
    call: &Call,
    open: &OpenFile,
    inline: bool,
    method: &Method,
    headers: &HeaderMap,
) -> Result<Response, Error> {
    let file = open.file();
    // The bytes of a file never change: another content is another file.
    let fresh = Freshness::new(EntityTag::new(&file.sha256), Some(file.created_at), call.now());
    let mut answered = safe_headers(file, inline);
    fresh.write(&mut answered);
    if fresh.is_known(headers) {
        return Ok((StatusCode::NOT_MODIFIED, answered).into_response());
    }
    let (status, range) = match asked_range(headers, file.size, &fresh) {
        Asked::Whole => (StatusCode::OK, 0..file.size),
        Asked::Part(range) => (StatusCode::PARTIAL_CONTENT, range),
        Asked::Nowhere => {
            answered.remove(header::CONTENT_DISPOSITION);
            answered.insert(header::CONTENT_RANGE, plain(format!("bytes */{}", file.size)));
            return Ok((StatusCode::RANGE_NOT_SATISFIABLE, answered).into_response());
        }
    };
    if status == StatusCode::PARTIAL_CONTENT {
        let said = format!("bytes {}-{}/{}", range.start, range.end - 1, file.size);
        answered.insert(header::CONTENT_RANGE, plain(said));
    }
    answered.insert(header::CONTENT_LENGTH, plain((range.end - range.start).to_string()));
    if *method == Method::HEAD {
        return Ok((status, answered).into_response());
    }
    let body = Body::from_stream(open.bytes(call, range).await?);
    Ok((status, answered, body).into_response())
}

fn safe_headers(file: &StoredFile, inline: bool) -> HeaderMap {
    let media_type = file.plan.media_type.as_str();
    let charset = if file.plan.media_type.is_text() { "; charset=utf-8" } else { "" };
    let cache = "private, no-cache";
    HeaderMap::from_iter([
        (header::CONTENT_TYPE, plain(format!("{media_type}{charset}"))),
        (header::CONTENT_DISPOSITION, disposition(file.plan.name.as_str(), inline)),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(LOCKED)),
        (header::ACCEPT_RANGES, HeaderValue::from_static("bytes")),
        (header::CACHE_CONTROL, HeaderValue::from_static(cache)),
        (header::VARY, HeaderValue::from_static("Authorization")),
    ])
}

/// Which bytes are asked for.
enum Asked {
    Whole,
    Part(Range<u64>),
    Nowhere,
}

/// One range is answered; several, and what is no range of bytes, like none at all (RFC 9110, 14.2).
fn asked_range(headers: &HeaderMap, size: u64, fresh: &Freshness) -> Asked {
    let range = headers.get(header::RANGE).and_then(|range| range.to_str().ok()).filter(|_| fresh.continues(headers));
    let Some(Ok(parsed)) = range.map(http_range_header::parse_range_header) else { return Asked::Whole };
    match parsed.validate(size).as_deref() {
        Ok([range]) => Asked::Part(*range.start()..*range.end() + 1),
        Ok(_) => Asked::Whole,
        Err(_) => Asked::Nowhere,
    }
}

fn plain(text: String) -> HeaderValue {
    HeaderValue::try_from(text).unwrap_or(HeaderValue::from_static(""))
}
