use super::record;
use super::standing::{self, Held};
use crate::version::expect_version;
use crate::{Call, Error};
use domain::access::{Action, Permit};
use domain::meetings::{MeetingState, Minutes, MinutesState, MinutesText};
use domain::shared::{MeetingId, MinutesId, Refusal, RefusalCode};
use persistence::UnitOfWork;
use persistence::meetings::MinutesBooks;

/// The first draft of minutes.
#[derive(Clone, Debug)]
pub struct DraftMinutes {
    /// Of which meeting.
    pub meeting: MeetingId,
    /// The text.
    pub text: String,
}

/// A change of a draft.
#[derive(Clone, Debug)]
pub struct UpdateMinutes {
    /// Of which minutes.
    pub id: MinutesId,
    /// The version that the caller saw.
    pub expected_version: i64,
    /// The text: all of it.
    pub text: String,
}

/// Begins the minutes of a meeting, while it takes place or after it.
///
/// # Errors
/// What is wrong with the text; `NOT_FOUND`, `WRONG_STATE` before the meeting, `DUPLICATE` when there are some.
pub async fn draft_minutes(call: &Call, input: DraftMinutes) -> Result<Minutes, Error> {
    let text = MinutesText::new(&input.text).map_err(|refusal| refusal.at("text"))?;
    let unit = call.begin().await?;
    let held = standing::hold_meeting(call, &unit, input.meeting, "meetingId").await?;
    let permit = standing::permit(call, &unit, &held.committee, Action::MinutesWrite).await?;
    let state = held.meeting.state;
    if !matches!(state, MeetingState::InSession | MeetingState::MinutesDraft) {
        let refusal = Refusal::new(RefusalCode::WrongState).at("meetingId");
        return Err(refusal.with("state", state).with("verb", "draftMinutes").into());
    }
    let known = MinutesBooks::of(&unit).of_meetings(&standing::system(call), &[held.meeting.id]).await?;
    if !known.is_empty() {
        return Err(Refusal::new(RefusalCode::Duplicate).at("meetingId").into());
    }
    let minutes = Minutes {
        id: MinutesId::new(call.ids()),
        meeting: held.meeting.id,
        text,
        state: MinutesState::Draft,
        review_until: None,
        approved_at: None,
        approved_by: None,
        frozen: None,
        hash: None,
        version: 1,
        created_at: unit.now(),
        updated_at: unit.now(),
    };
    MinutesBooks::insert(&unit, &minutes).await?;
    unit.commit([record::silent(permit, "minutes.drafted", minutes.id, &held.committee).version(1)]).await?;
    Ok(minutes)
}

/// Changes the draft of minutes. Whoever wrote from an older text gets both, and nothing is lost.
///
/// # Errors
/// What is wrong with the text; `NOT_FOUND`, `VERSION_CONFLICT`, `WRONG_STATE`.
pub async fn update_minutes(call: &Call, input: UpdateMinutes) -> Result<Minutes, Error> {
    let text = MinutesText::new(&input.text).map_err(|refusal| refusal.at("text"))?;
    let unit = call.begin().await?;
    let (held, before, permit) = held(call, &unit, input.id, Action::MinutesWrite).await?;
    expect_version(before.version, input.expected_version)?;
    before.expect_draft("update")?;
    if before.text == text {
        return Ok(before);
    }
    let after = Minutes { text, version: before.version + 1, updated_at: unit.now(), ..before.clone() };
    MinutesBooks::update(&unit, &after, before.version).await?;
    let change = record::silent(permit, "minutes.updated", after.id, &held.committee);
    unit.commit([change.version(after.version)]).await?;
    Ok(after)
}

/// Minutes for an action, kept from changing meanwhile with their meeting and committee.
///
/// # Errors
/// `NOT_FOUND`, a denial.
pub(super) async fn held(
    call: &Call,
    unit: &UnitOfWork,
    id: MinutesId,
    action: Action,
) -> Result<(Held, Minutes, Permit), Error> {
    let (books, sight) = (MinutesBooks::of(unit), standing::sight(call));
    let found = books.find(&sight, id).await?.ok_or_else(|| Error::not_found("id"))?;
    let held = standing::hold_meeting(call, unit, found.meeting, "id").await?;
    let permit = standing::permit(call, unit, &held.committee, action).await?;
    let minutes = books.hold(&sight, id).await?.ok_or_else(|| Error::not_found("id"))?;
    Ok((held, minutes, permit))
}
