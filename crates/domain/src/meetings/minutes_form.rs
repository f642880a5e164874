//! What is approved when minutes are: the meeting, who was there, the agenda, what was decided, and the text. It is kept
//! in a canonical form (RFC 8785), whose digest everybody can compute again.

use super::agenda::AgendaItem;
use super::attendance::Participant;
use super::meeting::Meeting;
use super::minutes::{Minutes, MinutesText};
use super::resolution::{Resolution, Votes};
use crate::shared::{AccountId, AmendmentId, LongText, MinutesId, Timestamp};
use serde::Serialize;
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// What is approved, with everything that it says about the meeting.
#[derive(Clone, Debug, Serialize)]
pub struct MinutesForm<'a> {
    meeting: Uuid,
    number: i64,
    title: &'a str,
    start: String,
    end: String,
    opened: Option<String>,
    closed: Option<String>,
    attendance: Vec<Attendee>,
    agenda: Vec<Item<'a>>,
    resolutions: Vec<Decision<'a>>,
    text: &'a str,
}

#[derive(Clone, Debug, Serialize)]
struct Attendee {
    seat: Uuid,
    person: Uuid,
    attendance: Option<&'static str>,
    substitute: Option<Uuid>,
}

#[derive(Clone, Debug, Serialize)]
struct Item<'a> {
    number: i64,
    title: &'a str,
    purpose: &'static str,
    public: bool,
}

#[derive(Clone, Debug, Serialize)]
struct Decision<'a> {
    number: i64,
    title: &'a str,
    text: &'a str,
    mode: &'static str,
    state: &'static str,
    votes: Option<Votes>,
}

impl<'a> MinutesForm<'a> {
    /// Puts it together, whatever the order in which the parts come.
    pub fn of(
        meeting: &'a Meeting,
        participants: &[Participant],
        agenda: &'a [AgendaItem],
        resolutions: &'a [Resolution],
        text: &'a MinutesText,
    ) -> Self {
        let mut attendance: Vec<_> = participants.iter().map(seat).collect();
        attendance.sort_unstable_by_key(|seat| seat.seat);
        let mut agenda: Vec<_> = agenda.iter().filter_map(item).collect();
        agenda.sort_unstable_by_key(|item| item.number);
        let mut resolutions: Vec<_> = resolutions.iter().map(decision).collect();
        resolutions.sort_unstable_by_key(|resolution| resolution.number);
        Self {
            meeting: meeting.id.uuid(),
            number: meeting.number,
            title: meeting.plan.title.as_str(),
            start: meeting.plan.start.to_string(),
            end: meeting.plan.end.to_string(),
            opened: meeting.opened_at.map(|at| at.to_string()),
            closed: meeting.closed_at.map(|at| at.to_string()),
            attendance,
            agenda,
            resolutions,
            text: text.as_str(),
        }
    }

    /// The canonical form.
    ///
    /// # Panics
    /// Never: the parts are texts and whole numbers, which JSON can always write.
    pub fn canonical(&self) -> String {
        serde_json_canonicalizer::to_string(self).expect("texts and whole numbers have a canonical form")
    }
}

fn seat(participant: &Participant) -> Attendee {
    Attendee {
        seat: participant.membership.uuid(),
        person: participant.person.uuid(),
        attendance: participant.attendance.map(super::MeetingAttendance::code),
        substitute: participant.substitute.map(Uuid::from),
    }
}

fn item(item: &AgendaItem) -> Option<Item<'_>> {
    let (title, purpose) = (item.draft.title.as_str(), item.draft.purpose.code());
    item.position.map(|number| Item { number, title, purpose, public: item.draft.public })
}

fn decision(resolution: &Resolution) -> Decision<'_> {
    Decision {
        number: resolution.number,
        title: resolution.draft.title.as_str(),
        text: resolution.draft.text.as_str(),
        mode: resolution.draft.mode.code(),
        state: resolution.state.code(),
        votes: resolution.poll.votes,
    }
}

/// The SHA-256 of a canonical form, in hexadecimal.
pub fn digest(canonical: &str) -> String {
    hex::encode(Sha256::digest(canonical.as_bytes()))
}

impl Minutes {
    /// Whether what was approved is still what its hash says; nothing before it was approved.
    pub fn is_intact(&self) -> Option<bool> {
        let (frozen, hash) = self.frozen.as_ref().zip(self.hash.as_ref())?;
        let text = serde_json::from_str::<serde_json::Value>(frozen).ok();
        let same_text = text.is_some_and(|form| form["text"] == self.text.as_str());
        Some(digest(frozen) == *hash && same_text)
    }
}

/// A change after the approval: it stands beside the minutes and does not touch them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amendment {
    /// The amendment.
    pub id: AmendmentId,
    /// Of which minutes.
    pub minutes: MinutesId,
    /// Which one, from 1.
    pub number: i64,
    /// What is to be read instead or besides.
    pub text: LongText,
    /// Why.
    pub reason: LongText,
    /// Who recorded it; nobody when the operator did, at the command line.
    pub by: Option<AccountId>,
    /// When.
    pub at: Timestamp,
    /// The SHA-256 over the hash before it and what it says, in hexadecimal.
    pub hash: String,
}

impl Amendment {
    /// The hash that it should have after the one before it: of the minutes, or of the amendment before.
    ///
    /// # Panics
    /// Never: the parts are texts and whole numbers, which JSON can always write.
    pub fn hash_after(&self, before: &str) -> String {
        let parts = serde_json::json!({
            "before": before, "number": self.number, "text": self.text, "reason": self.reason,
            "at": self.at.to_string(),
        });
        digest(&serde_json_canonicalizer::to_string(&parts).expect("texts and whole numbers have a canonical form"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digest_is_the_one_that_everybody_computes() {
        assert_eq!(digest("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    #[test]
    fn each_amendment_hangs_on_what_was_before() {
        let amendment = Amendment {
            id: Uuid::from_u128(1).into(),
            minutes: Uuid::from_u128(2).into(),
            number: 1,
            text: LongText::new("Statt drei sind es vier.").unwrap(),
            reason: LongText::new("Zählfehler").unwrap(),
            by: None,
            at: Timestamp::from_micros(0).unwrap(),
            hash: String::new(),
        };
        assert_eq!(amendment.hash_after("a"), amendment.clone().hash_after("a"));
        assert_ne!(amendment.hash_after("a"), amendment.hash_after("b"));
        assert_ne!(Amendment { number: 2, ..amendment.clone() }.hash_after("a"), amendment.hash_after("a"));
    }
}
