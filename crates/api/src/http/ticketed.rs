//! What is downloaded by its id: with an access token, or with a ticket in the address, as links in pages and mails have it.

use super::address::caller;
use super::api::Api;
use super::authenticate::actor;
use super::language;
use super::problem::Problem;
use super::request_id::RequestId;
use application::{Call, Error, Platform};
use axum::Extension;
use axum::extract::{Path, Query, Request, State};
use axum::http::{HeaderMap, Method};
use axum::response::{IntoResponse, Response};
use domain::access::Actor;
use domain::shared::{Refusal, RefusalCode};
use serde::Deserialize;
use std::net::IpAddr;
use std::sync::Arc;
use uuid::Uuid;

/// How something is asked for.
#[derive(Debug, Deserialize)]
pub(super) struct Wish {
    /// The permission, in place of an access token.
    ticket: Option<String>,
    /// To be shown rather than saved.
    inline: Option<String>,
}

/// Something that can be downloaded.
pub(super) trait Ticketed: Sized + Send + Sync + 'static {
    /// By what it is known.
    type Id: From<Uuid> + Copy + Send + Sync;

    /// In whose name a ticket lets it be read; `None` when the ticket is not good for it.
    fn viewer(
        platform: &Platform,
        id: Self::Id,
        ticket: &str,
    ) -> impl Future<Output = Result<Option<Actor>, Error>> + Send;

    /// The thing itself; `None` when it does not exist or the caller may not see it.
    fn find(call: &Call, id: Self::Id) -> impl Future<Output = Result<Option<Self>, Error>> + Send;

    /// Answers with it.
    fn send(
        &self,
        call: &Call,
        inline: bool,
        method: &Method,
        headers: &HeaderMap,
    ) -> impl Future<Output = Result<Response, Error>> + Send;
}

/// Answers with what is asked for. What the caller may not see is not told from what does not exist.
pub(super) async fn answer<T: Ticketed>(
    State(api): State<Arc<Api>>,
    Extension(RequestId(reference)): Extension<RequestId>,
    Path(id): Path<String>,
    Query(wish): Query<Wish>,
    request: Request,
) -> Response {
    let (headers, language) = (request.headers(), language::preferred(request.headers()));
    let address = caller(request.extensions(), headers, api.settings.proxies);
    let id = Uuid::parse_str(&id).ok().map(T::Id::from);
    let viewer = match viewer::<T>(&api, id, wish.ticket.as_deref(), headers, (address, &reference)).await {
        Ok(viewer) => viewer,
        Err(problem) => return refuse(&api, &Actor::Anonymous, address, problem),
    };
    let call = Call::new(Arc::clone(&api.platform), viewer, reference.clone(), language);
    let found = match id {
        Some(id) => T::find(&call, id).await,
        None => Ok(None),
    };
    match found {
        Ok(Some(thing)) => {
            let sent = thing.send(&call, wish.inline.is_some(), request.method(), headers).await;
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

async fn viewer<T: Ticketed>(
    api: &Api,
    id: Option<T::Id>,
    ticket: Option<&str>,
    headers: &HeaderMap,
    (address, reference): (IpAddr, &str),
) -> Result<Actor, Problem> {
    let (Some(id), Some(ticket)) = (id, ticket) else {
        return actor(&api.platform, headers, address, reference).await.map_err(Problem::from);
    };
    let known = T::viewer(&api.platform, id, ticket).await;
    let known = known.and_then(|known| known.ok_or_else(|| Refusal::new(RefusalCode::InvalidToken).into()));
    known.map_err(|error| Problem::of(error, language::preferred(headers), reference))
}
