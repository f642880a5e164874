use super::{record, standing};
use crate::{Call, Error};
use domain::access::Action;
use domain::meetings::{CommitteeMembership, CommitteeRole, check_seats};
use domain::shared::{CommitteeId, CommitteeMembershipId, Date, Name, OrganisationId, Period, PersonId, Refusals};
use persistence::UnitOfWork;
use persistence::meetings::CommitteeMemberships;
use persistence::organisations::Organisations;
use persistence::people::People;

/// Somebody who gets a seat in a committee.
#[derive(Clone, Debug)]
pub struct AddCommitteeMember {
    /// In which committee.
    pub committee: CommitteeId,
    /// Who.
    pub person: PersonId,
    /// What the seat is called.
    pub seat: Option<String>,
    /// As what.
    pub role: CommitteeRole,
    /// Whether the seat has a vote.
    pub voting: bool,
    /// Whether it is published by name who holds it, where the committee is public.
    pub public: bool,
    /// For which seat a substitute stands in.
    pub substitute_for: Option<CommitteeMembershipId>,
    /// On whose behalf.
    pub organisation: Option<OrganisationId>,
    /// The first day of the term; today without a day.
    pub from: Option<Date>,
    /// The last day of the term.
    pub until: Option<Date>,
}

/// Gives somebody a seat in a committee: while it lasts they see what is the committee's.
///
/// # Errors
/// What is wrong with the input; `NOT_FOUND`, `WRONG_STATE` when the committee is dissolved or the person not active,
/// `OVERLAP`, `TOO_MANY`.
pub async fn add_committee_member(call: &Call, input: AddCommitteeMember) -> Result<CommitteeMembership, Error> {
    let mut refusals = Refusals::new();
    let seat = refusals.take("seat", Name::optional(input.seat.as_deref()));
    let period = Period::new(input.from.unwrap_or_else(|| call.today()), input.until);
    let period = refusals.gather(period.map_err(|refusal| vec![refusal]));
    let (seat, period) = refusals.into_result(seat.zip(period))?;
    let unit = call.begin().await?;
    let committee = standing::hold(call, &unit, input.committee, "committeeId").await?;
    let permit = standing::permit(call, &unit, &committee, Action::CommitteeManageMembers).await?;
    committee.expect_active("add a member").map_err(|refusal| refusal.at("committeeId"))?;
    let found = People::of(&unit).hold(&call.visibility(Action::PersonRead), input.person).await?;
    let person = found.ok_or_else(|| Error::not_found("personId"))?;
    person.expect_active("take a seat").map_err(|refusal| refusal.at("personId"))?;
    check_organisation(call, &unit, input.organisation).await?;
    let membership = CommitteeMembership {
        id: CommitteeMembershipId::new(call.ids()),
        committee: committee.id,
        person: person.id,
        seat,
        role: input.role,
        voting: input.voting,
        public: input.public,
        substitute_for: input.substitute_for,
        organisation: input.organisation,
        period,
        version: 1,
        created_at: unit.now(),
        updated_at: unit.now(),
    };
    let membership = membership.check(committee.founded_on)?;
    let others = CommitteeMemberships::of(&unit).of_committee(committee.id).await?;
    check_seats(&membership, &others, &committee.profile.rules)?;
    CommitteeMemberships::insert(&unit, &membership).await?;
    unit.commit([record::seat(permit, "committee.member-added", &committee, None, &membership)]).await?;
    Ok(membership)
}

/// Checks that the organisation exists on whose behalf somebody sits.
///
/// # Errors
/// `NOT_FOUND`.
pub(super) async fn check_organisation(
    call: &Call,
    unit: &UnitOfWork,
    id: Option<OrganisationId>,
) -> Result<(), Error> {
    let Some(id) = id else { return Ok(()) };
    let found = Organisations::of(unit).find(&call.visibility(Action::OrganisationRead), id).await?;
    found.map(|_| ()).ok_or_else(|| Error::not_found("organisationId"))
}
