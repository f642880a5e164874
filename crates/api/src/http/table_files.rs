//! Tables as files: the results of an evaluation, the reach report, and what became of the rows of an import. Each is a field of the schema under an address of its
//! own: what may be read there may be read here, and costs the same.

use super::api::Api;
use super::graphql::data_of;
use super::request_id::RequestId;
use crate::graphql::table_format::TableFormat;
use async_graphql::{Value, Variables};
use axum::Extension;
use axum::body::Body;
use axum::extract::{Path, Query, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;
use std::collections::BTreeMap;
use std::sync::Arc;

const RESULTS: &str = "query EvaluationResultsFile($id: ID!, $format: TableFormat!) \
                       { evaluationResults(evaluationId: $id) { file(format: $format) } }";

const IMPORT: &str = "query ImportResultsFile($id: ID!, $format: TableFormat!) \
                      { import(id: $id) { resultsFile(format: $format) } }";

const REACH: &str = "query ReachReportFile($filter: ReachReportFilter!, $format: TableFormat!) \
                     { reachReport(filter: $filter) { file(format: $format) } }";

/// `/evaluations/{id}/{file}`: the results of an evaluation.
pub(super) async fn results(
    State(api): State<Arc<Api>>,
    Extension(id): Extension<RequestId>,
    Path((evaluation, file)): Path<(String, String)>,
    request: Request,
) -> Response<Body> {
    let Some(format) = named(&file, "results") else { return StatusCode::NOT_FOUND.into_response() };
    let variables = Variables::from_json(json!({"id": evaluation, "format": format.code()}));
    match data_of(&api, &id, request, RESULTS, variables).await {
        Ok(data) => answer(data, ("evaluationResults", "file"), format, "evaluation"),
        Err(refused) => *refused,
    }
}

/// `/reach/{file}`: the reach report of what the query says, in the words of `ReachReportFilter`.
pub(super) async fn reach(
    State(api): State<Arc<Api>>,
    Extension(id): Extension<RequestId>,
    Path(file): Path<String>,
    Query(filter): Query<BTreeMap<String, String>>,
    request: Request,
) -> Response<Body> {
    let Some(format) = named(&file, "report") else { return StatusCode::NOT_FOUND.into_response() };
    let variables = Variables::from_json(json!({"filter": filter, "format": format.code()}));
    match data_of(&api, &id, request, REACH, variables).await {
        Ok(data) => answer(data, ("reachReport", "file"), format, "reichweite"),
        Err(refused) => *refused,
    }
}

/// `/imports/{id}/{file}`: what became of the rows of an import.
pub(super) async fn import_results(
    State(api): State<Arc<Api>>,
    Extension(id): Extension<RequestId>,
    Path((import, file)): Path<(String, String)>,
    request: Request,
) -> Response<Body> {
    let Some(format) = named(&file, "results") else { return StatusCode::NOT_FOUND.into_response() };
    let variables = Variables::from_json(json!({"id": import, "format": format.code()}));
    match data_of(&api, &id, request, IMPORT, variables).await {
        Ok(data) => answer(data, ("import", "resultsFile"), format, "import"),
        Err(refused) => *refused,
    }
}

/// The format that the name of a file asks for.
fn named(file: &str, name: &str) -> Option<TableFormat> {
    let extension = file.strip_prefix(name)?.strip_prefix('.')?;
    TableFormat::ALL.into_iter().find(|format| format.extension() == extension)
}

fn answer(data: Value, field: (&str, &str), format: TableFormat, kept_as: &str) -> Response<Body> {
    let Some(bytes) = read(data, field) else { return StatusCode::NOT_FOUND.into_response() };
    let kept_as = format!("attachment; filename=\"{kept_as}.{}\"", format.extension());
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(format.media_type())),
        (header::CONTENT_DISPOSITION, HeaderValue::try_from(kept_as).unwrap_or(HeaderValue::from_static("attachment"))),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
        (header::VARY, HeaderValue::from_static("Authorization, Accept-Language")),
    ];
    (headers, bytes).into_response()
}

/// The bytes, if there is such a table.
fn read(data: Value, (field, file): (&str, &str)) -> Option<Vec<u8>> {
    let Value::Object(mut root) = data else { return None };
    let Value::Object(mut record) = root.swap_remove(field)? else { return None };
    match record.swap_remove(file)? {
        Value::String(text) => STANDARD.decode(text).ok(),
        _ => None,
    }
}
