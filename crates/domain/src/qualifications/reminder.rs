//! Reminders before and after a session.

use super::session::CourseSession;
use super::session_plan::SessionPlan;
use super::session_state::SessionState;
use crate::shared::{Refusal, RefusalCode, Timestamp, coded_enum};
use std::collections::BTreeSet;

coded_enum! {
    /// From where a reminder is counted.
    ReminderAnchor {
        /// Before the start.
        Start = "START", "vor dem Beginn";
        /// After the end.
        End = "END", "nach dem Ende";
    }
}

/// A reminder: so many minutes before the start, or after the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reminder {
    /// From where it is counted.
    pub anchor: ReminderAnchor,
    /// How many minutes before or after.
    pub minutes: u32,
}

impl Reminder {
    /// The most reminders of one session.
    pub const MOST: usize = 5;
    /// The farthest from the session, in minutes: 60 days.
    pub const FARTHEST: u32 = 60 * 24 * 60;
    /// What is sent when nothing is said: one day before the start, when the address of the video room can be shown.
    pub const USUAL: Self = Self { anchor: ReminderAnchor::Start, minutes: 24 * 60 };

    /// Checks what was typed; said twice is said once.
    ///
    /// # Errors
    /// `TOO_MANY`, or `OUT_OF_RANGE` for one that is too far from the session.
    pub fn check(typed: &[Self]) -> Result<BTreeSet<Self>, Refusal> {
        let reminders: BTreeSet<Self> = typed.iter().copied().collect();
        if reminders.len() > Self::MOST {
            return Err(Refusal::new(RefusalCode::TooMany).with("max", Self::MOST));
        }
        match typed.iter().position(|one| one.minutes > Self::FARTHEST) {
            Some(place) => {
                let refusal = Refusal::new(RefusalCode::OutOfRange).with("min", 0).with("max", Self::FARTHEST);
                Err(refusal.at("minutes").at(place.to_string()))
            }
            None => Ok(reminders),
        }
    }

    /// When it is due.
    pub fn due(self, plan: &SessionPlan) -> Timestamp {
        let seconds = i64::from(self.minutes) * 60;
        match self.anchor {
            ReminderAnchor::Start => plan.start.plus_seconds(-seconds),
            ReminderAnchor::End => plan.end.plus_seconds(seconds),
        }
    }

    /// Whether it still makes sense now: nobody is reminded of what has begun.
    pub fn is_useful(self, plan: &SessionPlan, now: Timestamp) -> bool {
        match self.anchor {
            ReminderAnchor::Start => now < plan.start,
            ReminderAnchor::End => now >= plan.end,
        }
    }
}

impl CourseSession {
    /// The reminders that are due at some time, as the session stands: none while it is planned or has no date.
    pub fn reminders(&self) -> Vec<(Reminder, Timestamp)> {
        if matches!(self.state, SessionState::Draft | SessionState::Cancelled | SessionState::Postponed) {
            return Vec::new();
        }
        self.plan.reminders.iter().map(|reminder| (*reminder, reminder.due(&self.plan))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::kind::CourseKind;
    use super::super::registration::tests::at;
    use super::super::session::tests::session;
    use super::*;

    const AFTER: Reminder = Reminder { anchor: ReminderAnchor::End, minutes: 90 };

    #[test]
    fn reminders_follow_the_session_while_it_takes_place() {
        let mut open = session(CourseKind::Exchange, SessionState::RegistrationOpen);
        open.plan.reminders = [Reminder::USUAL, AFTER].into();
        let due = [(Reminder::USUAL, at("2020-03-02T08:00:00Z")), (AFTER, at("2020-03-03T16:30:00Z"))];
        assert_eq!(open.reminders(), due);
        open.plan.start = at("2020-03-04T08:00:00Z");
        assert_eq!(open.reminders()[0].1, at("2020-03-03T08:00:00Z"));
        open.state = SessionState::Postponed;
        assert_eq!(open.reminders(), []);
    }

    #[test]
    fn nobody_is_reminded_of_what_has_begun() {
        let open = session(CourseKind::Exchange, SessionState::RegistrationOpen);
        assert!(Reminder::USUAL.is_useful(&open.plan, at("2020-03-03T07:59:59Z")));
        assert!(!Reminder::USUAL.is_useful(&open.plan, open.plan.start));
        assert!(AFTER.is_useful(&open.plan, open.plan.end));
    }

    #[test]
    fn reminders_are_few_and_near() {
        assert_eq!(Reminder::check(&[AFTER, AFTER]).unwrap().len(), 1);
        let far = Reminder { minutes: Reminder::FARTHEST + 1, ..AFTER };
        let refusal = Reminder::check(&[AFTER, far]).unwrap_err();
        assert_eq!((refusal.code, refusal.path.join(".")), (RefusalCode::OutOfRange, "1.minutes".to_owned()));
        let many: Vec<_> = (0..6).map(|minutes| Reminder { minutes, ..AFTER }).collect();
        assert_eq!(Reminder::check(&many).unwrap_err().code, RefusalCode::TooMany);
    }
}
