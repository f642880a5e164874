use super::{letters, record, standing};
use crate::version::expect_version;
use crate::{Call, Error};
use domain::access::Action;
use domain::meetings::{Meeting, MeetingVerb};
use domain::shared::{LongText, MeetingId};
use persistence::meetings::{Meetings, Participants};

/// A meeting that does not take place.
#[derive(Clone, Debug)]
pub struct CancelMeeting {
    /// Which.
    pub id: MeetingId,
    /// The version that the caller saw.
    pub expected_version: i64,
    /// Why.
    pub reason: String,
}

/// Cancels a meeting, and tells everybody who was invited.
///
/// # Errors
/// `REQUIRED` without a reason, `NOT_FOUND`, `VERSION_CONFLICT`, `WRONG_STATE`.
pub async fn cancel_meeting(call: &Call, input: CancelMeeting) -> Result<Meeting, Error> {
    let reason = LongText::new(&input.reason).map_err(|refusal| refusal.at("reason"))?;
    let mut unit = call.begin().await?;
    let held = standing::hold_meeting(call, &unit, input.id, "id").await?;
    let permit = standing::permit(call, &unit, &held.committee, Action::MeetingRun).await?;
    let before = &held.meeting;
    expect_version(before.version, input.expected_version)?;
    let mut after = before.clone().go(MeetingVerb::Cancel)?;
    after.reason = Some(reason);
    after.version += 1;
    after.updated_at = unit.now();
    Meetings::update(&unit, &after, before.version).await?;
    let participants = Participants::of(&unit).of_meetings(&standing::system(call), &[after.id]).await?;
    let participants: Vec<_> = participants.into_values().flatten().collect();
    for mail in letters::call_off(&unit, &held.committee, &after, None, &participants).await? {
        mail.queue(&mut unit);
    }
    unit.commit([record::meeting(permit, "meeting.cancelled", &held.committee, Some(before), &after)]).await?;
    Ok(after)
}
