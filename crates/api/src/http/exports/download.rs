//! `GET /exports/{id}/{name}`: the file of an export, for who asked for it.

use super::super::address::caller;
use super::super::api::Api;
use super::super::authenticate::actor;
use super::super::files::{Shipped, ship};
use super::super::language;
use super::super::problem::Problem;
use super::super::request_id::RequestId;
use application::integration::exports::{open_export, viewer_of_export_ticket};
use application::{Call, Error};
use axum::Extension;
use axum::extract::{Path, Query, Request, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use domain::access::Actor;
use domain::shared::{ExportId, Refusal, RefusalCode};
use serde::Deserialize;
use std::net::IpAddr;
use std::sync::Arc;
use uuid::Uuid;

/// How a file is asked for.
#[derive(Debug, Deserialize)]
pub(in crate::http) struct Wish {
    /// The permission, in place of an access token.
    ticket: Option<String>,
}

/// Answers with the file, or a part of it: 410 when it was kept for its time, 404 for whatever else there is not.
pub(in crate::http) async fn answer(
    State(api): State<Arc<Api>>,
    Extension(RequestId(reference)): Extension<RequestId>,
    Path((id, name)): Path<(String, String)>,
    Query(wish): Query<Wish>,
    request: Request,
) -> Response {
    let (headers, language) = (request.headers(), language::preferred(request.headers()));
    let address = caller(request.extensions(), headers, api.settings.proxies);
    let refuse = |actor: &Actor, problem: Problem| {
        api.rates.count_refused(actor, address).map_or_else(Problem::from, |()| problem).into_response()
    };
    let id = Uuid::parse_str(&id).ok().map(ExportId::from);
    let viewer = match viewer(&api, id, &wish, headers, (address, &reference)).await {
        Ok(viewer) => viewer,
        Err(problem) => return refuse(&Actor::Anonymous, problem),
    };
    let call = Call::new(Arc::clone(&api.platform), viewer, reference.clone(), language);
    let found = match id {
        Some(id) => open_export(&call, id).await,
        None => Ok(None),
    };
    match found {
        Ok(Some(open)) if open.export().file_name == name => {
            let export = open.export();
            let shipped = Shipped {
                name: &export.file_name,
                media_type: export.format.media_type(),
                inline: false,
                size: export.bytes,
                sha256: export.sha256.as_deref().unwrap_or_default(),
                since: export.ended_at.unwrap_or(export.created_at),
            };
            let sent = ship(&shipped, call.now(), request.method(), headers, |range| open.bytes(&call, range)).await;
            sent.unwrap_or_else(|error| Problem::of(error, language, &reference).into_response())
        }
        Ok(_) => refuse(call.actor(), Problem::not_found(language)),
        Err(error @ (Error::Denied(_) | Error::Refused(_))) => {
            refuse(call.actor(), Problem::of(error, language, &reference))
        }
        Err(error) => Problem::of(error, language, &reference).into_response(),
    }
}

async fn viewer(
    api: &Api,
    id: Option<ExportId>,
    wish: &Wish,
    headers: &HeaderMap,
    (address, reference): (IpAddr, &str),
) -> Result<Actor, Problem> {
    let (Some(id), Some(ticket)) = (id, &wish.ticket) else {
        return actor(&api.platform, headers, address, reference).await.map_err(Problem::from);
    };
    let language = language::preferred(headers);
    let known = viewer_of_export_ticket(&api.platform, id, ticket).await;
    let known = known.and_then(|known| known.ok_or_else(|| Refusal::new(RefusalCode::InvalidToken).into()));
    known.map_err(|error| Problem::of(error, language, reference))
}
