use crate::{Error, Platform, mirrored};
use domain::access::{Action, Actor, Visibility};
use domain::integration::feeds::{FeedItem, FeedKind, FeedPath, feed_network, feed_organisation, feed_session};
use domain::networks::NetworkVisibility;
use domain::qualifications::Taken;
use domain::shared::{CourseSessionId, NetworkId, OrganisationId};
use persistence::contact_points::{ContactPoints, ContactSight};
use persistence::integration::feeds::FeedMirror;
use persistence::networks::{NetworkSight, Networks};
use persistence::organisations::Organisations;
use persistence::qualifications::{OfferSight, SeatCounts, Sessions};
use std::collections::HashMap;
use uuid::Uuid;

/// How many records are looked at together.
const TOGETHER: usize = 500;

/// Brings the feeds up to date: afterwards they show all that was committed before the call, and nothing that was never
/// public together.
///
/// # Errors
/// When the database does not answer.
pub async fn catch_up_feeds(platform: &Platform) -> Result<(), Error> {
    let current = || FeedMirror::is_current(&platform.database);
    mirrored::catch_up(current, |hold_writers| publish(platform, hold_writers)).await
}

/// Brings the feeds up to date soon after each change, until `stop` is done.
pub async fn watch_feeds(platform: &Platform, stop: impl Future<Output = ()> + Send) {
    mirrored::watch(platform, "feeds", || catch_up_feeds(platform), stop).await;
}

async fn publish(platform: &Platform, hold_writers: bool) -> Result<(), Error> {
    let mirror = FeedMirror::begin(&platform.database, hold_writers, || platform.clock.now()).await?;
    for (kind, ids) in mirror.affected().await? {
        let ids: Vec<Uuid> = ids.into_iter().collect();
        for part in ids.chunks(TOGETHER) {
            let items = match kind {
                FeedKind::Session => sessions(&mirror, part).await?,
                FeedKind::Organisation => organisations(&mirror, part).await?,
                FeedKind::Network => networks(&mirror, part).await?,
            };
            let paths: Vec<_> = part.iter().map(|id| FeedPath::new(kind, *id)).collect();
            mirror.replace(&paths, items).await?;
        }
    }
    mirror.commit().await?;
    Ok(())
}

/// What somebody sees of whom nothing is known. The feeds show this and nothing else.
fn seen(action: Action) -> Visibility {
    Actor::Anonymous.visibility(action)
}

async fn sessions(mirror: &FeedMirror, ids: &[Uuid]) -> Result<Vec<FeedItem>, Error> {
    let sight = OfferSight {
        public: seen(Action::SeriesRead),
        community: seen(Action::SeriesReadCommunity),
        planned: seen(Action::SeriesPlan),
    };
    let found = Sessions::of(mirror).find_many(&sight, ids.iter().copied().map(CourseSessionId::from)).await?;
    let ids: Vec<_> = found.keys().copied().collect();
    let taken = if ids.is_empty() { HashMap::new() } else { SeatCounts::of(mirror).taken(&ids).await? };
    let nobody = Taken::default();
    Ok(found.values().map(|session| feed_session(session, taken.get(&session.id).unwrap_or(&nobody))).collect())
}

async fn organisations(mirror: &FeedMirror, ids: &[Uuid]) -> Result<Vec<FeedItem>, Error> {
    let ids = ids.iter().copied().map(OrganisationId::from);
    let found = Organisations::of(mirror).find_many(&seen(Action::OrganisationRead), ids).await?;
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let sight = ContactSight {
        public: seen(Action::OrganisationRead),
        community: seen(Action::OrganisationReadCommunity),
        organisation: seen(Action::OrganisationUpdate),
    };
    let ids: Vec<_> = found.keys().copied().collect();
    let contacts = ContactPoints::of(mirror).of_organisations(&sight, &ids).await?;
    let profiles = found.values().map(|organisation| &organisation.profile);
    let keys = profiles.flat_map(|profile| profile.territories.iter().chain(&profile.district));
    let territories = mirror.territories(keys.map(ToString::to_string).collect()).await?;
    let of = |id| contacts.get(&id).map_or(&[][..], Vec::as_slice);
    Ok(found.values().map(|organisation| feed_organisation(organisation, of(organisation.id), &territories)).collect())
}

async fn networks(mirror: &FeedMirror, ids: &[Uuid]) -> Result<Vec<FeedItem>, Error> {
    let open = [
        (Action::NetworkReadPublic, NetworkVisibility::Public),
        (Action::NetworkReadCommunity, NetworkVisibility::Community),
    ];
    let levels = open.into_iter().filter(|(action, _)| seen(*action).is_everything()).map(|(_, level)| level).collect();
    let sight = NetworkSight { by_right: seen(Action::NetworkRead), levels };
    let found = Networks::of(mirror).find_many(&sight, ids.iter().copied().map(NetworkId::from)).await?;
    let keys = found.values().flat_map(|network| &network.profile.territories);
    let territories = mirror.territories(keys.map(ToString::to_string).collect()).await?;
    Ok(found.values().map(|network| feed_network(network, &territories)).collect())
}
