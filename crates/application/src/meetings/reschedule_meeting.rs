use super::plan_meeting::MeetingPlanInput;
use super::{letters, record, standing};
use crate::version::expect_version;
use crate::{Call, Error};
use domain::access::Action;
use domain::meetings::{Meeting, MeetingState, MeetingVerb};
use domain::shared::{LongText, MeetingId};
use persistence::meetings::{AgendaItems, Meetings, Papers, Participants, Resolutions};

/// A meeting that takes place on another date.
#[derive(Clone, Debug)]
pub struct RescheduleMeeting {
    /// Which.
    pub id: MeetingId,
    /// The version that the caller saw.
    pub expected_version: i64,
    /// Why.
    pub reason: String,
    /// When and where it takes place instead.
    pub plan: MeetingPlanInput,
}

/// Puts a meeting off to another date: a new meeting takes its place, with its agenda, its papers and what is proposed.
/// Everybody who was invited is told; the invitation to the new date is a step of its own, with its own lead time.
///
/// # Errors
/// What is wrong with the input; `NOT_FOUND`, `VERSION_CONFLICT`, `WRONG_STATE`, `DEADLINE_PASSED`.
pub async fn reschedule_meeting(call: &Call, input: RescheduleMeeting) -> Result<Meeting, Error> {
    let reason = LongText::new(&input.reason).map_err(|refusal| refusal.at("reason"))?;
    let plan = input.plan.check()?;
    input.plan.check_ahead(call.now())?;
    let mut unit = call.begin().await?;
    let held = standing::hold_meeting(call, &unit, input.id, "id").await?;
    let permit = standing::permit(call, &unit, &held.committee, Action::MeetingRun).await?;
    let (committee, before) = (&held.committee, &held.meeting);
    expect_version(before.version, input.expected_version)?;
    let mut after = before.clone().go(MeetingVerb::Reschedule)?;
    let next = Meeting {
        id: MeetingId::new(call.ids()),
        number: Meetings::next_number(&unit, committee.id).await?,
        plan,
        state: MeetingState::Planned,
        invitation: 0,
        version: 1,
        created_at: unit.now(),
        updated_at: unit.now(),
        ..before.clone()
    };
    after.reason = Some(reason);
    after.successor = Some(next.id);
    after.version += 1;
    after.updated_at = unit.now();
    Meetings::insert(&unit, &next).await?;
    Meetings::update(&unit, &after, before.version).await?;
    AgendaItems::hand_over(&unit, before.id, next.id).await?;
    Papers::hand_over(&unit, before.id, next.id).await?;
    Resolutions::hand_over(&unit, before.id, next.id).await?;
    let participants = Participants::of(&unit).of_meetings(&standing::system(call), &[before.id]).await?;
    let participants: Vec<_> = participants.into_values().flatten().collect();
    for mail in letters::call_off(&unit, committee, &after, Some(&next), &participants).await? {
        mail.queue(&mut unit);
    }
    let off = record::meeting(permit, "meeting.rescheduled", committee, Some(before), &after);
    unit.commit([off, record::meeting(permit, "meeting.planned", committee, None, &next)]).await?;
    Ok(next)
}
