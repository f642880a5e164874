use super::record;
use super::standing::Held;
use super::write_minutes::held;
use crate::version::expect_version;
use crate::{Call, Error};
use domain::access::{Action, Permit};
use domain::meetings::{Meeting, MeetingVerb, Minutes};
use domain::shared::{Date, LongText, MinutesId};
use persistence::UnitOfWork;
use persistence::meetings::{Meetings, MinutesBooks};

/// Minutes that go to the members.
#[derive(Clone, Debug)]
pub struct SubmitMinutes {
    /// Which.
    pub id: MinutesId,
    /// The version that the caller saw.
    pub expected_version: i64,
    /// The last day for remarks.
    pub review_until: Option<Date>,
}

/// Minutes that are written again.
#[derive(Clone, Debug)]
pub struct ReturnMinutes {
    /// Which.
    pub id: MinutesId,
    /// The version that the caller saw.
    pub expected_version: i64,
    /// Why.
    pub reason: String,
}

/// Gives minutes to the members, who make their remarks until a day.
///
/// # Errors
/// `NOT_FOUND`, `VERSION_CONFLICT`, `WRONG_STATE` while the meeting takes place or they are not a draft,
/// `OUT_OF_RANGE` for a day that has passed.
pub async fn submit_minutes(call: &Call, input: SubmitMinutes) -> Result<Minutes, Error> {
    let unit = call.begin().await?;
    let (held, before, permit) = held(call, &unit, input.id, Action::MinutesWrite).await?;
    expect_version(before.version, input.expected_version)?;
    let after = before.clone().submit(input.review_until, call.today())?;
    keep(unit, &held, before, after, MeetingVerb::SubmitMinutes, permit, ("minutes.submitted", None)).await
}

/// Takes minutes back to be written again; the remarks stay.
///
/// # Errors
/// `REQUIRED` without a reason, `NOT_FOUND`, `VERSION_CONFLICT`, `WRONG_STATE`.
pub async fn return_minutes(call: &Call, input: ReturnMinutes) -> Result<Minutes, Error> {
    let reason = LongText::new(&input.reason).map_err(|refusal| refusal.at("reason"))?;
    let unit = call.begin().await?;
    let (held, before, permit) = held(call, &unit, input.id, Action::MinutesApprove).await?;
    expect_version(before.version, input.expected_version)?;
    let after = before.clone().take_back()?;
    keep(unit, &held, before, after, MeetingVerb::ReturnMinutes, permit, ("minutes.returned", Some(reason))).await
}

/// Keeps minutes that went a step, together with their meeting, which goes the same step.
pub(super) async fn keep(
    unit: UnitOfWork,
    held: &Held,
    before: Minutes,
    after: Minutes,
    verb: MeetingVerb,
    permit: Permit,
    (event, reason): (&'static str, Option<LongText>),
) -> Result<Minutes, Error> {
    let after = Minutes { version: before.version + 1, updated_at: unit.now(), ..after };
    let meeting = held.meeting.clone().go(verb)?;
    let meeting = Meeting { version: held.meeting.version + 1, updated_at: unit.now(), ..meeting };
    MinutesBooks::update(&unit, &after, before.version).await?;
    Meetings::update(&unit, &meeting, held.meeting.version).await?;
    let change = record::silent(permit, event, after.id, &held.committee).version(after.version);
    let change = change
        .field("state", Some(before.state), Some(after.state))
        .field("hash", before.hash.as_ref(), after.hash.as_ref())
        .field("reason", None, reason.as_ref());
    let moved = record::meeting(permit, "meeting.minutes-moved", &held.committee, Some(&held.meeting), &meeting);
    unit.commit([change, moved]).await?;
    Ok(after)
}
