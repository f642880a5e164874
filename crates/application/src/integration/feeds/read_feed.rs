use super::catch_up::catch_up_feeds;
use super::json_ld::JsonLd;
use super::label::pick;
use super::{feeds_url, vcard};
use crate::{Call, Error};
use domain::access::Action;
use domain::integration::feeds::{FeedContent, FeedKind, FeedPath, FeedPlace, FeedQuery, PublishedItem};
use domain::shared::Timestamp;
use persistence::integration::feeds::PublishedFeeds;
use std::collections::{BTreeSet, HashMap};
use url::form_urlencoded::Serializer;

/// A page of a feed.
#[derive(Clone, Debug)]
pub struct FeedPage {
    /// The page, as it is sent.
    pub text: String,
    /// When anything in the whole feed last changed, or was withdrawn.
    pub modified: Option<Timestamp>,
    /// The address of the page after it.
    pub next: Option<String>,
}

/// A page of the sessions or organisations that everybody may read, as JSON-LD, by their last changes.
///
/// # Errors
/// When the database does not answer.
pub async fn read_feed(call: &Call, kind: FeedKind, query: &FeedQuery) -> Result<FeedPage, Error> {
    call.actor().may(action(kind))?;
    catch_up_feeds(call.platform()).await?;
    let published = PublishedFeeds::of(call.database());
    let items = published.changes(kind, query).await?;
    let hosts = hosts(&published, &items).await?;
    let modified = last_change(&published, kind).await?;
    let base = feeds_url(call.platform());
    let address = format!("{base}/{}.jsonld", place(kind));
    let (items, next) = cut(&address, query, items);
    let name = match kind {
        FeedKind::Session => ("BildungsNetz: Veranstaltungen", "BildungsNetz: events"),
        FeedKind::Organisation => ("BildungsNetz: Organisationen", "BildungsNetz: organisations"),
        FeedKind::Network => ("BildungsNetz: Netzwerke", "BildungsNetz: networks"),
    };
    let written = JsonLd { base: &base, language: call.language(), hosts: &hosts };
    let text = written.page(pick(call.language(), name.0, name.1), &address, &items);
    Ok(FeedPage { text, modified, next })
}

/// A page of the organisations that everybody may read, as vCards. What was withdrawn has none.
///
/// # Errors
/// When the database does not answer.
pub async fn read_cards(call: &Call, query: &FeedQuery) -> Result<FeedPage, Error> {
    call.actor().may(Action::OrganisationRead)?;
    catch_up_feeds(call.platform()).await?;
    let published = PublishedFeeds::of(call.database());
    let items = published.changes(FeedKind::Organisation, query).await?;
    let modified = last_change(&published, FeedKind::Organisation).await?;
    let base = feeds_url(call.platform());
    let (items, next) = cut(&format!("{base}/organisations.vcf"), query, items);
    let mut text = String::new();
    for item in &items {
        if let Some(FeedContent::Organisation(organisation)) = &item.content {
            let card = vcard::card(&base, item.path, organisation, item.modified).map_err(Error::unexpected)?;
            text.push_str(&card);
        }
    }
    Ok(FeedPage { text, modified, next })
}

/// The action by which everybody reads what a feed shows.
pub(super) const fn action(kind: FeedKind) -> Action {
    match kind {
        FeedKind::Session => Action::SeriesRead,
        FeedKind::Organisation => Action::OrganisationRead,
        FeedKind::Network => Action::NetworkReadPublic,
    }
}

/// What the feed of these records is called in addresses.
const fn place(kind: FeedKind) -> &'static str {
    match kind {
        FeedKind::Session => "events",
        FeedKind::Organisation => "organisations",
        FeedKind::Network => "networks",
    }
}

/// When the feed last changed: sessions name the organisations that hold them.
async fn last_change(published: &PublishedFeeds<'_>, kind: FeedKind) -> Result<Option<Timestamp>, Error> {
    let kinds = match kind {
        FeedKind::Session => &[FeedKind::Session, FeedKind::Organisation][..],
        FeedKind::Organisation => &[FeedKind::Organisation],
        FeedKind::Network => &[FeedKind::Network],
    };
    Ok(published.last_change(kinds).await?)
}

/// The organisations that hold these sessions.
pub(super) async fn hosts(
    published: &PublishedFeeds<'_>,
    items: &[PublishedItem],
) -> Result<HashMap<FeedPath, PublishedItem>, Error> {
    let sessions = items.iter().filter_map(|item| match &item.content {
        Some(FeedContent::Session(session)) => Some(session),
        _ => None,
    });
    let ids = sessions.flat_map(|session| std::iter::once(session.host).chain(session.co_hosts.iter().copied()));
    let paths: BTreeSet<FeedPath> = ids.map(|id| FeedPath::new(FeedKind::Organisation, id)).collect();
    let paths: Vec<FeedPath> = paths.into_iter().collect();
    Ok(published.find_many(&paths).await?)
}

/// The page without what stands beyond it, and the address of the next one.
fn cut(address: &str, query: &FeedQuery, mut items: Vec<PublishedItem>) -> (Vec<PublishedItem>, Option<String>) {
    let most = usize::try_from(query.limit).unwrap_or(usize::MAX);
    let more = items.len() > most;
    items.truncate(most);
    let last = items.last().filter(|_| more);
    let last = last.map(|item| FeedPlace { at: item.modified.as_micros(), path: item.path.to_string() });
    let next = last.map(|last| page_url(address, query, Some(&last)));
    (items, next)
}

/// The address of a page.
pub(super) fn page_url(address: &str, query: &FeedQuery, after: Option<&FeedPlace>) -> String {
    let mut written = Serializer::new(String::new());
    written.extend_pairs(&query.shared);
    if let Some(after) = after {
        written.append_pair("after", &after.to_string());
    }
    match written.finish() {
        none if none.is_empty() => address.to_owned(),
        parameters => format!("{address}?{parameters}"),
    }
}
