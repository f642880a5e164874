//! What municipal systems read over OParl 1.1: the public records, all of them and nothing else, and every change of them.

mod concurrent;
mod files;
mod harvest;
mod hidden;
mod http;
mod lists;
mod objects;
mod schema;
mod sheets;
mod statements;
mod tombstones;

use crate::meetings::files::{attach, paper};
use crate::meetings::{
    APPROVE, DECIDE, MAYOR, PARTNER, attend, change_of, draft, found, item, open, plan, propose, seat, submit,
};
use acceptance::{Scene, Site, Who};
use reqwest::{Method, Response};
use serde_json::{Value, json};

const SYSTEM: &str = "/oparl/v1.1/system";

async fn fetch(scene: &Scene, url: &str) -> Response {
    Site::send(scene.site().request(Method::GET, url).header("accept-language", "en")).await
}

/// What an address answers with.
async fn get(scene: &Scene, url: &str) -> Value {
    let answer = fetch(scene, url).await;
    assert_eq!(answer.status(), 200, "{url}: {}", answer.text().await.unwrap());
    answer.json().await.unwrap()
}

/// The refusal that an address answers with: its status, and what is said to those who look for the cause.
async fn refusal(scene: &Scene, url: &str) -> (u16, String) {
    let answer = fetch(scene, url).await;
    let status = answer.status().as_u16();
    assert_eq!(answer.headers()["access-control-allow-origin"], "*", "{url}");
    let body: Value = answer.json().await.unwrap();
    assert_eq!(body["type"], "https://schema.oparl.org/1.1/Error", "{url}");
    assert!(!body["message"].as_str().unwrap().is_empty(), "{url}");
    (status, body["debug"].as_str().unwrap().to_owned())
}

/// All objects of a list, page after page.
async fn all(scene: &Scene, url: &str) -> Vec<Value> {
    let (mut objects, mut next) = (Vec::new(), Some(url.to_owned()));
    while let Some(url) = next {
        let page = get(scene, &url).await;
        objects.extend(page["data"].as_array().unwrap().iter().cloned());
        next = page["links"]["next"].as_str().map(str::to_owned);
    }
    objects
}

/// An address with parameters, encoded as they have to be.
fn with(url: &Value, parameters: &[(&str, &str)]) -> String {
    let encoded = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(parameters).finish();
    format!("{}?{encoded}", url.as_str().unwrap())
}

/// The bodies there are.
async fn bodies(scene: &Scene) -> Vec<Value> {
    let system = get(scene, SYSTEM).await;
    all(scene, system["body"].as_str().unwrap()).await
}

/// The one body of the tests in Remscheid.
async fn body(scene: &Scene) -> Value {
    bodies(scene).await.into_iter().find(|body| body["ags"] == "05120000").unwrap()
}

/// The objects of one of the lists of the body.
async fn listed(scene: &Scene, field: &str) -> Vec<Value> {
    let body = body(scene).await;
    all(scene, body[field].as_str().unwrap()).await
}

fn names(objects: &[Value]) -> Vec<&str> {
    objects.iter().map(|object| object["name"].as_str().unwrap()).collect()
}

/// A public committee with a published chair and a hidden member, and a meeting that is held: one item in public with a
/// paper and a decision, one not in public with the same.
pub(crate) struct Rich {
    pub(crate) committee: Value,
    meeting: Value,
    chair: Value,
    member: Value,
}

pub(crate) async fn rich(scene: &Scene, name: &str) -> Rich {
    let committee = found(scene, name, json!({"visibility": "PUBLIC", "shortName": "LK"})).await;
    let of = json!({"isPublic": true, "seat": "Leitung", "organisationId": acceptance::global(scene.cast().partner)});
    let chair = seat(scene, &committee, MAYOR, "CHAIR", of).await;
    let member = seat(scene, &committee, PARTNER, "MEMBER", json!({})).await;
    let meeting = plan(scene, &committee).await;
    let open_item = item(scene, &meeting, "Lesepaten", true).await;
    let closed = item(scene, &meeting, "Geheime Personalie", false).await;
    let paper_open = paper(scene, &meeting, Some(&open_item), "Konzept", true).await;
    let paper_secret = paper(scene, &meeting, Some(&closed), "Geheimes Papier", true).await;
    let paper_inner = paper(scene, &meeting, Some(&open_item), "Geheimer Entwurf", false).await;
    attach(scene, Who::LEAD, &paper_open, "konzept.txt").await;
    attach(scene, Who::LEAD, &paper_open, "anlage.txt").await;
    attach(scene, Who::LEAD, &paper_secret, "geheim-a.txt").await;
    attach(scene, Who::LEAD, &paper_inner, "geheim-b.txt").await;
    attach(scene, Who::LEAD, &meeting, "einladung.txt").await;
    attach(scene, Who::LEAD, &open_item, "folien.txt").await;
    attach(scene, Who::LEAD, &closed, "geheim-c.txt").await;
    open(scene, &meeting).await;
    attend(scene, &meeting, &[&chair, &member]).await;
    for (item, text) in [(&open_item, "Die Paten kommen."), (&closed, "Geheimer Beschluss")] {
        let fields = json!({"agendaItemId": item["id"], "mode": "CONSENSUS", "text": text});
        let proposed = propose(scene, &meeting, fields).await;
        scene.change(Who::LEAD, DECIDE, change_of(&proposed, json!({}))).await;
    }
    let minutes = draft(scene, &meeting, "Geheimes Protokoll").await;
    let review = submit(scene, &meeting, &minutes, json!(null)).await;
    scene.change(MAYOR, APPROVE, change_of(&review, json!({}))).await;
    Rich { committee, meeting, chair, member }
}

/// Changes what a committee says of itself.
pub(crate) async fn change_committee(scene: &Scene, committee: &Value, fields: Value) {
    let query = "query($id: ID!) { committee(id: $id) { id version name visibility } }";
    let now = scene.get(Who::LEAD, query, json!({"id": committee["id"]})).await;
    let mut profile = json!({"name": now["name"], "kind": "STEERING_COMMITTEE", "fieldsOfAction": ["LANGUAGE"],
                             "visibility": now["visibility"],
                             "rules": {"quorum": "MAJORITY", "decisionRule": "SIMPLE_MAJORITY"}});
    profile.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    let document = crate::meetings::step("updateCommittee", "UpdateCommitteeInput", "committee", "");
    scene.change(Who::LEAD, &document, change_of(&now, json!({"profile": profile}))).await;
}
