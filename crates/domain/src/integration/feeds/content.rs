//! What feeds say of a record: nothing that not everybody may read. It is kept as JSON.

use super::news::FeedNews;
use super::path::FeedPath;
use crate::networks::NetworkKind;
use crate::organisations::OrganisationKind;
use crate::qualifications::{CourseFormat, CourseKind};
use crate::shared::{ContactKind, Date, Timestamp, coded_enum};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

coded_enum! {
    /// Whether a date holds.
    FeedStatus {
        /// It takes place, or took place.
        Scheduled = "SCHEDULED", "findet statt";
        /// It is put off, and has no new date yet.
        Postponed = "POSTPONED", "verschoben";
        /// It does not take place.
        Cancelled = "CANCELLED", "abgesagt";
    }
}

/// A session. The address of its video room is not among what is known here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedSession {
    /// What it is called.
    pub title: String,
    /// What it is about.
    pub description: Option<String>,
    /// What kind of offer it is.
    pub kind: CourseKind,
    /// When it begins.
    pub start: Timestamp,
    /// When it ends.
    pub end: Timestamp,
    /// When it was to begin before it was moved, the oldest first.
    pub previous_starts: Vec<Timestamp>,
    /// How it takes place.
    pub format: CourseFormat,
    /// Whether it was to take place in another format when it was announced.
    pub format_changed: bool,
    /// Where people meet, unless all of it is online.
    pub location: Option<String>,
    /// Whether the date holds.
    pub status: FeedStatus,
    /// The organisation that holds it.
    pub host: Uuid,
    /// Those that hold it together with the host.
    pub co_hosts: Vec<Uuid>,
    /// What is there for people with disabilities.
    pub accessibility: Option<String>,
    /// The seats in the room and online.
    pub seats: [u32; 2],
    /// How many of both nobody has yet.
    pub seats_left: u32,
}

/// Where an organisation is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedAddress {
    /// Street and number, or post-office box.
    pub street: Option<String>,
    /// Five digits.
    pub postal_code: String,
    /// The town.
    pub place: String,
}

/// A way to reach an organisation that is for everybody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedContact {
    /// What it is.
    pub kind: ContactKind,
    /// The number in the form of E.164, or the address.
    pub value: String,
    /// What it is for.
    pub label: Option<String>,
}

/// A territory with its official keys.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedArea {
    /// What it is called.
    pub name: String,
    /// The official municipality key (AGS): two, three, five or eight digits.
    pub key: String,
    /// The regional key (ARS) of twelve digits.
    pub regional_key: String,
}

/// An organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedOrganisation {
    /// The full name.
    pub name: String,
    /// A short form of it.
    pub short_name: Option<String>,
    /// What it is.
    pub kind: OrganisationKind,
    /// The organisation that it is a part of.
    pub parent: Option<Uuid>,
    /// Where it is.
    pub address: Option<FeedAddress>,
    /// How everybody may reach it.
    pub contacts: Vec<FeedContact>,
    /// What it serves; where it lies, when it serves nothing in particular.
    pub areas: Vec<FeedArea>,
    /// The last day on which it exists, if that is known.
    pub until: Option<Date>,
}

/// A network.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedNetwork {
    /// The full name.
    pub name: String,
    /// Its type.
    pub kind: NetworkKind,
    /// What it is for.
    pub purpose: Option<String>,
    /// Its website.
    pub website: Option<String>,
    /// Its territories.
    pub areas: Vec<FeedArea>,
}

/// What a feed says of a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "facts", rename_all = "camelCase")]
pub enum FeedContent {
    /// Of a session.
    Session(FeedSession),
    /// Of an organisation.
    Organisation(FeedOrganisation),
    /// Of a network.
    Network(FeedNetwork),
}

/// A record that everybody may read now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedItem {
    /// Where it stands.
    pub path: FeedPath,
    /// Since when everybody may read it, as far as the record knows.
    pub created: Timestamp,
    /// When the record was last changed.
    pub touched: Timestamp,
    /// What it says.
    pub content: FeedContent,
}

/// A record as it was published: what is not public any more keeps its place and its dates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedItem {
    /// Where it stands.
    pub path: FeedPath,
    /// Since when it is published.
    pub created: Timestamp,
    /// When anything in it last changed, or when it was withdrawn.
    pub modified: Timestamp,
    /// When the last thing happened that is news.
    pub told: Timestamp,
    /// What happened then.
    pub news: FeedNews,
    /// What it says; nothing when it was withdrawn.
    pub content: Option<FeedContent>,
}
