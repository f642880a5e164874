//! `/networks/analyses/{id}/{file}`: an analysis of a network as a file. It is the field `NetworkAnalysis.file` under an
//! address of its own: what may be read there may be read here, and costs the same.

use super::api::Api;
use super::graphql::data_of;
use super::request_id::RequestId;
use crate::graphql::networks::NetworkFileFormat;
use async_graphql::{Value, Variables};
use axum::Extension;
use axum::body::Body;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;
use std::sync::Arc;

/// The field, and what the name of the file needs.
const DOCUMENT: &str = "query AnalysisFile($id: ID!, $format: NetworkFileFormat!) \
                        { networkAnalysis(id: $id) { cutOff file(format: $format) } }";

/// Name in the schema, media type, and what a file is called when it is kept.
const fn kind(format: NetworkFileFormat) -> (&'static str, &'static str, &'static str) {
    match format {
        NetworkFileFormat::GraphMl => ("GRAPHML", "application/graphml+xml; charset=utf-8", "netzwerk-{day}.graphml"),
        NetworkFileFormat::Gexf => ("GEXF", "application/gexf+xml; charset=utf-8", "netzwerk-{day}.gexf"),
        NetworkFileFormat::NodesCsv => {
            ("NODES_CSV", "text/csv; charset=utf-8; header=present", "netzwerk-{day}-knoten.csv")
        }
        NetworkFileFormat::EdgesCsv => {
            ("EDGES_CSV", "text/csv; charset=utf-8; header=present", "netzwerk-{day}-beziehungen.csv")
        }
        NetworkFileFormat::Svg => ("SVG", "image/svg+xml", "netzwerk-{day}.svg"),
    }
}

/// A picture that is opened as a page runs nothing and loads nothing; its own styles are all it needs.
const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; sandbox",
);

/// Answers with the file; what is no file, or not there for the caller, is not found.
pub(super) async fn answer(
    State(api): State<Arc<Api>>,
    Extension(id): Extension<RequestId>,
    Path((analysis, file)): Path<(String, String)>,
    request: Request,
) -> Response<Body> {
    let Some(format) = NetworkFileFormat::ALL.into_iter().find(|format| format.file_name() == file) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let (format, media, name) = kind(format);
    let variables = Variables::from_json(json!({"id": analysis, "format": format}));
    let data = match data_of(&api, &id, request, DOCUMENT, variables).await {
        Ok(data) => data,
        Err(refused) => return *refused,
    };
    let Some((day, text)) = read(data) else { return StatusCode::NOT_FOUND.into_response() };
    let kept_as = format!("attachment; filename=\"{}\"", name.replace("{day}", &day));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(media)),
        (header::CONTENT_DISPOSITION, HeaderValue::try_from(kept_as).unwrap_or(HeaderValue::from_static("attachment"))),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
        (header::VARY, HeaderValue::from_static("Authorization, Accept-Language")),
        (header::CONTENT_SECURITY_POLICY, POLICY),
    ];
    (headers, text).into_response()
}

/// The day and the text, if there is such an analysis.
fn read(data: Value) -> Option<(String, String)> {
    let Value::Object(mut root) = data else { return None };
    let Value::Object(mut analysis) = root.swap_remove("networkAnalysis")? else { return None };
    match (analysis.swap_remove("cutOff")?, analysis.swap_remove("file")?) {
        (Value::String(day), Value::String(text)) => Some((day, text)),
        _ => None,
    }
}
