//! Accounts: invitations, sign-in, sessions, passwords, second factor, role assignments.
//!
//! Who is not signed in cannot tell an address with an account from one without: sign-in and password reset answer
//! the same, after the same time, and lock the same.

mod accept_invitation;
mod authenticate;
mod change_language;
mod change_password;
mod complete_sign_in;
mod create_account;
mod disable_account;
mod end_role;
mod forget_ended;
mod grant_role;
mod guard;
mod invite_account;
mod letters;
mod link_identity;
mod list_accounts;
mod list_sessions;
mod refresh_session;
mod request_password_reset;
mod reset_password;
mod revoke_sessions;
mod second_factor;
mod sign_in;
mod sign_out;
mod start_session;
mod stop_roles;
mod unlink_identity;
mod unlock_account;
mod vouched;

pub use accept_invitation::{AcceptInvitation, accept_invitation, accept_invitation_with_identity};
pub use authenticate::authenticate;
pub(crate) use authenticate::{authenticate_session, counting, invalid_token};
pub use change_language::change_language;
pub use change_password::{ChangePassword, change_password};
pub use complete_sign_in::{CompleteSignIn, complete_sign_in};
pub use create_account::{CreateAccount, CreateRole, PreparedPassword, create_accounts, prepare_password};
pub use disable_account::{disable_account, enable_account};
pub use end_role::{EndRole, end_role};
pub use forget_ended::forget_ended;
pub use grant_role::{GrantRole, grant_role};
pub use invite_account::{InviteAccount, invite_account, resend_invitation, revoke_invitation};
pub use link_identity::{LinkIdentity, link_identity};
pub use list_accounts::{
    count_accounts, find_account, find_accounts, find_invitation, find_role_assignment, identities_of, list_accounts,
    newest_invitations, roles_of,
};
pub use list_sessions::{OwnSession, find_session, list_sessions};
pub(crate) use list_sessions::{own_account, own_session};
pub use persistence::accounts::AccountFilter;
pub use refresh_session::refresh_session;
pub use request_password_reset::request_password_reset;
pub use reset_password::{ResetPassword, reset_password};
pub use revoke_sessions::{revoke_other_sessions, revoke_session};
pub use second_factor::{
    BegunSecondFactor, begin_second_factor, confirm_second_factor, count_recovery_codes, disable_second_factor,
    regenerate_recovery_codes,
};
pub use sign_in::{SignIn, SignedIn, sign_in};
pub use sign_out::sign_out;
pub use start_session::Tokens;
pub(crate) use stop_roles::stop_roles;
pub use unlink_identity::unlink_identity;
pub use unlock_account::{accounts_locked_until, unlock_account};
pub(crate) use vouched::authenticate_vouched;
