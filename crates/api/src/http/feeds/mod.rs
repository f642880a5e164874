//! `/feeds/…`: what is public, for websites and readers of news (ADR 0042). Nobody is asked who they are, and every page may
//! read it.

mod answer;
mod handlers;

use super::api::Api;
use axum::Router;
use axum::http::{HeaderName, Method, header};
use axum::routing::get;
use std::sync::Arc;
use std::time::Duration;
use tower_http::CompressionLevel;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::cors::{Any, CorsLayer};

/// The routes.
pub(super) fn routes() -> Router<Arc<Api>> {
    let shown: [HeaderName; 4] = [header::ETAG, header::LAST_MODIFIED, header::LINK, header::RETRY_AFTER];
    let cors = CorsLayer::new()
        .allow_origin(Any)
        .allow_methods([Method::GET, Method::HEAD])
        .allow_headers([header::IF_NONE_MATCH, header::IF_MODIFIED_SINCE, header::ACCEPT_LANGUAGE])
        .expose_headers(shown)
        .max_age(Duration::from_hours(24));
    Router::new()
        .route("/feeds/changes.atom", get(handlers::changes))
        .route("/feeds/events.jsonld", get(handlers::events))
        .route("/feeds/organisations.jsonld", get(handlers::organisations))
        .route("/feeds/networks.jsonld", get(handlers::networks))
        .route("/feeds/organisations.vcf", get(handlers::cards))
        .route("/feeds/{kind}/{file}", get(handlers::item))
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest))
        .layer(CatchPanicLayer::new())
        .layer(cors)
}
