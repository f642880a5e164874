//! `/healthz` says that the process runs, `/readyz` that it can do its work.

use super::api::Api;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde_json::{Value, json};
use std::sync::Arc;

pub(super) async fn healthy() -> Json<Value> {
    Json(json!({"status": "ok"}))
}

/// Ready when the database answers and has every table of this binary. A broker that is away is said and no reason to
/// send requests elsewhere: events wait for it.
pub(super) async fn ready(State(api): State<Arc<Api>>) -> (StatusCode, Json<Value>) {
    let database = &api.platform.database;
    let checked = async {
        database.ping().await?;
        database.is_migrated().await
    };
    let (status, state) = match checked.await {
        Ok(true) if api.platform.events.broker().is_some_and(|broker| !broker.is_well()) => {
            return (StatusCode::OK, Json(json!({"status": "degraded", "broker": "not available"})));
        }
        Ok(true) => (StatusCode::OK, "ok"),
        Ok(false) => (StatusCode::SERVICE_UNAVAILABLE, "not migrated"),
        Err(error) => {
            let error: &dyn std::error::Error = &error;
            tracing::warn!(error, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "database not available")
        }
    };
    (status, Json(json!({"status": state})))
}
