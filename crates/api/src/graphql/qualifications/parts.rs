//! What has no id of its own: seats, quotas, changes of the format, attendance, places on the waiting list.

use crate::graphql::shared::{DateTime, Enum, UserError};
use application::qualifications as verbs;
use async_graphql::SimpleObject;
use domain::qualifications as records;

/// Seats by the two ways of taking part (German: Plätze).
#[derive(Clone, Copy, Debug, Default, SimpleObject)]
pub(crate) struct CourseSeats {
    /// In the room (German: im Raum).
    room: u32,
    /// Online (German: online).
    online: u32,
}

impl From<records::Seats> for CourseSeats {
    fn from(seats: records::Seats) -> Self {
        Self { room: seats.room, online: seats.online }
    }
}

/// The most people of one group (German: Kontingent).
#[derive(Clone, Copy, Debug, SimpleObject)]
pub(crate) struct CourseQuota {
    /// Of which group (German: Zielgruppe).
    group: Enum<records::TargetGroup>,
    /// How many at most (German: Plätze).
    seats: u32,
}

impl CourseQuota {
    /// One line of the quotas.
    pub(crate) fn of((group, seats): (&records::TargetGroup, &u32)) -> Self {
        Self { group: Enum(*group), seats: *seats }
    }
}

/// A material of a session: something to read (German: Material).
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct CourseMaterial {
    /// What it is called (German: Titel).
    title: String,
    /// Where it is (German: Adresse).
    address: String,
}

impl CourseMaterial {
    /// One line of the materials.
    pub(crate) fn of(material: &records::Material) -> Self {
        Self { title: material.title.to_string(), address: material.address.to_string() }
    }
}

/// A reminder of a session (German: Erinnerung).
#[derive(Clone, Copy, Debug, SimpleObject)]
pub(crate) struct CourseReminder {
    /// Before the start, or after the end (German: Bezug).
    anchor: Enum<records::ReminderAnchor>,
    /// How many minutes before or after (German: Minuten).
    minutes: u32,
}

impl CourseReminder {
    /// One of the reminders.
    pub(crate) fn of(reminder: records::Reminder) -> Self {
        Self { anchor: Enum(reminder.anchor), minutes: reminder.minutes }
    }
}

/// A change of the format of a session (German: Formatwechsel).
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct FormatChange {
    /// The format before (German: vorher).
    from: Enum<records::CourseFormat>,
    /// The format since (German: seither).
    to: Enum<records::CourseFormat>,
    /// Why (German: Grund).
    reason: String,
    /// When (German: Zeitpunkt).
    at: DateTime,
}

impl From<records::FormatChange> for FormatChange {
    fn from(change: records::FormatChange) -> Self {
        Self {
            from: Enum(change.from),
            to: Enum(change.to),
            reason: change.reason.to_string(),
            at: DateTime(change.at),
        }
    }
}

/// What would become of the viewer's registration if they made it now (German: Aussicht auf einen Platz).
#[derive(Clone, Debug, Default, SimpleObject)]
pub(crate) struct RegistrationProspect {
    /// `CONFIRMED`, `WAITLISTED` or `SUBMITTED`; nothing when it would be refused (German: voraussichtlicher Zustand).
    state: Option<Enum<records::RegistrationState>>,
    /// Why it would be refused (German: Hinderungsgründe).
    errors: Vec<UserError>,
}

impl RegistrationProspect {
    /// An outcome by the rules of the registration itself.
    pub(crate) fn of(prospect: &verbs::Prospect, language: domain::shared::Language) -> Self {
        match prospect {
            Ok(admission) => {
                let state = match admission {
                    records::Admission::Confirmed => records::RegistrationState::Confirmed,
                    records::Admission::Waitlisted => records::RegistrationState::Waitlisted,
                    records::Admission::Submitted => records::RegistrationState::Submitted,
                };
                Self { state: Some(Enum(state)), errors: Vec::new() }
            }
            Err(refusals) => {
                Self { state: None, errors: refusals.iter().map(|refusal| UserError::new(refusal, language)).collect() }
            }
        }
    }
}

/// Where a party stands on the waiting list (German: Wartelistenplatz).
#[derive(Clone, Copy, Debug, SimpleObject)]
pub(crate) struct WaitingPlace {
    /// The rank among the parties that wait, from 1 (German: Rang).
    rank: u64,
    /// How many parties wait (German: Länge der Warteliste).
    length: u64,
}

impl From<verbs::WaitingPlace> for WaitingPlace {
    fn from(place: verbs::WaitingPlace) -> Self {
        Self { rank: place.rank as u64, length: place.of as u64 }
    }
}

/// Whether a person was there (German: Anwesenheit).
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct Attendance {
    /// For all of it, for a part, or not (German: Status).
    status: Enum<records::AttendanceStatus>,
    /// For how many minutes (German: Minuten).
    minutes: i64,
    /// When it was marked (German: erfasst am).
    marked_at: DateTime,
    /// When it was recorded here (German: übertragen am).
    recorded_at: DateTime,
}

impl From<records::Attendance> for Attendance {
    fn from(attendance: records::Attendance) -> Self {
        Self {
            status: Enum(attendance.status),
            minutes: attendance.minutes,
            marked_at: DateTime(attendance.marked_at),
            recorded_at: DateTime(attendance.recorded_at),
        }
    }
}
