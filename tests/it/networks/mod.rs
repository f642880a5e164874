//! Networks over HTTP: founded, run, cared for, surveyed and analysed; and what stays hidden.

use acceptance::{Scene, Who, global};
use domain::access::Role;
use serde_json::{Map, Value, json};

mod care;
mod committees;
mod derived;
mod files;
mod goals;
mod hidden;
mod interleavings;
mod life;
mod lists;
mod members;
mod planted;
mod races;
mod reflections;
mod statements;
mod surveys;
mod team;

const CREATE: &str = include_str!("../../../schema/operations/CreateNetwork.graphql");
pub(crate) const UPDATE: &str = include_str!("../../../schema/operations/UpdateNetwork.graphql");
const PHASE: &str = include_str!("../../../schema/operations/ChangeNetworkPhase.graphql");
const SEAT: &str = include_str!("../../../schema/operations/TakeNetworkSeat.graphql");
const LEAVE: &str = include_str!("../../../schema/operations/LeaveNetworkTeam.graphql");
const ADD: &str = include_str!("../../../schema/operations/AddNetworkMember.graphql");
const END: &str = include_str!("../../../schema/operations/EndNetworkMembership.graphql");

/// Everything that the tests look at.
const READ: &str = "query($id: ID!) { network(id: $id) { id name shortName kind territoryKeys fieldsOfAction visibility \
                    parent { id } organisation { id } foundedOn phase phaseSince viewerCan version } }";

/// Somebody who works for the partner of the cast.
const PARTNER: Who = Who::Member(Role::Partner, "stiftung");

/// The global id of the person behind somebody of the cast.
fn person(scene: &Scene, who: Who) -> String {
    match who {
        Who::Member(role, place) => global(scene.cast().member(role, place).person),
        Who::Stranger => panic!("a stranger is nobody"),
    }
}

fn object(fields: Value) -> Map<String, Value> {
    match fields {
        Value::Object(fields) => fields,
        other => panic!("{other} is not an object"),
    }
}

/// What a network is about, with some fields set otherwise.
pub(crate) fn profile(name: &str, fields: Value) -> Value {
    let mut profile = json!({
        "name": name, "kind": "REGIONAL_EDUCATION_NETWORK", "territoryKeys": ["05120"], "visibility": "MEMBERS",
    });
    profile.as_object_mut().unwrap().extend(object(fields));
    profile
}

/// A network of the office in Remscheid, since the beginning of 2020, coordinated by a member of its staff.
fn founding(scene: &Scene, name: &str, fields: Value) -> Value {
    json!({
        "organisationId": global(scene.cast().remscheid.office), "profile": profile(name, fields),
        "foundedOn": "2020-01-01", "coordinatorId": person(scene, Who::STAFF),
    })
}

pub(crate) async fn found(scene: &Scene, name: &str, fields: Value) -> Value {
    scene.change(Who::LEAD, CREATE, founding(scene, name, fields)).await
}

async fn read(scene: &Scene, who: Who, network: &Value) -> Value {
    scene.get(who, READ, json!({"id": network["id"]})).await
}

/// A record as it was read or made, to be changed.
pub(crate) fn change_of(record: &Value, fields: Value) -> Value {
    let mut input = json!({"id": record["id"], "expectedVersion": record["version"]});
    input.as_object_mut().unwrap().extend(object(fields));
    input
}

/// An active member since the beginning of the network.
async fn join(scene: &Scene, network: &Value, organisation: String, speaker: Option<String>) -> Value {
    let input = json!({
        "networkId": network["id"], "organisationId": organisation, "contactPersonId": speaker,
        "role": "PARTNER", "state": "ACTIVE", "since": "2020-01-01",
    });
    scene.change(Who::LEAD, ADD, input).await
}

/// The id behind a global id.
fn uuid_of(id: &Value) -> uuid::Uuid {
    use base64::Engine as _;
    let bytes = base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(id.as_str().unwrap()).unwrap();
    uuid::Uuid::from_slice(&bytes[..16]).unwrap()
}
