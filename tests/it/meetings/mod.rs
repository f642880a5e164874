//! Committees and meetings over HTTP: seats, invitations, resolutions, minutes, measures; and what stays hidden.

use acceptance::{Scene, Who, global};
use domain::access::Role;
use serde_json::{Map, Value, json};

mod agenda;
mod answer_page;
mod calendars;
mod committees;
mod comparison;
pub(super) mod files;
mod hidden;
mod interleavings;
mod invitations;
mod journey;
mod measures;
mod minutes;
mod papers;
mod races;
mod resolutions;
mod session;
mod statements;
mod tasks;

pub(crate) const CREATE: &str = include_str!("../../../schema/operations/CreateCommittee.graphql");
pub(crate) const SEAT: &str = include_str!("../../../schema/operations/AddCommitteeMember.graphql");
pub(crate) const PLAN: &str = include_str!("../../../schema/operations/PlanMeeting.graphql");
const ITEM: &str = include_str!("../../../schema/operations/AddAgendaItem.graphql");
pub(crate) const INVITE: &str = include_str!("../../../schema/operations/InviteToMeeting.graphql");
const PROPOSE: &str = include_str!("../../../schema/operations/ProposeResolution.graphql");
pub(crate) const DECIDE: &str = include_str!("../../../schema/operations/DecideResolution.graphql");
const WRITE: &str = include_str!("../../../schema/operations/UpdateMinutes.graphql");
pub(crate) const APPROVE: &str = include_str!("../../../schema/operations/ApproveMinutes.graphql");
const MEASURE: &str = include_str!("../../../schema/operations/CreateMeasure.graphql");
const DONE: &str = include_str!("../../../schema/operations/CompleteMeasure.graphql");
const INSIDE: &str = include_str!("../../../schema/operations/MeetingInside.graphql");

/// Somebody who works for the partner of the cast.
pub(crate) const PARTNER: Who = Who::Member(Role::Partner, "stiftung");
/// The lead of the municipality in Remscheid.
pub(crate) const MAYOR: Who = Who::Member(Role::MunicipalityLead, "remscheid");
/// A member of the municipality's staff there.
pub(crate) const CLERK: Who = Who::Member(Role::MunicipalityStaff, "remscheid");

