use super::add_committee_member::check_organisation;
use super::{record, standing};
use crate::version::expect_version;
use crate::{Call, Error};
use domain::access::{Action, Permit};
use domain::meetings::{Committee, CommitteeMembership, check_seats};
use domain::shared::{CommitteeMembershipId, Edit, Name, OrganisationId};
use persistence::UnitOfWork;
use persistence::meetings::CommitteeMemberships;

/// A change of a seat.
#[derive(Clone, Debug)]
pub struct UpdateCommitteeMember {
    /// Which.
    pub id: CommitteeMembershipId,
    /// The version that the caller saw.
    pub expected_version: i64,
    /// What the seat is called.
    pub seat: Edit<String>,
    /// Whether the seat has a vote; as before when nothing is said.
    pub voting: Option<bool>,
    /// Whether it is published by name who holds it; as before when nothing is said.
    pub public: Option<bool>,
    /// On whose behalf.
    pub organisation: Edit<OrganisationId>,
}

/// Changes a seat. Another role, or another person, is another seat: the history stays.
///
/// # Errors
/// What is wrong with the input; `NOT_FOUND`, `VERSION_CONFLICT`, `WRONG_STATE`, `OVERLAP`, `TOO_MANY`.
pub async fn update_committee_member(call: &Call, input: UpdateCommitteeMember) -> Result<CommitteeMembership, Error> {
    let seat = input.seat.read(|seat| Name::optional(Some(&seat))).map_err(|refusal| refusal.at("seat"))?;
    let unit = call.begin().await?;
    let (committee, before, permit) = managed(call, &unit, input.id).await?;
    expect_version(before.version, input.expected_version)?;
    committee.expect_active("change a seat")?;
    if let Some(organisation) = input.organisation.value() {
        check_organisation(call, &unit, Some(*organisation)).await?;
    }
    let after = CommitteeMembership {
        seat: seat.apply(before.seat.clone()),
        voting: input.voting.unwrap_or(before.voting),
        public: input.public.unwrap_or(before.public),
        organisation: input.organisation.apply(before.organisation),
        version: before.version + 1,
        updated_at: unit.now(),
        ..before.clone()
    };
    let after = after.check(committee.founded_on)?;
    let others = CommitteeMemberships::of(&unit).of_committee(committee.id).await?;
    check_seats(&after, &others, &committee.profile.rules)?;
    CommitteeMemberships::update(&unit, &after, before.version).await?;
    unit.commit([record::seat(permit, "committee.member-updated", &committee, Some(&before), &after)]).await?;
    Ok(after)
}

/// A seat that the caller manages, kept from changing meanwhile, its committee first.
///
/// # Errors
/// `NOT_FOUND`, a denial.
pub(super) async fn managed(
    call: &Call,
    unit: &UnitOfWork,
    id: CommitteeMembershipId,
) -> Result<(Committee, CommitteeMembership, Permit), Error> {
    let (seats, sight) = (CommitteeMemberships::of(unit), standing::inside(call, Action::CommitteeRead));
    let found = seats.find(&sight, id).await?.ok_or_else(|| Error::not_found("id"))?;
    let committee = standing::hold(call, unit, found.committee, "id").await?;
    let permit = standing::permit(call, unit, &committee, Action::CommitteeManageMembers).await?;
    let seat = seats.hold(&sight, id).await?.ok_or_else(|| Error::not_found("id"))?;
    Ok((committee, seat, permit))
}
