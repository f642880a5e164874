//! How much one account or address may hold open.

use crate::http::address::household;
use domain::access::Actor;
use domain::shared::AccountId;
use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

/// Who holds something open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::http) enum Holder {
    /// An account, with operations.
    Account(AccountId),
    /// An address, with operations without a sign-in.
    Address(IpAddr),
    /// An address, with sockets.
    Socket(IpAddr),
}

impl Holder {
    /// The holder of an operation.
    pub(super) fn of(actor: &Actor, address: IpAddr) -> Self {
        actor.account().map_or_else(|| Self::Address(household(address)), |account| Self::Account(account.id))
    }

    /// The holder of a socket.
    pub(super) fn socket(address: IpAddr) -> Self {
        Self::Socket(household(address))
    }
}

/// What is held open, by whom.
#[derive(Clone, Debug, Default)]
pub(in crate::http) struct Places(Arc<Mutex<HashMap<Holder, u32>>>);

impl Places {
    /// Takes a place, unless the holder has `most` of them; dropping it gives it back.
    pub(super) fn take(&self, holder: Holder, most: u32) -> Option<Place> {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = held.entry(holder).or_default();
        if *count >= most {
            return None;
        }
        *count += 1;
        Some(Place { places: self.clone(), holder })
    }
}

/// A place that is held until it is dropped.
#[derive(Debug)]
pub(super) struct Place {
    places: Places,
    holder: Holder,
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut held = self.places.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = held.get_mut(&self.holder) {
            *count -= 1;
            if *count == 0 {
                held.remove(&self.holder);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_free_again_when_it_is_let_go() {
        let (places, holder) = (Places::default(), Holder::socket(IpAddr::from([192, 0, 2, 1])));
        let (one, two) = (places.take(holder, 2), places.take(holder, 2));
        assert!(one.is_some() && two.is_some() && places.take(holder, 2).is_none());
        assert!(places.take(Holder::socket(IpAddr::from([192, 0, 2, 2])), 2).is_some());
        drop(one);
        assert!(places.take(holder, 2).is_some());
        drop(two);
        assert!(places.0.lock().unwrap().is_empty());
    }
}
