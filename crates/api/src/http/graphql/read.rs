//! What a request asks for, read from its body or its query string.

use super::super::media::is_utf8;
use super::body;
use crate::gate::{ErrorCode, Refused};
use async_graphql::{Value, Variables};
use axum::RequestExt;
use axum::body::Body;
use axum::extract::Query;
use axum::http::{HeaderMap, Method, Request, header};
use mime::Mime;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::HashMap;

/// What a request asks for.
#[derive(Debug, Default)]
pub(in crate::http) struct Incoming {
    /// The document; empty when only its hash was sent.
    pub(in crate::http) query: String,
    /// Which of its operations.
    pub(in crate::http) operation: Option<String>,
    /// The variables as they were sent.
    pub(in crate::http) variables: Variables,
    /// The hash of the document, by the extension for persisted queries.
    pub(in crate::http) hash: Option<[u8; 32]>,
    /// By GET, which carries out queries only.
    pub(in crate::http) is_get: bool,
    /// A document of our own, and not the caller's.
    pub(in crate::http) is_ours: bool,
}

/// The body of a POST, or what a GET says instead.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::http) struct Sent {
    query: Option<String>,
    /// The hash of a document, as the working draft on persisted documents spells it: `sha256:` and 64 digits.
    document_id: Option<String>,
    operation_name: Option<String>,
    #[serde(default)]
    variables: Variables,
    extensions: Option<HashMap<String, Value>>,
}

/// The query string of a GET.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Got {
    query: Option<String>,
    document_id: Option<String>,
    operation_name: Option<String>,
    variables: Option<String>,
    extensions: Option<String>,
}

/// Reads a request. Bodies are JSON of one object: with a media type that no form of another site can send, and
/// without batches, which would multiply every limit.
///
/// # Errors
/// `METHOD_NOT_ALLOWED`, `UNSUPPORTED_MEDIA_TYPE`, `BODY_TOO_LARGE`, `BAD_REQUEST`.
pub(in crate::http) async fn read(request: Request<Body>, body_bytes: usize) -> Result<Incoming, Refused> {
    let is_get = *request.method() == Method::GET;
    let sent = match *request.method() {
        Method::GET => got(request, body_bytes).await?,
        Method::POST => posted(request, body_bytes).await?,
        _ => return Err(Refused::new(ErrorCode::MethodNotAllowed, "GraphQL is asked by POST, or by GET for queries.")),
    };
    sent.incoming(is_get)
}

impl Sent {
    /// What it asks for.
    ///
    /// # Errors
    /// `BAD_REQUEST`.
    pub(in crate::http) fn incoming(self, is_get: bool) -> Result<Incoming, Refused> {
        let Self { query, document_id, operation_name: operation, variables, extensions } = self;
        let hash = extensions.as_ref().and_then(|all| all.get("persistedQuery")).map(persisted).transpose()?;
        let hash = document_id.map(|id| by_id(&id)).transpose()?.or(hash);
        let query = query.unwrap_or_default();
        if query.is_empty() && hash.is_none() {
            return Err(bad("The parameter query is missing."));
        }
        if query.contains('\0') || query.contains("\\u0000") || variables.values().any(has_nul) {
            return Err(bad("The request has a NUL character, which no text of the platform may have."));
        }
        Ok(Incoming { query, operation, variables, hash, is_get, is_ours: false })
    }
}

fn content_type(headers: &HeaderMap) -> Result<(), Refused> {
    let given = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()?.parse::<Mime>().ok());
    if given.is_some_and(|given| given.essence_str() == "application/json" && is_utf8(&given)) {
        return Ok(());
    }
    let message = "A POST needs the header Content-Type: application/json, in UTF-8.";
    Err(Refused::new(ErrorCode::UnsupportedMediaType, message))
}

async fn posted(request: Request<Body>, limit: usize) -> Result<Sent, Refused> {
    content_type(request.headers())?;
    let too_large = || {
        let message = format!("The body has more than {limit} bytes.");
        Refused::new(ErrorCode::BodyTooLarge, message).with("limit", limit as u64)
    };
    let body = match body::read(request.into_body(), limit).await {
        Ok(body) => body,
        Err(body::Broken::TooLarge) => return Err(too_large()),
        Err(body::Broken::Off) => return Err(bad("The body broke off.")),
    };
    if body.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'[') {
        return Err(bad("The body is a list; send one request at a time."));
    }
    json("body", &body)
}

async fn got(mut request: Request<Body>, limit: usize) -> Result<Sent, Refused> {
    if request.uri().query().map_or(0, str::len) > limit {
        return Err(Refused::new(ErrorCode::BodyTooLarge, format!("The query string has more than {limit} bytes.")));
    }
    let Query(got): Query<Got> =
        request.extract_parts().await.map_err(|_| bad("The query string is not what GraphQL over HTTP asks for."))?;
    Ok(Sent {
        query: got.query,
        document_id: got.document_id,
        operation_name: got.operation_name,
        variables: got.variables.map(|text| json("variables", text.as_bytes())).transpose()?.unwrap_or_default(),
        extensions: got.extensions.map(|text| json("extensions", text.as_bytes())).transpose()?,
    })
}

fn json<T: DeserializeOwned>(name: &str, text: &[u8]) -> Result<T, Refused> {
    serde_json::from_slice(text).map_err(|error| bad(format!("The {name} is not the JSON that is expected: {error}.")))
}

/// Reads the extension `persistedQuery`: `{version: 1, sha256Hash}`.
fn persisted(extension: &Value) -> Result<[u8; 32], Refused> {
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Persisted {
        version: u32,
        sha256_hash: String,
    }
    let mut hash = [0; 32];
    async_graphql::from_value::<Persisted>(extension.clone())
        .ok()
        .filter(|persisted| persisted.version == 1)
        .and_then(|persisted| hex::decode_to_slice(&persisted.sha256_hash, &mut hash).ok())
        .ok_or_else(|| bad("The extension persistedQuery is not {version: 1, sha256Hash: …}."))?;
    Ok(hash)
}

/// Reads a `documentId`; the word before the colon may be left out.
fn by_id(id: &str) -> Result<[u8; 32], Refused> {
    let mut hash = [0; 32];
    let digits = id.strip_prefix("sha256:").unwrap_or(id);
    hex::decode_to_slice(digits, &mut hash).map_err(|_| bad("The documentId is not sha256:… with 64 digits."))?;
    Ok(hash)
}

fn has_nul(value: &Value) -> bool {
    match value {
        Value::String(text) => text.contains('\0'),
        Value::List(values) => values.iter().any(has_nul),
        Value::Object(fields) => fields.iter().any(|(name, value)| name.contains('\0') || has_nul(value)),
        _ => false,
    }
}

fn bad(message: impl Into<String>) -> Refused {
    Refused::new(ErrorCode::BadRequest, message)
}
