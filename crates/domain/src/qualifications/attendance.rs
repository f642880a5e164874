//! Who was there, and for how long.

use super::registration::RegistrationVerb;
use crate::shared::{AccountId, Refusal, RefusalCode, RegistrationId, Timestamp, coded_enum};

/// For how many seconds after the end attendance can be changed without a reason: 14 days.
pub(super) const CHANGE_SECONDS: i64 = 14 * 86_400;
/// The share of a session in percent from which somebody who was there for a part of it has taken part.
const ENOUGH_PERCENT: i64 = 80;

coded_enum! {
    /// Whether a person was there.
    AttendanceStatus {
        /// For all of it.
        Present = "PRESENT", "anwesend";
        /// For a part of it.
        Partial = "PARTIAL", "teilweise anwesend";
        /// Not at all.
        Absent = "ABSENT", "abwesend";
        /// Not at all, and said so before.
        Excused = "EXCUSED", "entschuldigt";
    }
}

/// A line of a list of attendance, as somebody marked it, perhaps without a connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Whose registration.
    pub registration: RegistrationId,
    /// Whether they were there.
    pub status: AttendanceStatus,
    /// For how many minutes, when it was for a part.
    pub minutes: Option<u32>,
    /// When it was marked.
    pub marked_at: Timestamp,
}

/// The attendance of one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attendance {
    /// Whose registration.
    pub registration: RegistrationId,
    /// Whether they were there.
    pub status: AttendanceStatus,
    /// For how many minutes.
    pub minutes: i64,
    /// When it was marked.
    pub marked_at: Timestamp,
    /// By whom it was recorded.
    pub recorded_by: Option<AccountId>,
    /// When it was recorded.
    pub recorded_at: Timestamp,
}

impl Mark {
    /// What is recorded of this mark for a session of `length` minutes; `None` when it changes nothing: because this mark
    /// is known already, or something that was marked later. So a batch can be sent again without effect. A later mark
    /// that says the same is kept too: whatever the order in which marks arrive, the latest one holds.
    ///
    /// # Errors
    /// `REQUIRED` or `OUT_OF_RANGE` for the minutes of somebody who was there for a part, `INVALID` for minutes otherwise,
    /// `OUT_OF_RANGE` for a mark of the future.
    pub fn apply(
        &self,
        present: Option<&Attendance>,
        length: i64,
        by: Option<AccountId>,
        now: Timestamp,
    ) -> Result<Option<Attendance>, Refusal> {
        if self.marked_at > now {
            return Err(Refusal::new(RefusalCode::OutOfRange).at("markedAt").with("min", "-").with("max", now));
        }
        let minutes = self.checked_minutes(length)?;
        match present {
            Some(present) if present.marked_at > self.marked_at => return Ok(None),
            Some(present)
                if present.marked_at == self.marked_at
                    && (present.status, present.minutes) == (self.status, minutes) =>
            {
                return Ok(None);
            }
            _ => {}
        }
        Ok(Some(Attendance {
            registration: self.registration,
            status: self.status,
            minutes,
            marked_at: self.marked_at,
            recorded_by: by,
            recorded_at: now,
        }))
    }

    fn checked_minutes(&self, length: i64) -> Result<i64, Refusal> {
        let most = length - 1;
        match (self.status, self.minutes.map(i64::from)) {
            (AttendanceStatus::Partial, None) => Err(Refusal::new(RefusalCode::Required).at("minutes")),
            (AttendanceStatus::Partial, Some(minutes)) if (1..=most).contains(&minutes) => Ok(minutes),
            (AttendanceStatus::Partial, Some(_)) => {
                Err(Refusal::new(RefusalCode::OutOfRange).at("minutes").with("min", 1).with("max", most))
            }
            (AttendanceStatus::Present, None) => Ok(length),
            (AttendanceStatus::Absent | AttendanceStatus::Excused, None) => Ok(0),
            (_, Some(_)) => {
                let reason = "minutes are said only of somebody who was there for a part";
                Err(Refusal::new(RefusalCode::Invalid).at("minutes").with("reason", reason))
            }
        }
    }
}

impl Attendance {
    /// Whether the person has taken part in a session of `length` minutes: in all of it, or in at least 80 percent.
    pub const fn is_enough(&self, length: i64) -> bool {
        match self.status {
            AttendanceStatus::Present => true,
            AttendanceStatus::Partial => self.minutes * 100 >= length * ENOUGH_PERCENT,
            AttendanceStatus::Absent | AttendanceStatus::Excused => false,
        }
    }

    /// What it does to the registration.
    pub const fn verb(&self, length: i64) -> RegistrationVerb {
        if self.is_enough(length) { RegistrationVerb::Attend } else { RegistrationVerb::Miss }
    }
}

#[cfg(test)]
mod tests {
    use super::super::registration::tests::at;
    use super::*;
    use uuid::Uuid;

    const LENGTH: i64 = 420;

    fn mark(status: AttendanceStatus, minutes: Option<u32>, marked_at: &str) -> Mark {
        Mark { registration: Uuid::from_u128(1).into(), status, minutes, marked_at: at(marked_at) }
    }

    fn apply(mark: &Mark, present: Option<&Attendance>) -> Result<Option<Attendance>, RefusalCode> {
        mark.apply(present, LENGTH, None, at("2020-03-04T08:00:00Z")).map_err(|refusal| refusal.code)
    }

    #[test]
    fn four_fifths_are_enough() {
        let partial = |minutes| apply(&mark(AttendanceStatus::Partial, Some(minutes), "2020-03-03T15:00:00Z"), None);
        assert!(partial(336).unwrap().unwrap().is_enough(LENGTH));
        assert!(!partial(335).unwrap().unwrap().is_enough(LENGTH));
        assert_eq!(partial(420), Err(RefusalCode::OutOfRange));
        assert_eq!(partial(0), Err(RefusalCode::OutOfRange));
        let marked = |status, minutes| apply(&mark(status, minutes, "2020-03-03T15:00:00Z"), None);
        assert_eq!(marked(AttendanceStatus::Partial, None), Err(RefusalCode::Required));
        assert_eq!(marked(AttendanceStatus::Absent, Some(5)), Err(RefusalCode::Invalid));
        assert_eq!(marked(AttendanceStatus::Present, None).unwrap().unwrap().minutes, LENGTH);
    }

    #[test]
    fn a_batch_that_comes_again_changes_nothing_and_the_later_mark_wins() {
        let first = mark(AttendanceStatus::Absent, None, "2020-03-03T08:15:00Z");
        let later = mark(AttendanceStatus::Present, None, "2020-03-03T09:00:00Z");
        let known = apply(&first, None).unwrap().unwrap();
        assert_eq!(apply(&first, Some(&known)), Ok(None));
        let changed = apply(&later, Some(&known)).unwrap().unwrap();
        assert_eq!(apply(&first, Some(&changed)), Ok(None));
        assert_eq!(apply(&later, Some(&changed)), Ok(None));
        let ahead = mark(AttendanceStatus::Present, None, "2020-03-05T08:00:00Z");
        assert_eq!(apply(&ahead, None), Err(RefusalCode::OutOfRange));
    }
}
