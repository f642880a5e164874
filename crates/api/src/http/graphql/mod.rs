//! `/graphql`: GraphQL over HTTP.

mod answer;
mod body;
mod documents;
mod once;
mod polish;
mod read;
mod run;
mod trusted;

pub(super) use answer::Answer;
pub(super) use documents::{Document, Documents};
pub(super) use once::{HEADER as IDEMPOTENCY_KEY, REPLAYED};
pub(super) use polish::{internal, polish};
pub(super) use read::{Incoming, Sent, read};
pub(super) use run::{Asking, run};
pub(super) use trusted::Trusted;
pub use trusted::{Trust, TrustedDocuments};

use super::address::caller;
use super::api::Api;
use super::language;
use super::media::Media;
use super::metrics::Metrics;
use super::request_id::RequestId;
use crate::gate::{ErrorCode, Refused};
use answer::Content;
use async_graphql::{Value, Variables};
use axum::Extension;
use axum::body::Body;
use axum::extract::State;
use axum::http::{Extensions, HeaderMap, Request, Response, StatusCode};
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
    let asking = Asking::of(&api, &reference, request.headers(), request.extensions());
    let answer = match read::read(request, api.settings.limits.body_bytes).await {
        Err(refused) => Answer::unheard(refused),
        Ok(incoming) => carried_out(&api, asking, incoming).await,
    };
    Metrics::answered(answer.status(media));
    answer.into_response(media)
}

/// Carries a document of our own out, for an answer that is not GraphQL but, for instance, a file: with the same rights,
/// cost and limits as if the caller had sent it.
///
/// # Errors
/// The response to a request that was refused or failed.
pub(super) async fn data_of(
    api: &Arc<Api>,
    RequestId(reference): &RequestId,
    request: Request<Body>,
    document: &str,
    variables: Variables,
) -> Result<Value, Box<Response<Body>>> {
    let asking = Asking::of(api, reference, request.headers(), request.extensions());
    let query = document.to_owned();
    let incoming = read::Incoming { query, variables, is_get: true, is_ours: true, ..read::Incoming::default() };
    let answer = carried_out(api, asking, incoming).await;
    Metrics::answered(answer.status(Media::GraphqlResponse));
    match answer.content {
        Content::Executed { data, ref errors } if errors.is_empty() => Ok(data),
        // Whoever asked for a file reads the status, and not an answer that is a success with errors in it.
        Content::Executed { .. } => {
            let mut response = answer.into_response(Media::GraphqlResponse);
            *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
            Err(Box::new(response))
        }
        Content::Refused(_) | Content::Kept(_) => Err(Box::new(answer.into_response(Media::GraphqlResponse))),
    }
}

async fn carried_out(api: &Arc<Api>, asking: Asking, incoming: read::Incoming) -> Answer {
    let reference = asking.reference.clone();
    let span = tracing::info_span!("graphql", request = reference);
    let work = run::run(Arc::clone(api), asking, incoming).instrument(span);
    api.running.spawn(work).await.unwrap_or_else(|stopped| {
        tracing::error!(request = reference, error = %stopped, "an operation panicked");
        Answer::unheard(internal(&reference))
    })
}

impl Asking {
    fn of(api: &Api, reference: &str, headers: &HeaderMap, extensions: &Extensions) -> Self {
        Self {
            language: language::preferred(headers),
            address: caller(extensions, headers, api.settings.proxies),
            headers: headers.clone(),
            reference: reference.to_owned(),
        }
    }
}
