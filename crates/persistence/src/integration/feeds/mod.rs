//! The public feeds: keeping what is published, and reading it.

mod affected;
mod mirror;
mod published;

pub use affected::AffectedFeeds;
pub use mirror::FeedMirror;
pub use published::PublishedFeeds;
