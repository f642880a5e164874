//! `GET /files/{id}`: the bytes of a file, for those who see the record that it hangs on.

use super::super::entity_tag::EntityTag;
use super::super::freshness::Freshness;
use super::super::ticketed::Ticketed;
use super::disposition::disposition;
use application::files::{OpenFile, open_file, viewer_of_ticket};
use application::{Call, Error, Platform};
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::access::Actor;
use domain::shared::{FileId, Timestamp};
use futures::Stream;
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

/// What is sent.
pub(in crate::http) struct Shipped<'f> {
    /// What it is saved as.
    pub(in crate::http) name: &'f str,
    /// What its bytes are, with their encoding.
    pub(in crate::http) media_type: &'f str,
    /// Shown rather than saved.
    pub(in crate::http) inline: bool,
    /// How many bytes it has.
    pub(in crate::http) size: u64,
    /// Their SHA-256.
    pub(in crate::http) sha256: &'f str,
    /// Since when they are these.
    pub(in crate::http) since: Timestamp,
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
    let charset = if file.plan.media_type.is_text() { "; charset=utf-8" } else { "" };
    let shipped = Shipped {
        name: file.plan.name.as_str(),
        media_type: &format!("{}{charset}", file.plan.media_type.as_str()),
        inline,
        size: file.size,
        sha256: &file.sha256,
        // The bytes of a file never change: another content is another file.
        since: file.created_at,
    };
    ship(&shipped, call.now(), method, headers, |range| open.bytes(call, range)).await
}

/// Bytes of any kind, or the part of them that was asked for: `open` begins to read them.
///
/// # Errors
/// When they cannot be read.
pub(in crate::http) async fn ship<O, S>(
    shipped: &Shipped<'_>,
    now: Timestamp,
    method: &Method,
    headers: &HeaderMap,
    open: impl FnOnce(Range<u64>) -> O + Send,
) -> Result<Response, Error>
where
    O: Future<Output = Result<S, Error>> + Send,
    S: Stream<Item = std::io::Result<Bytes>> + Send + 'static,
{
    let size = shipped.size;
    let fresh = Freshness::new(EntityTag::new(shipped.sha256), Some(shipped.since), now);
    let mut answered = safe_headers(shipped);
    fresh.write(&mut answered);
    if fresh.is_known(headers) {
        return Ok((StatusCode::NOT_MODIFIED, answered).into_response());
    }
    let (status, range) = match asked_range(headers, size, &fresh) {
        Asked::Whole => (StatusCode::OK, 0..size),
        Asked::Part(range) => (StatusCode::PARTIAL_CONTENT, range),
        Asked::Nowhere => {
            answered.remove(header::CONTENT_DISPOSITION);
            answered.insert(header::CONTENT_RANGE, plain(format!("bytes */{size}")));
            return Ok((StatusCode::RANGE_NOT_SATISFIABLE, answered).into_response());
        }
    };
    if status == StatusCode::PARTIAL_CONTENT {
        let said = format!("bytes {}-{}/{size}", range.start, range.end - 1);
        answered.insert(header::CONTENT_RANGE, plain(said));
    }
    answered.insert(header::CONTENT_LENGTH, plain((range.end - range.start).to_string()));
    if *method == Method::HEAD {
        return Ok((status, answered).into_response());
    }
    let body = Body::from_stream(open(range).await?);
    Ok((status, answered, body).into_response())
}

fn safe_headers(shipped: &Shipped<'_>) -> HeaderMap {
    let cache = "private, no-cache";
    HeaderMap::from_iter([
        (header::CONTENT_TYPE, plain(shipped.media_type.to_owned())),
        (header::CONTENT_DISPOSITION, disposition(shipped.name, shipped.inline)),
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
