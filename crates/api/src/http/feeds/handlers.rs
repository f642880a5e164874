//! What each address answers with.

use super::super::address::caller;
use super::super::api::Api;
use super::super::language;
use super::super::problem::Problem;
use super::super::request_id::RequestId;
use super::answer::{send_item, send_page};
use application::integration::feeds::{
    ATOM_MEDIA_TYPE, ItemAnswer, JSON_LD_MEDIA_TYPE, VCARD_MEDIA_TYPE, read_card, read_cards, read_changes, read_feed,
    read_item,
};
use application::{Call, Error};
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use domain::access::Actor;
use domain::integration::feeds::{FeedKind, FeedPath, FeedQuery};
use domain::shared::{Language, OrganisationId, read_global_id};
use std::sync::Arc;
use url::form_urlencoded;

/// What a record counts, and what a page counts, in the costs of GraphQL.
const ITEM: u64 = 10;
const PAGE: u64 = 200;

type Shared = State<Arc<Api>>;
type Reference = Extension<RequestId>;

/// What happened, as Atom.
pub(super) async fn changes(State(api): Shared, Extension(reference): Reference, request: Parts) -> Response {
    let sent = async {
        let (call, query) = asked(&api, reference, &request, PAGE)?;
        let page = read_changes(&call, &query).await.map_err(|error| problem(&call, error))?;
        Ok(send_page(&call, &request.headers, ATOM_MEDIA_TYPE, page))
    };
    sent.await.unwrap_or_else(|refused: Problem| refused.into_response())
}

/// Sessions and conferences, as JSON-LD.
pub(super) async fn events(State(api): Shared, Extension(reference): Reference, request: Parts) -> Response {
    list(&api, reference, &request, FeedKind::Session).await
}

/// Organisations, as JSON-LD.
pub(super) async fn organisations(State(api): Shared, Extension(reference): Reference, request: Parts) -> Response {
    list(&api, reference, &request, FeedKind::Organisation).await
}

/// Networks, as JSON-LD.
pub(super) async fn networks(State(api): Shared, Extension(reference): Reference, request: Parts) -> Response {
    list(&api, reference, &request, FeedKind::Network).await
}

/// Organisations, as vCards.
pub(super) async fn cards(State(api): Shared, Extension(reference): Reference, request: Parts) -> Response {
    let sent = async {
        let (call, query) = asked(&api, reference, &request, PAGE)?;
        let page = read_cards(&call, &query).await.map_err(|error| problem(&call, error))?;
        Ok(send_page(&call, &request.headers, VCARD_MEDIA_TYPE, page))
    };
    sent.await.unwrap_or_else(|refused: Problem| refused.into_response())
}

/// One record.
pub(super) async fn item(
    State(api): Shared,
    Extension(reference): Reference,
    Path((kind, file)): Path<(String, String)>,
    request: Parts,
) -> Response {
    let sent = async {
        let (call, _) = asked(&api, reference, &request, ITEM)?;
        let (found, media_type) = match named(&kind, &file) {
            Some((path, Form::JsonLd)) => (read_item(&call, path).await, JSON_LD_MEDIA_TYPE),
            Some((path, Form::Card)) => (read_card(&call, OrganisationId::from(path.id)).await, VCARD_MEDIA_TYPE),
            None => (Ok(None), JSON_LD_MEDIA_TYPE),
        };
        match found.map_err(|error| problem(&call, error))? {
            Some(ItemAnswer::Here { text, modified }) => {
                Ok(send_item(&call, &request.headers, media_type, text, modified))
            }
            Some(ItemAnswer::Gone) => Err(gone(call.language())),
            None => Err(Problem::not_found(call.language())),
        }
    };
    sent.await.unwrap_or_else(|refused: Problem| refused.into_response())
}

async fn list(api: &Arc<Api>, reference: RequestId, request: &Parts, kind: FeedKind) -> Response {
    let sent = async {
        let (call, query) = asked(api, reference, request, PAGE)?;
        let page = read_feed(&call, kind, &query).await.map_err(|error| problem(&call, error))?;
        Ok(send_page(&call, &request.headers, JSON_LD_MEDIA_TYPE, page))
    };
    sent.await.unwrap_or_else(|refused: Problem| refused.into_response())
}

/// The forms in which there is a record.
#[derive(Clone, Copy)]
enum Form {
    JsonLd,
    Card,
}

/// The record whose global id is the name of the file, and the form that its ending asks for.
fn named(kind: &str, file: &str) -> Option<(FeedPath, Form)> {
    let kind = FeedKind::ALL.iter().copied().find(|known| kind.strip_suffix('s') == Some(known.code()))?;
    let (id, form) = match file.rsplit_once('.')? {
        (id, "jsonld") => (id, Form::JsonLd),
        (id, "vcf") if kind == FeedKind::Organisation => (id, Form::Card),
        _ => return None,
    };
    let (type_name, uuid) = read_global_id(id)?;
    (type_name == kind.type_name()).then(|| (FeedPath::new(kind, uuid), form))
}

/// Counts a request, whoever sends it, and reads what it asks for: tokens are not looked at, everybody reads the same.
fn asked(
    api: &Arc<Api>,
    RequestId(reference): RequestId,
    request: &Parts,
    cost: u64,
) -> Result<(Call, FeedQuery), Problem> {
    let address = caller(&request.extensions, &request.headers, api.settings.proxies);
    api.rates.count_public(address, cost)?;
    let text = request.uri.query().unwrap_or_default();
    let parameters: Vec<(String, String)> = form_urlencoded::parse(text.as_bytes()).into_owned().collect();
    let liked = language::preferred(&request.headers);
    let query = FeedQuery::read(&parameters).map_err(|refusals| Problem::of_parameters(&refusals, liked))?;
    let language = query.language.unwrap_or(liked);
    Ok((Call::new(Arc::clone(&api.platform), Actor::Anonymous, reference, language), query))
}

/// It was public once.
fn gone(language: Language) -> Problem {
    let detail = match language {
        Language::German => "Der Eintrag ist nicht mehr öffentlich.",
        Language::English => "The record is not public any more.",
    };
    Problem::new(StatusCode::GONE, "GONE", detail.to_owned())
}

fn problem(call: &Call, error: Error) -> Problem {
    Problem::of(error, call.language(), call.request())
}
