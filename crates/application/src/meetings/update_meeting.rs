use super::plan_meeting::MeetingPlanInput;
use super::{record, standing};
use crate::version::expect_version;
use crate::{Call, Error};
use domain::access::Action;
use domain::meetings::Meeting;
use domain::shared::MeetingId;
use persistence::meetings::Meetings;

/// A change of a plan.
#[derive(Clone, Debug)]
pub struct UpdateMeeting {
    /// Of which meeting.
    pub id: MeetingId,
    /// The version that the caller saw.
    pub expected_version: i64,
    /// When and where: all of it.
    pub plan: MeetingPlanInput,
}

/// Changes the plan of a meeting. Once people are invited, its date stays: another date is another meeting.
///
/// # Errors
/// What is wrong with the input; `NOT_FOUND`, `VERSION_CONFLICT`, `WRONG_STATE`, `DEADLINE_PASSED`.
pub async fn update_meeting(call: &Call, input: UpdateMeeting) -> Result<Meeting, Error> {
    let plan = input.plan.check()?;
    let unit = call.begin().await?;
    let held = standing::hold_meeting(call, &unit, input.id, "id").await?;
    let permit = standing::permit(call, &unit, &held.committee, Action::MeetingPlan).await?;
    let before = held.meeting;
    expect_version(before.version, input.expected_version)?;
    let mut after = before.clone().change(plan)?;
    if after == before {
        return Ok(before);
    }
    input.plan.check_ahead(call.now())?;
    after.version += 1;
    after.updated_at = unit.now();
    Meetings::update(&unit, &after, before.version).await?;
    unit.commit([record::meeting(permit, "meeting.updated", &held.committee, Some(&before), &after)]).await?;
    Ok(after)
}
