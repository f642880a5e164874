//! `PUT /imports/uploads/{ticket}`: the bytes of a file whose upload was permitted by `requestImportUpload`.

use super::address::caller;
use super::api::Api;
use super::authenticate::actor;
use super::language;
use super::problem::Problem;
use super::request_id::RequestId;
use application::Error;
use application::integration::imports::receive_import_file;
use axum::Extension;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{Request, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::access::Actor;
use domain::integration::imports::ImportFile;
use futures::{StreamExt, TryStreamExt};
use serde::Serialize;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::timeout;
use tracing::Instrument;

/// How long what is still being sent after a refusal is read and thrown away.
const PATIENCE: Duration = Duration::from_secs(5);

/// What came of an upload. `requestImportUpload` named the id already.
#[derive(Serialize)]
struct Uploaded<'f> {
    name: &'f str,
    size: u64,
    sha256: &'f str,
}

/// Takes the bytes. It runs in a task of its own: who hangs up in the middle leaves nothing behind half-done.
pub(super) async fn upload(
    State(api): State<Arc<Api>>,
    Extension(RequestId(reference)): Extension<RequestId>,
    Path(ticket): Path<String>,
    request: Request<Body>,
) -> Response {
    let language = language::preferred(request.headers());
    let address = caller(request.extensions(), request.headers(), api.settings.proxies);
    // Only a ticket that belongs to no session asks for it.
    let sender = match actor(&api.platform, request.headers(), address, &reference).await {
        Ok(sender) => sender,
        Err(refused) => return Problem::from(refused).into_response(),
    };
    let span = tracing::info_span!("upload", request = reference);
    let (platform, named) = (Arc::clone(&api.platform), reference.clone());
    let work = async move {
        let mut parts = request.into_body().into_data_stream();
        let taken = parts.by_ref().map_err(axum::Error::into_inner);
        let received = receive_import_file(&platform, &ticket, sender, named, language, taken).await;
        if received.is_err() {
            // Who is still sending would find the connection closed and never see why.
            let _ = timeout(PATIENCE, parts.for_each(|_| std::future::ready(()))).await;
        }
        received
    };
    match api.running.spawn(work.instrument(span)).await {
        Ok(Ok(file)) => created(&file),
        Ok(Err(error)) => {
            let counted = match &error {
                Error::Refused(_) | Error::Denied(_) => api.rates.count_refused(&Actor::Anonymous, address),
                Error::Unavailable(_) | Error::Unexpected(_) => Ok(()),
            };
            counted.map_or_else(Problem::from, |()| Problem::of(error, language, &reference)).into_response()
        }
        Err(stopped) => Problem::of(Error::unexpected(stopped), language, &reference).into_response(),
    }
}

fn created(file: &ImportFile) -> Response {
    let body = Uploaded { name: file.name.as_str(), size: file.size, sha256: &file.sha256 };
    (StatusCode::CREATED, [(header::CACHE_CONTROL, "no-store")], axum::Json(body)).into_response()
}
