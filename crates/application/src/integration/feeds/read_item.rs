use super::catch_up::catch_up_feeds;
use super::json_ld::JsonLd;
use super::read_feed::{action, hosts};
use super::{feeds_url, vcard};
use crate::{Call, Error};
use domain::integration::feeds::{FeedContent, FeedKind, FeedPath};
use domain::shared::{OrganisationId, Timestamp};
use persistence::integration::feeds::PublishedFeeds;

/// One record, as it is sent.
#[derive(Clone, Debug)]
pub enum ItemAnswer {
    /// It is public.
    Here {
        /// The record.
        text: String,
        /// When it last changed, or an organisation that it names.
        modified: Timestamp,
    },
    /// It was withdrawn.
    Gone,
}

/// A record as JSON-LD; `None` when it never was public.
///
/// # Errors
/// When the database does not answer.
pub async fn read_item(call: &Call, path: FeedPath) -> Result<Option<ItemAnswer>, Error> {
    call.actor().may(action(path.kind))?;
    catch_up_feeds(call.platform()).await?;
    let published = PublishedFeeds::of(call.database());
    let Some(item) = published.find(path).await? else { return Ok(None) };
    let Some(content) = &item.content else { return Ok(Some(ItemAnswer::Gone)) };
    let hosts = hosts(&published, std::slice::from_ref(&item)).await?;
    let modified = hosts.values().map(|host| host.modified).fold(item.modified, Ord::max);
    let base = feeds_url(call.platform());
    let written = JsonLd { base: &base, language: call.language(), hosts: &hosts };
    Ok(Some(ItemAnswer::Here { text: written.one(&item, content), modified }))
}

/// The vCard of an organisation; `None` when it never was public.
///
/// # Errors
/// When the database does not answer.
pub async fn read_card(call: &Call, id: OrganisationId) -> Result<Option<ItemAnswer>, Error> {
    let path = FeedPath::new(FeedKind::Organisation, id);
    call.actor().may(action(path.kind))?;
    catch_up_feeds(call.platform()).await?;
    let Some(item) = PublishedFeeds::of(call.database()).find(path).await? else { return Ok(None) };
    let Some(FeedContent::Organisation(organisation)) = &item.content else { return Ok(Some(ItemAnswer::Gone)) };
    let base = feeds_url(call.platform());
    let text = vcard::card(&base, path, organisation, item.modified).map_err(Error::unexpected)?;
    Ok(Some(ItemAnswer::Here { text, modified: item.modified }))
}
