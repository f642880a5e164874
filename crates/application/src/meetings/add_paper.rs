use super::record;
use super::standing::{self, Held};
use crate::{Call, Error};
use domain::access::Action;
use domain::meetings::{Paper, PaperDraft, PaperKind};
use domain::shared::{AgendaItemId, LongText, MeetingId, Name, PaperId, Refusal, Refusals};
use persistence::UnitOfWork;
use persistence::meetings::{AgendaItems, Papers};

/// What a paper is to say.
#[derive(Clone, Debug)]
pub struct PaperInput {
    /// In one line.
    pub title: String,
    /// What it is.
    pub kind: PaperKind,
    /// Its text.
    pub text: Option<String>,
    /// Whether everybody may read it who may know of the meeting.
    pub public: bool,
}

impl PaperInput {
    pub(super) fn check(&self) -> Result<PaperDraft, Vec<Refusal>> {
        let mut refusals = Refusals::new();
        let title = refusals.take("title", Name::new(&self.title));
        let text = refusals.take("text", LongText::optional(self.text.as_deref()));
        let (kind, public) = (self.kind, self.public);
        refusals.into_result(title.zip(text).map(|(title, text)| PaperDraft { title, kind, text, public }))
    }
}

/// A paper for a meeting.
#[derive(Clone, Debug)]
pub struct AddPaper {
    /// For which meeting.
    pub meeting: MeetingId,
    /// For which item of its agenda.
    pub item: Option<AgendaItemId>,
    /// What it is to say.
    pub paper: PaperInput,
}

/// Adds a paper to a meeting, under the next number of the committee.
///
/// # Errors
/// What is wrong with the input; `NOT_FOUND`, `WRONG_STATE` when the meeting is over.
pub async fn add_paper(call: &Call, input: AddPaper) -> Result<Paper, Error> {
    let draft = input.paper.check()?;
    let unit = call.begin().await?;
    let held = standing::hold_meeting(call, &unit, input.meeting, "meetingId").await?;
    let permit = standing::permit(call, &unit, &held.committee, Action::MeetingPlan).await?;
    held.meeting.expect_open_agenda("add a paper").map_err(|refusal| refusal.at("meetingId"))?;
    check_item(call, &unit, &held, input.item).await?;
    let paper = Paper {
        id: PaperId::new(call.ids()),
        committee: held.committee.id,
        meeting: held.meeting.id,
        item: input.item,
        number: Papers::next_number(&unit, held.committee.id).await?,
        draft,
        removed_at: None,
        version: 1,
        created_at: unit.now(),
        updated_at: unit.now(),
    };
    Papers::insert(&unit, &paper).await?;
    unit.commit([record::paper(permit, "paper.added", &held.committee, None, &paper)]).await?;
    Ok(paper)
}

/// Checks that an item stands on the agenda of a meeting.
///
/// # Errors
/// `NOT_FOUND`.
pub(super) async fn check_item(
    call: &Call,
    unit: &UnitOfWork,
    held: &Held,
    item: Option<AgendaItemId>,
) -> Result<(), Error> {
    let Some(item) = item else { return Ok(()) };
    let found = AgendaItems::of(unit).find(&standing::sight(call), item).await?;
    let on_agenda = found.filter(|item| item.meeting == held.meeting.id && item.removed_at.is_none());
    on_agenda.map(|_| ()).ok_or_else(|| Error::not_found("agendaItemId"))
}
