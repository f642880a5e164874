use super::record;
use crate::{Call, Error};
use domain::access::Action;
use domain::consulting::{Agreement, AgreementDraft, AgreementKind, AgreementParties, AgreementPlan, AgreementState};
use domain::organisations::{Organisation, OrganisationKind};
use domain::shared::{AgreementId, Name, OrganisationId, Refusal, RefusalCode, Refusals};
use persistence::UnitOfWork;
use persistence::consulting::Agreements;
use persistence::organisations::Organisations;

/// An agreement to be written.
#[derive(Clone, Debug)]
pub struct CreateAgreement {
    /// What it is.
    pub kind: AgreementKind,
    /// Its number.
    pub number: String,
    /// The Transferagentur.
    pub agency: OrganisationId,
    /// The organisation of the municipality.
    pub municipality: OrganisationId,
    /// What both sides are to agree on.
    pub plan: AgreementDraft,
}

/// Writes the draft of an agreement for the district in which the municipality lies.
///
/// # Errors
/// What is wrong with the input; `NOT_FOUND` or `WRONG_STATE` for the parties, `INVALID` for an agency that is none,
/// `DUPLICATE` for a number that exists.
pub async fn create_agreement(call: &Call, input: CreateAgreement) -> Result<Agreement, Error> {
    let mut refusals = Refusals::new();
    let number = refusals.take("number", Name::new(&input.number));
    let plan = refusals.take_all("plan", AgreementPlan::check(&input.plan));
    let (number, plan) = refusals.into_result(number.zip(plan))?;
    let unit = call.begin().await?;
    let agency = party(call, &unit, input.agency, "agencyId").await?;
    let municipality = party(call, &unit, input.municipality, "municipalityId").await?;
    let invalid = |field: &str, reason: &str| Refusal::new(RefusalCode::Invalid).at(field).with("reason", reason);
    if agency.profile.kind != OrganisationKind::SupportAgency {
        return Err(invalid("agencyId", "this is no Transferagentur").into());
    }
    let district = municipality.owner().district;
    let district = district.ok_or_else(|| invalid("municipalityId", "the organisation lies in no district"))?;
    let agreement = Agreement {
        id: AgreementId::new(call.ids()),
        kind: input.kind,
        number,
        edition: 1,
        parties: AgreementParties { agency: agency.id, municipality: municipality.id },
        district,
        plan,
        agency_signature: None,
        municipality_signature: None,
        reason: None,
        predecessor: None,
        state: AgreementState::Draft,
        version: 1,
        created_at: unit.now(),
        updated_at: unit.now(),
    };
    let permit = call.permit(Action::AgreementWrite, &agreement.owner())?;
    Agreements::insert(&unit, &agreement).await?;
    unit.commit([record::changed(permit, "agreement.created", None, &agreement)]).await?;
    Ok(agreement)
}

async fn party(call: &Call, unit: &UnitOfWork, id: OrganisationId, field: &str) -> Result<Organisation, Error> {
    let found = Organisations::of(unit).find(&call.visibility(Action::OrganisationRead), id).await?;
    let found = found.ok_or_else(|| Error::not_found(field))?;
    found.expect_active("agree").map_err(|refusal| refusal.at(field))?;
    Ok(found)
}
