//! A request that does not get through.

use super::code::ErrorCode;
use async_graphql::{PathSegment, Pos, ServerError, Value};
use domain::access::{Action, Denied};

/// Why a request was refused, as a top-level GraphQL error.
#[derive(Clone, Debug, PartialEq)]
pub struct Refused {
    /// What kind of refusal it is.
    pub code: ErrorCode,
    /// One sentence for a developer.
    pub message: String,
    /// Where in the document.
    pub at: Option<Pos>,
    /// The response keys from the root to the field.
    pub path: Vec<String>,
    /// What `extensions` says beside the code.
    pub details: Vec<(&'static str, Value)>,
}

impl Refused {
    /// A refusal of the request as a whole.
    pub fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), at: None, path: Vec::new(), details: Vec::new() }
    }

    /// More of something than the limit allows.
    pub(super) fn above(code: ErrorCode, what: &str, limit: impl Into<u64>) -> Self {
        let limit = limit.into();
        Self::new(code, format!("The request has too {what}; the limit is {limit}.")).with("limit", limit)
    }

    /// Not allowed, by the access table.
    pub(crate) fn denied(denied: Denied) -> Self {
        let (code, action, message) = match denied {
            Denied::Unauthenticated(action) => (ErrorCode::Unauthenticated, action, "needs a sign-in"),
            Denied::Forbidden(action) => (ErrorCode::Forbidden, action, "is not among your rights"),
        };
        Self::new(code, format!("{} ({action}) {message}.", Action::meaning(action).trim_end_matches('.')))
            .with("action", action.code())
    }

    /// Says where in the document.
    #[must_use]
    pub fn at(mut self, at: Pos) -> Self {
        self.at = Some(at);
        self
    }

    /// Says at which field of the answer.
    #[must_use]
    pub(super) fn on(mut self, path: &[&str]) -> Self {
        self.path = path.iter().map(|&key| key.to_owned()).collect();
        self
    }

    /// Adds to `extensions`.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.details.push((name, value.into()));
        self
    }
}

impl From<Refused> for ServerError {
    fn from(refused: Refused) -> Self {
        let mut error = Self::new(refused.message, refused.at);
        error.path = refused.path.into_iter().map(PathSegment::Field).collect();
        let extensions = error.extensions.get_or_insert_default();
        extensions.set("code", refused.code.code());
        for (name, value) in refused.details {
            extensions.set(name, value);
        }
        error
    }
}
