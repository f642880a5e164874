use super::find_committees::{find_committee, list_reached};
use super::find_meetings::{
    find_meeting, list_agendas, list_invitations, list_papers, list_participants, list_quorums,
};
use super::find_minutes::{list_amendments, list_minutes_of};
use super::find_resolutions::list_resolutions_of_meetings;
use super::list_committee_members::find_committee_members;
use super::papers::{InvitationSheet, MinutesSheet, Names, ResultsSheet, Sending, Words};
use crate::organisations::find_organisation;
use crate::people::find_people;
use crate::printed::Printed;
use crate::{Call, Error};
use domain::access::Action;
use domain::meetings::{Committee, FormAttendee, MeetingState, MinutesForm};
use domain::shared::{CommitteeMembershipId, MeetingId, PersonId};
use std::collections::BTreeSet;

/// The invitation to a meeting on paper, in the language of the caller, as far as they may read it; `None` when the
/// meeting does not exist or the caller may not know of it.
///
/// # Errors
/// When the database does not answer.
pub async fn print_invitation(call: &Call, id: MeetingId) -> Result<Option<Printed>, Error> {
    call.actor().may(Action::CommitteeReadPublic)?;
    let Some(meeting) = find_meeting(call, id).await? else { return Ok(None) };
    let Some(committee) = find_committee(call, meeting.committee).await? else { return Ok(None) };
    let agenda = list_agendas(call, &[id]).await?.remove(&id).unwrap_or_default();
    let papers = list_papers(call, &[id]).await?.remove(&id).unwrap_or_default();
    let sent = list_invitations(call, &[id]).await?.remove(&id).unwrap_or_default();
    let reached = list_reached(call, &[committee.id]).await?;
    let issuer = issuer(call, &committee).await?;
    let sheet = InvitationSheet {
        committee: &committee,
        issuer: issuer.as_deref(),
        meeting: &meeting,
        agenda: &agenda,
        papers: &papers,
        sent: sent.last().map(Sending::from),
        inside: reached.contains(&committee.id),
    };
    Ok(Some(sheet.print(Words(call.language()))))
}

/// The minutes of a meeting on paper, in the language of the caller: what was approved, or the draft as it is now. `None`
/// when there are none, or the caller does not reach the committee by right.
///
/// # Errors
/// A denial for those who read no minutes at all; when the database does not answer.
pub async fn print_minutes(call: &Call, id: MeetingId) -> Result<Option<Printed>, Error> {
    call.actor().may(Action::CommitteeRead)?;
    let Some(minutes) = list_minutes_of(call, &[id]).await?.remove(&id) else { return Ok(None) };
    let Some(meeting) = find_meeting(call, id).await? else { return Ok(None) };
    let Some(committee) = find_committee(call, meeting.committee).await? else { return Ok(None) };
    let participants = list_participants(call, &[id]).await?.remove(&id).unwrap_or_default();
    let form = if let Some(form) = minutes.approved_form() {
        form
    } else {
        let agenda = list_agendas(call, &[id]).await?.remove(&id).unwrap_or_default();
        let resolutions = list_resolutions_of_meetings(call, &[id]).await?.remove(&id).unwrap_or_default();
        MinutesForm::of(&meeting, &participants, &agenda, &resolutions, &minutes.text)
    };
    let amendments = list_amendments(call, &[minutes.id]).await?.remove(&minutes.id).unwrap_or_default();
    let quorum = list_quorums(call, std::slice::from_ref(&meeting)).await?.remove(&id);
    let issuer = issuer(call, &committee).await?;
    let sheet = MinutesSheet {
        committee: &committee,
        issuer: issuer.as_deref(),
        meeting: &meeting,
        minutes: &minutes,
        form: &form,
        quorum,
        names: if participants.is_empty() { None } else { Some(names(call, &form.attendance).await?) },
        amendments: &amendments,
    };
    Ok(Some(sheet.print(Words(call.language()))))
}

/// What was decided in public in a meeting, on paper, in the language of the caller; `None` before its minutes are
/// approved, or when the caller may not know of the meeting. Nothing in it is from the text of the minutes.
///
/// # Errors
/// When the database does not answer.
pub async fn print_results(call: &Call, id: MeetingId) -> Result<Option<Printed>, Error> {
    call.actor().may(Action::CommitteeReadPublic)?;
    let Some(meeting) = find_meeting(call, id).await?.filter(|meeting| meeting.state == MeetingState::Held) else {
        return Ok(None);
    };
    let Some(committee) = find_committee(call, meeting.committee).await? else { return Ok(None) };
    let agenda = list_agendas(call, &[id]).await?.remove(&id).unwrap_or_default();
    let resolutions = list_resolutions_of_meetings(call, &[id]).await?.remove(&id).unwrap_or_default();
    let issuer = issuer(call, &committee).await?;
    let sheet = ResultsSheet {
        committee: &committee,
        issuer: issuer.as_deref(),
        meeting: &meeting,
        agenda: &agenda,
        resolutions: &resolutions,
    };
    Ok(Some(sheet.print(Words(call.language()))))
}

async fn issuer(call: &Call, committee: &Committee) -> Result<Option<String>, Error> {
    let found = find_organisation(call, committee.organisation, None).await?;
    Ok(found.map(|organisation| organisation.profile.name.to_string()))
}

/// The seats, and of the names those that the caller may see.
async fn names(call: &Call, attendees: &[FormAttendee]) -> Result<Names, Error> {
    let seats: Vec<_> = attendees.iter().map(|attendee| CommitteeMembershipId::from(attendee.seat)).collect();
    let seats = find_committee_members(call, seats).await?;
    let holders = attendees.iter().map(|attendee| attendee.person);
    let substitutes = attendees.iter().filter_map(|attendee| attendee.substitute);
    let people: BTreeSet<PersonId> = holders.chain(substitutes).map(PersonId::from).collect();
    let people = find_people(call, people).await?;
    let people = people.into_values().map(|person| (person.id, person.name.to_string())).collect();
    Ok(Names { seats, people })
}
