use crate::graphql::shared::{Enum, NodeId};
use application::accounts as verbs;
use async_graphql::InputObject;
use domain::shared::{Language, SessionId};

/// One of one's own sessions (German: Sitzung).
#[derive(Debug, InputObject)]
pub(crate) struct RevokeSessionInput {
    /// Which.
    pub(super) session_id: NodeId<SessionId>,
}

/// A change of one's own password (German: Passwort ändern).
#[derive(InputObject)]
pub(crate) struct ChangePasswordInput {
    /// The present one (German: bisheriges Passwort).
    current_password: String,
    /// The new one, of 12 to 128 characters (German: neues Passwort).
    new_password: String,
}

impl From<ChangePasswordInput> for verbs::ChangePassword {
    fn from(input: ChangePasswordInput) -> Self {
        Self { current: input.current_password, new: input.new_password }
    }
}

/// The password once more, before the second factor changes (German: Bestätigung mit Passwort).
#[derive(InputObject)]
pub(crate) struct PasswordInput {
    /// One's own (German: Passwort).
    pub(super) password: String,
}

/// The first code of a second factor (German: erster Code).
#[derive(Debug, InputObject)]
pub(crate) struct ConfirmSecondFactorInput {
    /// What the authenticator app shows.
    pub(super) code: String,
}

/// The language of one's own mails (German: Sprache).
#[derive(Debug, InputObject)]
pub(crate) struct ChangeLanguageInput {
    /// Which.
    pub(super) language: Enum<Language>,
}
