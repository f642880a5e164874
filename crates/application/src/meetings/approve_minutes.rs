use super::review_minutes::keep;
use super::standing;
use super::write_minutes::held;
use crate::version::expect_version;
use crate::{Call, Error};
use domain::access::Action;
use domain::meetings::{MeetingVerb, Minutes, MinutesForm, digest};
use domain::shared::MinutesId;
use persistence::meetings::{AgendaItems, MinutesBooks, Participants, Resolutions};

/// Minutes that are approved.
#[derive(Clone, Debug)]
pub struct ApproveMinutes {
    /// Which.
    pub id: MinutesId,
    /// The version that the caller saw.
    pub expected_version: i64,
}

/// Approves minutes, and freezes them with all that they say about the meeting.
///
/// # Errors
/// `NOT_FOUND`, `VERSION_CONFLICT`, `WRONG_STATE`, `NOT_YET` while there is time for remarks, `HAS_OBJECTIONS`.
pub async fn approve_minutes(call: &Call, input: ApproveMinutes) -> Result<Minutes, Error> {
    let unit = call.begin().await?;
    let (held, before, permit) = held(call, &unit, input.id, Action::MinutesApprove).await?;
    expect_version(before.version, input.expected_version)?;
    let (sight, of) = (standing::system(call), [held.meeting.id]);
    let remarks = MinutesBooks::of(&unit).remarks(&sight, &[before.id]).await?;
    let remarks: Vec<_> = remarks.into_values().flatten().collect();
    let approved = before.clone().approve(&remarks, call.today())?;
    let participants: Vec<_> =
        Participants::of(&unit).of_meetings(&sight, &of).await?.into_values().flatten().collect();
    let agenda: Vec<_> = AgendaItems::of(&unit).of_meetings(&sight, &of).await?.into_values().flatten().collect();
    let resolutions: Vec<_> = Resolutions::of(&unit).of_meetings(&sight, &of).await?.into_values().flatten().collect();
    let form = MinutesForm::of(&held.meeting, &participants, &agenda, &resolutions, &before.text).canonical();
    let after = Minutes {
        approved_at: Some(unit.now()),
        approved_by: call.actor().account().map(|account| account.id),
        hash: Some(digest(&form)),
        frozen: Some(form),
        ..approved
    };
    keep(unit, &held, before, after, MeetingVerb::ApproveMinutes, permit, ("minutes.approved", None)).await
}
