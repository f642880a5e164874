//! `GET /files/{id}`: the bytes of a file, for those who see the record that it hangs on.

use super::super::address::caller;
use super::super::api::Api;
use super::super::authenticate::actor;
use super::super::entity_tag::EntityTag;
use super::super::language;
use super::super::problem::Problem;
use super::super::request_id::RequestId;
use super::disposition::disposition;
use application::files::{OpenFile, open_file, viewer_of_ticket};
use application::{Call, Error};
use axum::Extension;
use axum::body::{Body, Bytes};
use axum::extract::{Path, Query, Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::access::Actor;
use domain::shared::{FileId, Refusal, RefusalCode};
use futures::Stream;
use serde::Deserialize;
use std::net::IpAddr;
use std::ops::Range;
use std::sync::Arc;
use uuid::Uuid;

/// Nothing in a file may run, load or be framed, whatever a browser makes of it.
const LOCKED: &str = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'";

/// How a file is asked for.
#[derive(Debug, Deserialize)]
pub(in crate::http) struct Wish {
    /// The permission, in place of an access token.
    ticket: Option<String>,
    /// To be shown rather than saved.
    inline: Option<String>,
}

/// Answers with a file, or a part of it.
pub(in crate::http) async fn answer(
    State(api): State<Arc<Api>>,
    Extension(RequestId(reference)): Extension<RequestId>,
    Path(id): Path<String>,
    Query(wish): Query<Wish>,
    request: Request,
) -> Response {
    let (headers, language) = (request.headers(), language::preferred(request.headers()));
    let address = caller(request.extensions(), headers, api.settings.proxies);
    let id = Uuid::parse_str(&id).ok().map(FileId::from);
    let viewer = match viewer(&api, id, &wish, headers, (address, &reference)).await {
        Ok(viewer) => viewer,
        Err(problem) => return refuse(&api, &Actor::Anonymous, address, problem),
    };
    let call = Call::new(Arc::clone(&api.platform), viewer, reference.clone(), language);
    let found = match id {
        Some(id) => open_file(&call, id).await,
        None => Ok(None),
    };
    match found {
        Ok(Some(file)) => {
            let sent = send(&call, &file, wish.inline.is_some(), request.method(), headers).await;
            sent.unwrap_or_else(|error| Problem::of(error, language, &reference).into_response())
        }
        Ok(None) => refuse(&api, call.actor(), address, Problem::not_found(language)),
        Err(error) => Problem::of(error, language, &reference).into_response(),
    }
}

/// The refusal, or that there were too many of them.
fn refuse(api: &Api, actor: &Actor, address: IpAddr, problem: Problem) -> Response {
    api.rates.count_refused(actor, address).map_or_else(Problem::from, |()| problem).into_response()
}

async fn viewer(
    api: &Api,
    id: Option<FileId>,
    wish: &Wish,
    headers: &HeaderMap,
    (address, reference): (IpAddr, &str),
) -> Result<Actor, Problem> {
    let (Some(id), Some(ticket)) = (id, &wish.ticket) else {
        return actor(&api.platform, headers, address, reference).await.map_err(Problem::from);
    };
    let language = language::preferred(headers);
    let known = viewer_of_ticket(&api.platform, id, ticket).await;
    let known = known.and_then(|known| known.ok_or_else(|| Refusal::new(RefusalCode::InvalidToken).into()));
    known.map_err(|error| Problem::of(error, language, reference))
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
    };
    ship(&shipped, method, headers, |range| open.bytes(call, range)).await
}

/// Bytes of any kind, or the part of them that was asked for: `open` begins to read them.
///
/// # Errors
/// When they cannot be read.
pub(in crate::http) async fn ship<O, S>(
    shipped: &Shipped<'_>,
    method: &Method,
    headers: &HeaderMap,
    open: impl FnOnce(Range<u64>) -> O + Send,
) -> Result<Response, Error>
where
    O: Future<Output = Result<S, Error>> + Send,
    S: Stream<Item = std::io::Result<Bytes>> + Send + 'static,
{
    let size = shipped.size;
    let tag = EntityTag::new(shipped.sha256);
    let mut answered = safe_headers(shipped, &tag);
    if tag.is_known(headers) {
        return Ok((StatusCode::NOT_MODIFIED, answered).into_response());
    }
    let (status, range) = match asked_range(headers, size, &tag) {
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

fn safe_headers(shipped: &Shipped<'_>, tag: &EntityTag) -> HeaderMap {
    let cache = "private, no-cache";
    HeaderMap::from_iter([
        (header::CONTENT_TYPE, plain(shipped.media_type.to_owned())),
        (header::CONTENT_DISPOSITION, disposition(shipped.name, shipped.inline)),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(LOCKED)),
        (header::ACCEPT_RANGES, HeaderValue::from_static("bytes")),
        (header::CACHE_CONTROL, HeaderValue::from_static(cache)),
        (header::VARY, HeaderValue::from_static("Authorization")),
        (header::ETAG, tag.header()),
    ])
}

/// Which bytes are asked for.
enum Asked {
    Whole,
    Part(Range<u64>),
    Nowhere,
}

/// One range is answered; several, and what is no range of bytes, like none at all (RFC 9110, 14.2).
fn asked_range(headers: &HeaderMap, size: u64, tag: &EntityTag) -> Asked {
    let range = headers.get(header::RANGE).and_then(|range| range.to_str().ok()).filter(|_| tag.continues(headers));
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
