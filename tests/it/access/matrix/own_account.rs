//! Signing in, and one's own account, in the matrix. What ends sessions comes last.

use super::case::Case;
use super::prove;
use super::target::Target;
use acceptance::{World, on_both_engines};
use domain::access::Action;

/// A field that does something to one's own account.
const fn own(field: &'static str, document: &'static str, variables: &'static str) -> Case {
    Case { field, document, variables, target: Target::Oneself, found_by: None, refusals: &[] }
}

/// A field by which somebody proves who they are, tried with a proof that is none.
const fn proof(field: &'static str, document: &'static str, variables: &'static str) -> Case {
    let refusals = &["INVALID_CREDENTIALS", "INVALID_TOKEN", "INVALID_CODE", "WEAK_PASSWORD", "LOCKED", "WRONG_STATE"];
    Case { field, document, variables, target: Target::Nothing, found_by: None, refusals }
}

pub(super) const CASES: &[Case] = &[
    proof(
        "signIn",
        "mutation($input: SignInInput!) { signIn(input: $input) { errors { code } } }",
        r#"{"input": {"email": "nobody@ziel.example", "password": "nonsense and more"}}"#,
    ),
    proof(
        "completeSignIn",
        "mutation($input: CompleteSignInInput!) { completeSignIn(input: $input) { errors { code } } }",
        r#"{"input": {"challenge": "nonsense", "code": "000000"}}"#,
    ),
    proof(
        "refreshSession",
        "mutation($input: RefreshSessionInput!) { refreshSession(input: $input) { errors { code } } }",
        r#"{"input": {"refreshToken": "nonsense"}}"#,
    ),
    proof(
        "acceptInvitation",
        "mutation($input: AcceptInvitationInput!) { acceptInvitation(input: $input) { errors { code } } }",
        r#"{"input": {"token": "nonsense", "password": "Kaffee ohne Henkel, 7 Krähen"}}"#,
    ),
    proof(
        "requestPasswordReset",
        "mutation($input: RequestPasswordResetInput!) { requestPasswordReset(input: $input) { errors { code } } }",
        r#"{"input": {"email": "nobody@ziel.example"}}"#,
    ),
    proof(
        "resetPassword",
        "mutation($input: ResetPasswordInput!) { resetPassword(input: $input) { errors { code } } }",
        r#"{"input": {"token": "nonsense", "password": "Kaffee ohne Henkel, 7 Krähen"}}"#,
    ),
    proof(
        "acceptInvitationWithIdentity",
        "mutation($input: AcceptInvitationWithIdentityInput!) { acceptInvitationWithIdentity(input: $input) { errors { code } } }",
        r#"{"input": {"token": "nonsense", "identityToken": "nonsense"}}"#,
    ),
    proof(
        "linkIdentity",
        "mutation($input: LinkIdentityInput!) { linkIdentity(input: $input) { errors { code } } }",
        r#"{"input": {"token": "nonsense", "password": "bildungsnetz-probe"}}"#,
    ),
    own("me", "{ me { id } }", "{}"),
    own("mySessions", "{ mySessions { id } }", "{}"),
    own("myCalendar", "{ myCalendar { title } }", "{}"),
    own("myCalendarFeeds", "{ myCalendarFeeds { id } }", "{}"),
    own(
        "createCalendarFeed",
        "mutation($input: CreateCalendarFeedInput!) { createCalendarFeed(input: $input) { errors { code } } }",
        r#"{"input": {"label": "Telefon"}}"#,
    ),
    Case {
        field: "revokeCalendarFeed",
        document: "mutation($input: RevokeCalendarFeedInput!) { revokeCalendarFeed(input: $input) { errors { code } } }",
        variables: r#"{"input": {"id": "$feed"}}"#,
        target: Target::CalendarFeed,
        found_by: Some(Action::CalendarOwn),
        refusals: &[],
    },
    own("myRecoveryCodeCount", "{ myRecoveryCodeCount }", "{}"),
    own(
        "changeLanguage",
        "mutation($input: ChangeLanguageInput!) { changeLanguage(input: $input) { errors { code } } }",
        r#"{"input": {"language": "EN"}}"#,
    ),
    proof(
        "beginSecondFactor",
        "mutation($input: PasswordInput!) { beginSecondFactor(input: $input) { errors { code } } }",
        r#"{"input": {"password": "nonsense and more"}}"#,
    ),
    proof(
        "confirmSecondFactor",
        "mutation($input: ConfirmSecondFactorInput!) { confirmSecondFactor(input: $input) { errors { code } } }",
        r#"{"input": {"code": "000000"}}"#,
    ),
    proof(
        "disableSecondFactor",
        "mutation($input: PasswordInput!) { disableSecondFactor(input: $input) { errors { code } } }",
        r#"{"input": {"password": "nonsense and more"}}"#,
    ),
    proof(
        "regenerateRecoveryCodes",
        "mutation($input: PasswordInput!) { regenerateRecoveryCodes(input: $input) { errors { code } } }",
        r#"{"input": {"password": "nonsense and more"}}"#,
    ),
    Case {
        field: "revokeSession",
        document: "mutation($input: RevokeSessionInput!) { revokeSession(input: $input) { errors { code } } }",
        variables: r#"{"input": {"sessionId": "$session"}}"#,
        target: Target::Session,
        found_by: Some(Action::AccountOwn),
        refusals: &[],
    },
    own("revokeOtherSessions", "mutation { revokeOtherSessions { errors { code } } }", "{}"),
    own(
        "changePassword",
        "mutation($input: ChangePasswordInput!) { changePassword(input: $input) { errors { code } } }",
        r#"{"input": {"currentPassword": "bildungsnetz-probe", "newPassword": "Kaffee ohne Henkel, 7 Krähen"}}"#,
    ),
    own("signOut", "mutation { signOut { errors { code } } }", "{}"),
];

on_both_engines! {
    async fn own_account(world: World) {
        prove(world, "own_account", CASES).await;
    }
}
