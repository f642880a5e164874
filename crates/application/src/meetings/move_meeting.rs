use super::invite_to_meeting::invited;
use super::{record, standing};
use crate::version::expect_version;
use crate::{Call, Error};
use domain::access::Action;
use domain::meetings::{Meeting, MeetingVerb};
use domain::shared::MeetingId;
use persistence::meetings::Meetings;

/// A meeting that goes a step.
#[derive(Clone, Debug)]
pub struct MoveMeeting {
    /// Which.
    pub id: MeetingId,
    /// The version that the caller saw.
    pub expected_version: i64,
}

/// Opens a meeting. Who has got a seat since the invitation stands in its list too.
///
/// # Errors
/// `NOT_FOUND`, `VERSION_CONFLICT`, `WRONG_STATE`.
pub async fn open_meeting(call: &Call, input: MoveMeeting) -> Result<Meeting, Error> {
    go(call, input, MeetingVerb::Open, "meeting.opened").await
}

/// Closes a meeting: its agenda is settled, its minutes are to be written.
///
/// # Errors
/// `NOT_FOUND`, `VERSION_CONFLICT`, `WRONG_STATE`.
pub async fn close_meeting(call: &Call, input: MoveMeeting) -> Result<Meeting, Error> {
    go(call, input, MeetingVerb::Close, "meeting.closed").await
}

async fn go(call: &Call, input: MoveMeeting, verb: MeetingVerb, event: &'static str) -> Result<Meeting, Error> {
    let unit = call.begin().await?;
    let held = standing::hold_meeting(call, &unit, input.id, "id").await?;
    let permit = standing::permit(call, &unit, &held.committee, Action::MeetingRun).await?;
    let before = &held.meeting;
    expect_version(before.version, input.expected_version)?;
    let mut after = before.clone().go(verb)?;
    match verb {
        MeetingVerb::Open => {
            invited(call, &unit, &held).await?;
            after.opened_at = Some(unit.now());
        }
        _ => after.closed_at = Some(unit.now()),
    }
    after.version += 1;
    after.updated_at = unit.now();
    Meetings::update(&unit, &after, before.version).await?;
    unit.commit([record::meeting(permit, event, &held.committee, Some(before), &after)]).await?;
    Ok(after)
}
