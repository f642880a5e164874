//! `PUT /imports/uploads/{ticket}`: the bytes of a file whose upload was permitted by `requestImportUpload`.

use super::api::Api;
use super::received::{Received, receive};
use super::request_id::RequestId;
use application::integration::imports::receive_import_file;
use axum::Extension;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::Request;
use axum::response::Response;
use futures::FutureExt;
use std::sync::Arc;

pub(super) async fn upload(
    State(api): State<Arc<Api>>,
    Extension(RequestId(reference)): Extension<RequestId>,
    Path(ticket): Path<String>,
    request: Request<Body>,
) -> Response {
    let received = receive(&api, reference, ticket, request, |sent| {
        receive_import_file(sent.platform, sent.ticket, sent.sender, sent.reference, sent.language, sent.bytes).boxed()
    });
    match received.await {
        Ok(file) => Received::new(file.name.as_str(), file.size, &file.sha256).answer(),
        Err(refused) => refused,
    }
}
