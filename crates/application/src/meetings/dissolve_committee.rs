use super::{record, standing};
use crate::version::expect_version;
use crate::{Call, Error};
use domain::access::Action;
use domain::meetings::Committee;
use domain::shared::{CommitteeId, Date, LongText};
use persistence::meetings::Committees;

/// A committee that meets no more.
#[derive(Clone, Debug)]
pub struct DissolveCommittee {
    /// Which.
    pub id: CommitteeId,
    /// The version that the caller saw.
    pub expected_version: i64,
    /// On which day; today without a day.
    pub on: Option<Date>,
    /// Why.
    pub reason: String,
}

/// Dissolves a committee. What it decided, and its minutes, stay as they are.
///
/// # Errors
/// `REQUIRED` without a reason, `NOT_FOUND`, `VERSION_CONFLICT`, `WRONG_STATE`, `OUT_OF_RANGE`.
pub async fn dissolve_committee(call: &Call, input: DissolveCommittee) -> Result<Committee, Error> {
    let reason = LongText::new(&input.reason).map_err(|refusal| refusal.at("reason"))?;
    let unit = call.begin().await?;
    let before = standing::hold(call, &unit, input.id, "id").await?;
    let permit = standing::permit(call, &unit, &before, Action::CommitteeUpdate).await?;
    expect_version(before.version, input.expected_version)?;
    let mut after = before.clone().dissolve(input.on.unwrap_or_else(|| call.today()), reason, call.today())?;
    after.version += 1;
    after.updated_at = unit.now();
    Committees::update(&unit, &after, before.version).await?;
    unit.commit([record::committee(permit, "committee.dissolved", Some(&before), &after)]).await?;
    Ok(after)
}
