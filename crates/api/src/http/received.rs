//! Bytes that are sent with a ticket: one way in for files of all kinds.

use super::address::caller;
use super::api::Api;
use super::authenticate::actor;
use super::language;
use super::problem::Problem;
use application::{Error, Platform};
use axum::body::{Body, Bytes};
use axum::http::{Request, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::access::Actor;
use domain::shared::Language;
use futures::future::BoxFuture;
use futures::stream::BoxStream;
use futures::{StreamExt, TryStreamExt};
use serde::Serialize;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::timeout;
use tracing::Instrument;

/// How long what is still being sent after a refusal is read and thrown away.
const PATIENCE: Duration = Duration::from_secs(5);

/// What was sent, and by whom.
pub(super) struct Sent<'s> {
    pub(super) platform: &'s Arc<Platform>,
    pub(super) ticket: &'s str,
    pub(super) sender: Actor,
    pub(super) reference: String,
    pub(super) language: Language,
    pub(super) bytes: BoxStream<'s, Result<Bytes, axum::BoxError>>,
}

/// What came of it. The answer to the mutation that gave the ticket named the global id already.
#[derive(Serialize)]
pub(super) struct Received {
    name: String,
    size: u64,
    sha256: String,
}

impl Received {
    pub(super) fn new(name: &str, size: u64, sha256: &str) -> Self {
        Self { name: name.to_owned(), size, sha256: sha256.to_owned() }
    }

    /// 201.
    pub(super) fn answer(self) -> Response {
        (StatusCode::CREATED, [(header::CACHE_CONTROL, "no-store")], axum::Json(self)).into_response()
    }
}

/// Takes the bytes. It runs in a task of its own: who hangs up in the middle leaves nothing behind half-done.
pub(super) async fn receive<T: Send + 'static>(
    api: &Api,
    reference: String,
    ticket: String,
    request: Request<Body>,
    take: impl for<'s> FnOnce(Sent<'s>) -> BoxFuture<'s, Result<T, Error>> + Send + 'static,
) -> Result<T, Response> {
    let language = language::preferred(request.headers());
    let address = caller(request.extensions(), request.headers(), api.settings.proxies);
    // Only a ticket that belongs to no session asks for it.
    let sender = actor(&api.platform, request.headers(), address, &reference).await;
    let sender = sender.map_err(|refused| Problem::from(refused).into_response())?;
    let span = tracing::info_span!("upload", request = reference);
    let (platform, named) = (Arc::clone(&api.platform), reference.clone());
    let work = async move {
        let mut parts = request.into_body().into_data_stream();
        let bytes = parts.by_ref().map_err(axum::Error::into_inner).boxed();
        let sent = Sent { platform: &platform, ticket: &ticket, sender, reference: named, language, bytes };
        let received = take(sent).await;
        if received.is_err() {
            // Who is still sending would find the connection closed and never see why.
            let _ = timeout(PATIENCE, parts.for_each(|_| std::future::ready(()))).await;
        }
        received
    };
    let error = match api.running.spawn(work.instrument(span)).await {
        Ok(Ok(received)) => return Ok(received),
        Ok(Err(error)) => error,
        Err(stopped) => return Err(Problem::of(Error::unexpected(stopped), language, &reference).into_response()),
    };
    let counted = match &error {
        Error::Refused(_) | Error::Denied(_) => api.rates.count_refused(&Actor::Anonymous, address),
        Error::Unavailable(_) | Error::Unexpected(_) => Ok(()),
    };
    Err(counted.map_or_else(Problem::from, |()| Problem::of(error, language, &reference)).into_response())
}
