use super::{record, standing};
use crate::{Call, Error};
use domain::access::Action;
use domain::meetings::{AgendaItem, AgendaItemDraft, AgendaPurpose};
use domain::shared::{AgendaItemId, LongText, MeetingId, Name, Refusal, RefusalCode, Refusals};
use persistence::meetings::AgendaItems;

/// The most items of one agenda.
const MOST_ITEMS: usize = 100;

/// What an item of an agenda is to say.
#[derive(Clone, Debug)]
pub struct AgendaItemInput {
    /// In one line.
    pub title: String,
    /// What it is for.
    pub purpose: AgendaPurpose,
    /// Whether it is dealt with in public.
    pub public: bool,
    /// More about it, for the members.
    pub note: Option<String>,
}

impl AgendaItemInput {
    pub(super) fn check(&self) -> Result<AgendaItemDraft, Vec<Refusal>> {
        let mut refusals = Refusals::new();
        let title = refusals.take("title", Name::new(&self.title));
        let note = refusals.take("note", LongText::optional(self.note.as_deref()));
        let (purpose, public) = (self.purpose, self.public);
        refusals.into_result(title.zip(note).map(|(title, note)| AgendaItemDraft { title, purpose, public, note }))
    }
}

/// An item to be put on an agenda, as its last.
#[derive(Clone, Debug)]
pub struct AddAgendaItem {
    /// Of which meeting.
    pub meeting: MeetingId,
    /// What it is to say.
    pub item: AgendaItemInput,
}

/// Puts an item on the agenda of a meeting, at its end.
///
/// # Errors
/// What is wrong with the input; `NOT_FOUND`, `WRONG_STATE` when the meeting is over, `TOO_MANY` above 100 items.
pub async fn add_agenda_item(call: &Call, input: AddAgendaItem) -> Result<AgendaItem, Error> {
    let draft = input.item.check()?;
    let unit = call.begin().await?;
    let held = standing::hold_meeting(call, &unit, input.meeting, "meetingId").await?;
    let permit = standing::permit(call, &unit, &held.committee, Action::MeetingPlan).await?;
    held.meeting.expect_open_agenda("change the agenda").map_err(|refusal| refusal.at("meetingId"))?;
    let sight = standing::system(call);
    let agendas = AgendaItems::of(&unit).of_meetings(&sight, &[held.meeting.id]).await?;
    let agenda = agendas.get(&held.meeting.id).map(Vec::as_slice).unwrap_or_default();
    if agenda.len() >= MOST_ITEMS {
        return Err(Refusal::new(RefusalCode::TooMany).at("meetingId").with("max", MOST_ITEMS).into());
    }
    let last = agenda.iter().filter_map(|item| item.position).max().unwrap_or(0);
    let item = AgendaItem {
        id: AgendaItemId::new(call.ids()),
        meeting: held.meeting.id,
        position: Some(last + 1),
        draft,
        removed_at: None,
        version: 1,
        created_at: unit.now(),
        updated_at: unit.now(),
    };
    AgendaItems::insert(&unit, &item).await?;
    unit.commit([record::item(permit, "agenda-item.added", &held.committee, None, &item)]).await?;
    Ok(item)
}
