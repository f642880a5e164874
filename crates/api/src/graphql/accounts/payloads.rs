use super::account::Account;
use super::role::RoleAssignment;
use crate::graphql::shared::{DateTime, UserError, outcome};
use application::Error;
use application::accounts::{SignedIn, Tokens};
use async_graphql::{Context, Result, SimpleObject};

/// What came of a sign-in: tokens, or a challenge for the second step (German: Ergebnis der Anmeldung).
#[derive(Debug, SimpleObject)]
pub(crate) struct SignInPayload {
    /// Send it as `Authorization: Bearer …`; good for ten minutes (German: Zugriffstoken).
    access_token: Option<String>,
    /// When the access token ends.
    access_token_expires_at: Option<DateTime>,
    /// Exchange it once, by `refreshSession`, for the next pair (German: Erneuerungstoken).
    refresh_token: Option<String>,
    /// There instead of the tokens when a second factor is set up: give it to `completeSignIn` with a code, within five
    /// minutes.
    second_factor_challenge: Option<String>,
    /// Why nobody was signed in; empty when somebody was, or a second step follows (German: Fehler).
    errors: Vec<UserError>,
}

impl SignInPayload {
    pub(super) fn of(ctx: &Context<'_>, done: std::result::Result<SignedIn, Error>) -> Result<Self> {
        let (signed_in, errors) = outcome(ctx, done)?;
        let (tokens, second_factor_challenge) = match signed_in {
            Some(SignedIn::Complete(tokens)) => (Some(tokens), None),
            Some(SignedIn::SecondFactor { challenge }) => (None, Some(challenge)),
            None => (None, None),
        };
        let tokens = TokensPayload::new(tokens, errors);
        Ok(Self {
            access_token: tokens.access_token,
            access_token_expires_at: tokens.access_token_expires_at,
            refresh_token: tokens.refresh_token,
            second_factor_challenge,
            errors: tokens.errors,
        })
    }
}

/// The tokens of a session (German: Token der Sitzung).
#[derive(Debug, SimpleObject)]
pub(crate) struct TokensPayload {
    /// Send it as `Authorization: Bearer …`; good for ten minutes (German: Zugriffstoken).
    access_token: Option<String>,
    /// When the access token ends.
    access_token_expires_at: Option<DateTime>,
    /// Exchange it once, by `refreshSession`, for the next pair (German: Erneuerungstoken).
    refresh_token: Option<String>,
    /// Why there are none; empty when there are (German: Fehler).
    errors: Vec<UserError>,
}

impl TokensPayload {
    pub(super) fn of(ctx: &Context<'_>, done: std::result::Result<Tokens, Error>) -> Result<Self> {
        outcome(ctx, done).map(|(tokens, errors)| Self::new(tokens, errors))
    }

    fn new(tokens: Option<Tokens>, errors: Vec<UserError>) -> Self {
        let expires = tokens.as_ref().map(|tokens| DateTime(tokens.access_token_expires_at));
        let (access, refresh) = tokens.map(|tokens| (tokens.access_token, tokens.refresh_token)).unzip();
        Self { access_token: access, access_token_expires_at: expires, refresh_token: refresh, errors }
    }
}

/// What came of a change that shows nothing but its errors (German: Ergebnis).
#[derive(Debug, SimpleObject)]
pub(crate) struct DonePayload {
    /// Why nothing was changed; empty when it was (German: Fehler).
    errors: Vec<UserError>,
}

impl DonePayload {
    pub(super) fn of<T>(ctx: &Context<'_>, done: std::result::Result<T, Error>) -> Result<Self> {
        outcome(ctx, done).map(|(_, errors)| Self { errors })
    }
}

/// A second factor that waits for its first code (German: begonnener zweiter Faktor).
#[derive(Debug, SimpleObject)]
pub(crate) struct BeginSecondFactorPayload {
    /// The secret in base 32, for typing it into an authenticator app (German: Geheimnis).
    pub(super) secret: Option<String>,
    /// The same as an address for a QR code (`otpauth:`).
    pub(super) uri: Option<String>,
    /// Why none was begun; empty when one was (German: Fehler).
    pub(super) errors: Vec<UserError>,
}

/// Recovery codes, shown this once (German: Wiederherstellungscodes).
#[derive(Debug, SimpleObject)]
pub(crate) struct RecoveryCodesPayload {
    /// Each replaces one code of the second factor, once.
    recovery_codes: Option<Vec<String>>,
    /// Why there are none; empty when there are (German: Fehler).
    errors: Vec<UserError>,
}

impl RecoveryCodesPayload {
    pub(super) fn of(ctx: &Context<'_>, done: std::result::Result<Vec<String>, Error>) -> Result<Self> {
        outcome(ctx, done).map(|(recovery_codes, errors)| Self { recovery_codes, errors })
    }
}

/// What came of a change of an account (German: Ergebnis).
#[derive(Debug, SimpleObject)]
pub(crate) struct AccountPayload {
    /// The account after the change; after a `VERSION_CONFLICT` as it is now (German: Benutzerkonto).
    pub(super) account: Option<Account>,
    /// Why nothing was changed; empty when it was (German: Fehler).
    pub(super) errors: Vec<UserError>,
}

/// What came of a change of a role assignment (German: Ergebnis).
#[derive(Debug, SimpleObject)]
pub(crate) struct RoleAssignmentPayload {
    /// The assignment after the change (German: Rollenzuweisung).
    pub(super) role_assignment: Option<RoleAssignment>,
    /// Why nothing was changed; empty when it was (German: Fehler).
    pub(super) errors: Vec<UserError>,
}
