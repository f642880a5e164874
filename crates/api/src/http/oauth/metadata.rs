//! `/.well-known/oauth-authorization-server` (RFC 8414).

use super::super::api::Api;
use application::security::ASSERTION_ALGORITHMS;
use axum::Json;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use domain::access::Action;
use serde_json::json;
use std::sync::Arc;

pub(in crate::http) async fn answer(State(api): State<Arc<Api>>) -> Response {
    let issuer = &api.platform.settings.public_url;
    let methods = ["client_secret_basic", "private_key_jwt"];
    let algorithms: Vec<String> = ASSERTION_ALGORITHMS.iter().map(|algorithm| format!("{algorithm:?}")).collect();
    let scopes: Vec<&str> =
        Action::ALL.iter().filter(|action| action.may_be_scope()).map(|action| action.code()).collect();
    let metadata = json!({
        "issuer": issuer,
        "token_endpoint": format!("{issuer}/oauth/token"),
        "revocation_endpoint": format!("{issuer}/oauth/revoke"),
        "jwks_uri": format!("{issuer}/.well-known/jwks.json"),
        "scopes_supported": scopes,
        "response_types_supported": [],
        "grant_types_supported": ["client_credentials"],
        "token_endpoint_auth_methods_supported": methods,
        "token_endpoint_auth_signing_alg_values_supported": algorithms,
        "revocation_endpoint_auth_methods_supported": methods,
        "revocation_endpoint_auth_signing_alg_values_supported": algorithms,
    });
    ([(header::CACHE_CONTROL, "public, max-age=300")], Json(metadata)).into_response()
}
