//! `/committees/comparison/{file}`: a comparison of committees as a table. It is the field `CommitteeComparison.file`
//! under an address of its own: what may be read there may be read here, and costs the same.

use super::api::Api;
use super::graphql::data_of;
use super::request_id::RequestId;
use crate::graphql::meetings::{CommitteeComparisonTable, CommitteeTableFormat};
use async_graphql::{Value, Variables};
use axum::Extension;
use axum::body::Body;
use axum::extract::{Path, Query, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::meetings::CommitteeKind;
use domain::shared::Date;
use serde::Deserialize;
use serde_json::json;
use std::sync::Arc;

/// The field, and what the name of the file needs.
const DOCUMENT: &str = "query CommitteeComparisonFile($filter: CommitteeComparisonFilter, $on: LocalDate, \
                        $table: CommitteeComparisonTable!, $format: CommitteeTableFormat!) \
                        { committeeComparison(filter: $filter, on: $on) { on file(table: $table, format: $format) } }";

/// Which committees, and as of when.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Question {
    network: Option<String>,
    organisation: Option<String>,
    kinds: Option<String>,
    on: Option<String>,
}

impl Question {
    /// Whether the schema can read it: an address that somebody mistyped is no fault of ours.
    fn is_readable(&self) -> bool {
        let plain = |day: &String| day.len() == 10 && day.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
        let known = |kinds: &String| kinds.split(',').all(|kind| kind.parse::<CommitteeKind>().is_ok());
        self.on.as_ref().is_none_or(|day| plain(day) && day.parse::<Date>().is_ok())
            && self.kinds.as_ref().is_none_or(known)
    }

    fn variables(&self, table: &str, format: &str) -> Variables {
        let kinds = self.kinds.as_ref().map(|kinds| kinds.split(',').collect::<Vec<_>>());
        let filter = json!({"networkId": self.network, "organisationId": self.organisation, "kinds": kinds});
        Variables::from_json(json!({"filter": filter, "on": self.on, "table": table, "format": format}))
    }
}

/// Table and format of a file of this name.
fn kind(file: &str) -> Option<(CommitteeComparisonTable, CommitteeTableFormat)> {
    let (stem, extension) = file.split_once('.')?;
    let table = [CommitteeComparisonTable::Overlaps, CommitteeComparisonTable::Loads];
    let format = [CommitteeTableFormat::Csv, CommitteeTableFormat::Xlsx];
    let table = table.into_iter().find(|table| table.stem() == stem)?;
    Some((table, format.into_iter().find(|format| format.extension() == extension)?))
}

/// Answers with the file; what is no file is not found.
pub(super) async fn answer(
    State(api): State<Arc<Api>>,
    Extension(id): Extension<RequestId>,
    Path(file): Path<String>,
    Query(question): Query<Question>,
    request: Request,
) -> Response<Body> {
    let Some((table, format)) = kind(&file) else { return StatusCode::NOT_FOUND.into_response() };
    if !question.is_readable() {
        return StatusCode::BAD_REQUEST.into_response();
    }
    let table = match table {
        CommitteeComparisonTable::Overlaps => ("OVERLAPS", "ueberschneidungen"),
        CommitteeComparisonTable::Loads => ("LOADS", "belastung"),
    };
    let variables = question.variables(table.0, &format.extension().to_uppercase());
    let data = match data_of(&api, &id, request, DOCUMENT, variables).await {
        Ok(data) => data,
        Err(refused) => return *refused,
    };
    let Some((day, bytes, media)) = read(data, format) else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let kept_as = format!("attachment; filename=\"gremien-{}-{day}.{}\"", table.1, format.extension());
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(media)),
        (header::CONTENT_DISPOSITION, HeaderValue::try_from(kept_as).unwrap_or(HeaderValue::from_static("attachment"))),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
        (header::VARY, HeaderValue::from_static("Authorization, Accept-Language")),
    ];
    (headers, bytes).into_response()
}

/// The day, the bytes and the media type.
fn read(data: Value, format: CommitteeTableFormat) -> Option<(String, Vec<u8>, &'static str)> {
    let Value::Object(mut root) = data else { return None };
    let Value::Object(mut compared) = root.swap_remove("committeeComparison")? else { return None };
    let (Value::String(day), Value::String(text)) = (compared.swap_remove("on")?, compared.swap_remove("file")?) else {
        return None;
    };
    Some(match format {
        CommitteeTableFormat::Csv => (day, text.into_bytes(), "text/csv; charset=utf-8; header=present"),
        CommitteeTableFormat::Xlsx => {
            let media = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
            (day, STANDARD.decode(text).ok()?, media)
        }
    })
}
