//! Sessions, the tokens that keep them alive, and the invitations that start the first.

use crate::shared::{AccountId, InvitationId, SessionId, Timestamp, coded_enum};

/// How long an access token is good, in seconds (design.md 8).
pub const ACCESS_SECONDS: i64 = 600;
/// How long a session lives without being used, in seconds: 14 days.
pub const REFRESH_SECONDS: i64 = 14 * 86_400;
/// How long a session lives at most, in seconds: 90 days.
pub const SESSION_SECONDS: i64 = 90 * 86_400;
/// How long somebody may take for the second step of a sign-in, in seconds.
pub const CHALLENGE_SECONDS: i64 = 300;
/// How long an invitation is good, in seconds: 14 days.
pub const INVITATION_SECONDS: i64 = 14 * 86_400;
/// How long the link to choose a new password is good, in seconds.
pub const RESET_SECONDS: i64 = 3_600;
/// How many seconds lie at least between two such links, so that nobody's mailbox can be filled.
pub const RESET_PAUSE_SECONDS: i64 = 120;

coded_enum! {
    /// Why a session was ended.
    Revocation {
        /// Its owner signed out.
        SignedOut = "SIGNED_OUT", "Abgemeldet";
        /// Its owner ended it from another session.
        RevokedByOwner = "REVOKED_BY_OWNER", "Von einer anderen Sitzung aus beendet";
        /// The password was changed or reset.
        PasswordChanged = "PASSWORD_CHANGED", "Passwort geändert";
        /// The second factor was set up or taken away.
        SecondFactorChanged = "SECOND_FACTOR_CHANGED", "Zweiter Faktor geändert";
        /// A refresh token came twice: one of the two was stolen.
        TokenReused = "TOKEN_REUSED", "Schlüssel doppelt benutzt";
        /// The account was disabled.
        AccountDisabled = "ACCOUNT_DISABLED", "Konto gesperrt";
    }
}

/// A signed-in session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// The session.
    pub id: SessionId,
    /// Whose.
    pub account: AccountId,
    /// When it was started.
    pub created_at: Timestamp,
    /// When it was last kept alive, to within the life of an access token.
    pub last_used_at: Timestamp,
    /// When it ends at the latest.
    pub expires_at: Timestamp,
    /// When it was ended.
    pub revoked_at: Option<Timestamp>,
    /// With which program it was started, as the program calls itself.
    pub user_agent: Option<String>,
    /// Whether the second factor was shown.
    pub second_factor: bool,
}

impl Session {
    /// Whether it can be used.
    pub fn is_live(&self, now: Timestamp) -> bool {
        self.revoked_at.is_none() && now < self.expires_at
    }
}

/// A refresh token as it was issued.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IssuedToken {
    /// Which one of its session.
    pub generation: i64,
    /// When it ends.
    pub expires_at: Timestamp,
    /// When it was exchanged for the next one.
    pub used_at: Option<Timestamp>,
}

/// What becomes of a refresh token that is presented.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refresh {
    /// It is exchanged for the next one, which ends then.
    Rotate {
        /// When the next one ends.
        expires_at: Timestamp,
    },
    /// It was exchanged before: somebody else has it too, so the session ends.
    Reused,
    /// Its time, or its session's, is over.
    Over,
}

/// Decides what becomes of a refresh token.
pub fn decide_refresh(session: &Session, token: &IssuedToken, now: Timestamp) -> Refresh {
    if !session.is_live(now) {
        Refresh::Over
    } else if token.used_at.is_some() {
        Refresh::Reused
    } else if token.expires_at <= now {
        Refresh::Over
    } else {
        Refresh::Rotate { expires_at: now.plus_seconds(REFRESH_SECONDS).min(session.expires_at) }
    }
}

coded_enum! {
    /// What became of an invitation.
    InvitationState {
        /// It waits.
        Open = "OPEN", "Offen";
        /// It was accepted.
        Accepted = "ACCEPTED", "Angenommen";
        /// It was taken back, or replaced by a newer one.
        Revoked = "REVOKED", "Zurückgezogen";
        /// Its time is over.
        Expired = "EXPIRED", "Abgelaufen";
    }
}

/// An invitation to an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// The invitation.
    pub id: InvitationId,
    /// To which account.
    pub account: AccountId,
    /// Who invited; nobody when the operator did, at the command line.
    pub invited_by: Option<AccountId>,
    /// When it was sent.
    pub created_at: Timestamp,
    /// When it ends.
    pub expires_at: Timestamp,
    /// When it was accepted.
    pub accepted_at: Option<Timestamp>,
    /// When it was taken back.
    pub revoked_at: Option<Timestamp>,
}

impl Invitation {
    /// What became of it.
    pub fn state(&self, now: Timestamp) -> InvitationState {
        if self.accepted_at.is_some() {
            InvitationState::Accepted
        } else if self.revoked_at.is_some() {
            InvitationState::Revoked
        } else if self.expires_at <= now {
            InvitationState::Expired
        } else {
            InvitationState::Open
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::parse("2020-03-03T08:00:00Z").unwrap().plus_seconds(seconds)
    }

    fn session() -> Session {
        Session {
            id: Uuid::from_u128(1).into(),
            account: Uuid::from_u128(2).into(),
            created_at: at(0),
            last_used_at: at(0),
            expires_at: at(SESSION_SECONDS),
            revoked_at: None,
            user_agent: None,
            second_factor: false,
        }
    }

    fn token(used_at: Option<Timestamp>) -> IssuedToken {
        IssuedToken { generation: 1, expires_at: at(REFRESH_SECONDS), used_at }
    }

    #[test]
    fn a_token_is_exchanged_once_within_two_weeks() {
        let next = Refresh::Rotate { expires_at: at(60 + REFRESH_SECONDS) };
        assert_eq!(decide_refresh(&session(), &token(None), at(60)), next);
        assert_eq!(decide_refresh(&session(), &token(None), at(REFRESH_SECONDS)), Refresh::Over);
        assert_eq!(decide_refresh(&session(), &token(Some(at(30))), at(60)), Refresh::Reused);
    }

    #[test]
    fn a_session_ends_after_ninety_days_however_much_it_is_used() {
        let late = at(SESSION_SECONDS - 60);
        let fresh = IssuedToken { generation: 9, expires_at: at(SESSION_SECONDS), used_at: None };
        assert_eq!(decide_refresh(&session(), &fresh, late), Refresh::Rotate { expires_at: at(SESSION_SECONDS) });
        assert_eq!(decide_refresh(&session(), &fresh, at(SESSION_SECONDS)), Refresh::Over);
    }

    #[test]
    fn an_ended_session_is_over_even_for_a_token_that_was_used() {
        let ended = Session { revoked_at: Some(at(30)), ..session() };
        assert_eq!(decide_refresh(&ended, &token(Some(at(20))), at(60)), Refresh::Over);
    }
}
