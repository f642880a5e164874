//! What each address answers with.

use super::super::address::caller;
use super::super::api::Api;
use super::super::files::send as send_file;
use super::super::language;
use super::super::request_id::RequestId;
use super::answer::send;
use super::failure::Failure;
use super::sheet::{send_sheet, send_text};
use application::Call;
use application::oparl::{PublishedFile, interface_url, open_published_file, read_list, read_object, read_system};
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use domain::access::Actor;
use domain::oparl::{ListQuery, ObjectKind, ObjectList, ObjectPath};
use std::sync::Arc;
use url::form_urlencoded;

/// What an object counts, and what a page of a list counts, in the costs of GraphQL.
const OBJECT: u64 = 10;
const PAGE: u64 = 200;
/// What it counts to set a document.
const SHEET: u64 = 100;

type Shared = State<Arc<Api>>;
type Reference = Extension<RequestId>;

/// The entry has one address.
pub(super) async fn entry(State(api): Shared) -> Redirect {
    Redirect::permanent(&format!("{}/system", interface_url(&api.platform)))
}

pub(super) async fn system(State(api): Shared, Extension(reference): Reference, request: Parts) -> Response {
    let call = match counted(&api, reference, &request, OBJECT) {
        Ok(call) => call,
        Err(failure) => return failure.into_response(),
    };
    send(&request.headers, read_system(&api.platform), None, call.now())
}

pub(super) async fn bodies(State(api): Shared, Extension(reference): Reference, request: Parts) -> Response {
    page(&api, reference, Some(ObjectList::Bodies), &request).await.unwrap_or_else(IntoResponse::into_response)
}

pub(super) async fn list(
    State(api): Shared,
    Extension(reference): Reference,
    Path((kind, key, part)): Path<(String, String, String)>,
    request: Parts,
) -> Response {
    let list = ObjectKind::of_segment(&kind).and_then(|kind| ObjectList::of(kind, &key, &part));
    page(&api, reference, list, &request).await.unwrap_or_else(IntoResponse::into_response)
}

pub(super) async fn object(
    State(api): Shared,
    Extension(reference): Reference,
    Path((kind, key)): Path<(String, String)>,
    request: Parts,
) -> Response {
    let path = ObjectKind::of_segment(&kind).and_then(|kind| ObjectPath::read(kind, &key));
    one(&api, reference, path, &request).await.unwrap_or_else(IntoResponse::into_response)
}

/// Bytes to be shown.
pub(super) async fn access(
    State(api): Shared,
    Extension(reference): Reference,
    Path(key): Path<String>,
    request: Parts,
) -> Response {
    bytes(&api, reference, &key, true, &request).await.unwrap_or_else(IntoResponse::into_response)
}

/// Bytes to be saved.
pub(super) async fn download(
    State(api): Shared,
    Extension(reference): Reference,
    Path(key): Path<String>,
    request: Parts,
) -> Response {
    bytes(&api, reference, &key, false, &request).await.unwrap_or_else(IntoResponse::into_response)
}

pub(super) async fn nothing(request: Parts) -> Failure {
    Failure::not_found(language::preferred(&request.headers))
}

async fn page(
    api: &Arc<Api>,
    reference: RequestId,
    list: Option<ObjectList>,
    request: &Parts,
) -> Result<Response, Failure> {
    let call = counted(api, reference, request, PAGE)?;
    let query = query(request, &call)?;
    let found = match list {
        Some(list) => read_list(&call, &list, &query).await.map_err(|error| failure(&call, error))?,
        None => None,
    };
    let json = found.ok_or_else(|| Failure::not_found(call.language()))?;
    Ok(send(&request.headers, json, None, call.now()))
}

async fn one(
    api: &Arc<Api>,
    reference: RequestId,
    path: Option<ObjectPath>,
    request: &Parts,
) -> Result<Response, Failure> {
    let call = counted(api, reference, request, OBJECT)?;
    let query = query(request, &call)?;
    let found = match path {
        Some(path) => read_object(&call, &path, query.omit_internal).await.map_err(|error| failure(&call, error))?,
        None => None,
    };
    let object = found.ok_or_else(|| Failure::not_found(call.language()))?;
    Ok(send(&request.headers, object.json, Some(object.modified), call.now()))
}

async fn bytes(
    api: &Arc<Api>,
    reference: RequestId,
    key: &str,
    inline: bool,
    request: &Parts,
) -> Result<Response, Failure> {
    let call = counted(api, reference, request, OBJECT)?;
    match open_published_file(&call, key).await.map_err(|error| failure(&call, error))? {
        Some(PublishedFile::Here(file)) => {
            let sent = send_file(&call, &file, inline, &request.method, &request.headers).await;
            sent.map_err(|error| failure(&call, error))
        }
        Some(PublishedFile::Sheet(sheet)) => {
            let address = caller(&request.extensions, &request.headers, api.settings.proxies);
            let pay = || api.rates.count_public(address, SHEET).map_err(Failure::from);
            send_sheet(&call, *sheet, inline, request, pay).await
        }
        Some(PublishedFile::Text(text)) => Ok(send_text(&call, text, inline, request)),
        Some(PublishedFile::Gone) => Err(Failure::gone(call.language())),
        None => Err(Failure::not_found(call.language())),
    }
}

/// Counts a request, whoever sends it: tokens are not looked at, everybody reads the same.
fn counted(api: &Arc<Api>, RequestId(reference): RequestId, request: &Parts, cost: u64) -> Result<Call, Failure> {
    let address = caller(&request.extensions, &request.headers, api.settings.proxies);
    api.rates.count_public(address, cost)?;
    let language = language::preferred(&request.headers);
    Ok(Call::new(Arc::clone(&api.platform), Actor::Anonymous, reference, language))
}

fn query(request: &Parts, call: &Call) -> Result<ListQuery, Failure> {
    let text = request.uri.query().unwrap_or_default();
    let parameters: Vec<(String, String)> = form_urlencoded::parse(text.as_bytes()).into_owned().collect();
    ListQuery::read(&parameters).map_err(|refusals| Failure::wrong(&refusals, call.language()))
}

fn failure(call: &Call, error: application::Error) -> Failure {
    Failure::of(error, call.language(), call.request())
}
