//! Meetings as calendars show them (ADR 0017).

use super::find_committees::{find_committee, find_committees};
use super::letters::entry;
use super::standing::sight;
use crate::calendar::{CalendarEntry, EntryStatus};
use crate::{Call, Error};
use domain::access::Visibility;
use domain::meetings::{Committee, CommitteeMembership, InvitationAnswer, Meeting, MeetingState, Participant};
use domain::shared::{CommitteeId, Name, NetworkId, PageRequest, PersonId, Timestamp, berlin_date};
use persistence::Database;
use persistence::meetings::{CommitteeMemberships, CommitteeSight, MeetingFilter, Meetings, Participants};
use std::collections::BTreeSet;

/// A meeting in the calendar of a person.
#[derive(Clone, Debug)]
pub struct OwnMeeting {
    /// How it stands in the calendar.
    pub entry: CalendarEntry,
    /// The meeting.
    pub meeting: Meeting,
    /// The seat: their own, or the one for which they stand in.
    pub participant: Participant,
}

/// The meetings to which a person is invited, or at which they stand in for somebody, that end after an instant and begin
/// before another. The caller looks whose calendar it may be.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn list_own_meetings(
    database: &Database,
    person: PersonId,
    from: Timestamp,
    until: Option<Timestamp>,
) -> Result<Vec<OwnMeeting>, Error> {
    let participants = Participants::of(database).of_calendar(person, from, until).await?;
    if participants.is_empty() {
        return Ok(Vec::new());
    }
    let everything =
        CommitteeSight { by_right: Visibility::everything(), levels: Vec::new(), today: berlin_date(from) };
    let meetings: BTreeSet<_> = participants.iter().map(|it| it.meeting).collect();
    let meetings = Meetings::of(database).find_many(&everything, meetings).await?;
    let seats: BTreeSet<_> = participants.iter().map(|it| it.membership).collect();
    let seats = CommitteeMemberships::of(database).find_many(&everything, seats).await?;
    let own = participants.into_iter().filter_map(|participant| {
        let meeting = meetings.get(&participant.meeting)?.clone();
        let status = status_of(&meeting, &participant, seats.get(&participant.membership), person);
        let said_at = participant.answered_at.unwrap_or(meeting.updated_at).max(meeting.updated_at);
        let entry = entry(&meeting, &participant, said_at, status);
        Some(OwnMeeting { entry, meeting, participant })
    });
    Ok(own.collect())
}

/// How certain a meeting is for somebody: nothing binds them before they answer, and whoever is represented does not come.
fn status_of(
    meeting: &Meeting,
    participant: &Participant,
    seat: Option<&CommitteeMembership>,
    person: PersonId,
) -> EntryStatus {
    let is_held = seat.is_some_and(|seat| seat.period.contains(meeting.plan.day()));
    if is_off(meeting) || !is_held {
        return EntryStatus::Cancelled;
    }
    if participant.person != person {
        return EntryStatus::Confirmed;
    }
    match participant.answer {
        Some(InvitationAnswer::Accepted) => EntryStatus::Confirmed,
        Some(InvitationAnswer::Declined) => EntryStatus::Cancelled,
        Some(InvitationAnswer::Tentative) | None => EntryStatus::Tentative,
    }
}

const fn is_off(meeting: &Meeting) -> bool {
    matches!(meeting.state, MeetingState::Cancelled | MeetingState::Rescheduled)
}

/// The meetings of a committee that begin at an instant or later, for a calendar, with its name; `None` when the caller may not
/// know of it.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn list_committee_entries(
    call: &Call,
    id: CommitteeId,
    from: Timestamp,
) -> Result<Option<(String, Vec<CalendarEntry>)>, Error> {
    let Some(committee) = find_committee(call, id).await? else { return Ok(None) };
    let filter = MeetingFilter { committee: Some(id), from: Some(from), ..MeetingFilter::default() };
    let meetings = list(call, &filter).await?;
    let entries = meetings.iter().map(|meeting| shown(meeting, None)).collect();
    Ok(Some((committee.profile.name.to_string(), entries)))
}

/// The meetings of the committees of a network that begin at an instant or later, for a calendar, as far as the caller may
/// know of them; each says of which committee it is.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn list_network_entries(
    call: &Call,
    id: NetworkId,
    from: Timestamp,
) -> Result<Vec<CalendarEntry>, Error> {
    let filter = MeetingFilter { network: Some(id), from: Some(from), ..MeetingFilter::default() };
    let meetings = list(call, &filter).await?;
    let committees: BTreeSet<_> = meetings.iter().map(|meeting| meeting.committee).collect();
    let committees = find_committees(call, committees).await?;
    Ok(meetings.iter().map(|meeting| shown(meeting, committees.get(&meeting.committee))).collect())
}

/// The meetings by their beginning, at most 1,000.
async fn list(call: &Call, filter: &MeetingFilter) -> Result<Vec<Meeting>, Error> {
    /// How many pages are read at most.
    const PAGES: usize = 10;
    let (sight, mut page, mut found) = (sight(call), PageRequest::first(PageRequest::MOST), Vec::new());
    for _ in 0..PAGES {
        let next = Meetings::of(call.database()).list(&sight, filter, false, &page).await?;
        page.cursor = next.rows.last().map(|(cursor, _)| cursor.clone());
        found.extend(next.rows.into_iter().map(|(_, meeting)| meeting));
        if !next.has_next {
            break;
        }
    }
    Ok(found)
}

/// A meeting for everybody who subscribes: certain once people are invited.
fn shown(meeting: &Meeting, committee: Option<&Committee>) -> CalendarEntry {
    let plan = &meeting.plan;
    let status = match meeting.state {
        MeetingState::Planned => EntryStatus::Tentative,
        _ if is_off(meeting) => EntryStatus::Cancelled,
        _ => EntryStatus::Confirmed,
    };
    let title = match committee {
        Some(committee) => format!("{}: {}", committee.profile.name, plan.title),
        None => plan.title.to_string(),
    };
    CalendarEntry {
        id: meeting.id.uuid(),
        sequence: meeting.version,
        said_at: meeting.updated_at,
        start: plan.start,
        end: plan.end,
        title,
        description: None,
        location: plan.place.as_ref().filter(|_| plan.format.has_place()).map(Name::to_string),
        status,
    }
}
