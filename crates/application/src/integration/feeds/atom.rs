//! News as Atom (RFC 4287), with tombstones (RFC 6721) and pages (RFC 5005).

use super::label::{instant, pick, tag};
use atom_syndication::extension::{Extension, ExtensionMap};
use atom_syndication::{Category, Entry, Feed, FixedDateTime, Generator, Link, Person, Text};
use domain::shared::{Language, Timestamp};
use std::collections::BTreeMap;

/// The media type of Atom.
pub const ATOM_MEDIA_TYPE: &str = "application/atom+xml; charset=utf-8";

const TOMBSTONES: &str = "http://purl.org/atompub/tombstones/1.0";

/// One piece of news.
#[derive(Clone, Debug)]
pub(super) struct Told {
    /// The id of what it is about, as a URN: always the same, whatever happens to it.
    pub(super) id: String,
    /// Since when it is published.
    pub(super) published: Timestamp,
    /// When it happened.
    pub(super) at: Timestamp,
    /// What happened; nothing when it is not public any more.
    pub(super) said: Option<Said>,
}

/// What is said of something that is public.
#[derive(Clone, Debug)]
pub(super) struct Said {
    pub(super) title: String,
    pub(super) summary: String,
    /// What happened and to what, for programs, for instance `session.moved`.
    pub(super) category: String,
    /// Where it stands in full, with its media type.
    pub(super) link: (String, &'static str),
}

/// Addresses of the pages around one.
#[derive(Clone, Debug)]
pub(super) struct Pages {
    /// The feed without a place.
    pub(super) first: String,
    /// This page.
    pub(super) this: String,
    /// The older news.
    pub(super) next: Option<String>,
}

/// A page of news.
pub(super) fn feed(language: Language, address: &str, updated: Timestamp, pages: &Pages, news: &[Told]) -> String {
    let link = |rel: &str, href: &str| Link {
        rel: rel.to_owned(),
        href: href.to_owned(),
        mime_type: Some("application/atom+xml".to_owned()),
        ..Link::default()
    };
    let mut links = vec![link("self", &pages.this), link("first", &pages.first)];
    links.extend(pages.next.as_deref().map(|next| link("next", next)));
    let feed = Feed {
        title: Text::plain(pick(language, "BildungsNetz: Neues", "BildungsNetz: news")),
        id: address.to_owned(),
        updated: date(updated),
        authors: vec![Person { name: "BildungsNetz".to_owned(), ..Person::default() }],
        generator: Some(Generator { value: "BildungsNetz".to_owned(), ..Generator::default() }),
        links,
        entries: news.iter().filter_map(entry).collect(),
        extensions: tombstones(news),
        namespaces: BTreeMap::from([("at".to_owned(), TOMBSTONES.to_owned())]),
        lang: Some(tag(language).to_owned()),
        ..Feed::default()
    };
    feed.to_string()
}

fn entry(told: &Told) -> Option<Entry> {
    let said = told.said.as_ref()?;
    let (href, media_type) = &said.link;
    Some(Entry {
        title: Text::plain(said.title.as_str()),
        id: told.id.clone(),
        updated: date(told.at),
        published: Some(date(told.published)),
        categories: vec![Category { term: said.category.clone(), ..Category::default() }],
        links: vec![Link {
            rel: "alternate".to_owned(),
            href: href.clone(),
            mime_type: Some((*media_type).to_owned()),
            ..Link::default()
        }],
        summary: Some(Text::plain(said.summary.as_str())),
        ..Entry::default()
    })
}

/// What is not public any more, by its id and the day, and nothing else.
fn tombstones(news: &[Told]) -> ExtensionMap {
    let gone = news.iter().filter(|told| told.said.is_none()).map(|told| Extension {
        name: "at:deleted-entry".to_owned(),
        attrs: BTreeMap::from([("ref".to_owned(), told.id.clone()), ("when".to_owned(), instant(told.at))]),
        ..Extension::default()
    });
    let gone: Vec<Extension> = gone.collect();
    if gone.is_empty() {
        return ExtensionMap::new();
    }
    BTreeMap::from([("at".to_owned(), BTreeMap::from([("deleted-entry".to_owned(), gone)]))])
}

fn date(at: Timestamp) -> FixedDateTime {
    instant(at).parse().unwrap_or_default()
}
