//! Answers as OAuth 2 spells them (RFC 6749, 5).

use crate::gate::Refused;
use application::Error;
use async_graphql::Value;
use axum::body::Body;
use axum::http::{HeaderValue, Response, StatusCode, header};
use axum::response::IntoResponse;
use serde_json::json;

/// An answer.
#[derive(Debug)]
pub(super) struct Answer {
    status: StatusCode,
    body: String,
    retry_after: Option<u64>,
    cause: Option<Error>,
}

impl Answer {
    /// It went well.
    pub(super) fn ok(body: &serde_json::Value) -> Self {
        Self { status: StatusCode::OK, body: body.to_string(), retry_after: None, cause: None }
    }

    /// Refused, with one of the codes of the specification.
    pub(super) fn refused(code: &str, description: &str) -> Self {
        let body = json!({"error": code, "error_description": description}).to_string();
        Self { status: StatusCode::BAD_REQUEST, body, retry_after: None, cause: None }
    }

    /// The request is not of the form that is needed.
    pub(super) fn invalid(description: &str) -> Self {
        Self::refused("invalid_request", description)
    }

    /// The client is unknown, or its proof is none.
    pub(super) fn unknown_client() -> Self {
        let description = "The client is unknown, or its proof is not valid.";
        Self { status: StatusCode::UNAUTHORIZED, ..Self::refused("invalid_client", description) }
    }

    /// Too many requests from one address.
    pub(super) fn limited(refused: &Refused) -> Self {
        let seconds = refused.details.iter().find_map(|(name, value)| match value {
            Value::Number(seconds) if *name == "retryAfter" => seconds.as_u64(),
            _ => None,
        });
        let answer = Self::refused("temporarily_unavailable", &refused.message);
        Self { status: StatusCode::TOO_MANY_REQUESTS, retry_after: seconds, ..answer }
    }

    /// A fault of ours.
    pub(super) fn failed() -> Self {
        let answer = Self::refused("server_error", "A fault of the platform; the log has its cause.");
        Self { status: StatusCode::INTERNAL_SERVER_ERROR, ..answer }
    }

    /// The database does not answer, or a fault of ours.
    pub(super) fn away(error: Error) -> Self {
        let answer = match &error {
            Error::Unavailable(_) => {
                let answer = Self::refused("temporarily_unavailable", "Try again in a moment.");
                Self { status: StatusCode::SERVICE_UNAVAILABLE, retry_after: Some(1), ..answer }
            }
            Error::Refused(_) | Error::Denied(_) | Error::Unexpected(_) => Self::failed(),
        };
        Self { cause: Some(error), ..answer }
    }

    /// Writes the cause to the log, where there is one.
    pub(super) fn logged(mut self, reference: &str) -> Self {
        if let Some(cause) = self.cause.take() {
            tracing::error!(request = reference, error = &cause as &dyn std::error::Error, "no token was answered");
        }
        self
    }

    /// The response: never kept by anybody on its way.
    pub(super) fn into_response(self) -> Response<Body> {
        let status = self.status;
        let mut response = (status, self.body).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        headers.insert(header::PRAGMA, HeaderValue::from_static("no-cache"));
        if status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Basic realm=\"bildungsnetz\""));
        }
        if let Some(seconds) = self.retry_after {
            headers.insert(header::RETRY_AFTER, seconds.into());
        }
        response
    }
}
