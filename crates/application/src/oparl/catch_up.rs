use crate::{Error, Platform, mirrored};
use domain::access::Visibility;
use domain::meetings::CommitteeVisibility;
use domain::oparl::{
    CommitteeMaterial, Object, ObjectKind, ObjectPath, publish_body, publish_committee, publish_organisation,
    publish_person, publish_seats, published_seats, seal,
};
use domain::shared::{CommitteeId, OrganisationId, PersonId};
use persistence::oparl::Mirror;
use persistence::organisations::Organisations;
use std::collections::{BTreeMap, BTreeSet};

/// How many committees are looked at together.
const COMMITTEES: usize = 20;
/// How many people, organisations or bodies are looked at together.
const OTHERS: usize = 500;

/// Brings what is published up to date: afterwards it shows all that was committed before the call, and nothing that was
/// never public together.
///
/// # Errors
/// When the database does not answer.
pub async fn catch_up(platform: &Platform) -> Result<(), Error> {
    let current = || Mirror::is_current(&platform.database);
    mirrored::catch_up(current, |hold_writers| publish(platform, hold_writers)).await
}

/// Brings what is published up to date soon after each change, until `stop` is done.
pub async fn watch_records(platform: &Platform, stop: impl Future<Output = ()> + Send) {
    mirrored::watch(platform, "oparl", || catch_up(platform), stop).await;
}

async fn publish(platform: &Platform, hold_writers: bool) -> Result<(), Error> {
    let mirror = Mirror::begin(&platform.database, hold_writers, || platform.clock.now()).await?;
    let affected = mirror.affected().await?;
    let (mut people, mut organisations) = (affected.people, affected.organisations);
    let committees: Vec<CommitteeId> = affected.committees.into_iter().collect();
    for part in committees.chunks(COMMITTEES) {
        let material = mirror.material(part).await?;
        people.extend(material.iter().flat_map(|it| &it.seats).map(|seat| seat.person));
        organisations.extend(material.iter().flat_map(named));
        mirror.replace_committees(part, seal(material.iter().flat_map(publish_committee).collect())).await?;
    }
    publish_people(&mirror, people).await?;
    publish_organisations(&mirror, organisations).await?;
    publish_bodies(&mirror, affected.territories).await?;
    mirror.commit().await?;
    Ok(())
}

/// The organisations that a public committee names.
fn named(material: &CommitteeMaterial) -> BTreeSet<OrganisationId> {
    let public = material.committee.profile.visibility == CommitteeVisibility::Public;
    let runs = public.then_some(material.committee.organisation);
    published_seats(material).filter_map(|seat| seat.organisation).chain(runs).collect()
}

async fn publish_people(mirror: &Mirror, people: BTreeSet<PersonId>) -> Result<(), Error> {
    let people: Vec<PersonId> = people.into_iter().collect();
    for part in people.chunks(OTHERS) {
        let material = mirror.seats_of(part).await?;
        let mut found = BTreeMap::new();
        let mut seats: BTreeMap<PersonId, Vec<Object>> = BTreeMap::new();
        for one in &material {
            found.extend(one.people.iter());
            for (person, seat) in publish_seats(one) {
                seats.entry(person).or_default().push(seat);
            }
        }
        let mut objects = Vec::new();
        for (person, mut seats) in seats {
            seats.sort_by(|one, other| (one.created, &one.path).cmp(&(other.created, &other.path)));
            objects.extend(found.get(&person).and_then(|person| publish_person(person, &seats)));
            // They stand inside of the person: what changes in them changes the person.
            objects.extend(seats);
        }
        let mut sealed = seal(objects);
        sealed.retain(|sealed| sealed.object.kind == ObjectKind::Person);
        let paths: Vec<_> = part.iter().map(|id| ObjectPath::of(ObjectKind::Person, *id)).collect();
        mirror.replace_paths(&paths, sealed).await?;
    }
    Ok(())
}

async fn publish_organisations(mirror: &Mirror, ids: BTreeSet<OrganisationId>) -> Result<(), Error> {
    let ids: Vec<OrganisationId> = ids.into_iter().collect();
    for part in ids.chunks(OTHERS) {
        let found = Organisations::of(mirror).find_many(&Visibility::everything(), part.iter().copied()).await?;
        let paths: Vec<_> = part.iter().map(|id| ObjectPath::of(ObjectKind::Organization, *id)).collect();
        mirror.replace_paths(&paths, seal(found.values().map(publish_organisation).collect())).await?;
    }
    Ok(())
}

/// Publishes the bodies of all that is published. Whether the directory of territories changed decides whether those that
/// are published already are looked at too.
async fn publish_bodies(mirror: &Mirror, all: bool) -> Result<(), Error> {
    let bodies = mirror.bodies(all).await?;
    for part in bodies.chunks(OTHERS) {
        let keys: Vec<String> = part.iter().map(|(key, _)| key.clone()).collect();
        let territories = mirror.territories(&keys).await?;
        let published = part.iter().filter_map(|(key, since)| Some(publish_body(territories.get(key)?, *since)));
        let objects: Vec<Object> = published.flatten().collect();
        let paths: Vec<_> = objects.iter().map(|object| object.path.clone()).collect();
        mirror.replace_paths(&paths, seal(objects)).await?;
    }
    Ok(())
}
