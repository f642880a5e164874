//! The answer to a GraphQL request, and how it becomes a response.

use super::super::media::Media;
use crate::gate::{ErrorCode, Refused};
use async_graphql::{ServerError, Value};
use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, Response, StatusCode, header};
use axum::response::IntoResponse;
use serde::Serialize;
use std::collections::BTreeMap;

/// The parts of the body, in the order that the specification recommends.
#[derive(Serialize)]
struct Parts<'a> {
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    errors: &'a [ServerError],
    #[serde(skip_serializing_if = "Option::is_none")]
    data: Option<&'a Value>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    extensions: &'a BTreeMap<&'static str, Value>,
}

/// What is answered.
#[derive(Debug)]
pub(in crate::http) enum Content {
    /// The request was carried out, perhaps with errors at some fields.
    Executed { data: Value, errors: Vec<ServerError> },
    /// The request was not carried out.
    Refused(Vec<ServerError>),
    /// The body of an earlier answer.
    Kept(String),
}

/// An answer.
#[derive(Debug)]
pub(in crate::http) struct Answer {
    /// The body.
    pub(in crate::http) content: Content,
    /// `extensions` of the body.
    pub(in crate::http) extensions: BTreeMap<&'static str, Value>,
    /// More headers.
    pub(in crate::http) headers: Vec<(HeaderName, HeaderValue)>,
    /// What is answered by status whatever the media type: the request did not get as far as GraphQL.
    status: Option<StatusCode>,
    /// The code that decides the status, of what was refused.
    code: Option<ErrorCode>,
}

impl Answer {
    pub(in crate::http) const fn new(content: Content) -> Self {
        Self { content, extensions: BTreeMap::new(), headers: Vec::new(), status: None, code: None }
    }

    /// Refused by GraphQL: with `application/json` that is an answer like any other.
    pub(in crate::http) fn refused(refused: Vec<Refused>) -> Self {
        let code = refused.first().map(|refused| refused.code);
        let content = Content::Refused(refused.into_iter().map(ServerError::from).collect());
        Self { code, ..Self::new(content) }
    }

    /// Refused before GraphQL.
    pub(in crate::http) fn unheard(refused: Refused) -> Self {
        let status = Some(refused.code.status());
        let mut headers = Vec::new();
        if refused.code == ErrorCode::Unauthenticated {
            headers.push((header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer error=\"invalid_token\"")));
        }
        if refused.code == ErrorCode::MethodNotAllowed {
            headers.push((header::ALLOW, HeaderValue::from_static("GET, POST")));
        }
        for (name, value) in &refused.details {
            if let ("retryAfter", Value::Number(seconds)) = (*name, value) {
                headers.extend(HeaderValue::try_from(seconds.to_string()).map(|value| (header::RETRY_AFTER, value)));
            }
        }
        Self { headers, status, ..Self::refused(vec![refused]) }
    }

    /// The status for this media type.
    pub(in crate::http) fn status(&self, media: Media) -> StatusCode {
        match (self.status, &self.content, media) {
            (Some(status), ..) => status,
            (None, Content::Refused(_), Media::GraphqlResponse) => {
                self.code.map_or(StatusCode::BAD_REQUEST, ErrorCode::status)
            }
            _ => StatusCode::OK,
        }
    }

    /// Why it was refused, or else the body.
    pub(in crate::http) fn into_refusal(self) -> Result<Vec<ServerError>, String> {
        match self.content {
            Content::Refused(errors) => Ok(errors),
            _ => Err(self.body()),
        }
    }

    /// The body.
    pub(in crate::http) fn body(&self) -> String {
        let extensions = &self.extensions;
        let parts = match &self.content {
            Content::Executed { data, errors } => Parts { errors, data: Some(data), extensions },
            Content::Refused(errors) => Parts { errors, data: None, extensions },
            Content::Kept(body) => return body.clone(),
        };
        serde_json::to_string(&parts).unwrap_or_else(|error| {
            // Values of the schema always have a form in JSON; a map with other keys than strings would not.
            tracing::error!(%error, "an answer has no form in JSON");
            r#"{"errors":[{"message":"The answer cannot be written.","extensions":{"code":"INTERNAL"}}]}"#.to_owned()
        })
    }

    /// The response.
    pub(in crate::http) fn into_response(self, media: Media) -> Response<Body> {
        let mut response = (self.status(media), self.body()).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, media.content_type());
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        headers.extend(self.headers.into_iter().map(|(name, value)| (Some(name), value)));
        response
    }
}
