//! Organisations over HTTP: made, changed, closed, merged, listed, and as they were.

use acceptance::{Scene, Who};
use serde_json::{Map, Value, json};

mod close;
mod contacts;
mod create;
mod history;
mod lists;
mod merge;
mod races;
mod statements;
mod update;

const CREATE: &str = include_str!("../../../schema/operations/CreateOrganisation.graphql");
pub(crate) const UPDATE: &str = include_str!("../../../schema/operations/UpdateOrganisation.graphql");
const CLOSE: &str = include_str!("../../../schema/operations/CloseOrganisation.graphql");
const MERGE: &str = include_str!("../../../schema/operations/MergeOrganisations.graphql");

/// Everything that the tests look at.
const READ: &str = "query($id: ID!) { organisation(id: $id) { id name shortName kind legalForm localLabel functions state \
                    parent { id } districtKey territoryKeys address { street postalCode place } sponsor { id } \
                    mergedInto { id } validFrom validUntil viewerCan version } }";

/// A department in Remscheid with some fields set otherwise.
fn department(name: &str, fields: Value) -> Value {
    let mut input = json!({"name": name, "kind": "DEPARTMENT", "districtKey": "05120"});
    input.as_object_mut().unwrap().extend(object(fields));
    input
}

/// A change of an organisation as it was read or made.
fn change_of(organisation: &Value, fields: Value) -> Value {
    let mut input = json!({"id": organisation["id"], "expectedVersion": organisation["version"]});
    input.as_object_mut().unwrap().extend(object(fields));
    input
}

fn object(fields: Value) -> Map<String, Value> {
    match fields {
        Value::Object(fields) => fields,
        other => panic!("{other} is not an object"),
    }
}

async fn create(scene: &Scene, input: Value) -> Value {
    scene.change(Who::ADMIN, CREATE, input).await
}

async fn read(scene: &Scene, id: &Value) -> Value {
    scene.get(Who::ADMIN, READ, json!({"id": id})).await
}

/// The names of the organisations that a filter lists.
async fn listed(scene: &Scene, who: Who, filter: Value) -> Vec<String> {
    let document = "query($filter: OrganisationFilter) { organisations(filter: $filter, first: 100) { \
                    totalCount nodes { name } } }";
    let list = scene.get(who, document, json!({"filter": filter})).await;
    let names: Vec<_> = names(&list["nodes"]);
    assert_eq!(list["totalCount"], names.len());
    names
}

fn names(of: &Value) -> Vec<String> {
    of.as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap().to_owned()).collect()
}
