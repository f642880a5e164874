//! `PUT /files/uploads/{ticket}`: the bytes of a file whose upload was permitted by `requestUpload`.

use super::super::address::caller;
use super::super::api::Api;
use super::super::authenticate::actor;
use super::super::language;
use super::super::problem::Problem;
use super::super::request_id::RequestId;
use application::Error;
use application::files::receive_upload;
use axum::Extension;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{Request, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::access::Actor;
use domain::files::StoredFile;
use futures::{StreamExt, TryStreamExt};
use serde::Serialize;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::timeout;
use tracing::Instrument;

/// How long what is still being sent after a refusal is read and thrown away.
const PATIENCE: Duration = Duration::from_secs(5);

/// What came of an upload. The id is not the global one: `requestUpload` named that already.
#[derive(Serialize)]
struct Uploaded<'f> {
    name: &'f str,
    size: u64,
    sha256: &'f str,
}

/// Takes the bytes. It runs in a task of its own: who hangs up in the middle leaves nothing behind half-done.
pub(in crate::http) async fn answer(
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
    let platform = Arc::clone(&api.platform);
    let named = reference.clone();
    let work = async move {
        let mut parts = request.into_body().into_data_stream();
        let taken = parts.by_ref().map_err(axum::Error::into_inner);
        let received = receive_upload(&platform, &ticket, sender, named, language, taken).await;
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

fn created(file: &StoredFile) -> Response {
    let body = Uploaded { name: file.plan.name.as_str(), size: file.size, sha256: &file.sha256 };
    let place = [(header::LOCATION, format!("/files/{}", file.id)), (header::CACHE_CONTROL, "no-store".to_owned())];
    (StatusCode::CREATED, place, axum::Json(body)).into_response()
}
