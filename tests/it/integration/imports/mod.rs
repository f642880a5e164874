//! Bulk imports: over HTTP as people and services use them, with a worker that is told when to work.

mod bad_files;
mod broken_off;
mod cancelled;
mod kept;
mod mappings;
mod memberships;
mod once;
mod organisations;
mod people;
mod policies;
mod rights;
mod starters;

use acceptance::{Scene, Site, Who, global};
use application::integration::imports::carry_out_due;
use domain::shared::OrganisationId;
use reqwest::Method;
use rust_xlsxwriter::Workbook;
use serde_json::{Value, json};

const UPLOAD: &str = include_str!("../../../../schema/operations/RequestImportUpload.graphql");
const START: &str = include_str!("../../../../schema/operations/StartImport.graphql");
const CANCEL: &str = include_str!("../../../../schema/operations/CancelImport.graphql");
const READ: &str = "query($id: ID!) { import(id: $id) { state dryRun rowCount doneCount createdCount duplicateCount \
                    refusedCount failure { code message } startedAt finishedAt forgottenAt } }";
const ROWS: &str = "query($id: ID!, $outcome: ImportRowOutcome) { importRows(importId: $id, outcome: $outcome, first: 100) \
                    { totalCount nodes { number outcome recordId messages { code column message } } } }";
const PEOPLE: &str = "query($id: ID!, $text: String) { people(filter: {organisationId: $id, text: $text}, first: 100) \
                      { totalCount nodes { id givenName familyName } } }";

/// Uploads a file for an organisation, and says its id.
async fn upload(scene: &Scene, who: Who, organisation: OrganisationId, name: &str, bytes: &[u8]) -> Value {
    let input = json!({"organisationId": global(organisation), "name": name, "size": bytes.len()});
    let upload = scene.change(who, UPLOAD, input).await;
    let request = scene.site().request(Method::PUT, upload["url"].as_str().unwrap());
    let answer = Site::send(request.body(bytes.to_vec())).await;
    assert_eq!(answer.status(), 201);
    upload["fileId"].clone()
}

/// Uploads CSV for the office in Remscheid, in the name of its lead.
async fn csv(scene: &Scene, text: &str) -> Value {
    upload(scene, Who::LEAD, scene.cast().remscheid.office, "Liste.csv", text.as_bytes()).await
}

/// A workbook with these cells in its first sheet.
fn workbook(rows: &[&[&str]]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, number) in rows.iter().zip(0..) {
        for (cell, column) in row.iter().zip(0..) {
            sheet.write(number, column, *cell).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

/// The columns of a mapping.
fn columns(columns: &[(&str, &str)]) -> Value {
    let column = |(header, field): &(&str, &str)| json!({"header": header, "field": field});
    json!({"columns": columns.iter().map(column).collect::<Vec<_>>()})
}

/// The mapping of most files of people.
fn names() -> Value {
    columns(&[("Nachname", "FAMILY_NAME"), ("Vorname", "GIVEN_NAME")])
}

/// A file of invented people with numbers in their names, some of them without one.
fn people(count: usize, nameless: &[usize]) -> String {
    let line = |number: usize| {
        let name = if nameless.contains(&number) { String::new() } else { format!("Muster {number:03}") };
        format!("{name};Robin\n")
    };
    std::iter::once("Nachname;Vorname\n".to_owned()).chain((0..count).map(line)).collect()
}

/// The input of an import of people that leaves bad rows out.
fn skipping(file: &Value) -> Value {
    json!({"fileId": file, "kind": "PEOPLE", "policy": "SKIP_BAD_ROWS", "mapping": names()})
}

/// The input of an import of people that keeps all of them or none.
fn all_or_nothing(file: &Value) -> Value {
    json!({"fileId": file, "kind": "PEOPLE", "policy": "ALL_OR_NOTHING", "mapping": names()})
}

/// The same, but nothing is kept.
fn trying(mut input: Value) -> Value {
    input["dryRun"] = json!(true);
    input
}

/// Starts an import in the name of the lead in Remscheid, and says its id.
async fn start(scene: &Scene, input: Value) -> Value {
    let import = scene.change(Who::LEAD, START, input).await;
    assert_eq!(import["state"], "QUEUED");
    import["id"].clone()
}

/// Has all imports carried out that are due.
async fn carry_out(scene: &Scene) -> usize {
    carry_out_due(scene.world().platform()).await.unwrap()
}

/// Starts an import and has it carried out: the import as it is then.
async fn imported(scene: &Scene, input: Value) -> (Value, Value) {
    let id = start(scene, input).await;
    carry_out(scene).await;
    let import = read(scene, &id).await;
    (id, import)
}

/// The import as the lead sees it.
async fn read(scene: &Scene, id: &Value) -> Value {
    scene.get(Who::LEAD, READ, json!({"id": id})).await
}

/// Its state, and how many rows became records, are there already, were refused.
fn figures(import: &Value) -> (&str, [u64; 3]) {
    let count = |name: &str| import[name].as_u64().unwrap();
    let counts = ["createdCount", "duplicateCount", "refusedCount"].map(count);
    (import["state"].as_str().unwrap(), counts)
}

/// What became of its rows: `number outcome`, and `code column` of each message.
async fn rows(scene: &Scene, id: &Value) -> Vec<String> {
    let page = scene.get(Who::LEAD, ROWS, json!({"id": id})).await;
    let nodes = page["nodes"].as_array().unwrap();
    assert_eq!(page["totalCount"], nodes.len());
    let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    let message = |message: &Value| format!(" {} {}", text(&message["code"]), text(&message["column"]));
    let row = |row: &Value| {
        let messages: String = row["messages"].as_array().unwrap().iter().map(message).collect();
        format!("{} {}{messages}", row["number"], text(&row["outcome"]))
    };
    nodes.iter().map(row).collect()
}

/// The family names of those whose records the office in Remscheid keeps, of this text.
async fn known(scene: &Scene, text: &str) -> Vec<String> {
    let variables = json!({"id": global(scene.cast().remscheid.office), "text": text});
    let page = scene.get(Who::LEAD, PEOPLE, variables).await;
    let nodes = page["nodes"].as_array().unwrap();
    nodes.iter().map(|person| person["familyName"].as_str().unwrap().to_owned()).collect()
}

/// Lets time go by.
fn wait(scene: &Scene, seconds: i64) {
    scene.world().clock().advance(seconds);
}
