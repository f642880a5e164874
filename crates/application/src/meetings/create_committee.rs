use super::input::CommitteeProfileInput;
use super::{record, standing};
use crate::{Call, Error};
use domain::access::Action;
use domain::meetings::{Committee, CommitteeState};
use domain::networks::Network;
use domain::shared::{CommitteeId, Date, NetworkId, OrganisationId, Refusal, RefusalCode, Refusals};
use persistence::UnitOfWork;
use persistence::meetings::Committees;
use persistence::networks::{NetworkSight, Networks};
use persistence::organisations::Organisations;

/// A committee to be founded: of a network, or of an organisation.
#[derive(Clone, Debug)]
pub struct CreateCommittee {
    /// Of which network.
    pub network: Option<NetworkId>,
    /// Of which organisation, unless it is one of a network.
    pub organisation: Option<OrganisationId>,
    /// What it is to be called, to be about, and by which rules it works.
    pub profile: CommitteeProfileInput,
    /// Since when it exists; today without a day.
    pub founded_on: Option<Date>,
}

/// Founds a committee.
///
/// # Errors
/// What is wrong with the input; `NOT_FOUND` for a network or organisation, `WRONG_STATE` when it is dissolved or
/// closed, `OUTSIDE_FIELD_OF_ACTION` for a field on which the network has not agreed.
pub async fn create_committee(call: &Call, input: CreateCommittee) -> Result<Committee, Error> {
    let mut refusals = Refusals::new();
    let founded_on = input.founded_on.unwrap_or_else(|| call.today());
    let founded_on = refusals.take("foundedOn", Network::check_founding(founded_on, call.today()));
    let profile = refusals.gather(input.profile.check());
    if input.network.is_some() == input.organisation.is_some() {
        let reason = "it belongs either to a network or to an organisation";
        refusals.push(Refusal::new(RefusalCode::Invalid).at("organisationId").with("reason", reason));
    }
    let (founded_on, profile) = refusals.into_result(founded_on.zip(profile))?;
    let unit = call.begin().await?;
    let owner = host(call, &unit, &input).await?;
    let permit = call.permit(Action::CommitteeCreate, &owner)?;
    let organisation = owner.organisation.ok_or_else(|| Error::not_found("organisationId"))?;
    let committee = Committee {
        id: CommitteeId::new(call.ids()),
        profile,
        network: input.network,
        organisation,
        district: owner.district,
        founded_on,
        state: CommitteeState::Active,
        dissolved_on: None,
        dissolve_reason: None,
        version: 1,
        created_at: unit.now(),
        updated_at: unit.now(),
    };
    let agreed = standing::agreed_fields(&unit, &committee).await?;
    committee.profile.check_fields(agreed.as_ref())?;
    Committees::insert(&unit, &committee).await?;
    unit.commit([record::committee(permit, "committee.created", None, &committee)]).await?;
    Ok(committee)
}

/// To whom the committee will belong: the organisation that keeps its network, or its own.
async fn host(call: &Call, unit: &UnitOfWork, input: &CreateCommittee) -> Result<domain::access::Owner, Error> {
    if let Some(network) = input.network {
        let seen = NetworkSight::by_right(call.visibility(Action::NetworkRead));
        let found = Networks::of(unit).hold(&seen, network).await?;
        let network = found.ok_or_else(|| Error::not_found("networkId"))?;
        network.expect_alive("found a committee").map_err(|refusal| refusal.at("networkId"))?;
        return Ok(network.owner());
    }
    let id = input.organisation.ok_or_else(|| Error::not_found("organisationId"))?;
    let found = Organisations::of(unit).hold(&call.visibility(Action::OrganisationRead), id).await?;
    let organisation = found.ok_or_else(|| Error::not_found("organisationId"))?;
    organisation.expect_active("found a committee").map_err(|refusal| refusal.at("organisationId"))?;
    Ok(organisation.owner())
}
