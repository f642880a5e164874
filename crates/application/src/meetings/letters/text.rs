//! What the mails about meetings say.

use crate::meetings::papers::{InvitationSheet, Words};
use domain::meetings::{Committee, Meeting};
use domain::shared::{Language, LongText};
use std::fmt::Write as _;

/// The text of an invitation, as it is sent and kept: committee, date, place, agenda.
pub(in super::super) fn invitation(sheet: &InvitationSheet<'_>, words: Words) -> String {
    let mut text = head(sheet.committee, sheet.meeting, words);
    if let Some(online) = &sheet.meeting.plan.online {
        let _ = writeln!(text, "Online: {online}");
    }
    if let Some(reason) = sheet.sent.as_ref().and_then(|sent| sent.reason.as_ref()) {
        let shortened = words
            .pick("Die Einladungsfrist ist verkürzt. Grund", "The lead time of the invitation is shortened. Reason");
        let _ = writeln!(text, "\n{shortened}: {reason}");
    }
    if !sheet.agenda.is_empty() {
        let _ = writeln!(text, "\n{}", words.pick("Tagesordnung", "Agenda"));
    }
    for item in sheet.agenda {
        let number = item.position.unwrap_or_default();
        let closed = if item.draft.public { "" } else { words.pick(", nicht öffentlich", ", not public") };
        let purpose = words.term(item.draft.purpose, item.draft.purpose.german());
        let _ = writeln!(text, "{number}. {} ({purpose}{closed})", item.draft.title);
    }
    text
}

fn head(committee: &Committee, meeting: &Meeting, words: Words) -> String {
    let (plan, number) = (&meeting.plan, meeting.number);
    let meeting = match words.0 {
        Language::German => format!("{number}. Sitzung: {}", plan.title),
        Language::English => format!("Meeting no. {number}: {}", plan.title),
    };
    let mut text = format!("{}\n{meeting}\n{}\n", committee.profile.name, words.span(plan.start, plan.end));
    if let Some(place) = plan.place.as_ref().filter(|_| plan.format.has_place()) {
        let _ = writeln!(text, "{}: {place}", words.pick("Ort", "Place"));
    }
    text
}

/// The subject of an invitation.
pub(super) fn subject(meeting: &Meeting, words: Words) -> String {
    let again = match (words.0, meeting.invitation) {
        (_, ..=1) => String::new(),
        (Language::German, number) => format!(" ({number}. Fassung)"),
        (Language::English, number) => format!(" (version {number})"),
    };
    format!("{}{again}: {}", words.pick("Einladung", "Invitation"), meeting.plan.title)
}

/// The letter around the text of an invitation. `{link}` stands where the link goes.
pub(super) fn letter(invitation: &str, words: Words) -> String {
    match words.0 {
        Language::German => format!(
            "Guten Tag,\n\nSie sind eingeladen.\n\n{invitation}\nBitte antworten Sie hier, auch ohne Anmeldung:\n\
             {{link}}\n\nDie Einladung liegt als PDF bei.\n\nDiese Nachricht wurde vom BildungsNetz verschickt.\n"
        ),
        Language::English => format!(
            "Hello,\n\nyou are invited.\n\n{invitation}\nPlease answer here, even without an account:\n{{link}}\n\n\
             The invitation is attached as PDF.\n\nThis message was sent by the BildungsNetz.\n"
        ),
    }
}

/// The subject and the text of the news that a meeting is off, or on another date.
pub(super) fn called_off(
    committee: &Committee,
    meeting: &Meeting,
    successor: Option<&Meeting>,
    words: Words,
) -> (String, String) {
    let on = successor.map(|next| words.span(next.plan.start, next.plan.end));
    let (word, news) = match (words.0, on) {
        (Language::German, Some(on)) => {
            ("Verlegt", format!("Die Sitzung wird verlegt. Neuer Termin: {on}. Dazu wird neu eingeladen."))
        }
        (Language::German, None) => ("Abgesagt", "Die Sitzung fällt aus.".to_owned()),
        (Language::English, Some(on)) => {
            ("Another date", format!("The meeting takes place on another date: {on}. A new invitation will follow."))
        }
        (Language::English, None) => ("Cancelled", "The meeting does not take place.".to_owned()),
    };
    let reason = meeting.reason.as_ref().map(LongText::as_str).unwrap_or_default();
    let head = head(committee, meeting, words);
    let text = match words.0 {
        Language::German => format!(
            "Guten Tag,\n\n{news}\nGrund: {reason}\n\n{head}\nDiese Nachricht wurde vom BildungsNetz verschickt.\n"
        ),
        Language::English => {
            format!("Hello,\n\n{news}\nReason: {reason}\n\n{head}\nThis message was sent by the BildungsNetz.\n")
        }
    };
    (format!("{word}: {}", meeting.plan.title), text)
}
