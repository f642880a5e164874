//! `GET /certificates/{id}/document.pdf`: a certificate, for those who see it.

use super::super::address::caller;
use super::super::api::Api;
use super::super::authenticate::actor;
use super::super::entity_tag::EntityTag;
use super::super::files::disposition;
use super::super::freshness::Freshness;
use super::super::language;
use super::super::problem::Problem;
use super::super::request_id::RequestId;
use application::qualifications::{CertificatePaper, find_certificate_paper, viewer_of_certificate_ticket};
use application::{Call, Error};
use axum::Extension;
use axum::extract::{Path, Query, Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::access::Actor;
use domain::shared::{CertificateId, Refusal, RefusalCode};
use serde::Deserialize;
use std::net::IpAddr;
use std::sync::Arc;
use uuid::Uuid;

/// How a certificate is asked for.
#[derive(Debug, Deserialize)]
pub(in crate::http) struct Wish {
    /// The permission, in place of an access token.
    ticket: Option<String>,
    /// To be shown rather than saved.
    inline: Option<String>,
}

/// Answers with the PDF. What the caller may not see is not told from what does not exist.
pub(in crate::http) async fn answer(
    State(api): State<Arc<Api>>,
    Extension(RequestId(reference)): Extension<RequestId>,
    Path(id): Path<String>,
    Query(wish): Query<Wish>,
    request: Request,
) -> Response {
    let (headers, language) = (request.headers(), language::preferred(request.headers()));
    let address = caller(request.extensions(), headers, api.settings.proxies);
    let id = Uuid::parse_str(&id).ok().map(CertificateId::from);
    let viewer = match viewer(&api, id, wish.ticket.as_deref(), headers, (address, &reference)).await {
        Ok(viewer) => viewer,
        Err(problem) => return refuse(&api, &Actor::Anonymous, address, problem),
    };
    let call = Call::new(Arc::clone(&api.platform), viewer, reference.clone(), language);
    let found = match id {
        Some(id) => find_certificate_paper(&call, id).await,
        None => Ok(None),
    };
    match found {
        Ok(Some(paper)) => {
            let sent = send(&call, &paper, wish.inline.is_some(), request.method(), headers).await;
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
    id: Option<CertificateId>,
    ticket: Option<&str>,
    headers: &HeaderMap,
    (address, reference): (IpAddr, &str),
) -> Result<Actor, Problem> {
    let (Some(id), Some(ticket)) = (id, ticket) else {
        return actor(&api.platform, headers, address, reference).await.map_err(Problem::from);
    };
    let known = viewer_of_certificate_ticket(&api.platform, id, ticket).await;
    let known = known.and_then(|known| known.ok_or_else(|| Refusal::new(RefusalCode::InvalidToken).into()));
    known.map_err(|error| Problem::of(error, language::preferred(headers), reference))
}

async fn send(
    call: &Call,
    paper: &CertificatePaper,
    inline: bool,
    method: &Method,
    headers: &HeaderMap,
) -> Result<Response, Error> {
    let fresh = Freshness::new(EntityTag::new(&paper.digits()), Some(paper.changed_at()), call.now());
    let mut answered = HeaderMap::from_iter([
        (header::CONTENT_TYPE, HeaderValue::from_static("application/pdf")),
        (header::CONTENT_DISPOSITION, disposition(&paper.file_name(), inline)),
        (header::CONTENT_LANGUAGE, HeaderValue::from_static("de")),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'")),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache")),
        (header::VARY, HeaderValue::from_static("Authorization")),
    ]);
    fresh.write(&mut answered);
    if fresh.is_known(headers) {
        return Ok((StatusCode::NOT_MODIFIED, answered).into_response());
    }
    if *method == Method::HEAD {
        return Ok((StatusCode::OK, answered).into_response());
    }
    Ok((StatusCode::OK, answered, paper.to_pdf().await?).into_response())
}
