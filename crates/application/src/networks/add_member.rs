use super::take_seat::active_person;
use super::{record, standing};
use crate::{Call, Error};
use domain::access::Action;
use domain::networks::{MemberRole, Membership, MembershipState, MembershipStep, check_no_overlap};
use domain::shared::{Date, LongText, MembershipId, NetworkId, OrganisationId, Period, PersonId, Refusal, RefusalCode};
use persistence::networks::{MembershipFilter, Memberships};
use persistence::organisations::Organisations;

/// An organisation that comes into a network.
#[derive(Clone, Debug)]
pub struct AddMember {
    /// Into which network.
    pub network: NetworkId,
    /// Which organisation.
    pub organisation: OrganisationId,
    /// Who speaks for it.
    pub contact_person: Option<PersonId>,
    /// As what.
    pub role: MemberRole,
    /// What it has promised to contribute.
    pub commitment: Option<String>,
    /// How it begins: as a prospect, invited or active.
    pub state: MembershipState,
    /// Since when; today without a day.
    pub since: Option<Date>,
}

/// Brings an organisation into a network.
///
/// # Errors
/// What is wrong with the input; `NOT_FOUND`, `WRONG_STATE` when the network is dissolved, the organisation not active
/// or the membership could not begin so, `OUT_OF_RANGE` for a day before the network or after today, `OVERLAP`.
pub async fn add_member(call: &Call, input: AddMember) -> Result<Membership, Error> {
    let commitment = LongText::optional(input.commitment.as_deref()).map_err(|refusal| refusal.at("commitment"))?;
    if !input.state.is_beginning() {
        let refusal = Refusal::new(RefusalCode::WrongState).at("state");
        return Err(refusal.with("state", input.state).with("verb", "begin").into());
    }
    let unit = call.begin().await?;
    let network = standing::hold(call, &unit, input.network, "networkId").await?;
    let permit = call.permit(Action::NetworkManageMembers, &network.owner())?;
    network.expect_alive("add a member").map_err(|refusal| refusal.at("networkId"))?;
    let found = Organisations::of(&unit).hold(&call.visibility(Action::OrganisationRead), input.organisation).await?;
    let organisation = found.ok_or_else(|| Error::not_found("organisationId"))?;
    organisation.expect_active("join a network").map_err(|refusal| refusal.at("organisationId"))?;
    if let Some(person) = input.contact_person {
        active_person(call, &unit, person, "contactPersonId").await?;
    }
    let (since, today) = (input.since.unwrap_or_else(|| call.today()), call.today());
    if !(network.founded_on..=today).contains(&since) {
        let refusal = Refusal::new(RefusalCode::OutOfRange).at("since");
        return Err(refusal.with("min", network.founded_on).with("max", today).into());
    }
    let membership = Membership {
        id: MembershipId::new(call.ids()),
        network: network.id,
        organisation: organisation.id,
        contact_person: input.contact_person,
        role: input.role,
        commitment,
        state: input.state,
        period: Period { from: since, until: None },
        state_since: since,
        version: 1,
        created_at: unit.now(),
        updated_at: unit.now(),
    };
    let same = MembershipFilter {
        network: Some(network.id),
        organisation: Some(organisation.id),
        ..MembershipFilter::default()
    };
    let others = Memberships::of(&unit).all(&call.visibility(Action::NetworkManageMembers), &same).await?;
    check_no_overlap(&membership, &others)?;
    let first = MembershipStep {
        membership: membership.id,
        number: 1,
        state: membership.state,
        on: since,
        reason: None,
        by: call.actor().account().map(|account| account.id),
    };
    Memberships::insert(&unit, &membership, &first).await?;
    unit.commit([record::membership(permit, "network.member-added", &network, None, &membership)]).await?;
    Ok(membership)
}
