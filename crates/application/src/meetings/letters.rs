//! The mails about meetings, in German.

use crate::Error;
use crate::calendar::{CalendarEntry, EntryStatus, Invitation};
use crate::outbox::Mail;
use crate::qualifications::span_in_german;
use crate::security::{Link, LinkPurpose};
use domain::meetings::{AgendaItem, Committee, Meeting, Participant};
use domain::shared::{LongText, Name, PersonId, Timestamp, WebAddress};
use persistence::UnitOfWork;
use persistence::qualifications::Addresses;
use std::fmt::Write as _;

/// The text of an invitation, as it is sent and kept: committee, date, place, agenda.
pub(super) fn invitation(
    committee: &Committee,
    meeting: &Meeting,
    agenda: &[AgendaItem],
    reason: Option<&LongText>,
) -> String {
    let mut text = head(committee, meeting);
    if let Some(online) = &meeting.plan.online {
        let _ = writeln!(text, "Online: {online}");
    }
    if let Some(reason) = reason {
        let _ = writeln!(text, "\nDie Einladungsfrist ist verkürzt. Grund: {reason}");
    }
    if !agenda.is_empty() {
        text.push_str("\nTagesordnung\n");
    }
    for item in agenda {
        let number = item.position.unwrap_or_default();
        let closed = if item.draft.public { "" } else { ", nicht öffentlich" };
        let _ = writeln!(text, "{number}. {} ({}{closed})", item.draft.title, item.draft.purpose.german());
    }
    text
}

fn head(committee: &Committee, meeting: &Meeting) -> String {
    let plan = &meeting.plan;
    let mut text = format!(
        "{}\n{}. Sitzung: {}\n{}\n",
        committee.profile.name,
        meeting.number,
        plan.title,
        span_in_german(plan.start, plan.end)
    );
    if let Some(place) = plan.place.as_ref().filter(|_| plan.format.has_place()) {
        let _ = writeln!(text, "Ort: {place}");
    }
    text
}

/// Queues the invitation for everybody who is invited, each with a link to answer by. Says to how many it goes: people
/// without an address get none.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn invite(
    unit: &mut UnitOfWork,
    meeting: &Meeting,
    text: &str,
    participants: &[Participant],
) -> Result<i64, Error> {
    let people: Vec<PersonId> = participants.iter().map(|participant| participant.person).collect();
    let addresses = Addresses::of(unit).of_people(&people).await?;
    let again = if meeting.invitation > 1 { format!(" ({}. Fassung)", meeting.invitation) } else { String::new() };
    let mut sent = 0;
    for participant in participants {
        let Some(reader) = addresses.get(&participant.person) else { continue };
        let mail = Mail {
            to: reader.address.clone(),
            subject: format!("Einladung{again}: {}", meeting.plan.title),
            text: format!(
                "Guten Tag,\n\nSie sind eingeladen.\n\n{text}\nBitte antworten Sie hier, auch ohne Anmeldung:\n\
                 {{link}}\n\nDiese Nachricht wurde vom BildungsNetz verschickt.\n"
            ),
            link: Some(Link {
                purpose: LinkPurpose::MeetingAnswer,
                id: participant.id.uuid(),
                expires_at: meeting.plan.start,
            }),
            invitation: Some(Invitation::of(entry(meeting, unit.now(), EntryStatus::Tentative))),
        };
        mail.queue(unit);
        sent += 1;
    }
    Ok(sent)
}

/// Queues the news that a meeting does not take place, or takes place on another date.
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
    let (word, news) = match successor {
        Some(next) => {
            let on = span_in_german(next.plan.start, next.plan.end);
            ("Verlegt", format!("Die Sitzung wird verlegt. Neuer Termin: {on}. Dazu wird neu eingeladen."))
        }
        None => ("Abgesagt", "Die Sitzung fällt aus.".to_owned()),
    };
    let reason = meeting.reason.as_ref().map(LongText::as_str).unwrap_or_default();
    let text = format!(
        "Guten Tag,\n\n{news}\nGrund: {reason}\n\n{}\nDiese Nachricht wurde vom BildungsNetz verschickt.\n",
        head(committee, meeting)
    );
    let off = Invitation::of(entry(meeting, unit.now(), EntryStatus::Cancelled));
    let mails = people.iter().filter_map(|person| addresses.get(person)).map(|reader| Mail {
        to: reader.address.clone(),
        subject: format!("{word}: {}", meeting.plan.title),
        text: text.clone(),
        link: None,
        invitation: Some(off.clone()),
    });
    Ok(mails.collect())
}

/// A meeting as an entry of a calendar. Its sequence rises with every change of the meeting.
fn entry(meeting: &Meeting, said_at: Timestamp, status: EntryStatus) -> CalendarEntry {
    let plan = &meeting.plan;
    CalendarEntry {
        id: meeting.id.uuid(),
        sequence: meeting.version,
        said_at,
        start: plan.start,
        end: plan.end,
        title: plan.title.to_string(),
        description: plan.online.as_ref().map(WebAddress::to_string),
        location: plan.place.as_ref().filter(|_| plan.format.has_place()).map(Name::to_string),
        status,
    }
}
