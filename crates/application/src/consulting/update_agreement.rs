use super::record;
use crate::version::expect_version;
use crate::{Call, Error};
use domain::access::Action;
use domain::consulting::{Agreement, AgreementDraft, AgreementPlan};
use domain::shared::AgreementId;
use persistence::consulting::Agreements;

/// A change of what both sides are to agree on.
#[derive(Clone, Debug)]
pub struct UpdateAgreement {
    /// Which.
    pub id: AgreementId,
    /// The version that the caller saw.
    pub expected_version: i64,
    /// What both sides are to agree on.
    pub plan: AgreementDraft,
}

/// Changes an agreement that is still being written or coordinated.
///
/// # Errors
/// `NOT_FOUND`, `VERSION_CONFLICT`, `WRONG_STATE`, and what is wrong with the input.
pub async fn update_agreement(call: &Call, input: UpdateAgreement) -> Result<Agreement, Error> {
    let plan = AgreementPlan::check(&input.plan)?;
    let unit = call.begin().await?;
    let before = record::hold(call, &unit, input.id).await?;
    let permit = call.permit(Action::AgreementWrite, &before.owner())?;
    expect_version(before.version, input.expected_version)?;
    let after = before.clone().rewrite(plan)?;
    if after == before {
        return Ok(before);
    }
    let after = Agreement { version: before.version + 1, updated_at: unit.now(), ..after };
    Agreements::update(&unit, &after, before.version).await?;
    unit.commit([record::changed(permit, "agreement.updated", Some(&before), &after)]).await?;
    Ok(after)
}
