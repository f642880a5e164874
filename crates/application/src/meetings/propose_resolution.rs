use super::add_paper::check_item;
use super::{record, standing};
use crate::{Call, Error};
use domain::access::Action;
use domain::meetings::{Poll, Resolution, ResolutionDraft, ResolutionMode, ResolutionState, check_circular};
use domain::networks::FieldOfAction;
use domain::shared::{
    AgendaItemId, CommitteeId, Date, LongText, MeetingId, Name, Refusal, RefusalCode, Refusals, ResolutionId,
};
use persistence::meetings::Resolutions;

/// A resolution to be proposed: in a meeting, or in writing.
#[derive(Clone, Debug)]
pub struct ProposeResolution {
    /// Of which committee; needed in writing, where there is no meeting.
    pub committee: Option<CommitteeId>,
    /// In which meeting.
    pub meeting: Option<MeetingId>,
    /// Under which item of its agenda.
    pub item: Option<AgendaItemId>,
    /// In one line.
    pub title: String,
    /// In full.
    pub text: String,
    /// How it is to come about.
    pub mode: ResolutionMode,
    /// In which field the partners act together.
    pub field: FieldOfAction,
    /// The recommendation on which it rests.
    pub based_on: Option<ResolutionId>,
    /// Until when votes are taken in writing.
    pub deadline: Option<Date>,
}

impl ProposeResolution {
    fn check(&self, today: Date) -> Result<ResolutionDraft, Vec<Refusal>> {
        let mut refusals = Refusals::new();
        let title = refusals.take("title", Name::new(&self.title));
        let text = refusals.take("text", LongText::new(&self.text));
        let in_writing = self.mode == ResolutionMode::Circular;
        if in_writing && self.meeting.is_some() {
            let reason = "in writing there is no meeting";
            refusals.push(Refusal::new(RefusalCode::Invalid).at("meetingId").with("reason", reason));
        }
        if !in_writing && self.meeting.is_none() {
            refusals.push(Refusal::new(RefusalCode::Required).at("meetingId"));
        }
        match self.deadline {
            None if in_writing => refusals.push(Refusal::new(RefusalCode::Required).at("deadline")),
            Some(_) if !in_writing => {
                let reason = "only votes in writing have a deadline";
                refusals.push(Refusal::new(RefusalCode::Invalid).at("deadline").with("reason", reason));
            }
            Some(deadline) if deadline < today => {
                refusals.push(Refusal::new(RefusalCode::DeadlinePassed).at("deadline").with("deadline", deadline));
            }
            _ => {}
        }
        let (mode, field, based_on, deadline) = (self.mode, self.field, self.based_on, self.deadline);
        let draft = title.zip(text);
        refusals.into_result(draft.map(|(title, text)| ResolutionDraft {
            title,
            text,
            mode,
            field,
            based_on,
            deadline,
        }))
    }
}

/// Proposes a resolution, inside a field of action on which the partners have agreed.
///
/// # Errors
/// What is wrong with the input; `NOT_FOUND`, `WRONG_STATE` when the meeting is over or the committee dissolved,
/// `AGAINST_THE_RULES` in writing, `OUTSIDE_FIELD_OF_ACTION`, `INVALID` for a basis that is no adopted recommendation.
pub async fn propose_resolution(call: &Call, input: ProposeResolution) -> Result<Resolution, Error> {
    let draft = input.check(call.today())?;
    let unit = call.begin().await?;
    let held = match input.meeting {
        Some(meeting) => Some(standing::hold_meeting(call, &unit, meeting, "meetingId").await?),
        None => None,
    };
    let committee = match (&held, input.committee) {
        (Some(held), named) if named.is_none_or(|named| named == held.committee.id) => held.committee.clone(),
        (None, Some(named)) => standing::hold(call, &unit, named, "committeeId").await?,
        _ => return Err(Error::not_found("committeeId")),
    };
    let permit = standing::permit(call, &unit, &committee, Action::MeetingPlan).await?;
    committee.expect_active("propose a resolution")?;
    check_circular(draft.mode, committee.profile.rules.circular)?;
    if let Some(held) = &held {
        held.meeting.expect_open_agenda("propose a resolution").map_err(|refusal| refusal.at("meetingId"))?;
        check_item(call, &unit, held, input.item).await?;
    } else if input.item.is_some() {
        return Err(Error::not_found("agendaItemId"));
    }
    let agreed = standing::agreed_fields(&unit, &committee).await?;
    committee.check_field(draft.field, agreed.as_ref())?;
    if let Some(basis) = draft.based_on {
        let found = Resolutions::of(&unit).find(&standing::sight(call), basis).await?;
        let found = found.ok_or_else(|| Error::not_found("basedOnId"))?;
        found.expect_recommendation().map_err(|refusal| refusal.at("basedOnId"))?;
    }
    let resolution = Resolution {
        id: ResolutionId::new(call.ids()),
        committee: committee.id,
        meeting: input.meeting,
        item: input.item,
        number: Resolutions::next_number(&unit, committee.id).await?,
        draft,
        state: ResolutionState::Proposed,
        poll: Poll::default(),
        decided_on: None,
        reason: None,
        superseded_by: None,
        version: 1,
        created_at: unit.now(),
        updated_at: unit.now(),
    };
    Resolutions::insert(&unit, &resolution).await?;
    unit.commit([record::resolution(permit, "resolution.proposed", &committee, None, &resolution)]).await?;
    Ok(resolution)
}
