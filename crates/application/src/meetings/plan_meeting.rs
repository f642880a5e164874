use super::{record, standing};
use crate::{Call, Error};
use domain::access::Action;
use domain::meetings::{Meeting, MeetingFormat, MeetingPlan, MeetingState};
use domain::shared::{CommitteeId, MeetingId, Name, Refusal, RefusalCode, Refusals, Timestamp, WebAddress};
use persistence::meetings::Meetings;

/// When and where a meeting is to take place.
#[derive(Clone, Debug)]
pub struct MeetingPlanInput {
    /// What it is called.
    pub title: String,
    /// When it begins.
    pub start: Timestamp,
    /// When it is to end.
    pub end: Timestamp,
    /// How it takes place.
    pub format: MeetingFormat,
    /// Where.
    pub place: Option<String>,
    /// Where to take part online.
    pub online: Option<String>,
}

impl MeetingPlanInput {
    pub(super) fn check(&self) -> Result<MeetingPlan, Vec<Refusal>> {
        let mut refusals = Refusals::new();
        let title = refusals.take("title", Name::new(&self.title));
        let place = refusals.take("place", Name::optional(self.place.as_deref()));
        let online = self.online.as_deref().filter(|address| !address.trim().is_empty());
        let online = refusals.take("onlineLink", online.map(WebAddress::new).transpose());
        let plan = || {
            let (start, end, format) = (self.start, self.end, self.format);
            Some(MeetingPlan { title: title?, start, end, format, place: place?, online: online? })
        };
        let plan = refusals.into_result(plan())?;
        plan.check().map_err(|refusal| vec![refusal])
    }

    /// Checks that it does not lie in the past.
    ///
    /// # Errors
    /// `DEADLINE_PASSED`.
    pub(super) fn check_ahead(&self, now: Timestamp) -> Result<(), Refusal> {
        if self.start > now {
            return Ok(());
        }
        Err(Refusal::new(RefusalCode::DeadlinePassed).at("start").with("deadline", self.start))
    }
}

/// A meeting to be planned.
#[derive(Clone, Debug)]
pub struct PlanMeeting {
    /// Of which committee.
    pub committee: CommitteeId,
    /// When and where.
    pub plan: MeetingPlanInput,
}

/// Plans a meeting of a committee.
///
/// # Errors
/// What is wrong with the input; `NOT_FOUND`, `WRONG_STATE` when the committee is dissolved, `DEADLINE_PASSED` for a
/// date in the past.
pub async fn plan_meeting(call: &Call, input: PlanMeeting) -> Result<Meeting, Error> {
    let plan = input.plan.check()?;
    input.plan.check_ahead(call.now())?;
    let unit = call.begin().await?;
    let committee = standing::hold(call, &unit, input.committee, "committeeId").await?;
    let permit = standing::permit(call, &unit, &committee, Action::MeetingPlan).await?;
    committee.expect_active("plan a meeting").map_err(|refusal| refusal.at("committeeId"))?;
    let meeting = Meeting {
        id: MeetingId::new(call.ids()),
        committee: committee.id,
        number: Meetings::next_number(&unit, committee.id).await?,
        plan,
        state: MeetingState::Planned,
        reason: None,
        successor: None,
        invitation: 0,
        opened_at: None,
        closed_at: None,
        version: 1,
        created_at: unit.now(),
        updated_at: unit.now(),
    };
    Meetings::insert(&unit, &meeting).await?;
    unit.commit([record::meeting(permit, "meeting.planned", &committee, None, &meeting)]).await?;
    Ok(meeting)
}
