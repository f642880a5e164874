use super::record;
use crate::version::expect_version;
use crate::{Call, Error};
use domain::access::Action;
use domain::consulting::{Agreement, AgreementDraft, AgreementPlan};
use domain::shared::AgreementId;
use persistence::consulting::Agreements;

/// A new edition of an agreement.
#[derive(Clone, Debug)]
pub struct ExtendAgreement {
    /// Which.
    pub id: AgreementId,
    /// The version that the caller saw.
    pub expected_version: i64,
    /// What both sides are to agree on from then on.
    pub plan: AgreementDraft,
}

/// Puts a new edition in the place of an agreement: it begins as a draft under the same number, and is the answer.
///
/// # Errors
/// `NOT_FOUND`, `VERSION_CONFLICT`, `WRONG_STATE`, `END_BEFORE_START` when it does not end later, and what is wrong with the
/// input.
pub async fn extend_agreement(call: &Call, input: ExtendAgreement) -> Result<Agreement, Error> {
    let plan = AgreementPlan::check(&input.plan)?;
    let unit = call.begin().await?;
    let before = record::hold(call, &unit, input.id).await?;
    let permit = call.permit(Action::AgreementConclude, &before.owner())?;
    expect_version(before.version, input.expected_version)?;
    let (old, new) = before.clone().extend(AgreementId::new(call.ids()), plan, unit.now())?;
    let old = Agreement { version: before.version + 1, updated_at: unit.now(), ..old };
    Agreements::update(&unit, &old, before.version).await?;
    Agreements::insert(&unit, &new).await?;
    let changes = [
        record::changed(permit, "agreement.extended", Some(&before), &old),
        record::changed(permit, "agreement.created", None, &new),
    ];
    unit.commit(changes).await?;
    Ok(new)
}
