use super::atom::{Pages, Said, Told, feed};
use super::catch_up::catch_up_feeds;
use super::json_ld::JSON_LD_MEDIA_TYPE;
use super::label::{news, pick, readable};
use super::read_feed::{FeedPage, page_url};
use super::{feeds_url, item_url};
use crate::oparl::{catch_up, interface_url};
use crate::{Call, Error};
use domain::access::Action;
use domain::integration::feeds::{FeedContent, FeedKind, FeedNews, FeedPlace, FeedQuery, PublishedItem};
use domain::oparl::{ObjectKind, ObjectPath, Published, inner_paths};
use domain::shared::{Language, Timestamp};
use persistence::integration::feeds::PublishedFeeds;
use persistence::oparl::Publication;
use serde_json::Value;
use std::collections::HashMap;

/// Of what there is news.
const ITEMS: [FeedKind; 2] = [FeedKind::Session, FeedKind::Network];
/// And of committees.
const OBJECTS: [ObjectKind; 2] = [ObjectKind::Meeting, ObjectKind::Paper];

/// One piece of news, before it is worded.
enum Piece {
    Item(PublishedItem),
    Object(Published),
}

impl Piece {
    fn place(&self) -> FeedPlace {
        match self {
            Self::Item(item) => FeedPlace { at: item.told.as_micros(), path: item.path.to_string() },
            Self::Object(object) => FeedPlace { at: object.modified.as_micros(), path: object.path.to_string() },
        }
    }
}

/// A page of what happened to sessions, networks, meetings and papers that everybody may read, the latest first, as Atom.
///
/// # Errors
/// When the database does not answer.
pub async fn read_changes(call: &Call, query: &FeedQuery) -> Result<FeedPage, Error> {
    for action in [Action::ChangeRead, Action::SeriesRead, Action::NetworkReadPublic, Action::OparlRead] {
        call.actor().may(action)?;
    }
    catch_up_feeds(call.platform()).await?;
    catch_up(call.platform()).await?;
    let (feeds, publication) = (PublishedFeeds::of(call.database()), Publication::of(call.database()));
    let items = feeds.news(&ITEMS, query).await?.into_iter().map(Piece::Item);
    let objects = publication.news(&OBJECTS, query).await?.into_iter().map(Piece::Object);
    let mut pieces: Vec<Piece> = items.chain(objects).collect();
    pieces.sort_by(|one, other| {
        let (one, other) = (one.place(), other.place());
        (other.at, &other.path).cmp(&(one.at, &one.path))
    });
    let most = usize::try_from(query.limit).unwrap_or(usize::MAX);
    let more = pieces.len() > most;
    pieces.truncate(most);
    let modified = feeds.last_news(&ITEMS).await?.max(publication.last_change(&OBJECTS).await?);
    let inner = inner(&publication, &pieces).await?;
    let words =
        Words { language: call.language(), feeds: feeds_url(call.platform()), oparl: interface_url(call.platform()) };
    let told: Vec<Told> = pieces.iter().map(|piece| words.told(piece, &inner)).collect();
    let address = format!("{}/changes.atom", words.feeds);
    let last = pieces.last().filter(|_| more).map(Piece::place);
    let pages = Pages {
        first: page_url(&address, query, None),
        this: page_url(&address, query, query.after.as_ref()),
        next: last.map(|last| page_url(&address, query, Some(&last))),
    };
    let updated = modified.or_else(|| Timestamp::from_micros(0)).unwrap_or_else(|| call.now());
    let text = feed(call.language(), &address, updated, &pages, &told);
    Ok(FeedPage { text, modified, next: pages.next })
}

/// What stands inside of the meetings: what was decided.
async fn inner(publication: &Publication<'_>, pieces: &[Piece]) -> Result<HashMap<ObjectPath, Published>, Error> {
    let objects = pieces.iter().filter_map(|piece| match piece {
        Piece::Object(object) if object.kind == ObjectKind::Meeting => Some(object),
        _ => None,
    });
    let paths = inner_paths(objects);
    Ok(if paths.is_empty() { HashMap::new() } else { publication.find_many(&paths).await? })
}

struct Words {
    language: Language,
    feeds: String,
    oparl: String,
}

impl Words {
    fn told(&self, piece: &Piece, inner: &HashMap<ObjectPath, Published>) -> Told {
        match piece {
            Piece::Item(item) => Told {
                id: format!("urn:uuid:{}", item.path.id),
                published: item.created,
                at: item.told,
                said: item.content.as_ref().map(|content| self.of_item(item, content)),
            },
            Piece::Object(object) => Told {
                id: format!("urn:uuid:{}", object.path.key()),
                published: object.created,
                at: object.modified,
                said: object.content.is_some().then(|| self.of_object(object, inner)),
            },
        }
    }

    fn of_item(&self, item: &PublishedItem, content: &FeedContent) -> Said {
        let (name, summary) = match content {
            FeedContent::Session(session) => {
                let place = session.location.as_ref().map(|place| format!(", {place}")).unwrap_or_default();
                (&session.title, format!("{}{place}", readable(self.language, session.start)))
            }
            FeedContent::Network(network) => (&network.name, network.purpose.clone().unwrap_or_default()),
            FeedContent::Organisation(organisation) => (&organisation.name, String::new()),
        };
        let happened = item.news.code().to_lowercase().replace('_', "-");
        Said {
            title: format!("{}: {name}", news(self.language, item.news)),
            summary,
            category: format!("{}.{happened}", item.path.kind),
            link: (format!("{}.jsonld", item_url(&self.feeds, item.path)), JSON_LD_MEDIA_TYPE),
        }
    }

    fn of_object(&self, object: &Published, inner: &HashMap<ObjectPath, Published>) -> Said {
        let field = |name: &str| object.content.as_ref().and_then(|fields| fields.get(name));
        let text = |name: &str| field(name).and_then(Value::as_str).unwrap_or_default();
        let decided = Self::decided(object, inner);
        let (said, happened) = if field("cancelled") == Some(&Value::Bool(true)) {
            (news(self.language, FeedNews::Cancelled), "cancelled")
        } else if !decided.is_empty() {
            (pick(self.language, "Beschlossen", "Decided"), "decided")
        } else if object.created == object.modified {
            (news(self.language, FeedNews::Published), "published")
        } else {
            (news(self.language, FeedNews::Changed), "changed")
        };
        let when = Timestamp::parse(text("start")).ok().map(|at| readable(self.language, at));
        let lines: Vec<String> = when.into_iter().chain(decided).collect();
        let kind = match object.kind {
            ObjectKind::Meeting => "meeting",
            _ => "paper",
        };
        Said {
            title: format!("{said}: {}", text("name")),
            summary: if lines.is_empty() { text("paperType").to_owned() } else { lines.join("\n") },
            category: format!("{kind}.{happened}"),
            link: (format!("{}/{}", self.oparl, object.path), "application/json"),
        }
    }

    /// What was decided in a meeting, item by item.
    fn decided(object: &Published, inner: &HashMap<ObjectPath, Published>) -> Vec<String> {
        let items = inner_paths(std::iter::once(object)).into_iter().filter_map(|path| inner.get(&path));
        let line = |item: &Published| {
            let text = |name: &str| item.content.as_ref()?.get(name)?.as_str().map(str::to_owned);
            let (name, result) = (text("name")?, text("result")?);
            let decision = text("resolutionText").map(|text| format!(" ({text})")).unwrap_or_default();
            Some(format!("{name}: {result}{decision}"))
        };
        items.filter(|item| item.kind == ObjectKind::AgendaItem).filter_map(line).collect()
    }
}
