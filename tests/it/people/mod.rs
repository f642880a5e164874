//! People and their functions over HTTP.

use acceptance::{Scene, Who, global};
use serde_json::{Map, Value, json};

mod create;
mod functions;
mod hidden;
mod lists;
mod statements;
mod update;

pub(crate) const CREATE: &str = include_str!("../../../schema/operations/CreatePerson.graphql");
const UPDATE: &str = include_str!("../../../schema/operations/UpdatePerson.graphql");
const ASSIGN: &str = include_str!("../../../schema/operations/AssignFunction.graphql");
const DUPLICATES: &str = include_str!("../../../schema/operations/PersonDuplicates.graphql");

/// Everything that the tests look at.
const READ: &str = "query($id: ID!) { person(id: $id) { id salutation title givenName familyName displayName languages state \
                    organisation { id } contactPoints { kind value visibility } functions(all: true) { role state } \
                    viewerCan version } }";

/// Kim Beispiel of the office in Remscheid with some fields set otherwise.
fn kim(scene: &Scene, fields: Value) -> Value {
    let office = global(scene.cast().remscheid.office);
    let mut input = json!({"organisationId": office, "givenName": "Kim", "familyName": "Beispiel"});
    input.as_object_mut().unwrap().extend(object(fields));
    input
}

/// A change of a record as it was read or made.
pub(crate) fn change_of(record: &Value, fields: Value) -> Value {
    let mut input = json!({"id": record["id"], "expectedVersion": record["version"]});
    input.as_object_mut().unwrap().extend(object(fields));
    input
}

fn object(fields: Value) -> Map<String, Value> {
    match fields {
        Value::Object(fields) => fields,
        other => panic!("{other} is not an object"),
    }
}

async fn create(scene: &Scene, fields: Value) -> Value {
    scene.change(Who::LEAD, CREATE, kim(scene, fields)).await
}

async fn read(scene: &Scene, who: Who, id: &Value) -> Value {
    scene.get(who, READ, json!({"id": id})).await
}

/// The names of the people whom a filter lists, without the cast.
async fn listed(scene: &Scene, who: Who, filter: Value) -> Vec<String> {
    let document =
        "query($filter: PersonFilter) { people(filter: $filter, first: 100) { totalCount nodes { displayName } } }";
    let list = scene.get(who, document, json!({"filter": filter})).await;
    let nodes = list["nodes"].as_array().unwrap();
    assert_eq!(list["totalCount"], nodes.len());
    let names = nodes.iter().map(|person| person["displayName"].as_str().unwrap().to_owned());
    names.filter(|name| !name.ends_with(scene_place(name))).collect()
}

/// The place with which the names of the cast end.
fn scene_place(name: &str) -> &str {
    ["remscheid", "hamm", "stiftung", "transferagentur"].into_iter().find(|place| name.ends_with(place)).unwrap_or("\0")
}
