//! Public feeds for websites and readers of news: JSON-LD (schema.org), Atom (RFC 4287), vCard (RFC 6350) (ADR 0042).
//!
//! Everybody reads the same, whoever they are: what is read is a mirror of what nobody in particular may read of the
//! records, brought up to date before each answer and soon after each change.

mod atom;
mod catch_up;
mod json_ld;
mod label;
mod read_changes;
mod read_feed;
mod read_item;
mod vcard;

pub use atom::ATOM_MEDIA_TYPE;
pub use catch_up::{catch_up_feeds, watch_feeds};
pub use json_ld::JSON_LD_MEDIA_TYPE;
pub use read_changes::read_changes;
pub use read_feed::{FeedPage, read_cards, read_feed};
pub use read_item::{ItemAnswer, read_card, read_item};
pub use vcard::VCARD_MEDIA_TYPE;

use crate::Platform;
use domain::integration::feeds::FeedPath;
use domain::shared::global_id;

/// The address below which the feeds lie.
fn feeds_url(platform: &Platform) -> String {
    format!("{}/feeds", platform.settings.public_url)
}

/// The lasting address of a record in the feeds, without its form.
fn item_url(base: &str, path: FeedPath) -> String {
    format!("{base}/{}s/{}", path.kind, global_id(path.kind.type_name(), path.id))
}
