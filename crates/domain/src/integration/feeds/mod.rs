//! Public feeds: what everybody may read of offers, organisations and networks, in a form for websites and readers of news.
//!
//! Records become [`FeedContent`]s here, by pure functions; what changed between two of them is [`FeedNews`].

mod content;
mod news;
mod path;
mod publish;
mod query;

pub use content::{
    FeedAddress, FeedArea, FeedContact, FeedContent, FeedItem, FeedNetwork, FeedOrganisation, FeedSession, FeedStatus,
    PublishedItem,
};
pub use news::{FeedNews, follow, news};
pub use path::{FeedKind, FeedPath};
pub use publish::{feed_network, feed_organisation, feed_session};
pub use query::{FeedPlace, FeedQuery};
