//! Who asks: the token in `Authorization: Bearer`.

use super::graphql::internal;
use crate::gate::{ErrorCode, Refused};
use application::services::identify;
use application::{Error, Platform};
use axum::http::{HeaderMap, header};
use domain::access::Actor;
use domain::shared::{Language, Refusal, RefusalCode};
use std::net::IpAddr;

/// The actor of a request; nobody when there is no token at all. A token that does not open anything is an error and
/// not a stranger, so that a client notices that it has to refresh.
///
/// # Errors
/// `UNAUTHENTICATED`, with a `reason` where the caller can mend it; `UNAVAILABLE`, `INTERNAL`.
pub(super) async fn actor(
    platform: &Platform,
    headers: &HeaderMap,
    address: IpAddr,
    reference: &str,
) -> Result<Actor, Refused> {
    let Some(value) = headers.get(header::AUTHORIZATION) else { return Ok(Actor::Anonymous) };
    let invalid = || Refused::new(ErrorCode::Unauthenticated, "The token is not valid or has expired.");
    let (scheme, token) = value.to_str().ok().and_then(|value| value.split_once(' ')).ok_or_else(invalid)?;
    if !scheme.eq_ignore_ascii_case("bearer") {
        return Err(invalid());
    }
    identify(platform, token.trim(), address).await.map_err(|error| match error {
        Error::Refused(refusals) => refusals.iter().find_map(mendable).unwrap_or_else(invalid),
        Error::Denied(_) => invalid(),
        Error::Unavailable(_) | Error::Unexpected(_) => failed(error, reference),
    })
}

/// Why a token that is valid opens nothing, where its owner can do something about it: which tells nobody anything who does
/// not have the token.
fn mendable(refusal: &Refusal) -> Option<Refused> {
    if !matches!(refusal.code, RefusalCode::IdentityUnknown | RefusalCode::AcrTooLow) {
        return None;
    }
    let refused = Refused::new(ErrorCode::Unauthenticated, refusal.message(Language::English));
    let refused = refused.with("reason", refusal.code.code());
    Some(refusal.parameters.iter().fold(refused, |refused, (name, value)| refused.with(name, value.as_str())))
}

/// The database or an identity provider does not answer, or a fault of ours: the log has the cause, the caller the reference.
pub(super) fn failed(error: Error, reference: &str) -> Refused {
    match error {
        Error::Unavailable(source) => {
            tracing::warn!(request = reference, error = &*source as &dyn std::error::Error, "not available");
            Refused::new(ErrorCode::Unavailable, "The platform cannot answer at present. Try again in a moment.")
                .with("retryAfter", 1)
        }
        error => {
            let error: &dyn std::error::Error = &error;
            tracing::error!(request = reference, error, "unexpected fault");
            internal(reference)
        }
    }
}
