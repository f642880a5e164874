//! Checking people in at the door, perhaps without a connection: entries that can be sent again without effect.

use super::attendance::{Attendance, AttendanceStatus, Mark};
use crate::shared::{AccountId, CourseSessionId, Name, Refusal, RefusalCode, RegistrationId, Timestamp, coded_enum};

coded_enum! {
    /// What came of one entry of a check-in.
    CheckInOutcome {
        /// It was recorded.
        Recorded = "RECORDED", "erfasst";
        /// The same was known already.
        Unchanged = "UNCHANGED", "unverändert";
        /// Something that was marked later holds.
        Superseded = "SUPERSEDED", "überholt";
        /// The entry was sent before; it has no effect again.
        Replayed = "REPLAYED", "schon übertragen";
        /// It is wrong; the reason stands beside it.
        Refused = "REFUSED", "abgelehnt";
    }
}

/// An entry of a check-in as it was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckIn {
    /// Into which session.
    pub session: CourseSessionId,
    /// How the device that made it calls it: the same never has an effect twice.
    pub client_id: Name,
    /// Whose registration.
    pub registration: RegistrationId,
    /// Whether they were there.
    pub status: AttendanceStatus,
    /// For how many minutes, when it was for a part.
    pub minutes: Option<u32>,
    /// When it was marked.
    pub marked_at: Timestamp,
    /// What came of it.
    pub outcome: CheckInOutcome,
    /// Who sent it.
    pub by: Option<AccountId>,
    /// When it arrived.
    pub at: Timestamp,
}

impl CheckIn {
    /// Whether this is the entry that `mark` repeats. The instant is compared only where the device named one.
    ///
    /// # Errors
    /// `IDEMPOTENCY_MISMATCH` when the same id stood for something else.
    pub fn expect_same(&self, mark: &Mark, timed: bool) -> Result<(), Refusal> {
        let same = (self.registration, self.status, self.minutes) == (mark.registration, mark.status, mark.minutes);
        if same && (!timed || self.marked_at == mark.marked_at) {
            Ok(())
        } else {
            Err(Refusal::new(RefusalCode::IdempotencyMismatch).at("clientId"))
        }
    }
}

impl Mark {
    /// What comes of this mark for a session of `length` minutes, and what is recorded then.
    ///
    /// # Errors
    /// As for [`Mark::apply`].
    pub fn check_in(
        &self,
        present: Option<&Attendance>,
        length: i64,
        by: Option<AccountId>,
        now: Timestamp,
    ) -> Result<(CheckInOutcome, Option<Attendance>), Refusal> {
        let recorded = self.apply(present, length, by, now)?;
        let same = |now: &Attendance| {
            present.is_some_and(|before| (before.status, before.minutes) == (now.status, now.minutes))
        };
        let outcome = match &recorded {
            Some(now) if same(now) => CheckInOutcome::Unchanged,
            Some(_) => CheckInOutcome::Recorded,
            None if present.is_some_and(|present| present.marked_at > self.marked_at) => CheckInOutcome::Superseded,
            None => CheckInOutcome::Unchanged,
        };
        Ok((outcome, recorded))
    }
}

#[cfg(test)]
mod tests {
    use super::super::registration::tests::at;
    use super::*;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn mark(status: AttendanceStatus, marked_at: &str) -> Mark {
        Mark { registration: Uuid::from_u128(1).into(), status, minutes: None, marked_at: at(marked_at) }
    }

    proptest! {
        #[test]
        fn whatever_the_order_in_which_entries_arrive_the_latest_one_holds(
            statuses in prop::collection::vec(
                prop::sample::select(vec![AttendanceStatus::Present, AttendanceStatus::Absent, AttendanceStatus::Excused]),
                1..6,
            ).prop_flat_map(|all| {
                let places: Vec<usize> = (0..all.len()).collect();
                (Just(all), Just(places).prop_shuffle())
            })
        ) {
            let (statuses, order) = statuses;
            let now = at("2020-03-04T08:00:00Z");
            let mut present: Option<Attendance> = None;
            // Each entry arrives twice.
            for place in order.iter().chain(&order) {
                let mark = mark(statuses[*place], &format!("2020-03-03T1{place}:00:00Z"));
                let (_, recorded) = mark.check_in(present.as_ref(), 60, None, now).unwrap();
                present = recorded.or(present);
            }
            prop_assert_eq!(present.map(|it| it.status), statuses.last().copied());
        }
    }

    #[test]
    fn the_outcome_says_whether_a_later_mark_holds() {
        let known = mark(AttendanceStatus::Absent, "2020-03-03T09:00:00Z");
        let now = at("2020-03-04T08:00:00Z");
        let known = known.apply(None, 60, None, now).unwrap();
        let outcome = |mark: Mark| mark.check_in(known.as_ref(), 60, None, now).unwrap().0;
        assert_eq!(outcome(mark(AttendanceStatus::Present, "2020-03-03T08:00:00Z")), CheckInOutcome::Superseded);
        assert_eq!(outcome(mark(AttendanceStatus::Absent, "2020-03-03T09:30:00Z")), CheckInOutcome::Unchanged);
        assert_eq!(outcome(mark(AttendanceStatus::Present, "2020-03-03T09:30:00Z")), CheckInOutcome::Recorded);
    }

    #[test]
    fn an_id_stands_for_one_entry() {
        let first = mark(AttendanceStatus::Present, "2020-03-03T08:00:00Z");
        let kept = CheckIn {
            session: Uuid::from_u128(2).into(),
            client_id: Name::new("gerät-1/17").unwrap(),
            registration: first.registration,
            status: first.status,
            minutes: None,
            marked_at: first.marked_at,
            outcome: CheckInOutcome::Recorded,
            by: None,
            at: first.marked_at,
        };
        assert_eq!(kept.expect_same(&first, true), Ok(()));
        let later = mark(AttendanceStatus::Present, "2020-03-03T08:30:00Z");
        assert_eq!(kept.expect_same(&later, false), Ok(()));
        assert_eq!(kept.expect_same(&later, true).unwrap_err().code, RefusalCode::IdempotencyMismatch);
        let other = mark(AttendanceStatus::Excused, "2020-03-03T08:00:00Z");
        assert_eq!(kept.expect_same(&other, false).unwrap_err().code, RefusalCode::IdempotencyMismatch);
    }
}
