use super::record;
use super::update_committee_member::managed;
use crate::version::expect_version;
use crate::{Call, Error};
use domain::meetings::CommitteeMembership;
use domain::shared::{CommitteeMembershipId, Date};
use persistence::meetings::CommitteeMemberships;

/// A term that ends.
#[derive(Clone, Debug)]
pub struct EndCommitteeMember {
    /// Which.
    pub id: CommitteeMembershipId,
    /// The version that the caller saw.
    pub expected_version: i64,
    /// On which day, the last of the term; today without a day.
    pub on: Option<Date>,
}

/// Ends the term of a seat on a day, its last.
///
/// # Errors
/// `NOT_FOUND`, `VERSION_CONFLICT`, `WRONG_STATE` when it has ended before, `END_BEFORE_START`.
pub async fn end_committee_member(call: &Call, input: EndCommitteeMember) -> Result<CommitteeMembership, Error> {
    let unit = call.begin().await?;
    let (committee, before, permit) = managed(call, &unit, input.id).await?;
    expect_version(before.version, input.expected_version)?;
    let on = input.on.unwrap_or_else(|| call.today());
    let mut after = before.clone().end(on).map_err(|refusal| refusal.at("on"))?;
    after.version += 1;
    after.updated_at = unit.now();
    CommitteeMemberships::update(&unit, &after, before.version).await?;
    unit.commit([record::seat(permit, "committee.member-left", &committee, Some(&before), &after)]).await?;
    Ok(after)
}
