//! Records as JSON-LD in the vocabulary of schema.org, as search engines and websites read them.

use super::item_url;
use super::label::{instant, pick, tag, term};
use domain::integration::feeds::{
    FeedArea, FeedContact, FeedContent, FeedKind, FeedNetwork, FeedOrganisation, FeedPath, FeedSession, FeedStatus,
    PublishedItem,
};
use domain::qualifications::{CourseFormat, CourseKind};
use domain::shared::{ContactKind, Language, global_id};
use serde_json::{Map, Value, json};
use std::collections::HashMap;
use uuid::Uuid;

/// The media type of JSON-LD (RFC 6839 and the registration of the W3C).
pub const JSON_LD_MEDIA_TYPE: &str = "application/ld+json";

const CONTEXT: &str = "https://schema.org";

/// How records are written.
#[derive(Clone, Copy)]
pub(super) struct JsonLd<'a> {
    /// The address below which the feeds lie.
    pub(super) base: &'a str,
    pub(super) language: Language,
    /// The organisations that hold sessions.
    pub(super) hosts: &'a HashMap<FeedPath, PublishedItem>,
}

impl JsonLd<'_> {
    /// A page of a feed (schema.org `DataFeed`).
    pub(super) fn page(self, name: &str, address: &str, items: &[PublishedItem]) -> String {
        let elements = items.iter().map(|item| {
            let mut element = Map::new();
            element.insert("@type".to_owned(), "DataFeedItem".into());
            element.insert("dateCreated".to_owned(), instant(item.created).into());
            element.insert("dateModified".to_owned(), instant(item.modified).into());
            let written = if let Some(content) = &item.content {
                self.thing(item.path, content)
            } else {
                element.insert("dateDeleted".to_owned(), instant(item.modified).into());
                let kind = match item.path.kind {
                    FeedKind::Session => "Event",
                    FeedKind::Organisation | FeedKind::Network => "Organization",
                };
                json!({"@type": kind, "@id": self.id(item.path), "identifier": identifier(item.path)})
            };
            element.insert("item".to_owned(), written);
            Value::Object(element)
        });
        let feed = json!({
            "@context": CONTEXT,
            "@type": "DataFeed",
            "@id": address,
            "name": name,
            "inLanguage": tag(self.language),
            "dataFeedElement": elements.collect::<Vec<_>>(),
        });
        feed.to_string()
    }

    /// One record.
    pub(super) fn one(self, item: &PublishedItem, content: &FeedContent) -> String {
        let mut thing = self.thing(item.path, content);
        if let Some(fields) = thing.as_object_mut() {
            fields.insert("@context".to_owned(), CONTEXT.into());
        }
        thing.to_string()
    }

    fn id(self, path: FeedPath) -> String {
        format!("{}.jsonld", item_url(self.base, path))
    }

    fn thing(self, path: FeedPath, content: &FeedContent) -> Value {
        let mut thing = match content {
            FeedContent::Session(session) => self.session(session),
            FeedContent::Organisation(organisation) => self.organisation(organisation),
            FeedContent::Network(network) => self.network(network),
        };
        thing.insert("@id".to_owned(), self.id(path).into());
        thing.insert("identifier".to_owned(), identifier(path).into());
        Value::Object(thing)
    }

    fn session(self, session: &FeedSession) -> Map<String, Value> {
        let mut event = Map::new();
        let mut put = |name: &str, value: Value| event.insert(name.to_owned(), value);
        // A day of talks is an event like others; whoever learns something there wants it to be found as such.
        put("@type", if session.kind == CourseKind::PeerMeeting { "Event" } else { "EducationEvent" }.into());
        put("name", session.title.as_str().into());
        put("startDate", instant(session.start).into());
        put("endDate", instant(session.end).into());
        put("eventStatus", statuses(session));
        put("eventAttendanceMode", attendance(session.format).into());
        put("location", self.places(session));
        put("organizer", self.organisers(session));
        put("keywords", term(self.language, session.kind, session.kind.german()).into());
        let earlier: Vec<Value> = session.previous_starts.iter().map(|at| instant(*at).into()).collect();
        if !earlier.is_empty() {
            put("previousStartDate", single(earlier));
        }
        if let Some(description) = &session.description {
            put("description", description.as_str().into());
        }
        let [room, online] = session.seats;
        if room + online > 0 {
            put("maximumAttendeeCapacity", (room + online).into());
            put("remainingAttendeeCapacity", session.seats_left.into());
        }
        if room > 0 && online > 0 {
            put("maximumPhysicalAttendeeCapacity", room.into());
            put("maximumVirtualAttendeeCapacity", online.into());
        }
        event
    }

    /// Where it takes place. Where people meet online is told to those who have a seat, and not here.
    fn places(self, session: &FeedSession) -> Value {
        let room = session.location.as_ref().map(|place| json!({"@type": "Place", "name": place, "address": place}));
        let online = match session.format {
            CourseFormat::InPerson => None,
            CourseFormat::Phone => Some(pick(self.language, "Telefonkonferenz", "telephone conference")),
            CourseFormat::Digital | CourseFormat::Hybrid | CourseFormat::Asynchronous => {
                Some(pick(self.language, "Online, mit Anmeldung", "online, with registration"))
            }
        };
        let online = online.map(|name| json!({"@type": "VirtualLocation", "name": name}));
        let unknown =
            || json!({"@type": "Place", "name": pick(self.language, "wird bekannt gegeben", "to be announced")});
        let places: Vec<Value> = room.into_iter().chain(online).collect();
        if places.is_empty() { unknown() } else { single(places) }
    }

    fn organisers(self, session: &FeedSession) -> Value {
        let organisers = std::iter::once(&session.host).chain(&session.co_hosts).map(|id| self.referred(*id));
        single(organisers.collect())
    }

    fn referred(self, organisation: Uuid) -> Value {
        let path = FeedPath::new(FeedKind::Organisation, organisation);
        let known = self.hosts.get(&path).and_then(|item| item.content.as_ref());
        match known {
            Some(FeedContent::Organisation(found)) => {
                json!({"@type": kind_of(found), "@id": self.id(path), "name": found.name})
            }
            _ => json!({"@type": "Organization", "@id": self.id(path)}),
        }
    }

    fn organisation(self, organisation: &FeedOrganisation) -> Map<String, Value> {
        let mut thing = Map::new();
        let mut put = |name: &str, value: Value| thing.insert(name.to_owned(), value);
        put("@type", kind_of(organisation).into());
        put("name", organisation.name.as_str().into());
        put("keywords", term(self.language, organisation.kind, organisation.kind.german()).into());
        if let Some(short) = &organisation.short_name {
            put("alternateName", short.as_str().into());
        }
        if let Some(address) = &organisation.address {
            let mut written = json!({"@type": "PostalAddress", "postalCode": address.postal_code,
                                     "addressLocality": address.place, "addressCountry": "DE"});
            if let (Some(street), Some(fields)) = (&address.street, written.as_object_mut()) {
                fields.insert("streetAddress".to_owned(), street.as_str().into());
            }
            put("address", written);
        }
        let points: Vec<Value> = organisation.contacts.iter().filter_map(point).collect();
        if !points.is_empty() {
            put("contactPoint", single(points));
        }
        let webs = organisation.contacts.iter().filter(|contact| contact.kind == ContactKind::Web);
        let webs: Vec<Value> = webs.map(|contact| contact.value.as_str().into()).collect();
        if !webs.is_empty() {
            put("url", single(webs));
        }
        if !organisation.areas.is_empty() {
            put("areaServed", areas(&organisation.areas));
        }
        if let Some(parent) = organisation.parent {
            put("parentOrganization", json!({"@id": self.id(FeedPath::new(FeedKind::Organisation, parent))}));
        }
        if let Some(until) = organisation.until {
            put("dissolutionDate", until.to_string().into());
        }
        thing
    }

    fn network(self, network: &FeedNetwork) -> Map<String, Value> {
        let mut thing = Map::new();
        let mut put = |name: &str, value: Value| thing.insert(name.to_owned(), value);
        put("@type", "Organization".into());
        put("name", network.name.as_str().into());
        put("keywords", term(self.language, network.kind, network.kind.german()).into());
        if let Some(purpose) = &network.purpose {
            put("description", purpose.as_str().into());
        }
        if let Some(website) = &network.website {
            put("url", website.as_str().into());
        }
        if !network.areas.is_empty() {
            put("areaServed", areas(&network.areas));
        }
        thing
    }
}

