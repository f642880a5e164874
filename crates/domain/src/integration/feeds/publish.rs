//! From records to what feeds say of them. Only what everybody may read of a record is taken.

use super::content::{
    FeedAddress, FeedArea, FeedContact, FeedContent, FeedItem, FeedNetwork, FeedOrganisation, FeedSession, FeedStatus,
};
use super::path::{FeedKind, FeedPath};
use crate::networks::Network;
use crate::organisations::Organisation;
use crate::qualifications::{CourseSession, SessionState, Taken};
use crate::shared::{ContactPoint, ContactVisibility, LongText, Name, WebAddress};
use crate::territories::{TerritoryFacts, TerritoryKey};
use std::collections::HashMap;
use std::hash::BuildHasher;

/// A session that is for everybody. Whether it is running or over is not said: the dates say it.
pub fn feed_session(session: &CourseSession, taken: &Taken) -> FeedItem {
    let plan = &session.plan;
    let seats = plan.seat_plan();
    let facts = FeedSession {
        title: plan.title.to_string(),
        description: plan.description.as_ref().map(LongText::to_string),
        kind: session.kind,
        start: plan.start,
        end: plan.end,
        previous_starts: Vec::new(),
        format: plan.format,
        format_changed: session.format_changed_at.is_some(),
        location: plan.location.as_ref().filter(|_| plan.format.is_in_presence()).map(Name::to_string),
        status: match session.state {
            SessionState::Cancelled => FeedStatus::Cancelled,
            SessionState::Postponed => FeedStatus::Postponed,
            _ => FeedStatus::Scheduled,
        },
        host: session.host.uuid(),
        co_hosts: plan.co_hosts.iter().map(|id| id.uuid()).collect(),
        accessibility: plan.accessibility.as_ref().map(LongText::to_string),
        seats: [seats.seats.room, seats.seats.online],
        seats_left: seats.left(taken).total(),
    };
    FeedItem {
        path: FeedPath::new(FeedKind::Session, session.id),
        created: session.announced_at.unwrap_or(session.created_at),
        touched: session.updated_at,
        content: FeedContent::Session(facts),
    }
}

/// An organisation, with those of its contact points that are for everybody.
pub fn feed_organisation(
    organisation: &Organisation,
    contacts: &[ContactPoint],
    territories: &HashMap<String, TerritoryFacts, impl BuildHasher>,
) -> FeedItem {
    let profile = &organisation.profile;
    let public = contacts.iter().filter(|point| point.visibility == ContactVisibility::Public);
    let contacts = public.map(|point| FeedContact {
        kind: point.kind,
        value: point.value.clone(),
        label: point.label.as_ref().map(Name::to_string),
    });
    let served = profile.territories.iter();
    let lies_in = profile.district.iter().filter(|_| profile.territories.is_empty());
    let address = organisation.address.as_ref().map(|address| FeedAddress {
        street: address.street.as_ref().map(Name::to_string),
        postal_code: address.postal_code.clone(),
        place: address.place.to_string(),
    });
    let facts = FeedOrganisation {
        name: profile.name.to_string(),
        short_name: profile.short_name.as_ref().map(Name::to_string),
        kind: profile.kind,
        parent: profile.parent.map(Into::into),
        address,
        contacts: contacts.collect(),
        areas: areas(served.chain(lies_in), territories),
        until: organisation.period.until,
    };
    FeedItem {
        path: FeedPath::new(FeedKind::Organisation, organisation.id),
        created: organisation.created_at,
        touched: organisation.updated_at,
        content: FeedContent::Organisation(facts),
    }
}

/// A network of which everybody may know.
pub fn feed_network(network: &Network, territories: &HashMap<String, TerritoryFacts, impl BuildHasher>) -> FeedItem {
    let profile = &network.profile;
    let facts = FeedNetwork {
        name: profile.name.to_string(),
        kind: profile.kind,
        purpose: profile.purpose.as_ref().map(LongText::to_string),
        website: profile.website.as_ref().map(WebAddress::to_string),
        areas: areas(profile.territories.iter(), territories),
    };
    FeedItem {
        path: FeedPath::new(FeedKind::Network, network.id),
        created: network.created_at,
        touched: network.updated_at,
        content: FeedContent::Network(facts),
    }
}

fn areas<'k>(
    keys: impl Iterator<Item = &'k TerritoryKey>,
    territories: &HashMap<String, TerritoryFacts, impl BuildHasher>,
) -> Vec<FeedArea> {
    let area = |key: &TerritoryKey| {
        let facts = territories.get(key.as_str())?;
        Some(FeedArea {
            name: facts.name.to_string(),
            key: key.as_str().to_owned(),
            regional_key: facts.regional_key.as_str().to_owned(),
        })
    };
    keys.filter_map(area).collect()
}
