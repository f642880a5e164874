use super::input::CommitteeProfileInput;
use super::{record, standing};
use crate::version::expect_version;
use crate::{Call, Error};
use domain::access::Action;
use domain::meetings::Committee;
use domain::shared::CommitteeId;
use persistence::meetings::Committees;

/// A change of a committee.
#[derive(Clone, Debug)]
pub struct UpdateCommittee {
    /// Which.
    pub id: CommitteeId,
    /// The version that the caller saw.
    pub expected_version: i64,
    /// What it is to be called, to be about, and by which rules it works: all of it.
    pub profile: CommitteeProfileInput,
}

/// Changes what a committee is called, what it is about, and by which rules it works.
///
/// # Errors
/// What is wrong with the input; `NOT_FOUND`, `VERSION_CONFLICT`, `WRONG_STATE` when it is dissolved,
/// `OUTSIDE_FIELD_OF_ACTION`.
pub async fn update_committee(call: &Call, input: UpdateCommittee) -> Result<Committee, Error> {
    let profile = input.profile.check()?;
    let unit = call.begin().await?;
    let before = standing::hold(call, &unit, input.id, "id").await?;
    let permit = standing::permit(call, &unit, &before, Action::CommitteeUpdate).await?;
    expect_version(before.version, input.expected_version)?;
    before.expect_active("change it")?;
    if before.profile == profile {
        return Ok(before);
    }
    let agreed = standing::agreed_fields(&unit, &before).await?;
    profile.check_fields(agreed.as_ref())?;
    let after = Committee { profile, version: before.version + 1, updated_at: unit.now(), ..before.clone() };
    Committees::update(&unit, &after, before.version).await?;
    unit.commit([record::committee(permit, "committee.updated", Some(&before), &after)]).await?;
    Ok(after)
}
