//! The mails about meetings, in the language of their reader, with the entry for their calendar.

mod text;

pub(super) use text::invitation;

use super::papers::{InvitationSheet, Words};
use crate::Error;
use crate::calendar::{CalendarEntry, EntryStatus, Invitation};
use crate::outbox::Mail;
use crate::printed::Printed;
use crate::security::{Link, LinkPurpose};
use domain::meetings::{Committee, Meeting, Participant};
use domain::shared::{Language, Name, PersonId, Timestamp};
use persistence::UnitOfWork;
use persistence::qualifications::Addresses;
use std::collections::HashMap;

/// Queues the invitation for everybody who is invited, each with a link to answer by and the invitation as PDF. Says to
/// how many it goes: people without an address get none.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn invite(
    unit: &mut UnitOfWork,
    sheet: &InvitationSheet<'_>,
    participants: &[Participant],
) -> Result<i64, Error> {
    let meeting = sheet.meeting;
    let people: Vec<PersonId> = participants.iter().map(|participant| participant.person).collect();
    let addresses = Addresses::of(unit).of_people(&people).await?;
    let mut versions: HashMap<Language, (String, Printed)> = HashMap::new();
    let mut sent = 0;
    for participant in participants {
        let Some(reader) = addresses.get(&participant.person) else { continue };
        let words = Words(reader.language);
        let version = versions.entry(reader.language);
        let (text, paper) = version.or_insert_with(|| (text::invitation(sheet, words), sheet.print(words)));
        let mail = Mail {
            to: reader.address.clone(),
            subject: text::subject(meeting, words),
            text: text::letter(text, words),
            link: Some(Link {
                purpose: LinkPurpose::MeetingAnswer,
                id: participant.id.uuid(),
                expires_at: meeting.plan.start,
            }),
            invitation: Some(Invitation::of(entry(meeting, participant, unit.now(), EntryStatus::Tentative))),
            attachment: Some(paper.clone()),
        };
        mail.queue(unit);
        sent += 1;
    }
    Ok(sent)
}

/// The news that a meeting does not take place, or takes place on another date.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn call_off(
    unit: &UnitOfWork,
    committee: &Committee,
    meeting: &Meeting,
    successor: Option<&Meeting>,
    participants: &[Participant],
) -> Result<Vec<Mail>, Error> {
    let people: Vec<PersonId> = participants.iter().map(|participant| participant.person).collect();
    let addresses = Addresses::of(unit).of_people(&people).await?;
    let mails = participants.iter().filter_map(|participant| {
        let reader = addresses.get(&participant.person)?;
        let (subject, text) = text::called_off(committee, meeting, successor, Words(reader.language));
        let off = entry(meeting, participant, unit.now(), EntryStatus::Cancelled);
        Some(Mail {
            to: reader.address.clone(),
            subject,
            text,
            link: None,
            invitation: Some(Invitation::of(off)),
            attachment: None,
        })
    });
    Ok(mails.collect())
}

/// A meeting as an entry of the calendar of somebody who is invited (ADR 0017).
pub(super) fn entry(
    meeting: &Meeting,
    participant: &Participant,
    said_at: Timestamp,
    status: EntryStatus,
) -> CalendarEntry {
    let plan = &meeting.plan;
    CalendarEntry {
        id: participant.id.uuid(),
        sequence: meeting.version + participant.version,
        said_at,
        start: plan.start,
        end: plan.end,
        title: plan.title.to_string(),
        description: None,
        location: plan.place.as_ref().filter(|_| plan.format.has_place()).map(Name::to_string),
        status,
    }
}