/// The id of the person behind somebody of the cast.
pub(crate) fn person(scene: &Scene, who: Who) -> String {
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

/// A mutation that answers with the id, the version and more of what it changed.
pub(crate) fn step(verb: &str, input: &str, record: &str, more: &str) -> String {
    format!(
        "mutation($input: {input}!) {{ {verb}(input: $input) {{ {record} {{ id version {more} }} errors {{ code path }} }} }}"
    )
}

/// A record as it was read or made, to be changed.
pub(crate) fn change_of(record: &Value, fields: Value) -> Value {
    let mut input = json!({"id": record["id"], "expectedVersion": record["version"]});
    input.as_object_mut().unwrap().extend(object(fields));
    input
}

/// A committee of the office in Remscheid, since the beginning of 2020, that decides by majority about language.
pub(crate) fn founding(scene: &Scene, name: &str, fields: Value) -> Value {
    let mut profile = json!({
        "name": name, "kind": "STEERING_COMMITTEE", "fieldsOfAction": ["LANGUAGE"], "visibility": "MEMBERS",
        "rules": {"invitationLeadDays": 14, "quorum": "MAJORITY", "decisionRule": "SIMPLE_MAJORITY",
                  "circularAllowed": true},
    });
    profile.as_object_mut().unwrap().extend(object(fields));
    json!({
        "organisationId": global(scene.cast().remscheid.office), "profile": profile, "foundedOn": "2020-01-01",
    })
}

pub(crate) async fn found(scene: &Scene, name: &str, fields: Value) -> Value {
    scene.change(Who::LEAD, CREATE, founding(scene, name, fields)).await
}

/// A seat since the beginning of the committee.
pub(crate) async fn seat(scene: &Scene, committee: &Value, who: Who, role: &str, fields: Value) -> Value {
    let voting = matches!(role, "CHAIR" | "MEMBER");
    let mut input = json!({
        "committeeId": committee["id"], "personId": person(scene, who), "role": role, "votingRight": voting,
        "from": "2020-01-01",
    });
    input.as_object_mut().unwrap().extend(object(fields));
    scene.change(Who::LEAD, SEAT, input).await
}

pub(crate) fn plan_of(title: &str, start: &str, end: &str) -> Value {
    json!({"title": title, "start": start, "end": end, "format": "IN_PERSON", "place": "Rathaus"})
}

/// A meeting on the first of April.
pub(crate) async fn plan(scene: &Scene, committee: &Value) -> Value {
    let plan = plan_of("Frühjahrssitzung", "2020-04-01T07:00:00Z", "2020-04-01T09:00:00Z");
    scene.change(Who::LEAD, PLAN, json!({"committeeId": committee["id"], "plan": plan})).await
}

pub(crate) async fn item(scene: &Scene, meeting: &Value, title: &str, public: bool) -> Value {
    let item = json!({"title": title, "purpose": "DECISION", "isPublic": public});
    scene.change(Who::LEAD, ITEM, json!({"meetingId": meeting["id"], "item": item})).await
}

/// What the platform says of a meeting to those who reach it.
async fn inside(scene: &Scene, who: Who, meeting: &Value) -> Value {
    scene.get(who, INSIDE, json!({"id": meeting["id"]})).await
}

/// A meeting as it is now, with its version.
pub(crate) async fn again(scene: &Scene, meeting: &Value) -> Value {
    scene
        .get(Who::LEAD, "query($id: ID!) { meeting(id: $id) { id version state } }", json!({"id": meeting["id"]}))
        .await
}

pub(crate) async fn move_meeting(scene: &Scene, verb: &str, meeting: &Value) -> Value {
    let now = again(scene, meeting).await;
    scene.change(Who::LEAD, &step(verb, "MoveMeetingInput", "meeting", "state"), change_of(&now, json!({}))).await
}

/// Invites to a meeting and opens it.
pub(crate) async fn open(scene: &Scene, meeting: &Value) -> Value {
    let now = again(scene, meeting).await;
    scene.change(Who::LEAD, INVITE, change_of(&now, json!({}))).await;
    move_meeting(scene, "openMeeting", meeting).await
}

pub(crate) const ATTEND: &str = "mutation($input: RecordMeetingAttendanceInput!) { recordMeetingAttendance(input: $input) \
                      { meeting { id version } errors { code path } } }";

/// Records that these seats are taken by those who hold them.
pub(crate) async fn attend(scene: &Scene, meeting: &Value, seats: &[&Value]) -> Value {
    let entries: Vec<_> =
        seats.iter().map(|seat| json!({"membershipId": seat["id"], "attendance": "PRESENT"})).collect();
    let now = again(scene, meeting).await;
    scene.change(Who::LEAD, ATTEND, change_of(&now, json!({"entries": entries}))).await
}

pub(crate) async fn propose(scene: &Scene, meeting: &Value, fields: Value) -> Value {
    let mut input = json!({
        "meetingId": meeting["id"], "title": "Sprachbildung", "text": "Das Bildungsbüro baut Lesepatenschaften auf.",
        "mode": "VOTE", "fieldOfAction": "LANGUAGE",
    });
    input.as_object_mut().unwrap().extend(object(fields));
    scene.change(Who::LEAD, PROPOSE, input).await
}

const DRAFT: &str = "mutation($input: DraftMinutesInput!) { draftMinutes(input: $input) \
                     { minutes { id version state text } errors { code path } } }";

pub(crate) async fn draft(scene: &Scene, meeting: &Value, text: &str) -> Value {
    scene.change(Who::LEAD, DRAFT, json!({"meetingId": meeting["id"], "text": text})).await
}

/// Closes the meeting and gives its minutes to the members.
pub(crate) async fn submit(scene: &Scene, meeting: &Value, minutes: &Value, until: Value) -> Value {
    move_meeting(scene, "closeMeeting", meeting).await;
    let document = step("submitMinutes", "SubmitMinutesInput", "minutes", "state");
    scene.change(Who::LEAD, &document, change_of(minutes, json!({"reviewUntil": until}))).await
}
