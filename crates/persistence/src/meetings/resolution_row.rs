//! Between rows and resolutions.

use crate::entities::resolution;
use crate::error::StoreError;
use crate::stored::{checked, code, instant, optional_date};
use domain::meetings::{Poll, Resolution, ResolutionDraft, Votes};
use domain::shared::{AgendaItemId, LongText, MeetingId, Name, ResolutionId};
use sea_orm::ActiveValue::Set;
use uuid::Uuid;

const WHAT: &str = "resolution";

pub(crate) fn read(row: &resolution::Model) -> Result<Resolution, StoreError> {
    let draft = ResolutionDraft {
        title: checked(WHAT, Name::new(&row.title))?,
        text: checked(WHAT, LongText::new(&row.content))?,
        mode: code(WHAT, &row.mode)?,
        field: code(WHAT, &row.field)?,
        based_on: row.based_on_id.map(ResolutionId::from),
        deadline: optional_date(WHAT, row.deadline.as_deref())?,
    };
    let votes = match (row.yes, row.no, row.abstentions) {
        (Some(yes), Some(no), Some(abstentions)) => Some(checked(WHAT, Votes::new(yes, no, abstentions))?),
        _ => None,
    };
    Ok(Resolution {
        id: row.id.into(),
        committee: row.committee_id.into(),
        meeting: row.meeting_id.map(MeetingId::from),
        item: row.agenda_item_id.map(AgendaItemId::from),
        number: row.number,
        draft,
        state: code(WHAT, &row.state)?,
        poll: Poll { votes, objections: row.objections },
        decided_on: optional_date(WHAT, row.decided_on.as_deref())?,
        reason: checked(WHAT, LongText::optional(row.reason.as_deref()))?,
        superseded_by: row.superseded_by_id.map(ResolutionId::from),
        version: row.version,
        created_at: instant(WHAT, row.created_at)?,
        updated_at: instant(WHAT, row.updated_at)?,
    })
}

pub(super) fn write(resolution: &Resolution) -> resolution::ActiveModel {
    let (draft, votes) = (&resolution.draft, resolution.poll.votes);
    resolution::ActiveModel {
        id: Set(resolution.id.uuid()),
        committee_id: Set(resolution.committee.uuid()),
        meeting_id: Set(resolution.meeting.map(Uuid::from)),
        agenda_item_id: Set(resolution.item.map(Uuid::from)),
        number: Set(resolution.number),
        title: Set(draft.title.to_string()),
        content: Set(draft.text.to_string()),
        mode: Set(draft.mode.code().to_owned()),
        field: Set(draft.field.code().to_owned()),
        based_on_id: Set(draft.based_on.map(Uuid::from)),
        deadline: Set(draft.deadline.map(|day| day.to_string())),
        state: Set(resolution.state.code().to_owned()),
        yes: Set(votes.map(|votes| votes.yes)),
        no: Set(votes.map(|votes| votes.no)),
        abstentions: Set(votes.map(|votes| votes.abstentions)),
        objections: Set(resolution.poll.objections),
        decided_on: Set(resolution.decided_on.map(|day| day.to_string())),
        reason: Set(resolution.reason.as_ref().map(LongText::to_string)),
        superseded_by_id: Set(resolution.superseded_by.map(Uuid::from)),
        version: Set(resolution.version),
        created_at: Set(resolution.created_at.as_micros()),
        updated_at: Set(resolution.updated_at.as_micros()),
    }
}
