use super::standing::{inside, sight};
use crate::{Call, Error};
use domain::access::Action;
use domain::meetings::{AgendaItem, Committee, Meeting, MeetingInvitation, Paper, Participant, QuorumCount};
use domain::shared::{AgendaItemId, CommitteeId, MeetingId, Page, PageRequest, PaperId, Slice};
use persistence::meetings::{
    AgendaItems, CommitteeMemberships, Committees, MeetingFilter, MeetingInvitations, Meetings, Papers, Participants,
};
use std::collections::HashMap;

/// A meeting; `None` when it does not exist or the caller may not see its committee.
///
/// # Errors
/// When the database does not answer.
pub async fn find_meeting(call: &Call, id: MeetingId) -> Result<Option<Meeting>, Error> {
    Ok(Meetings::of(call.database()).find(&sight(call), id).await?)
}

/// Those of these meetings that the caller sees.
///
/// # Errors
/// When the database does not answer.
pub async fn find_meetings(
    call: &Call,
    ids: impl IntoIterator<Item = MeetingId>,
) -> Result<HashMap<MeetingId, Meeting>, Error> {
    Ok(Meetings::of(call.database()).find_many(&sight(call), ids).await?)
}

/// One page of the meetings that the caller sees, in the order of their beginning.
///
/// # Errors
/// `INVALID` for a cursor that is not one of this list.
pub async fn list_meetings(
    call: &Call,
    filter: &MeetingFilter,
    descending: bool,
    page: &PageRequest,
) -> Result<Page<Meeting>, Error> {
    Ok(Meetings::of(call.database()).list(&sight(call), filter, descending, page).await?)
}

/// How many meetings the caller sees.
///
/// # Errors
/// When the database does not answer.
pub async fn count_meetings(call: &Call, filter: &MeetingFilter) -> Result<u64, Error> {
    Ok(Meetings::of(call.database()).count(&sight(call), filter).await?)
}

/// The latest meetings of many committees, the latest first.
///
/// # Errors
/// When the database does not answer.
pub async fn list_meetings_of(
    call: &Call,
    committees: &[CommitteeId],
    slice: Slice,
) -> Result<HashMap<CommitteeId, Vec<Meeting>>, Error> {
    Ok(Meetings::of(call.database()).of_committees(&sight(call), committees, slice).await?)
}

/// The agendas of many meetings, as far as the caller sees them.
///
/// # Errors
/// When the database does not answer.
pub async fn list_agendas(call: &Call, meetings: &[MeetingId]) -> Result<HashMap<MeetingId, Vec<AgendaItem>>, Error> {
    Ok(AgendaItems::of(call.database()).of_meetings(&sight(call), meetings).await?)
}

/// An item of an agenda; `None` when it does not exist or the caller may not see it.
///
/// # Errors
/// When the database does not answer.
pub async fn find_agenda_item(call: &Call, id: AgendaItemId) -> Result<Option<AgendaItem>, Error> {
    Ok(AgendaItems::of(call.database()).find(&sight(call), id).await?)
}

/// Those of these items of agendas that the caller sees.
///
/// # Errors
/// When the database does not answer.
pub async fn find_agenda_items(
    call: &Call,
    ids: impl IntoIterator<Item = AgendaItemId>,
) -> Result<HashMap<AgendaItemId, AgendaItem>, Error> {
    Ok(AgendaItems::of(call.database()).find_many(&sight(call), ids).await?)
}

/// A paper; `None` when it does not exist or the caller may not see it.
///
/// # Errors
/// When the database does not answer.
pub async fn find_paper(call: &Call, id: PaperId) -> Result<Option<Paper>, Error> {
    Ok(Papers::of(call.database()).find(&sight(call), id).await?)
}

/// Those of these papers that the caller sees.
///
/// # Errors
/// When the database does not answer.
pub async fn find_papers(
    call: &Call,
    ids: impl IntoIterator<Item = PaperId>,
) -> Result<HashMap<PaperId, Paper>, Error> {
    Ok(Papers::of(call.database()).find_many(&sight(call), ids).await?)
}

/// The papers of many meetings, as far as the caller sees them.
///
/// # Errors
/// When the database does not answer.
pub async fn list_papers(call: &Call, meetings: &[MeetingId]) -> Result<HashMap<MeetingId, Vec<Paper>>, Error> {
    Ok(Papers::of(call.database()).of_meetings(&sight(call), meetings).await?)
}

/// The papers for many items of agendas, as far as the caller sees them.
///
/// # Errors
/// When the database does not answer.
pub async fn list_papers_of_items(
    call: &Call,
    items: &[AgendaItemId],
) -> Result<HashMap<AgendaItemId, Vec<Paper>>, Error> {
    Ok(Papers::of(call.database()).of_items(&sight(call), items).await?)
}

/// The sendings of invitations to many meetings, for those who reach the committees by right.
///
/// # Errors
/// When the database does not answer.
pub async fn list_invitations(
    call: &Call,
    meetings: &[MeetingId],
) -> Result<HashMap<MeetingId, Vec<MeetingInvitation>>, Error> {
    Ok(MeetingInvitations::of(call.database()).of_meetings(&sight(call), meetings).await?)
}

/// The seats at many meetings with their answers and attendance.
///
/// # Errors
/// When the database does not answer.
pub async fn list_participants(
    call: &Call,
    meetings: &[MeetingId],
) -> Result<HashMap<MeetingId, Vec<Participant>>, Error> {
    let sight = inside(call, Action::MeetingReadParticipants);
    Ok(Participants::of(call.database()).of_meetings(&sight, meetings).await?)
}

/// The own seats at many meetings with the own answers.
///
/// # Errors
/// When the database does not answer.
pub async fn list_own_answers(call: &Call, meetings: &[MeetingId]) -> Result<HashMap<MeetingId, Participant>, Error> {
    Ok(Participants::of(call.database()).own(&call.visibility(Action::MeetingAnswer), meetings).await?)
}

/// The votes of many meetings, for those who reach the committees by right.
///
/// # Errors
/// When the database does not answer.
pub async fn list_quorums(call: &Call, meetings: &[Meeting]) -> Result<HashMap<MeetingId, QuorumCount>, Error> {
    let (source, sight) = (call.database(), sight(call));
    let ids: Vec<_> = meetings.iter().map(|meeting| meeting.id).collect();
    let committees: Vec<CommitteeId> = meetings.iter().map(|meeting| meeting.committee).collect();
    let known: HashMap<_, Committee> = Committees::of(source).find_many(&sight.by_right(), committees.clone()).await?;
    let seats = CommitteeMemberships::of(source).of_committees(&sight, &committees, None).await?;
    let participants = Participants::of(source).of_meetings(&sight, &ids).await?;
    let count = |meeting: &Meeting| {
        let rules = &known.get(&meeting.committee)?.profile.rules;
        let seats = seats.get(&meeting.committee).map(Vec::as_slice).unwrap_or_default();
        let there = participants.get(&meeting.id).map(Vec::as_slice).unwrap_or_default();
        Some((meeting.id, QuorumCount::of(rules, seats, there, meeting.plan.day())))
    };
    Ok(meetings.iter().filter_map(count).collect())
}
