//! `PUT /files/uploads/{ticket}`: the bytes of a file whose upload was permitted by `requestUpload`.

use super::super::api::Api;
use super::super::received::{Received, receive};
use super::super::request_id::RequestId;
use application::files::receive_upload;
use axum::Extension;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{Request, header};
use axum::response::{IntoResponse, Response};
use futures::FutureExt;
use std::sync::Arc;

pub(in crate::http) async fn answer(
    State(api): State<Arc<Api>>,
    Extension(RequestId(reference)): Extension<RequestId>,
    Path(ticket): Path<String>,
    request: Request<Body>,
) -> Response {
    let received = receive(&api, reference, ticket, request, |sent| {
        receive_upload(sent.platform, sent.ticket, sent.sender, sent.reference, sent.language, sent.bytes).boxed()
    });
    match received.await {
        Ok(file) => {
            // Not the global id: `requestUpload` named that already.
            let place = [(header::LOCATION, format!("/files/{}", file.id))];
            (place, Received::new(file.plan.name.as_str(), file.size, &file.sha256).answer()).into_response()
        }
        Err(refused) => refused,
    }
}