fn identifier(path: FeedPath) -> String {
    global_id(path.kind.type_name(), path.id)
}

/// One value as it is, several as a list.
fn single(mut values: Vec<Value>) -> Value {
    if values.len() == 1 { values.remove(0) } else { Value::Array(values) }
}

fn kind_of(organisation: &FeedOrganisation) -> &'static str {
    if organisation.kind.is_external() { "Organization" } else { "GovernmentOrganization" }
}

fn statuses(session: &FeedSession) -> Value {
    let online = session.format_changed && matches!(session.format, CourseFormat::Digital | CourseFormat::Phone);
    let found: Vec<&str> = match session.status {
        FeedStatus::Cancelled => vec!["https://schema.org/EventCancelled"],
        FeedStatus::Postponed => vec!["https://schema.org/EventPostponed"],
        FeedStatus::Scheduled => {
            let moved = (!session.previous_starts.is_empty()).then_some("https://schema.org/EventRescheduled");
            let found: Vec<_> =
                moved.into_iter().chain(online.then_some("https://schema.org/EventMovedOnline")).collect();
            if found.is_empty() { vec!["https://schema.org/EventScheduled"] } else { found }
        }
    };
    single(found.into_iter().map(Value::from).collect())
}

const fn attendance(format: CourseFormat) -> &'static str {
    match format {
        CourseFormat::InPerson => "https://schema.org/OfflineEventAttendanceMode",
        CourseFormat::Hybrid => "https://schema.org/MixedEventAttendanceMode",
        CourseFormat::Digital | CourseFormat::Asynchronous | CourseFormat::Phone => {
            "https://schema.org/OnlineEventAttendanceMode"
        }
    }
}

fn point(contact: &FeedContact) -> Option<Value> {
    let field = match contact.kind {
        ContactKind::Phone | ContactKind::Mobile => "telephone",
        ContactKind::Fax => "faxNumber",
        ContactKind::Email => "email",
        ContactKind::Web => return None,
    };
    let mut point = json!({"@type": "ContactPoint", field: contact.value});
    if let (Some(label), Some(fields)) = (&contact.label, point.as_object_mut()) {
        fields.insert("contactType".to_owned(), label.as_str().into());
    }
    Some(point)
}

/// Territories with the official keys by which statistics know them.
fn areas(areas: &[FeedArea]) -> Value {
    let key = |id: &str, value: &str| json!({"@type": "PropertyValue", "propertyID": id, "value": value});
    let area = |area: &FeedArea| {
        json!({
            "@type": "AdministrativeArea",
            "name": area.name,
            "identifier": [key("AGS", &area.key), key("ARS", &area.regional_key)],
        })
    };
    single(areas.iter().map(area).collect())
}
