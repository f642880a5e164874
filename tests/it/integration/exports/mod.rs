//! Exports: lists that are read to their end and written into files.

mod course;
mod documents;
mod formats;
mod rights;
mod writers;

use acceptance::{Scene, Site, Who, global};
use application::integration::exports::{Exporter, Reader};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::shared::ExportId;
use futures::future::BoxFuture;
use reqwest::{Method, Response};
use serde_json::{Value, json};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use uuid::Uuid;

const START: &str = include_str!("../../../../schema/operations/StartExport.graphql");
const CANCEL: &str = include_str!("../../../../schema/operations/CancelExport.graphql");
const EXPORT: &str = include_str!("../../../../schema/operations/Export.graphql");
const EXPORTS: &str = include_str!("../../../../schema/operations/Exports.graphql");
const PERSON: &str = include_str!("../../../../schema/operations/CreatePerson.graphql");

/// People in pages of two, so that several are read.
const PEOPLE: &str = "query($text: String) { people(first: 2, filter: {text: $text}) { totalCount nodes { id givenName \
                      familyName organisation { name } } pageInfo { endCursor } } }";

/// Asks for an export, and says what is known of it.
async fn start(scene: &Scene, who: Who, document: &str, format: &str) -> Value {
    scene.change(who, START, json!({"document": document, "format": format})).await
}

/// The export as somebody sees it.
async fn read(scene: &Scene, who: Who, export: &Value) -> Value {
    scene.get(who, EXPORT, json!({"id": export["id"]})).await
}

/// Writes all that is due, and says how many exports that were.
async fn write(scene: &Scene) -> usize {
    scene.site().exporter().write_due().await.unwrap()
}

/// Writes an export that succeeds, and says what is known of it and what its file holds.
async fn written(scene: &Scene, who: Who, document: &str, format: &str) -> (Value, Vec<u8>) {
    let export = start(scene, who, document, format).await;
    assert_eq!(export["state"], "QUEUED");
    assert_eq!(write(scene).await, 1);
    let export = read(scene, who, &export).await;
    assert_eq!((&export["state"], &export["failureReason"]), (&json!("DONE"), &Value::Null), "{export:#}");
    let answer = fetch(scene, export["downloadUrl"].as_str().unwrap()).await;
    assert_eq!(answer.status(), 200);
    let bytes = answer.bytes().await.unwrap().to_vec();
    assert_eq!(export["bytes"], bytes.len());
    (export, bytes)
}

/// Fetches an address with nothing but what stands in it.
async fn fetch(scene: &Scene, url: &str) -> Response {
    Site::send(scene.site().request(Method::GET, url).header("accept-language", "en")).await
}

/// Has the office in Remscheid keep a new person.
async fn person(scene: &Scene, given: &str, family: &str) -> Value {
    let office = global(scene.cast().remscheid.office);
    let input = json!({"organisationId": office, "givenName": given, "familyName": family, "acceptDuplicates": true});
    scene.change(Who::LEAD, PERSON, input).await["id"].clone()
}

/// One who writes exports, and before the reading of a page (the first one is 1) something else happens.
fn interrupted(
    scene: &Scene,
    page: usize,
    happens: impl Fn() -> BoxFuture<'static, ()> + Send + Sync + 'static,
) -> Arc<Exporter> {
    let Reader { plan, read } = scene.site().reader();
    let (pages, happens) = (Arc::new(AtomicUsize::new(0)), Arc::new(happens));
    let reader = Reader {
        plan,
        read: Arc::new(move |call, wanted, wish| {
            let (read, happens) = (Arc::clone(&read), Arc::clone(&happens));
            let now = pages.fetch_add(1, Ordering::SeqCst) + 1 == page;
            Box::pin(async move {
                if now {
                    happens().await;
                }
                read(call, wanted, wish).await
            })
        }),
    };
    Exporter::new(Arc::clone(scene.world().platform()), reader)
}

/// The bare id of an export.
fn export_id(export: &Value) -> ExportId {
    let bytes = URL_SAFE_NO_PAD.decode(export["id"].as_str().unwrap()).unwrap();
    Uuid::from_slice(&bytes[..16]).unwrap().into()
}

/// How many files lie in the storage, unfinished ones too.
fn kept(scene: &Scene) -> usize {
    fn count(folder: &std::path::Path) -> usize {
        let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        entries.map(|path| if path.is_dir() { count(&path) } else { 1 }).sum()
    }
    count(scene.world().files())
}
