use super::record;
use crate::version::expect_version;
use crate::{Call, Error};
use domain::access::Action;
use domain::consulting::{Agreement, Signature};
use domain::shared::{AgreementId, Date, Name, Refusals};
use persistence::consulting::Agreements;

/// The signatures under an agreement.
#[derive(Clone, Debug)]
pub struct SignAgreement {
    /// Which.
    pub id: AgreementId,
    /// The version that the caller saw.
    pub expected_version: i64,
    /// The signature of the Transferagentur.
    pub agency: SignatureInput,
    /// The signature of the municipality.
    pub municipality: SignatureInput,
}

/// A signature.
#[derive(Clone, Debug)]
pub struct SignatureInput {
    /// Who signed, by name and office.
    pub signatory: String,
    /// When.
    pub on: Date,
}

impl SignatureInput {
    fn check(&self, refusals: &mut Refusals, field: &str) -> Option<Signature> {
        let signatory = Name::new(&self.signatory).map_err(|refusal| refusal.at("signatory"));
        refusals.take(field, signatory).map(|signatory| Signature { signatory, on: self.on })
    }
}

/// Keeps that both sides have signed.
///
/// # Errors
/// `NOT_FOUND`, `VERSION_CONFLICT`, `WRONG_STATE`, `OUT_OF_RANGE` for a day that is still to come, and what is wrong with the
/// names.
pub async fn sign_agreement(call: &Call, input: SignAgreement) -> Result<Agreement, Error> {
    let mut refusals = Refusals::new();
    let agency = input.agency.check(&mut refusals, "agencySignature");
    let municipality = input.municipality.check(&mut refusals, "municipalitySignature");
    let (agency, municipality) = refusals.into_result(agency.zip(municipality))?;
    let unit = call.begin().await?;
    let before = record::hold(call, &unit, input.id).await?;
    let permit = call.permit(Action::AgreementConclude, &before.owner())?;
    expect_version(before.version, input.expected_version)?;
    let after = before.clone().sign(agency, municipality, call.today())?;
    let after = Agreement { version: before.version + 1, updated_at: unit.now(), ..after };
    Agreements::update(&unit, &after, before.version).await?;
    unit.commit([record::changed(permit, "agreement.signed", Some(&before), &after)]).await?;
    Ok(after)
}
