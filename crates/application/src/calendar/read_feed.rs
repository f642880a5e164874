use super::entry::CalendarEntry;
use super::file::CalendarFile;
use super::list_own::{OwnDate, dates_of};
use crate::accounts::counting;
use crate::meetings::{list_committee_entries, list_network_entries};
use crate::networks::find_network;
use crate::qualifications::list_public_entries;
use crate::security::token_digest;
use crate::{Call, Error};
use domain::access::{Account, Action, Actor, Proof};
use domain::calendar::CalendarSubject;
use domain::shared::{CommitteeId, NetworkId, Timestamp};
use persistence::accounts::{Credentials, Standing, account_standing};
use persistence::calendar::CalendarFeeds;
use std::sync::Arc;

/// How far back feeds go, in seconds: 180 days.
const BACK: i64 = 180 * 86_400;

/// What the address of a feed opens: what is said of committees and networks, and nothing else.
const SCOPES: [Action; 4] =
    [Action::CommitteeRead, Action::CommitteeReadCommunity, Action::NetworkRead, Action::NetworkReadCommunity];

/// A calendar that everybody may subscribe to.
#[derive(Clone, Copy, Debug)]
pub enum PublicCalendar {
    /// The meetings of a committee that everybody may know of.
    Committee(CommitteeId),
    /// The meetings of the public committees of a network that everybody may know of.
    Network(NetworkId),
}

/// The calendar behind a secret address, or what of it changed since an instant; nothing when the address was never one, was revoked, its owner cannot sign in any
/// more, or may not know any more of what it is about.
///
/// # Errors
/// When the database does not answer.
pub async fn read_secret_feed(call: &Call, token: &str, changed: Option<Timestamp>) -> Result<Option<String>, Error> {
    let database = call.database();
    let Some(feed) = CalendarFeeds::of(database).by_digest(&token_digest(token)).await? else { return Ok(None) };
    let owner = Credentials::find(database, feed.account).await?.filter(Credentials::can_sign_in);
    let Some(owner) = owner else { return Ok(None) };
    match feed.subject {
        CalendarSubject::Own => {
            let dates = dates_of(database, owner.person, since(call), None).await?;
            let entries: Vec<_> = dates.iter().map(OwnDate::entry).cloned().collect();
            write(call, "meine Termine", entries, changed).map(Some)
        }
        CalendarSubject::Committee(committee) => match reader(call, &owner).await? {
            Some(reader) => committee_feed(&reader, committee, changed).await,
            None => Ok(None),
        },
        CalendarSubject::Network(network) => match reader(call, &owner).await? {
            Some(reader) => network_feed(&reader, network, changed).await,
            None => Ok(None),
        },
    }
}

/// The calendar of what is published for everybody, or what of it changed since an instant.
///
/// # Errors
/// When the database does not answer.
pub async fn read_public_feed(call: &Call, changed: Option<Timestamp>) -> Result<String, Error> {
    let entries = list_public_entries(call, since(call)).await?;
    write(call, "öffentliche Termine", entries, changed)
}

/// A calendar that everybody may subscribe to, or what of it changed since an instant; nothing when not everybody may
/// know of it.
///
/// # Errors
/// When the database does not answer.
pub async fn read_public_calendar(
    call: &Call,
    calendar: PublicCalendar,
    changed: Option<Timestamp>,
) -> Result<Option<String>, Error> {
    match calendar {
        PublicCalendar::Committee(committee) => committee_feed(call, committee, changed).await,
        PublicCalendar::Network(network) => network_feed(call, network, changed).await,
    }
}

async fn committee_feed(
    call: &Call,
    committee: CommitteeId,
    changed: Option<Timestamp>,
) -> Result<Option<String>, Error> {
    let found = list_committee_entries(call, committee, since(call)).await?;
    found.map(|(name, entries)| write(call, &name, entries, changed)).transpose()
}

async fn network_feed(call: &Call, network: NetworkId, changed: Option<Timestamp>) -> Result<Option<String>, Error> {
    let Some(found) = find_network(call, network).await? else { return Ok(None) };
    let entries = list_network_entries(call, network, since(call)).await?;
    write(call, found.profile.name.as_str(), entries, changed).map(Some)
}

fn since(call: &Call) -> Timestamp {
    call.now().plus_seconds(-BACK)
}

/// The calendar, with all entries or those that changed. What is not in a part of a calendar is not cancelled: subscribers
/// ask for all of it, and programs that keep a copy for the part.
fn write(
    call: &Call,
    name: &str,
    mut entries: Vec<CalendarEntry>,
    changed: Option<Timestamp>,
) -> Result<String, Error> {
    entries.retain(|entry| changed.is_none_or(|since| entry.said_at >= since));
    let file = CalendarFile::feed(&call.platform().organiser(), &format!("BildungsNetz: {name}"), &entries);
    file.text().map_err(Error::unexpected)
}

/// The owner of a feed as they read it: with the roles that count without a second factor, which no address can show.
async fn reader(call: &Call, owner: &Credentials) -> Result<Option<Call>, Error> {
    let platform = call.platform();
    let standing = account_standing(call.database(), owner.id, call.today()).await?;
    let Some(standing) = standing.filter(Standing::can_act) else { return Ok(None) };
    let (assignments, suspended) = counting(platform, standing.assignments, false);
    let actor = Actor::Account(Account {
        id: standing.account,
        proof: Proof::Address,
        person: standing.person,
        assignments,
        suspended,
        scopes: Some(SCOPES.into()),
    });
    Ok(Some(Call::new(Arc::clone(platform), actor, call.request().to_owned(), call.language())))
}
