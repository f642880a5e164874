//! `/graphql`: GraphQL over HTTP.

mod answer;
mod body;
mod documents;
mod once;
mod polish;
mod read;
mod run;

pub(super) use documents::Documents;
pub(super) use once::{HEADER as IDEMPOTENCY_KEY, REPLAYED};
pub(super) use polish::internal;

use super::address::caller;
use super::api::Api;
use super::language;
use super::media::Media;
use super::metrics::Metrics;
use super::request_id::RequestId;
use crate::gate::{ErrorCode, Refused};
use answer::Answer;
use axum::Extension;
use axum::body::Body;
use axum::extract::State;
use axum::http::{Request, Response};
use run::Asking;
use std::sync::Arc;
use tracing::Instrument;

/// Reads a body of at most `limit` bytes; `Err` for a larger one, and for one that breaks off.
pub(super) async fn read_body(body: Body, limit: usize) -> Result<axum::body::Bytes, ()> {
    body::read(body, limit).await.map_err(|_| ())
}

/// Answers a request. It runs in a task of its own: a caller who hangs up takes the connection along, but not a
/// transaction that is just beginning (sqlx's issue 4385), nor a change half-way through.
pub(super) async fn answer(
    State(api): State<Arc<Api>>,
    Extension(RequestId(reference)): Extension<RequestId>,
    request: Request<Body>,
) -> Response<Body> {
    let Some(media) = Media::accepted(request.headers()) else {
        let message = "Answers are application/graphql-response+json or application/json, in UTF-8.";
        return Answer::unheard(Refused::new(ErrorCode::NotAcceptable, message)).into_response(Media::Json);
    };
    let asking = Asking {
        language: language::preferred(request.headers()),
        address: caller(request.extensions(), request.headers(), api.settings.proxies),
        headers: request.headers().clone(),
        reference: reference.clone(),
    };
    let answer = match read::read(request, api.settings.limits.body_bytes).await {
        Err(refused) => Answer::unheard(refused),
        Ok(incoming) => {
            let span = tracing::info_span!("graphql", request = reference);
            let work = run::run(Arc::clone(&api), asking, incoming).instrument(span);
            api.running.spawn(work).await.unwrap_or_else(|stopped| {
                tracing::error!(request = reference, error = %stopped, "an operation panicked");
                Answer::unheard(internal(&reference))
            })
        }
    };
    Metrics::answered(answer.status(media));
    answer.into_response(media)
}
