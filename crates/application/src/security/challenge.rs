//! The proof that the first step of a sign-in succeeded, for the second one.

use super::Secret;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::accounts::CHALLENGE_SECONDS;
use domain::shared::{AccountId, Timestamp};
use uuid::Uuid;

const LABEL: &str = "sign-in:challenge";

/// A challenge: signed, not stored. It is good once: `state` is something of the account that the sign-in changes, so
/// that the signature does not fit any more afterwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Challenge {
    /// Whose password was right.
    pub account: AccountId,
    ends: Timestamp,
    signature: [u8; 32],
}

impl Challenge {
    /// A new one, as the client gets it.
    pub fn issue(secret: &Secret, account: AccountId, state: &str, now: Timestamp) -> String {
        let ends = now.plus_seconds(CHALLENGE_SECONDS);
        let signature = secret.sign(LABEL, &message(account, ends, state));
        let bytes = [account.uuid().as_bytes(), &ends.as_micros().to_be_bytes()[..], &signature].concat();
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// Reads one; `None` when it cannot be one or its time is over. It proves nothing until [`Challenge::holds`].
    pub fn read(text: &str, now: Timestamp) -> Option<Self> {
        let bytes: [u8; 56] = URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok()?;
        let account = Uuid::from_slice(&bytes[..16]).ok()?.into();
        let ends = Timestamp::from_micros(i64::from_be_bytes(bytes[16..24].try_into().ok()?))?;
        let signature = bytes[24..].try_into().ok()?;
        (now < ends).then_some(Self { account, ends, signature })
    }

    /// Whether it is ours, and the account is still in the state in which it was issued.
    pub fn holds(&self, secret: &Secret, state: &str) -> bool {
        secret.verify(LABEL, &message(self.account, self.ends, state), &self.signature)
    }
}

fn message(account: AccountId, ends: Timestamp, state: &str) -> Vec<u8> {
    [account.uuid().as_bytes(), &ends.as_micros().to_be_bytes()[..], state.as_bytes()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SystemIds;

    #[test]
    fn a_challenge_is_good_for_five_minutes_and_one_state() {
        let secret = Secret::new(&SystemIds);
        let (account, now) = (AccountId::from(Uuid::from_u128(1)), Timestamp::parse("2020-03-03T08:00:00Z").unwrap());
        let text = Challenge::issue(&secret, account, "before", now);
        let read = Challenge::read(&text, now.plus_seconds(299)).unwrap();
        assert_eq!(read.account, account);
        assert!(read.holds(&secret, "before"));
        assert!(!read.holds(&secret, "after"));
        assert!(!read.holds(&Secret::new(&SystemIds), "before"));
        assert_eq!(Challenge::read(&text, now.plus_seconds(300)), None);
        assert_eq!(Challenge::read(&text[1..], now), None);
    }
}
