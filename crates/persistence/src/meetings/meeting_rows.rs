//! Between rows and meetings, with their agendas and papers.

use crate::entities::{agenda_item, meeting, paper};
use crate::error::StoreError;
use crate::stored::{checked, code, instant};
use domain::meetings::{AgendaItem, AgendaItemDraft, Meeting, MeetingPlan, Paper, PaperDraft};
use domain::shared::{AgendaItemId, LongText, MeetingId, Name, Timestamp, WebAddress};
use sea_orm::ActiveValue::Set;
use uuid::Uuid;

const MEETING: &str = "meeting";
const ITEM: &str = "agenda item";
const PAPER: &str = "paper";

pub(super) fn optional_instant(what: &'static str, micros: Option<i64>) -> Result<Option<Timestamp>, StoreError> {
    micros.map(|micros| instant(what, micros)).transpose()
}

pub(crate) fn read(row: &meeting::Model) -> Result<Meeting, StoreError> {
    let plan = MeetingPlan {
        title: checked(MEETING, Name::new(&row.title))?,
        start: instant(MEETING, row.starts_at)?,
        end: instant(MEETING, row.ends_at)?,
        format: code(MEETING, &row.format)?,
        place: checked(MEETING, Name::optional(row.place.as_deref()))?,
        online: checked(MEETING, row.online.as_deref().map(WebAddress::new).transpose())?,
    };
    Ok(Meeting {
        id: row.id.into(),
        committee: row.committee_id.into(),
        number: row.number,
        plan,
        state: code(MEETING, &row.state)?,
        reason: checked(MEETING, LongText::optional(row.reason.as_deref()))?,
        successor: row.successor_id.map(MeetingId::from),
        invitation: row.invitation,
        opened_at: optional_instant(MEETING, row.opened_at)?,
        closed_at: optional_instant(MEETING, row.closed_at)?,
        version: row.version,
        created_at: instant(MEETING, row.created_at)?,
        updated_at: instant(MEETING, row.updated_at)?,
    })
}

pub(super) fn write(meeting: &Meeting) -> meeting::ActiveModel {
    let plan = &meeting.plan;
    meeting::ActiveModel {
        id: Set(meeting.id.uuid()),
        committee_id: Set(meeting.committee.uuid()),
        number: Set(meeting.number),
        title: Set(plan.title.to_string()),
        starts_at: Set(plan.start.as_micros()),
        ends_at: Set(plan.end.as_micros()),
        format: Set(plan.format.code().to_owned()),
        place: Set(plan.place.as_ref().map(Name::to_string)),
        online: Set(plan.online.as_ref().map(WebAddress::to_string)),
        state: Set(meeting.state.code().to_owned()),
        reason: Set(meeting.reason.as_ref().map(LongText::to_string)),
        successor_id: Set(meeting.successor.map(Uuid::from)),
        invitation: Set(meeting.invitation),
        opened_at: Set(meeting.opened_at.map(Timestamp::as_micros)),
        closed_at: Set(meeting.closed_at.map(Timestamp::as_micros)),
        version: Set(meeting.version),
        created_at: Set(meeting.created_at.as_micros()),
        updated_at: Set(meeting.updated_at.as_micros()),
    }
}

pub(crate) fn read_item(row: &agenda_item::Model) -> Result<AgendaItem, StoreError> {
    let draft = AgendaItemDraft {
        title: checked(ITEM, Name::new(&row.title))?,
        purpose: code(ITEM, &row.purpose)?,
        public: row.is_public != 0,
        note: checked(ITEM, LongText::optional(row.note.as_deref()))?,
    };
    Ok(AgendaItem {
        id: row.id.into(),
        meeting: row.meeting_id.into(),
        position: row.position,
        draft,
        removed_at: optional_instant(ITEM, row.removed_at)?,
        version: row.version,
        created_at: instant(ITEM, row.created_at)?,
        updated_at: instant(ITEM, row.updated_at)?,
    })
}

pub(super) fn write_item(item: &AgendaItem) -> agenda_item::ActiveModel {
    agenda_item::ActiveModel {
        id: Set(item.id.uuid()),
        meeting_id: Set(item.meeting.uuid()),
        position: Set(item.position),
        title: Set(item.draft.title.to_string()),
        purpose: Set(item.draft.purpose.code().to_owned()),
        is_public: Set(i64::from(item.draft.public)),
        note: Set(item.draft.note.as_ref().map(LongText::to_string)),
        removed_at: Set(item.removed_at.map(Timestamp::as_micros)),
        version: Set(item.version),
        created_at: Set(item.created_at.as_micros()),
        updated_at: Set(item.updated_at.as_micros()),
    }
}

pub(crate) fn read_paper(row: &paper::Model) -> Result<Paper, StoreError> {
    let draft = PaperDraft {
        title: checked(PAPER, Name::new(&row.title))?,
        kind: code(PAPER, &row.kind)?,
        text: checked(PAPER, LongText::optional(row.content.as_deref()))?,
        public: row.is_public != 0,
    };
    Ok(Paper {
        id: row.id.into(),
        committee: row.committee_id.into(),
        meeting: row.meeting_id.into(),
        item: row.agenda_item_id.map(AgendaItemId::from),
        number: row.number,
        draft,
        removed_at: optional_instant(PAPER, row.removed_at)?,
        version: row.version,
        created_at: instant(PAPER, row.created_at)?,
        updated_at: instant(PAPER, row.updated_at)?,
    })
}

pub(super) fn write_paper(paper: &Paper) -> paper::ActiveModel {
    paper::ActiveModel {
        id: Set(paper.id.uuid()),
        committee_id: Set(paper.committee.uuid()),
        meeting_id: Set(paper.meeting.uuid()),
        agenda_item_id: Set(paper.item.map(Uuid::from)),
        number: Set(paper.number),
        title: Set(paper.draft.title.to_string()),
        kind: Set(paper.draft.kind.code().to_owned()),
        content: Set(paper.draft.text.as_ref().map(LongText::to_string)),
        is_public: Set(i64::from(paper.draft.public)),
        removed_at: Set(paper.removed_at.map(Timestamp::as_micros)),
        version: Set(paper.version),
        created_at: Set(paper.created_at.as_micros()),
        updated_at: Set(paper.updated_at.as_micros()),
    }
}
