//! What every request and answer passes through.

use super::api::{Api, SetupError};
use super::graphql::{IDEMPOTENCY_KEY, REPLAYED};
use super::request_id::{self, RequestId};
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::Response;
use std::sync::Arc;
use std::time::Duration;
use tower_http::cors::{AllowOrigin, CorsLayer};

/// Headers of every answer that does not set them itself.
const SAFE: [(HeaderName, HeaderValue); 5] = [
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
    (header::REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
    (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'")),
    (HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin")),
];

/// For a year, browsers come by HTTPS only.
const HTTPS_ONLY: HeaderValue = HeaderValue::from_static("max-age=31536000; includeSubDomains");

/// Gives the request its id and the answer its safe headers.
pub(super) async fn frame(State(api): State<Arc<Api>>, mut request: Request, next: Next) -> Response {
    let id = RequestId::of(request.headers(), &*api.platform.ids);
    request.extensions_mut().insert(id.clone());
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert(request_id::HEADER, id.header());
    for (name, value) in SAFE {
        headers.entry(name).or_insert(value);
    }
    if api.platform.settings.public_url.starts_with("https:") {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HTTPS_ONLY);
    }
    response
}

/// Lets the front ends of these origins ask from browsers. Without any, no other site can.
pub(super) fn cors(origins: &[String]) -> Result<CorsLayer, SetupError> {
    let origins: Result<Vec<HeaderValue>, SetupError> = origins.iter().map(|origin| read_origin(origin)).collect();
    Ok(CorsLayer::new()
        .allow_origin(AllowOrigin::list(origins?))
        .allow_methods([Method::GET, Method::POST, Method::PUT])
        .allow_headers([
            header::AUTHORIZATION,
            header::CONTENT_TYPE,
            header::ACCEPT_LANGUAGE,
            IDEMPOTENCY_KEY,
            request_id::HEADER,
        ])
        .expose_headers([request_id::HEADER, REPLAYED, header::RETRY_AFTER, HeaderName::from_static("server-timing")])
        .max_age(Duration::from_hours(24)))
}

/// A scheme and a host, with a port perhaps, as browsers send it.
fn read_origin(origin: &str) -> Result<HeaderValue, SetupError> {
    let wrong = || SetupError::Origin(origin.to_owned());
    let host = origin.strip_prefix("https://").or_else(|| origin.strip_prefix("http://")).ok_or_else(wrong)?;
    if host.is_empty() || !host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-:[]".contains(&byte)) {
        return Err(wrong());
    }
    HeaderValue::try_from(origin).map_err(|_| wrong())
}
