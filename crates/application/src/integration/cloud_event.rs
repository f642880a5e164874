//! Events as `CloudEvents` 1.0, in their JSON format: the form in which they leave the platform.

use domain::integration::Event;
use domain::shared::{Id, OrganisationId, global_id};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// An event of bildungsnetz as a `CloudEvent` 1.0 (structured mode, `application/cloudevents+json`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CloudEvent {
    /// The version of the specification: always `1.0`.
    pub specversion: String,
    /// The event, unique for the platform. The same event may arrive more than once: receivers tell it by this.
    pub id: String,
    /// The platform: its public address.
    pub source: String,
    /// The type of the event, `noun.verbed`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The global id of the record, as GraphQL's `node(id:)` takes it.
    pub subject: String,
    /// When it happened: RFC 3339 in UTC.
    pub time: String,
    /// Always `application/json`.
    pub datacontenttype: String,
    /// What is known of the change.
    pub data: EventData,
}

/// What an event says of a change. It holds nothing of what the record says, unless a webhook asks for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct EventData {
    /// The type of the record, as the GraphQL schema spells it.
    pub subject_type: String,
    /// The global id of the organisation that the record belonged to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organisation_id: Option<String>,
    /// By what kind of actor: `ANONYMOUS`, `ACCOUNT`, `SERVICE` or `SYSTEM`.
    pub actor_kind: String,
    /// The version of the record after the change, for records that have one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<i64>,
    /// Whether the record is gone: what a receiver keeps of it should go as well.
    pub removed: bool,
    /// What the document of a webhook answers for the event: `data` and `errors`, as GraphQL has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answer: Option<serde_json::Value>,
}

impl CloudEvent {
    /// The media type of one event.
    pub const MEDIA_TYPE: &'static str = "application/cloudevents+json";

    /// An event as it leaves the platform at this public address.
    pub fn of(event: &Event, source: &str) -> Self {
        Self {
            specversion: "1.0".to_owned(),
            id: event.id.to_string(),
            source: source.to_owned(),
            kind: event.kind.code.to_owned(),
            subject: global_id(event.kind.subject, event.subject),
            time: event.at.to_string(),
            datacontenttype: "application/json".to_owned(),
            data: EventData {
                subject_type: event.kind.subject.to_owned(),
                organisation_id: event.organisation().map(|id| global_id(OrganisationId::TYPE, id.uuid())),
                actor_kind: event.actor_kind.clone(),
                version: event.version,
                removed: event.kind.removes,
                answer: None,
            },
        }
    }
}
