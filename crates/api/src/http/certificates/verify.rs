//! `/certificates/verify`: whether a certificate is genuine and holds. It is the field `verifyCertificate` as a page: what
//! is told there is told here, and it counts as much.

use super::super::api::Api;
use super::super::graphql::data_of;
use super::super::language;
use super::super::request_id::RequestId;
use super::labels::labels;
use super::page::{Tried, page};
use async_graphql::{Value, Variables};
use axum::Extension;
use axum::extract::{Path, Query, Request, State};
use axum::http::header;
use axum::response::Response;
use serde::Deserialize;
use serde_json::json;
use std::sync::Arc;

const DOCUMENT: &str = "query VerifyCertificate($code: String!) { verifyCertificate(code: $code) {
    state number issuer title seriesTitle minutes issuedOn revokedOn holder } }";

/// What was typed into the form.
#[derive(Debug, Deserialize)]
pub(in crate::http) struct Typed {
    code: Option<String>,
}

/// The form, and the result when a code was typed.
pub(in crate::http) async fn answer(
    State(api): State<Arc<Api>>,
    Extension(id): Extension<RequestId>,
    Query(typed): Query<Typed>,
    request: Request,
) -> Response {
    tried(&api, &id, typed.code.unwrap_or_default(), request).await
}

/// The result for the code in the address, as it is printed on certificates.
pub(in crate::http) async fn answer_code(
    State(api): State<Arc<Api>>,
    Extension(id): Extension<RequestId>,
    Path(code): Path<String>,
    request: Request,
) -> Response {
    tried(&api, &id, code, request).await
}

async fn tried(api: &Arc<Api>, id: &RequestId, code: String, request: Request) -> Response {
    let labels = labels(language::preferred(request.headers()));
    // Nobody types so much; it is cut before it is shown again.
    let code: String = code.chars().take(40).collect();
    if code.trim().is_empty() {
        return page(labels, "", Tried::Nothing);
    }
    let variables = Variables::from_json(json!({"code": code}));
    let tried = match data_of(api, id, request, DOCUMENT, variables).await {
        Ok(Value::Object(mut root)) => match root.swap_remove("verifyCertificate") {
            Some(certificate @ Value::Object(_)) => Tried::Found(certificate),
            _ => Tried::Unknown,
        },
        Ok(_) => Tried::Unknown,
        Err(refused) => Tried::Refused(refused.status(), refused.headers().get(header::RETRY_AFTER).cloned()),
    };
    page(labels, &code, tried)
}
