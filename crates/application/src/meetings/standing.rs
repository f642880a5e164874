//! How the caller stands to a committee: what they see of it, as what they sit in it, and what follows from that.

use crate::{Call, Error};
use domain::access::{Action, Owner, Permit, Visibility};
use domain::meetings::{Committee, CommitteeRole, CommitteeVisibility, Meeting};
use domain::networks::FieldOfAction;
use domain::shared::{CommitteeId, MeetingId};
use persistence::meetings::{CommitteeSight, Committees, Meetings};
use persistence::networks::{NetworkSight, Networks};
use persistence::{Source, UnitOfWork};
use std::collections::{BTreeSet, HashMap, HashSet};

/// What the caller sees: by right, and by what the committees say of themselves.
pub(crate) fn sight(call: &Call) -> CommitteeSight {
    let open = [
        (Action::CommitteeReadPublic, CommitteeVisibility::Public),
        (Action::CommitteeReadCommunity, CommitteeVisibility::Community),
    ];
    let levels = open.into_iter().filter(|(action, _)| call.visibility(*action).is_everything());
    sight_by(call, call.visibility(Action::CommitteeRead), levels.map(|(_, level)| level).collect())
}

/// What the caller sees by right.
pub(super) fn inside(call: &Call, action: Action) -> CommitteeSight {
    sight_by(call, call.visibility(action), Vec::new())
}

fn sight_by(call: &Call, by_right: Visibility, levels: Vec<CommitteeVisibility>) -> CommitteeSight {
    CommitteeSight { by_right, levels, today: call.today() }
}

/// A meeting with its committee, both kept from changing meanwhile.
#[derive(Clone, Debug)]
pub(super) struct Held {
    pub(super) committee: Committee,
    pub(super) meeting: Meeting,
}

/// A committee that the caller sees, kept from changing meanwhile.
///
/// # Errors
/// `NOT_FOUND`.
pub(super) async fn hold(call: &Call, unit: &UnitOfWork, id: CommitteeId, field: &str) -> Result<Committee, Error> {
    let found = Committees::of(unit).hold(&sight(call), id).await?;
    found.ok_or_else(|| Error::not_found(field))
}

/// A meeting that the caller sees, kept from changing meanwhile, its committee first.
///
/// # Errors
/// `NOT_FOUND`.
pub(super) async fn hold_meeting(call: &Call, unit: &UnitOfWork, id: MeetingId, field: &str) -> Result<Held, Error> {
    let (sight, meetings) = (sight(call), Meetings::of(unit));
    let found = meetings.find(&sight, id).await?.ok_or_else(|| Error::not_found(field))?;
    let committee = hold(call, unit, found.committee, field).await?;
    let meeting = meetings.hold(&sight, id).await?.ok_or_else(|| Error::not_found(field))?;
    Ok(Held { committee, meeting })
}

/// Permits an action on a committee: by a role on the platform, or by a seat in the committee.
///
/// # Errors
/// A denial.
pub(super) async fn permit(
    call: &Call,
    source: &impl Source,
    committee: &Committee,
    action: Action,
) -> Result<Permit, Error> {
    let roles = match call.actor().account() {
        Some(account) => Committees::of(source).roles(account.person, call.today(), &[committee.id]).await?,
        None => HashMap::new(),
    };
    let roles = roles.get(&committee.id).map(Vec::as_slice).unwrap_or_default();
    call.permit(action, &owner_by_roles(call, committee, action, roles))
}

/// To whom a committee belongs for this action: also to the caller, when they sit in it as somebody who may.
pub fn owner_by_roles(call: &Call, committee: &Committee, action: Action, roles: &[CommitteeRole]) -> Owner {
    let person = call.actor().account().map(|account| account.person);
    committee.owner_for(person.filter(|_| roles.iter().any(|role| may_by_seat(action, *role))))
}

const fn may_by_seat(action: Action, role: CommitteeRole) -> bool {
    match action {
        Action::CommitteeRead | Action::MinutesRemark => true,
        Action::MinutesWrite => role.writes_minutes(),
        Action::MeetingPlan | Action::MeetingRun | Action::MinutesApprove | Action::MeasureManage => role.leads(),
        _ => false,
    }
}

/// As what the caller sits in each of many committees today; those in which they do not sit are left out.
///
/// # Errors
/// When the database does not answer.
pub async fn find_roles(
    call: &Call,
    committees: &[CommitteeId],
) -> Result<HashMap<CommitteeId, Vec<CommitteeRole>>, Error> {
    let Some(account) = call.actor().account() else { return Ok(HashMap::new()) };
    Ok(Committees::of(call.database()).roles(account.person, call.today(), committees).await?)
}

/// The fields on which the network of a committee has agreed, whoever may see the network; nothing for a committee of
/// an organisation.
pub(super) async fn agreed_fields(
    source: &impl Source,
    committee: &Committee,
) -> Result<Option<BTreeSet<FieldOfAction>>, Error> {
    let Some(network) = committee.network else { return Ok(None) };
    let everything = NetworkSight::by_right(Visibility::everything());
    let found = Networks::of(source).find(&everything, network).await?;
    Ok(found.map(|network| network.profile.fields))
}

/// What the platform itself sees: for counts and orders that do not depend on who asks.
pub(super) fn system(call: &Call) -> CommitteeSight {
    sight_by(call, Visibility::everything(), Vec::new())
}

/// Those of these committees whose seats the caller may read.
pub(crate) async fn knows_seats(call: &Call, committees: BTreeSet<CommitteeId>) -> Result<HashSet<CommitteeId>, Error> {
    if committees.is_empty() {
        return Ok(HashSet::new());
    }
    let ids: Vec<_> = committees.into_iter().collect();
    Ok(Committees::of(call.database()).reached(&inside(call, Action::CommitteeRead), &ids).await?)
}

/// Those of these meetings of which the caller may read who was there.
pub(crate) async fn knows_attendance(call: &Call, meetings: BTreeSet<MeetingId>) -> Result<HashSet<MeetingId>, Error> {
    let sight = inside(call, Action::MeetingReadParticipants);
    Ok(Meetings::of(call.database()).find_many(&sight, meetings).await?.into_keys().collect())
}
