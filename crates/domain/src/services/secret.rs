//! Secrets of service accounts and personal access tokens, as they are remembered: never themselves.

use crate::access::Action;
use crate::shared::{
    AccountId, Name, PersonalTokenId, Refusal, RefusalCode, ServiceAccountId, ServiceSecretId, Timestamp, coded_enum,
};
use std::collections::BTreeSet;

/// How long an access token of a service account is good: ten minutes, in seconds.
pub const SERVICE_TOKEN_SECONDS: i64 = 600;
/// How many secrets of a service account are valid at a time: the old one and the new one while they are rotated.
pub const MOST_SECRETS: usize = 2;
/// How far in the future a signed assertion may end, in seconds.
pub const ASSERTION_SECONDS: i64 = 300;
/// How far the clocks of others may be off, in seconds.
pub const SKEW_SECONDS: i64 = 30;
/// How long a personal access token is good at most, in days.
pub const TOKEN_DAYS: i64 = 365;

const DAY: i64 = 86_400;

coded_enum! {
    /// Whether a secret or token can be used.
    TokenState {
        /// It can.
        Valid = "VALID", "Gültig";
        /// Its time is over.
        Expired = "EXPIRED", "Abgelaufen";
        /// It was taken back.
        Revoked = "REVOKED", "Widerrufen";
    }
}

impl TokenState {
    fn of(revoked_at: Option<Timestamp>, expires_at: Option<Timestamp>, now: Timestamp) -> Self {
        match (revoked_at, expires_at) {
            (Some(_), _) => Self::Revoked,
            (None, Some(end)) if end <= now => Self::Expired,
            (None, _) => Self::Valid,
        }
    }
}

/// A secret of a service account; of itself only its digest is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceSecret {
    /// The secret.
    pub id: ServiceSecretId,
    /// Whose.
    pub service: ServiceAccountId,
    /// When it was issued.
    pub created_at: Timestamp,
    /// When it ends, if it does.
    pub expires_at: Option<Timestamp>,
    /// When it was taken back.
    pub revoked_at: Option<Timestamp>,
    /// When it was last used, to within a minute.
    pub last_used_at: Option<Timestamp>,
}

impl ServiceSecret {
    /// Whether it can be used.
    pub fn state(&self, now: Timestamp) -> TokenState {
        TokenState::of(self.revoked_at, self.expires_at, now)
    }

    /// Whether one more may be issued beside these.
    ///
    /// # Errors
    /// `TOO_MANY` when two are valid; `OUT_OF_RANGE` for an end that is not in the future.
    pub fn decide_issue(existing: &[Self], expires_at: Option<Timestamp>, now: Timestamp) -> Result<(), Refusal> {
        if existing.iter().filter(|secret| secret.state(now) == TokenState::Valid).count() >= MOST_SECRETS {
            return Err(Refusal::new(RefusalCode::TooMany).with("max", MOST_SECRETS));
        }
        end_in_future(expires_at, now, None)
    }
}

/// A personal access token: it lets a script act as a person, within its scopes. Of itself only its digest is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonalToken {
    /// The token.
    pub id: PersonalTokenId,
    /// As whom.
    pub account: AccountId,
    /// What it is for.
    pub name: Name,
    /// The actions that it may use, beside what is public.
    pub scopes: BTreeSet<Action>,
    /// Whether it was made in a session that showed the second factor: roles that need one count only then.
    pub second_factor: bool,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it ends.
    pub expires_at: Timestamp,
    /// When it was taken back.
    pub revoked_at: Option<Timestamp>,
    /// When it was last used, to within a minute.
    pub last_used_at: Option<Timestamp>,
}

impl PersonalToken {
    /// How many of one account are valid at a time.
    pub const MOST: usize = 50;

    /// Whether it can be used.
    pub fn state(&self, now: Timestamp) -> TokenState {
        TokenState::of(self.revoked_at, Some(self.expires_at), now)
    }

    /// When a new one ends: when it was asked for, or after 90 days.
    ///
    /// # Errors
    /// `OUT_OF_RANGE` for an end that is not in the future, or after more than a year.
    pub fn decide_end(expires_at: Option<Timestamp>, now: Timestamp) -> Result<Timestamp, Refusal> {
        let end = expires_at.unwrap_or_else(|| now.plus_seconds(90 * DAY));
        end_in_future(Some(end), now, Some(now.plus_seconds(TOKEN_DAYS * DAY)))?;
        Ok(end)
    }
}

fn end_in_future(end: Option<Timestamp>, now: Timestamp, latest: Option<Timestamp>) -> Result<(), Refusal> {
    let latest = latest.unwrap_or_else(|| now.plus_seconds(10 * TOKEN_DAYS * DAY));
    match end {
        Some(end) if end <= now || latest < end => {
            Err(Refusal::new(RefusalCode::OutOfRange).at("expiresAt").with("min", now).with("max", latest))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn at(text: &str) -> Timestamp {
        Timestamp::parse(text).unwrap()
    }

    fn secret(revoked: Option<&str>, expires: Option<&str>) -> ServiceSecret {
        ServiceSecret {
            id: Uuid::from_u128(1).into(),
            service: Uuid::from_u128(2).into(),
            created_at: at("2020-01-01T00:00:00Z"),
            expires_at: expires.map(at),
            revoked_at: revoked.map(at),
            last_used_at: None,
        }
    }

    #[test]
    fn two_secrets_are_valid_while_they_are_rotated() {
        let now = at("2020-03-03T08:00:00Z");
        let issue = |existing: &[ServiceSecret]| ServiceSecret::decide_issue(existing, None, now);
        assert!(issue(&[secret(None, None)]).is_ok());
        let full = [secret(None, None), secret(None, Some("2020-03-03T08:00:01Z"))];
        assert_eq!(issue(&full).unwrap_err().code, RefusalCode::TooMany);
        let over = [
            secret(None, None),
            secret(Some("2020-02-02T00:00:00Z"), None),
            secret(None, Some("2020-03-03T08:00:00Z")),
        ];
        assert!(issue(&over).is_ok());
    }

    #[test]
    fn a_personal_token_ends_within_a_year() {
        let now = at("2020-03-03T08:00:00Z");
        assert_eq!(PersonalToken::decide_end(None, now).unwrap(), at("2020-06-01T08:00:00Z"));
        assert!(PersonalToken::decide_end(Some(now), now).is_err());
        assert!(PersonalToken::decide_end(Some(at("2021-03-03T08:00:00Z")), now).is_ok());
        assert!(PersonalToken::decide_end(Some(at("2021-03-04T08:00:00Z")), now).is_err());
    }
}
