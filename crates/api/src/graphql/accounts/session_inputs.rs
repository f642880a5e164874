use application::Error;
use application::accounts as verbs;
use async_graphql::InputObject;
use domain::shared::{Name, Refusal};

/// E-mail address and password (German: Anmeldedaten).
#[derive(InputObject)]
pub(crate) struct SignInInput {
    /// The e-mail address of the account.
    email: String,
    /// The password (German: Passwort).
    password: String,
    /// What the session is called in the list of sessions, for instance the name of the program (German: Gerät).
    device_name: Option<String>,
}

/// The second step of a sign-in (German: zweiter Schritt der Anmeldung).
#[derive(InputObject)]
pub(crate) struct CompleteSignInInput {
    /// What `signIn` answered as `secondFactorChallenge`.
    challenge: String,
    /// The code of the authenticator app, or a recovery code.
    code: String,
    /// What the session is called in the list of sessions (German: Gerät).
    device_name: Option<String>,
}

/// The exchange of a refresh token (German: Sitzung erneuern).
#[derive(InputObject)]
pub(crate) struct RefreshSessionInput {
    /// The newest one of the session.
    pub(super) refresh_token: String,
}

/// The answer to an invitation (German: Einladung annehmen).
#[derive(InputObject)]
pub(crate) struct AcceptInvitationInput {
    /// The token of the link in the mail.
    token: String,
    /// The first password, of 12 to 128 characters (German: Passwort).
    password: String,
    /// What the session is called in the list of sessions (German: Gerät).
    device_name: Option<String>,
}

/// Who forgot their password (German: Passwort vergessen).
#[derive(InputObject)]
pub(crate) struct RequestPasswordResetInput {
    /// The e-mail address of the account.
    pub(super) email: String,
}

/// A new password by a link (German: Passwort neu setzen).
#[derive(InputObject)]
pub(crate) struct ResetPasswordInput {
    /// The token of the link in the mail.
    token: String,
    /// The new password, of 12 to 128 characters (German: Passwort).
    password: String,
}

fn device(name: Option<&str>) -> Result<Option<Name>, Error> {
    Name::optional(name).map_err(|refusal: Refusal| refusal.at("deviceName").into())
}

impl TryFrom<SignInInput> for verbs::SignIn {
    type Error = Error;

    fn try_from(input: SignInInput) -> Result<Self, Error> {
        let device = device(input.device_name.as_deref())?;
        Ok(Self { email: input.email, password: input.password, device })
    }
}

impl TryFrom<CompleteSignInInput> for verbs::CompleteSignIn {
    type Error = Error;

    fn try_from(input: CompleteSignInInput) -> Result<Self, Error> {
        let device = device(input.device_name.as_deref())?;
        Ok(Self { challenge: input.challenge, code: input.code, device })
    }
}

impl TryFrom<AcceptInvitationInput> for verbs::AcceptInvitation {
    type Error = Error;

    fn try_from(input: AcceptInvitationInput) -> Result<Self, Error> {
        let device = device(input.device_name.as_deref())?;
        Ok(Self { token: input.token, password: input.password, device })
    }
}

impl From<ResetPasswordInput> for verbs::ResetPassword {
    fn from(input: ResetPasswordInput) -> Self {
        Self { token: input.token, password: input.password }
    }
}
