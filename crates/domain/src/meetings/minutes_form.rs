//! What is approved when minutes are: the meeting, who was there, the agenda, what was decided, and the text. It is kept
//! in a canonical form (RFC 8785), whose digest everybody can compute again.

use super::agenda::{AgendaItem, AgendaPurpose};
use super::attendance::{MeetingAttendance, Participant};
use super::meeting::Meeting;
use super::minutes::{Minutes, MinutesText};
use super::resolution::{Resolution, ResolutionMode, ResolutionState, Votes};
use crate::shared::{AccountId, AmendmentId, LongText, MinutesId, Timestamp};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// What is approved, with everything that it says about the meeting. Instants are texts in UTC.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MinutesForm {
    /// The meeting.
    pub meeting: Uuid,
    /// Which meeting of the committee, from 1.
    pub number: i64,
    /// What it is called.
    pub title: String,
    /// When it was to begin.
    pub start: String,
    /// When it was to end.
    pub end: String,
    /// When it was opened.
    pub opened: Option<String>,
    /// When it was closed.
    pub closed: Option<String>,
    /// The seats and whether they were taken.
    pub attendance: Vec<FormAttendee>,
    /// What was dealt with, in order.
    pub agenda: Vec<FormItem>,
    /// What was proposed and decided, by number.
    pub resolutions: Vec<FormResolution>,
    /// The text.
    pub text: String,
}

/// A seat in the form of minutes; people are named by the ids of their records.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormAttendee {
    /// The seat in the committee.
    pub seat: Uuid,
    /// Who holds it.
    pub person: Uuid,
    /// Whether it was taken.
    pub attendance: Option<MeetingAttendance>,
    /// Who stood in.
    pub substitute: Option<Uuid>,
}

/// An item of the agenda in the form of minutes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormItem {
    /// Its number, from 1.
    pub number: i64,
    /// In one line.
    pub title: String,
    /// What it was for.
    pub purpose: AgendaPurpose,
    /// Whether it was dealt with in public.
    pub public: bool,
}

/// A resolution in the form of minutes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormResolution {
    /// Its number among the resolutions of the committee.
    pub number: i64,
    /// In one line.
    pub title: String,
    /// In full.
    pub text: String,
    /// How it came about.
    pub mode: ResolutionMode,
    /// Where it stood.
    pub state: ResolutionState,
    /// The votes, if they were counted.
    pub votes: Option<Votes>,
}

impl MinutesForm {
    /// Puts it together, whatever the order in which the parts come.
    pub fn of(
        meeting: &Meeting,
        participants: &[Participant],
        agenda: &[AgendaItem],
        resolutions: &[Resolution],
        text: &MinutesText,
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
            title: meeting.plan.title.to_string(),
            start: meeting.plan.start.to_string(),
            end: meeting.plan.end.to_string(),
            opened: meeting.opened_at.map(|at| at.to_string()),
            closed: meeting.closed_at.map(|at| at.to_string()),
            attendance,
            agenda,
            resolutions,
            text: text.to_string(),
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

fn seat(participant: &Participant) -> FormAttendee {
    FormAttendee {
        seat: participant.membership.uuid(),
        person: participant.person.uuid(),
        attendance: participant.attendance,
        substitute: participant.substitute.map(Uuid::from),
    }
}

fn item(item: &AgendaItem) -> Option<FormItem> {
    let (title, purpose) = (item.draft.title.to_string(), item.draft.purpose);
    item.position.map(|number| FormItem { number, title, purpose, public: item.draft.public })
}

fn decision(resolution: &Resolution) -> FormResolution {
    FormResolution {
        number: resolution.number,
        title: resolution.draft.title.to_string(),
        text: resolution.draft.text.to_string(),
        mode: resolution.draft.mode,
        state: resolution.state,
        votes: resolution.poll.votes,
    }
}

/// The SHA-256 of a canonical form, in hexadecimal.
pub fn digest(canonical: &str) -> String {
    hex::encode(Sha256::digest(canonical.as_bytes()))
}

impl Minutes {
    /// What was approved, as it can be read again; nothing before it was approved, or where it was tampered with.
    pub fn approved_form(&self) -> Option<MinutesForm> {
        serde_json::from_str(self.frozen.as_ref()?).ok()
    }

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
    fn what_was_approved_is_read_again() {
        let form = MinutesForm {
            meeting: Uuid::from_u128(1),
            number: 3,
            title: "Sitzung".to_owned(),
            start: "2020-04-01T07:00:00.000000Z".to_owned(),
            end: "2020-04-01T09:00:00.000000Z".to_owned(),
            opened: None,
            closed: None,
            attendance: vec![FormAttendee {
                seat: Uuid::from_u128(2),
                person: Uuid::from_u128(3),
                attendance: Some(MeetingAttendance::Present),
                substitute: None,
            }],
            agenda: vec![FormItem {
                number: 1,
                title: "Sprachbildung".to_owned(),
                purpose: AgendaPurpose::Decision,
                public: true,
            }],
            resolutions: vec![FormResolution {
                number: 1,
                title: "Lesepatenschaften".to_owned(),
                text: "Das Büro baut sie auf.".to_owned(),
                mode: ResolutionMode::Vote,
                state: ResolutionState::Adopted,
                votes: Some(Votes { yes: 2, no: 1, abstentions: 0 }),
            }],
            text: "Zu TOP 1 wird berichtet.".to_owned(),
        };
        let canonical = form.canonical();
        assert!(
            canonical.starts_with("{\"agenda\":[{\"number\":1,\"public\":true,\"purpose\":\"DECISION\""),
            "{canonical}"
        );
        assert_eq!(serde_json::from_str::<MinutesForm>(&canonical).unwrap(), form);
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
