//! An account and its states.

use crate::access::Owner;
use crate::shared::{AccountId, EmailAddress, Language, PersonId, Refusal, RefusalCode, Timestamp, coded_enum};

coded_enum! {
    /// Whether an account can be used.
    AccountState {
        /// Invited, but the invitation has not been accepted: there is no password yet.
        Invited = "INVITED", "Eingeladen";
        /// Can sign in.
        Active = "ACTIVE", "Aktiv";
        /// Shut by an administrator: no sign-in, and its sessions are refused at once.
        Disabled = "DISABLED", "Gesperrt";
    }
}

/// What a person signs in with. Without its secrets, which never leave the sign-in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// The account.
    pub id: AccountId,
    /// The person whose account it is: at most one each.
    pub person: PersonId,
    /// The e-mail address for signing in.
    pub email: EmailAddress,
    /// Whether it can be used.
    pub state: AccountState,
    /// Whether a second factor is set up.
    pub second_factor: bool,
    /// The language of its mails.
    pub language: Language,
    /// When somebody signed in with it last.
    pub last_sign_in_at: Option<Timestamp>,
    /// When it was made.
    pub created_at: Timestamp,
    /// The version, for optimistic locking.
    pub version: i64,
    /// To whom it belongs: the person, and the organisation that keeps the person's record.
    pub owner: Owner,
}

impl Account {
    /// Allows a verb only in one of some states.
    ///
    /// # Errors
    /// `WRONG_STATE`.
    pub fn must_be(&self, allowed: &[AccountState], verb: &'static str) -> Result<(), Refusal> {
        if allowed.contains(&self.state) {
            return Ok(());
        }
        Err(Refusal::new(RefusalCode::WrongState).with("state", self.state).with("verb", verb))
    }
}
