//! How much one account or address may ask for in a minute.

use super::address::household;
use super::settings::Rates as Settings;
use crate::gate::{ErrorCode, Passed, Refused};
use domain::access::Actor;
use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota};
use std::hash::Hash;
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU32, Ordering};
use uuid::Uuid;

/// After how many requests the counters of those who have been quiet are forgotten.
const SWEEP: u32 = 4_096;

/// What a request counts that is refused before anything runs.
const REFUSED_COST: u64 = 100;

/// The counters.
pub(super) struct Rates {
    /// Of people and of services.
    accounts: DefaultKeyedRateLimiter<Uuid>,
    addresses: DefaultKeyedRateLimiter<IpAddr>,
    session_starts: DefaultKeyedRateLimiter<IpAddr>,
    verifications: DefaultKeyedRateLimiter<IpAddr>,
    requests: AtomicU32,
}

impl Rates {
    pub(super) fn new(settings: &Settings) -> Self {
        Self {
            accounts: DefaultKeyedRateLimiter::keyed(per_minute(settings.account_cost)),
            addresses: DefaultKeyedRateLimiter::keyed(per_minute(settings.address_cost)),
            session_starts: DefaultKeyedRateLimiter::keyed(per_minute(settings.session_starts)),
            verifications: DefaultKeyedRateLimiter::keyed(per_minute(settings.verifications)),
            requests: AtomicU32::new(0),
        }
    }

    /// Counts a request that got through the gate.
    ///
    /// # Errors
    /// `RATE_LIMITED`, with the seconds to wait in `retryAfter`.
    pub(super) fn check(&self, actor: &Actor, address: IpAddr, passed: Passed) -> Result<(), Refused> {
        self.sweep();
        let address = household(address);
        if passed.starts_session {
            take(&self.session_starts, &address, 1)?;
        }
        // Whoever it is: a code is guessed no faster with an account than without.
        if passed.verifications > 0 {
            take(&self.verifications, &address, passed.verifications.into())?;
        }
        match actor {
            Actor::Account(account) => take(&self.accounts, &account.id.uuid(), passed.cost),
            Actor::Service(service) => take(&self.accounts, &service.id.uuid(), passed.cost),
            Actor::Anonymous => take(&self.addresses, &address, passed.cost),
            Actor::System => Ok(()),
        }
    }

    /// Counts a try of a service account to get a token.
    ///
    /// # Errors
    /// As for [`Rates::check`].
    pub(super) fn count_session_start(&self, address: IpAddr) -> Result<(), Refused> {
        self.sweep();
        take(&self.session_starts, &household(address), 1)
    }

    /// Counts a request of somebody unknown for something other than GraphQL.
    ///
    /// # Errors
    /// As for [`Rates::check`].
    pub(super) fn count_public(&self, address: IpAddr, cost: u64) -> Result<(), Refused> {
        self.sweep();
        take(&self.addresses, &household(address), cost)
    }

    /// Counts a request that was refused before anything ran: reading it has cost something too.
    ///
    /// # Errors
    /// As for [`Rates::check`].
    pub(super) fn count_refused(&self, actor: &Actor, address: IpAddr) -> Result<(), Refused> {
        match actor {
            Actor::Account(account) => take(&self.accounts, &account.id.uuid(), REFUSED_COST),
            Actor::Service(service) => take(&self.accounts, &service.id.uuid(), REFUSED_COST),
            Actor::Anonymous => take(&self.addresses, &household(address), REFUSED_COST),
            Actor::System => Ok(()),
        }
    }

    fn sweep(&self) {
        if self.requests.fetch_add(1, Ordering::Relaxed) % SWEEP == SWEEP - 1 {
            self.accounts.retain_recent();
            self.addresses.retain_recent();
            self.session_starts.retain_recent();
            self.verifications.retain_recent();
        }
    }
}

fn per_minute(most: u32) -> Quota {
    Quota::per_minute(NonZeroU32::new(most).unwrap_or(NonZeroU32::MIN))
}

fn take<K: Clone + Hash + Eq>(limiter: &DefaultKeyedRateLimiter<K>, key: &K, cost: u64) -> Result<(), Refused> {
    let cost = u32::try_from(cost).ok().and_then(NonZeroU32::new).unwrap_or(NonZeroU32::MIN);
    let seconds = match limiter.check_key_n(key, cost) {
        Ok(Ok(())) => return Ok(()),
        Ok(Err(wait)) => wait.wait_time_from(DefaultClock::default().now()).as_secs() + 1,
        // More than a whole minute's worth at once: it would never get through.
        Err(_) => 60,
    };
    Err(Refused::new(ErrorCode::RateLimited, format!("Too many requests. Wait {seconds} seconds."))
        .with("retryAfter", seconds))
}

#[cfg(test)]
mod tests {
    use super::*;
    use async_graphql::parser::types::OperationType;

    fn passed(cost: u64, starts_session: bool) -> Passed {
        Passed { kind: OperationType::Query, cost, depth: 1, root_fields: 1, starts_session, verifications: 0 }
    }

    #[test]
    fn codes_are_tried_so_often_whoever_tries() {
        let rates = Rates::new(&Settings { verifications: 3, ..Settings::default() });
        let (one, other) = (IpAddr::from([192, 0, 2, 1]), IpAddr::from([192, 0, 2, 2]));
        let tries = |verifications| Passed { verifications, ..passed(1, false) };
        assert!(rates.check(&Actor::Anonymous, one, tries(2)).is_ok());
        assert!(rates.check(&Actor::Anonymous, one, tries(2)).is_err(), "each code in a request counts");
        assert!(rates.check(&Actor::Anonymous, one, tries(0)).is_ok());
        assert!(rates.check(&Actor::Anonymous, other, tries(3)).is_ok());
    }

    #[test]
    fn each_address_has_its_own_counter() {
        let rates = Rates::new(&Settings { address_cost: 10, session_starts: 1, ..Settings::default() });
        let (one, other) = (IpAddr::from([192, 0, 2, 1]), IpAddr::from([192, 0, 2, 2]));
        assert!(rates.check(&Actor::Anonymous, one, passed(10, false)).is_ok());
        let refused = rates.check(&Actor::Anonymous, one, passed(10, false)).unwrap_err();
        assert_eq!(refused.code, ErrorCode::RateLimited);
        assert!(matches!(&refused.details[..], [("retryAfter", seconds)] if *seconds != 0.into()));
        assert!(rates.check(&Actor::Anonymous, other, passed(1, true)).is_ok());
        assert!(rates.check(&Actor::Anonymous, other, passed(1, true)).is_err());
    }

    #[test]
    fn nonsense_is_counted_too() {
        let rates = Rates::new(&Settings { address_cost: 250, ..Settings::default() });
        let address = IpAddr::from([192, 0, 2, 1]);
        let through = (0..5).filter(|_| rates.count_refused(&Actor::Anonymous, address).is_ok()).count();
        assert_eq!(through, 2);
    }

    #[test]
    fn more_than_the_whole_quota_never_gets_through() {
        let rates = Rates::new(&Settings { address_cost: 10, ..Settings::default() });
        let refused = rates.check(&Actor::Anonymous, IpAddr::from([192, 0, 2, 1]), passed(11, false)).unwrap_err();
        assert_eq!(refused.details, [("retryAfter", 60.into())]);
    }
}
