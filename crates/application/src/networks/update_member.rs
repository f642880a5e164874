use super::take_seat::active_person;
use super::{record, standing};
use crate::version::expect_version;
use crate::{Call, Error};
use domain::access::{Action, Permit};
use domain::networks::{MemberRole, Membership, Network};
use domain::shared::{Edit, LongText, MembershipId, PersonId};
use persistence::UnitOfWork;
use persistence::networks::Memberships;

/// A change of a membership. What is left out stays as it is.
#[derive(Clone, Debug)]
pub struct UpdateMember {
    /// Which.
    pub id: MembershipId,
    /// The version that the caller saw.
    pub expected_version: i64,
    /// Who speaks for the organisation.
    pub contact_person: Edit<PersonId>,
    /// As what it takes part.
    pub role: Option<MemberRole>,
    /// What it has promised to contribute.
    pub commitment: Edit<String>,
}

/// Changes a membership that lasts.
///
/// # Errors
/// What is wrong with the input; `NOT_FOUND`, `VERSION_CONFLICT`, `WRONG_STATE` when the organisation has left or the
/// person is not active.
pub async fn update_member(call: &Call, input: UpdateMember) -> Result<Membership, Error> {
    let commitment = input.commitment.read(|text| LongText::optional(Some(&text)));
    let commitment = commitment.map_err(|refusal| refusal.at("commitment"))?;
    let unit = call.begin().await?;
    let (network, before, permit) = managed(call, &unit, input.id).await?;
    expect_version(before.version, input.expected_version)?;
    before.expect_open("change it")?;
    if let Some(person) = input.contact_person.value() {
        active_person(call, &unit, *person, "contactPersonId").await?;
    }
    let after = Membership {
        contact_person: input.contact_person.apply(before.contact_person),
        role: input.role.unwrap_or(before.role),
        commitment: commitment.apply(before.commitment.clone()),
        version: before.version + 1,
        updated_at: unit.now(),
        ..before.clone()
    };
    Memberships::update(&unit, &after, before.version).await?;
    unit.commit([record::membership(permit, "network.member-updated", &network, Some(&before), &after)]).await?;
    Ok(after)
}

/// A membership that the caller may change, with its network; both kept from changing meanwhile.
pub(super) async fn managed(
    call: &Call,
    unit: &UnitOfWork,
    id: MembershipId,
) -> Result<(Network, Membership, Permit), Error> {
    // Locks are taken from the top down everywhere: first the network, then what hangs on it.
    let found = Memberships::of(unit).find(&call.visibility(Action::NetworkRead), id).await?;
    let network = found.ok_or_else(|| Error::not_found("id"))?.network;
    let network = standing::hold(call, unit, network, "id").await?;
    let permit = call.permit(Action::NetworkManageMembers, &network.owner())?;
    let held = Memberships::of(unit).hold(&call.visibility(Action::NetworkManageMembers), id).await?;
    Ok((network, held.ok_or_else(|| Error::not_found("id"))?, permit))
}
