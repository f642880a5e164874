//! How failures to sign in slow the next tries down.

use crate::shared::{Refusal, RefusalCode, Timestamp};

/// From this failure on every further one locks.
const PATIENCE: u32 = 5;
/// The first lock, in seconds; each further failure doubles it.
const FIRST_LOCK: i64 = 30;
/// The longest lock, in seconds.
const LONGEST_LOCK: i64 = 3_600;
/// After this many seconds without a try the failures are forgotten.
const MEMORY: i64 = 24 * 3_600;

/// The tries to sign in with one e-mail address since the last success. They are counted for addresses without an
/// account too, so that a lock does not give away which addresses have one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attempts {
    /// How many failed.
    pub failures: u32,
    /// Until when the next one is refused unseen.
    pub locked_until: Option<Timestamp>,
    /// When the last one was.
    pub last_at: Timestamp,
}

impl Attempts {
    /// None so far.
    pub const fn none(now: Timestamp) -> Self {
        Self { failures: 0, locked_until: None, last_at: now }
    }

    /// Charges one more try, before it is known whether it succeeds: tries at the same time cannot slip through, and
    /// one whose client hangs up counts too. A success forgets them all.
    ///
    /// # Errors
    /// `LOCKED`, with the seconds to wait; such a try is not charged.
    pub fn charge(self, now: Timestamp) -> Result<Self, Refusal> {
        let this = if self.last_at.plus_seconds(MEMORY) <= now { Self::none(now) } else { self };
        if let Some(until) = this.locked_until.filter(|until| now < *until) {
            let seconds = until.as_seconds() - now.as_seconds();
            return Err(Refusal::new(RefusalCode::Locked).with("seconds", seconds.max(1)));
        }
        let failures = this.failures.saturating_add(1);
        Ok(Self { failures, locked_until: lock_seconds(failures).map(|lock| now.plus_seconds(lock)), last_at: now })
    }

    /// Whether this try locked the ones after it.
    pub const fn locks(&self) -> bool {
        self.locked_until.is_some()
    }

    /// Tries before this instant are forgotten.
    pub fn forgotten_before(now: Timestamp) -> Timestamp {
        now.plus_seconds(-MEMORY)
    }
}

/// How long the next try is refused after so many failures.
fn lock_seconds(failures: u32) -> Option<i64> {
    let doublings = failures.checked_sub(PATIENCE)?;
    Some(FIRST_LOCK.saturating_mul(1_i64.checked_shl(doublings.min(32)).unwrap_or(i64::MAX)).min(LONGEST_LOCK))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::parse("2020-03-03T08:00:00Z").unwrap().plus_seconds(seconds)
    }

    #[test]
    fn the_lock_grows_from_half_a_minute_to_an_hour() {
        assert_eq!(
            [0, 4, 5, 6, 7, 11, 12, 40, u32::MAX].map(lock_seconds),
            [None, None, Some(30), Some(60), Some(120), Some(1_920), Some(3_600), Some(3_600), Some(3_600),]
        );
    }

    #[test]
    fn a_locked_try_is_refused_unseen_and_not_charged() {
        let mut attempts = Attempts::none(at(0));
        for _ in 0..5 {
            attempts = attempts.charge(at(0)).unwrap();
        }
        assert!(attempts.locks());
        let refused = attempts.charge(at(10)).unwrap_err();
        assert_eq!((refused.code, refused.parameters[0].1.as_str()), (RefusalCode::Locked, "20"));
        assert_eq!(attempts.charge(at(30)).unwrap().locked_until, Some(at(90)));
    }

    #[test]
    fn a_day_without_a_try_forgets_the_failures() {
        let attempts = Attempts { failures: 9, locked_until: None, last_at: at(0) };
        assert_eq!(attempts.charge(at(MEMORY - 1)).unwrap().failures, 10);
        assert_eq!(attempts.charge(at(MEMORY)).unwrap().failures, 1);
    }
}
