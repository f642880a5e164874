//! Refusals outside of GraphQL, as problem details (RFC 9457).

use super::authenticate::failed;
use crate::gate::Refused;
use application::Error;
use async_graphql::Value;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::shared::{Language, Refusal, RefusalCode};
use serde::Serialize;

/// Why a request was refused: a code for programs, a sentence for people.
#[derive(Debug, Serialize)]
pub(super) struct Problem {
    status: u16,
    title: &'static str,
    /// The same codes as in GraphQL.
    code: String,
    detail: String,
    #[serde(skip)]
    retry_after: Option<String>,
}

impl Problem {
    /// A refusal of a verb, or that it failed.
    pub(super) fn of(error: Error, language: Language, reference: &str) -> Self {
        match error {
            Error::Refused(refusals) => match refusals.first() {
                Some(first) => Self::refusal(first, language),
                None => Self::refusal(&Refusal::new(RefusalCode::Invalid), language),
            },
            Error::Denied(denied) => Refused::denied(denied).into(),
            error => failed(error, reference).into(),
        }
    }

    fn refusal(refusal: &Refusal, language: Language) -> Self {
        let status = match refusal.code {
            RefusalCode::NotFound => StatusCode::NOT_FOUND,
            RefusalCode::Duplicate => StatusCode::CONFLICT,
            RefusalCode::Expired => StatusCode::GONE,
            RefusalCode::InvalidToken => StatusCode::FORBIDDEN,
            RefusalCode::FileTooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            RefusalCode::UnsupportedType | RefusalCode::TypeMismatch => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            RefusalCode::Incomplete => StatusCode::BAD_REQUEST,
            _ => StatusCode::UNPROCESSABLE_ENTITY,
        };
        Self::new(status, refusal.code.code(), refusal.message(language))
    }

    /// A problem with this code.
    pub(super) fn new(status: StatusCode, code: &str, detail: String) -> Self {
        let title = status.canonical_reason().unwrap_or_default();
        Self { status: status.as_u16(), title, code: code.to_owned(), detail, retry_after: None }
    }

    /// The parameters of an address are not what they should be: each is named with what is wrong with it.
    pub(super) fn of_parameters(refusals: &[Refusal], language: Language) -> Self {
        let said = |refusal: &Refusal| format!("{}: {}", refusal.path.join("."), refusal.message(language));
        let code = refusals.first().map_or(RefusalCode::Invalid, |first| first.code);
        let detail = refusals.iter().map(said).collect::<Vec<_>>().join(" ");
        Self::new(StatusCode::BAD_REQUEST, code.code(), detail)
    }

    /// The status.
    pub(super) fn status(&self) -> StatusCode {
        StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    /// The code for programs.
    pub(super) fn code(&self) -> &str {
        &self.code
    }

    /// The sentence for people.
    pub(super) fn detail(&self) -> &str {
        &self.detail
    }

    /// After how many seconds it may be tried again.
    pub(super) fn retry_after(&self) -> Option<&str> {
        self.retry_after.as_deref()
    }

    /// There is no such thing, or the caller may not see it.
    pub(super) fn not_found(language: Language) -> Self {
        Self::refusal(&Refusal::new(RefusalCode::NotFound), language)
    }
}

impl From<Refused> for Problem {
    fn from(refused: Refused) -> Self {
        let retry_after = refused.details.iter().find_map(|(name, value)| match value {
            Value::Number(seconds) if *name == "retryAfter" => Some(seconds.to_string()),
            _ => None,
        });
        Self { retry_after, ..Self::new(refused.code.status(), refused.code.code(), refused.message) }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = self.status();
        let body = serde_json::to_string(&self).unwrap_or_default();
        let headers = [(header::CONTENT_TYPE, "application/problem+json"), (header::CACHE_CONTROL, "no-store")];
        let mut response = (status, headers, body).into_response();
        if status == StatusCode::UNAUTHORIZED {
            response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        if let Some(seconds) = self.retry_after.and_then(|seconds| HeaderValue::try_from(seconds).ok()) {
            response.headers_mut().insert(header::RETRY_AFTER, seconds);
        }
        response
    }
}
