//! Writing the networks of a planned world, some hundred records in each unit of work.

use super::Progress;
use super::bodies::Bodies;
use crate::meetings::record as in_meetings;
use crate::networks::record as in_networks;
use crate::{Call, Error};
use domain::access::Action;
use domain::meetings::{Committee, CommitteeMembership, Meeting, Participant};
use domain::networks::{Membership, MembershipStep, Network, PhaseChange, Seat};
use domain::shared::MeetingId;
use persistence::meetings::{CommitteeMemberships, Committees, Meetings, Participants};
use persistence::networks::{Memberships, Networks, Seats};
use std::collections::HashMap;

/// How many records are kept at once.
const STEP: usize = 500;

/// Writes everything and says after each step how many records are done.
///
/// # Errors
/// [`Error::Denied`] for anybody but the platform itself; when the database does not answer. Steps that were kept stay.
pub(super) async fn write_bodies(bodies: Bodies<'_>, progress: Progress<'_>) -> Result<(), Error> {
    let (call, all) = (bodies.call, bodies.len());
    let mut done = 0;
    let mut told = |count: usize| {
        done += count;
        progress(done, all);
    };
    for step in bodies.networks.chunks(STEP) {
        networks(call, step).await?;
        told(step.len());
    }
    for step in bodies.memberships.chunks(STEP) {
        members(call, &bodies.networks, step).await?;
        told(step.len());
    }
    for step in bodies.committees.chunks(STEP) {
        committees(call, step).await?;
        told(step.len());
    }
    for step in bodies.seats.chunks(STEP) {
        seats(call, &bodies.committees, step).await?;
        told(step.len());
    }
    let mut there: HashMap<MeetingId, Vec<Participant>> = HashMap::new();
    for participant in bodies.participants {
        there.entry(participant.meeting).or_default().push(participant);
    }
    for step in bodies.meetings.chunks(STEP) {
        meetings(call, &bodies.committees, step, &mut there).await?;
        told(step.len());
    }
    Ok(())
}

type Founded = (Network, PhaseChange, Seat);

async fn networks(call: &Call, step: &[Founded]) -> Result<(), Error> {
    let unit = call.begin().await?;
    Networks::insert_all(&unit, step.iter().map(|(network, first, _)| (network, first))).await?;
    Seats::insert_all(&unit, step.iter().map(|(.., seat)| seat)).await?;
    let mut changes = Vec::with_capacity(step.len());
    for (network, _, seat) in step {
        let permit = call.permit(Action::NetworkCreate, &network.owner())?;
        let change = in_networks::network(permit, "network.created", None, network);
        changes.push(change.personal("coordinatorId", None, Some(seat.person)));
    }
    unit.commit(changes).await?;
    Ok(())
}

async fn members(call: &Call, networks: &[Founded], step: &[(usize, Membership, MembershipStep)]) -> Result<(), Error> {
    let unit = call.begin().await?;
    Memberships::insert_all(&unit, step.iter().map(|(_, membership, first)| (membership, first))).await?;
    let mut changes = Vec::with_capacity(step.len());
    for (place, membership, _) in step {
        let (network, ..) = &networks[*place];
        let permit = call.permit(Action::NetworkManageMembers, &network.owner())?;
        changes.push(in_networks::membership(permit, "network.member-added", network, None, membership));
    }
    unit.commit(changes).await?;
    Ok(())
}

async fn committees(call: &Call, step: &[Committee]) -> Result<(), Error> {
    let unit = call.begin().await?;
    Committees::insert_all(&unit, step).await?;
    let mut changes = Vec::with_capacity(step.len());
    for committee in step {
        let permit = call.permit(Action::CommitteeCreate, &committee.owner())?;
        changes.push(in_meetings::committee(permit, "committee.created", None, committee));
    }
    unit.commit(changes).await?;
    Ok(())
}

async fn seats(call: &Call, committees: &[Committee], step: &[(usize, CommitteeMembership)]) -> Result<(), Error> {
    let unit = call.begin().await?;
    CommitteeMemberships::insert_all(&unit, step.iter().map(|(_, seat)| seat)).await?;
    let mut changes = Vec::with_capacity(step.len());
    for (place, seat) in step {
        let committee = &committees[*place];
        let permit = call.permit(Action::CommitteeManageMembers, &committee.owner())?;
        changes.push(in_meetings::seat(permit, "committee.member-added", committee, None, seat));
    }
    unit.commit(changes).await?;
    Ok(())
}

async fn meetings(
    call: &Call,
    committees: &[Committee],
    step: &[(usize, Meeting)],
    there: &mut HashMap<MeetingId, Vec<Participant>>,
) -> Result<(), Error> {
    let unit = call.begin().await?;
    Meetings::insert_all(&unit, step.iter().map(|(_, meeting)| meeting)).await?;
    let present: Vec<_> = step.iter().filter_map(|(_, meeting)| there.remove(&meeting.id)).flatten().collect();
    Participants::insert(&unit, &present).await?;
    let mut changes = Vec::with_capacity(step.len());
    for (place, meeting) in step {
        let committee = &committees[*place];
        let permit = call.permit(Action::MeetingPlan, &committee.owner())?;
        changes.push(in_meetings::meeting(permit, "meeting.planned", committee, None, meeting));
    }
    unit.commit(changes).await?;
    Ok(())
}
