//! What municipal systems read over OParl 1.1: the public part of committees, meetings and papers, in the form of that
//! standard (source: OParl specification 1.1, <https://schema.oparl.org/1.1/>).
//!
//! The records of the platform become [`Object`]s here, and objects become JSON. Both are pure: who sees what is decided by
//! what an object is made of, and nothing else is at hand.

mod body;
mod committee;
mod fields;
mod kind;
mod material;
mod meeting;
mod object;
mod organisation;
mod paper;
mod person;
mod query;
mod render;
mod seal;
mod sheet;

pub use body::{STATE_BODY, publish_body};
pub use committee::{publish_committee, publish_seats, published_seats};
pub use fields::Fields;
pub use kind::{ObjectKind, ObjectList};
pub use material::{Affected, CommitteeMaterial};
pub use object::{Object, ObjectPath, Published, body_of};
pub use organisation::publish_organisation;
pub use person::publish_person;
pub use query::{ListQuery, Place};
pub use render::{inner_paths, render};
pub use seal::{Sealed, seal};
pub use sheet::{SHEET_MEDIA_TYPE, Sheet, TEXT_MEDIA_TYPE};
