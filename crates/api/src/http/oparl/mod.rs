//! `/oparl/v1.1/…`: what is public, in the form of OParl 1.1. Nobody is asked who they are, and every page may read it.

mod answer;
mod failure;
mod handlers;
mod sheet;

use super::api::Api;
use axum::Router;
use axum::http::{Method, header};
use axum::routing::get;
use std::sync::Arc;
use std::time::Duration;
use tower_http::CompressionLevel;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::cors::{Any, CorsLayer};

/// The routes.
pub(super) fn routes() -> Router<Arc<Api>> {
    let cors = CorsLayer::new()
        .allow_origin(Any)
        .allow_methods([Method::GET, Method::HEAD])
        .allow_headers([header::IF_NONE_MATCH, header::IF_MODIFIED_SINCE, header::ACCEPT_LANGUAGE, header::RANGE])
        .expose_headers([header::ETAG, header::LAST_MODIFIED, header::CONTENT_DISPOSITION, header::RETRY_AFTER])
        .max_age(Duration::from_hours(24));
    Router::new()
        .route("/oparl/v1.1", get(handlers::entry))
        .route("/oparl/v1.1/", get(handlers::entry))
        .route("/oparl/v1.1/system", get(handlers::system))
        .route("/oparl/v1.1/bodies", get(handlers::bodies))
        .route("/oparl/v1.1/{kind}/{key}", get(handlers::object))
        .route("/oparl/v1.1/{kind}/{key}/{part}", get(handlers::list))
        .route("/oparl/{*path}", get(handlers::nothing))
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest))
        // Files are sent as they are: a part of a compressed one would be a part of something else.
        .route("/oparl/v1.1/file/{key}/access", get(handlers::access))
        .route("/oparl/v1.1/file/{key}/download", get(handlers::download))
        .layer(CatchPanicLayer::new())
        .layer(cors)
}
