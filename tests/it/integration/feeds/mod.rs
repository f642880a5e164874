//! Public feeds: what websites, readers of news and address books read, and what they never learn of.

mod atom;
mod cards;
mod hidden;
mod http;
mod json_ld;
mod statements;

use crate::qualifications::stage::plan;
use acceptance::{Reader, Scene, Site};
use application::organisations::{CreateOrganisation, create_organisation};
use application::qualifications::{
    AdvanceSession, CreateSession, EndSession, advance_session, cancel_session, create_session,
};
use domain::access::Actor;
use domain::organisations::{Organisation, OrganisationKind};
use domain::qualifications::{CourseFormat, CourseKind, CourseSession, SessionDraft, SessionVerb};
use domain::shared::{ContactKind, ContactPointDraft, ContactVisibility};
use reqwest::{Method, Response};
use serde_json::Value;

static READERS: Reader = Reader::new("feeds", "check.mjs");
const EVENTS: &str = "/feeds/events.jsonld";
const CHANGES: &str = "/feeds/changes.atom";
const ORGANISATIONS: &str = "/feeds/organisations.jsonld";
const NETWORKS: &str = "/feeds/networks.jsonld";
const CARDS: &str = "/feeds/organisations.vcf";

async fn fetch(scene: &Scene, url: &str, headers: &[(&str, &str)]) -> Response {
    let request = scene.site().request(Method::GET, url);
    let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
    Site::send(request).await
}

/// What an address answers with.
async fn text(scene: &Scene, url: &str) -> String {
    let answer = fetch(scene, url, &[("accept-language", "en")]).await;
    let (status, text) = (answer.status(), answer.text().await.unwrap());
    assert_eq!(status, 200, "{url}: {text}");
    text
}

async fn json(scene: &Scene, url: &str) -> Value {
    serde_json::from_str(&text(scene, url).await).unwrap()
}

/// What readers of a format see in these texts: one value for each.
async fn readers(kind: &str, texts: &[String]) -> Vec<Value> {
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    READERS.read(kind, &texts).await
}

/// A conference of the Transferagentur in the making.
async fn draft(scene: &Scene, plan: SessionDraft) -> CourseSession {
    let input = CreateSession {
        host: Some(scene.cast().transferagentur),
        series: None,
        module: None,
        kind: Some(CourseKind::Conference),
        plan,
    };
    create_session(&scene.world().call(Actor::System), input).await.unwrap()
}

async fn step(scene: &Scene, session: &CourseSession, verb: SessionVerb) -> CourseSession {
    let step = AdvanceSession { id: session.id, expected_version: session.version, verb };
    advance_session(&scene.world().call(Actor::System), step).await.unwrap()
}

/// A conference that is announced.
async fn published(scene: &Scene, title: &str, format: CourseFormat) -> CourseSession {
    let plan = SessionDraft { title: title.to_owned(), format, ..plan() };
    let draft = draft(scene, plan).await;
    step(scene, &draft, SessionVerb::Publish).await
}

fn end(session: &CourseSession) -> EndSession {
    EndSession { id: session.id, expected_version: session.version, reason: "Geheimer Grund".to_owned() }
}

async fn cancel(scene: &Scene, session: &CourseSession) -> CourseSession {
    cancel_session(&scene.world().call(Actor::System), end(session)).await.unwrap()
}

fn point(kind: ContactKind, value: &str, label: Option<&str>, visibility: ContactVisibility) -> ContactPointDraft {
    ContactPointDraft { id: None, kind, value: value.to_owned(), label: label.map(str::to_owned), visibility }
}

/// A department in Remscheid.
async fn department(scene: &Scene, name: &str, contact_points: Vec<ContactPointDraft>) -> Organisation {
    let input = CreateOrganisation {
        name: name.to_owned(),
        short_name: Some("FB 2".to_owned()),
        kind: OrganisationKind::Department,
        legal_form: None,
        local_label: None,
        functions: Vec::new(),
        parent: Some(scene.cast().remscheid.municipality),
        district_key: Some("05120".to_owned()),
        territory_keys: vec!["05120".to_owned()],
        address: None,
        sponsor: None,
        contact_points,
        valid_from: None,
    };
    create_organisation(&scene.world().call(Actor::System), input).await.unwrap()
}

/// All entries of a feed of JSON-LD, page after page.
async fn all(scene: &Scene, url: &str) -> Vec<Value> {
    let (mut found, mut next) = (Vec::new(), Some(url.to_owned()));
    while let Some(url) = next {
        let answer = fetch(scene, &url, &[]).await;
        assert_eq!(answer.status(), 200, "{url}");
        next = next_of(&answer);
        let page: Value = answer.json().await.unwrap();
        found.extend(page["dataFeedElement"].as_array().unwrap().iter().cloned());
    }
    found
}

/// The address of the next page, as the header says it (RFC 8288).
fn next_of(answer: &Response) -> Option<String> {
    let link = answer.headers().get("link")?.to_str().unwrap();
    let (url, rel) = link.strip_prefix('<').unwrap().split_once('>').unwrap();
    assert_eq!(rel, "; rel=\"next\"");
    Some(url.to_owned())
}

fn names(elements: &[Value]) -> Vec<&str> {
    elements.iter().map(|element| element["item"]["name"].as_str().unwrap_or("(withdrawn)")).collect()
}

/// An instant as a parameter.
fn since(at: domain::shared::Timestamp) -> String {
    format!("since={at}")
}
