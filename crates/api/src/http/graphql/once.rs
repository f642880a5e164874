//! Mutations that are carried out only once, however often they arrive: the header `Idempotency-Key`.

use super::answer::{Answer, Content};
use super::documents::Document;
use crate::gate::{ErrorCode, Passed, Refused};
use application::idempotency::{IdempotencyClaim, Turn, take_turn};
use application::{Error, Platform};
use async_graphql::Variables;
use async_graphql::parser::types::OperationType;
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use domain::access::Actor;
use domain::shared::{Language, RefusalCode};

/// In requests.
pub(in crate::http) const HEADER: HeaderName = HeaderName::from_static("idempotency-key");
/// In answers that were given before.
pub(in crate::http) const REPLAYED: HeaderName = HeaderName::from_static("idempotency-replayed");

/// The key of a request, where it is a mutation. Queries change nothing, so their keys are not looked at.
///
/// # Errors
/// `BAD_REQUEST` when the request has several mutations, or a key that is not ASCII.
pub(super) fn key(headers: &HeaderMap, passed: Passed) -> Result<Option<&str>, Refused> {
    let Some(key) = headers.get(HEADER).filter(|_| passed.kind == OperationType::Mutation) else { return Ok(None) };
    if passed.root_fields != 1 {
        let message = "An Idempotency-Key goes with exactly one mutation in the request.";
        return Err(Refused::new(ErrorCode::BadRequest, message));
    }
    let refused = |_| Refused::new(ErrorCode::BadRequest, "The Idempotency-Key is not of printable ASCII characters.");
    key.to_str().map(Some).map_err(refused)
}

/// What the same request is: document, operation and variables.
pub(super) fn fingerprint(document: &Document, operation: Option<&str>, variables: &Variables) -> Vec<u8> {
    let variables = serde_json::to_string(variables).unwrap_or_default();
    [document.source.as_bytes(), operation.unwrap_or_default().as_bytes(), variables.as_bytes()].join(&0)
}

/// Whether it is the first time, or else the answer of the first time.
///
/// # Errors
/// The refusal as an answer, or what went wrong in the database.
pub(super) async fn turn(
    platform: &Platform,
    actor: &Actor,
    language: Language,
    key: &str,
    fingerprint: &[u8],
) -> Result<Result<IdempotencyClaim, Answer>, Error> {
    match take_turn(platform, actor, key, fingerprint).await {
        Ok(Turn::First(claim)) => Ok(Ok(claim)),
        Ok(Turn::Again(body)) => {
            let mut answer = Answer::new(Content::Kept(body));
            answer.headers.push((REPLAYED, HeaderValue::from_static("true")));
            Ok(Err(answer))
        }
        Err(Error::Refused(refusals)) => {
            let refused = refusals.iter().map(|refusal| {
                let code = match refusal.code {
                    RefusalCode::IdempotencyMismatch => ErrorCode::IdempotencyMismatch,
                    RefusalCode::IdempotencyReplay => ErrorCode::IdempotencyReplay,
                    _ => ErrorCode::BadRequest,
                };
                Refused::new(code, refusal.message(language))
            });
            Ok(Err(refused.map(Answer::unheard).next().unwrap_or_else(|| Answer::refused(Vec::new()))))
        }
        Err(error) => Err(error),
    }
}
