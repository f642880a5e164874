//! Errors that end a field: a denial, a fault, an argument of a query that cannot be.

use application::{Call, Error};
use async_graphql::{Context, ErrorExtensions, Value};
use domain::access::Denied;
use domain::shared::RefusalCode;
use std::sync::Arc;

/// The request that a resolver works for.
pub(crate) fn call<'c>(ctx: &Context<'c>) -> &'c Call {
    ctx.data_unchecked::<Arc<Call>>()
}

/// A result of the application as a result of a field. `extensions.code` says what it is; a fault of ours shows only
/// the id of the request, under which the log has the rest.
pub(crate) fn failure<T>(ctx: &Context<'_>, result: Result<T, Error>) -> async_graphql::Result<T> {
    result.map_err(|error| describe(call(ctx), error))
}

/// As [`failure`], for what is looked up by its id: what is not there is `null`.
pub(crate) fn found<T>(ctx: &Context<'_>, result: Result<T, Error>) -> async_graphql::Result<Option<T>> {
    match result {
        Err(Error::Refused(refusals)) if refusals.iter().all(|refusal| refusal.code == RefusalCode::NotFound) => {
            Ok(None)
        }
        other => failure(ctx, other).map(Some),
    }
}

fn describe(call: &Call, error: Error) -> async_graphql::Error {
    match error {
        Error::Refused(refusals) => refused(call, &refusals),
        Error::Denied(denied) => {
            let (code, action) = match denied {
                Denied::Unauthenticated(action) => ("UNAUTHENTICATED", action),
                Denied::Forbidden(action) => ("FORBIDDEN", action),
            };
            coded(denied.to_string(), code).extend_with(|_, extensions| extensions.set("action", action.code()))
        }
        Error::Unavailable(source) => {
            tracing::warn!(request = call.request(), error = &*source as &dyn std::error::Error, "not available");
            coded("The platform cannot answer at present. Try again in a moment.", "UNAVAILABLE")
        }
        Error::Unexpected(source) => {
            tracing::error!(request = call.request(), error = &*source as &dyn std::error::Error, "unexpected fault");
            let reference = call.request();
            coded(format!("Something went wrong on our side. Please report the reference {reference}."), "INTERNAL")
                .extend_with(|_, extensions| extensions.set("reference", reference))
        }
    }
}

/// Arguments of a query have no payload for their errors: the first one is told, with the place in the input.
fn refused(call: &Call, refusals: &[domain::shared::Refusal]) -> async_graphql::Error {
    let Some(refusal) = refusals.first() else { return coded("The input is not valid.", "INVALID") };
    coded(refusal.message(call.language()), refusal.code.code()).extend_with(|_, extensions| {
        let path = refusal.path.iter().map(|part| Value::from(part.as_str())).collect();
        extensions.set("input", Value::List(path));
    })
}

fn coded(message: impl Into<String>, code: &'static str) -> async_graphql::Error {
    async_graphql::Error::new(message).extend_with(|_, extensions| extensions.set("code", code))
}
