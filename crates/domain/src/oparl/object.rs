//! One object: where it is, what it says, since when.

use super::fields::Fields;
use super::kind::ObjectKind;
use crate::shared::{CommitteeId, Id, Timestamp};
use serde_json::{Map, Value};
use std::fmt;

/// The address of an object below that of the interface, for instance `meeting/0192…`. It never changes, and no other
/// object ever gets it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ObjectPath(String);

impl ObjectPath {
    /// The address of an object by its type and its key.
    pub fn new(kind: ObjectKind, key: impl fmt::Display) -> Self {
        Self(format!("{}/{key}", kind.segment()))
    }

    /// The address of the object that a record became.
    pub fn of<I: Id>(kind: ObjectKind, id: I) -> Self {
        let uuid: uuid::Uuid = id.into();
        Self::new(kind, uuid)
    }

    /// The address of an object by its type and by a key that somebody sent; `None` for what is no key of anything.
    pub fn read(kind: ObjectKind, key: &str) -> Option<Self> {
        is_key(key).then(|| Self::new(kind, key))
    }

    /// The address as it was written down.
    pub const fn stored(text: String) -> Self {
        Self(text)
    }

    /// The address, as it is spelled.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What tells the object from others of its type.
    pub fn key(&self) -> &str {
        self.0.split_once('/').map_or("", |(_, key)| key)
    }
}

impl fmt::Display for ObjectPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Whether it looks like the key of an object: digits, letters and hyphens.
pub(super) fn is_key(text: &str) -> bool {
    (1..=64).contains(&text.len()) && text.bytes().all(|sign| sign.is_ascii_alphanumeric() || sign == b'-')
}

/// An object that is public now.
#[derive(Clone, Debug, PartialEq)]
pub struct Object {
    /// Its address.
    pub path: ObjectPath,
    /// Its type.
    pub kind: ObjectKind,
    /// The key of the body to which it belongs.
    pub body: String,
    /// The committee with which it appears and vanishes; none for what several committees may name.
    pub committee: Option<CommitteeId>,
    /// When the record was made.
    pub created: Timestamp,
    /// When the record was last changed.
    pub touched: Timestamp,
    /// What it says.
    pub fields: Fields,
}

/// An object as it was published: what is not public any more keeps its address and its dates.
#[derive(Clone, Debug, PartialEq)]
pub struct Published {
    /// Its address.
    pub path: ObjectPath,
    /// Its type.
    pub kind: ObjectKind,
    /// Since when it is published.
    pub created: Timestamp,
    /// When what is published of it last changed, or when it was withdrawn.
    pub modified: Timestamp,
    /// What it says, with links as [`Fields`] writes them; nothing when it was withdrawn.
    pub content: Option<Map<String, Value>>,
}

/// The key of the body in which what lies in a district is published; the state's without a district.
pub fn body_of(district: Option<&str>) -> String {
    district.unwrap_or(super::STATE_BODY).to_owned()
}
