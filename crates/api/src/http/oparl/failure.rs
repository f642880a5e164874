//! Refusals in the form of the standard: a sentence for people, and for those who look for the cause.

use super::super::authenticate::failed;
use super::super::problem::Problem;
use crate::gate::Refused;
use application::Error;
use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::shared::{Language, Refusal, RefusalCode};
use serde_json::json;

/// Why a request was refused.
#[derive(Debug)]
pub(super) struct Failure {
    status: StatusCode,
    message: String,
    debug: String,
    retry_after: Option<String>,
}

impl Failure {
    /// There never was such a thing.
    pub(super) fn not_found(language: Language) -> Self {
        Self::of_refusals(StatusCode::NOT_FOUND, &[Refusal::new(RefusalCode::NotFound)], language)
    }

    /// It was deleted or withdrawn.
    pub(super) fn gone(language: Language) -> Self {
        let message = match language {
            Language::German => "Die Datei wurde gelöscht oder ist nicht mehr öffentlich.",
            Language::English => "The file was deleted or is not public any more.",
        };
        Self { status: StatusCode::GONE, message: message.to_owned(), debug: "GONE".to_owned(), retry_after: None }
    }

    /// The parameters are not what they should be.
    pub(super) fn wrong(refusals: &[Refusal], language: Language) -> Self {
        Self::of_refusals(StatusCode::BAD_REQUEST, refusals, language)
    }

    /// A verb failed.
    pub(super) fn of(error: Error, language: Language, reference: &str) -> Self {
        match error {
            Error::Refused(refusals) => Self::wrong(&refusals, language),
            error => failed(error, reference).into(),
        }
    }

    fn of_refusals(status: StatusCode, refusals: &[Refusal], language: Language) -> Self {
        let messages: Vec<String> = refusals.iter().map(|refusal| refusal.message(language)).collect();
        let debug = |refusal: &Refusal| format!("{} {}", refusal.code.code(), refusal.path.join(".")).trim().to_owned();
        let debug: Vec<String> = refusals.iter().map(debug).collect();
        Self { status, message: messages.join(" "), debug: debug.join(", "), retry_after: None }
    }
}

impl From<Refused> for Failure {
    fn from(refused: Refused) -> Self {
        let problem = Problem::from(refused);
        Self {
            status: problem.status(),
            message: problem.detail().to_owned(),
            debug: problem.code().to_owned(),
            retry_after: problem.retry_after().map(str::to_owned),
        }
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let kind = "https://schema.oparl.org/1.1/Error";
        let body = Json(json!({"type": kind, "message": self.message, "debug": self.debug}));
        let mut response = (self.status, [(header::CACHE_CONTROL, "no-store")], body).into_response();
        if let Some(seconds) = self.retry_after.and_then(|seconds| HeaderValue::try_from(seconds).ok()) {
            response.headers_mut().insert(header::RETRY_AFTER, seconds);
        }
        response
    }
}
