//! The machine's own clock, ids and randomness: the only place that asks for them.

use domain::shared::{Clock, Ids, Timestamp};
use uuid::Uuid;

/// The clock of the machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the one real clock")]
    fn now(&self) -> Timestamp {
        Timestamp::cut(jiff::Timestamp::now())
    }
}

/// Random bytes of the operating system, and `UUIDv7` by its clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemIds;

impl Ids for SystemIds {
    #[expect(clippy::disallowed_methods, reason = "this is the one real source of ids")]
    fn uuid(&self) -> Uuid {
        Uuid::now_v7()
    }

    /// # Panics
    /// When the operating system has no randomness: nothing safe can be done without it.
    #[expect(clippy::disallowed_methods, reason = "this is the one real source of randomness")]
    fn fill(&self, bytes: &mut [u8]) {
        getrandom::fill(bytes).expect("the operating system gives random bytes");
    }
}
