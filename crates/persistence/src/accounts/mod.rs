//! Accounts: invitations, sign-in, sessions, passwords, second factor, role assignments.
//!
//! What is needed before somebody is signed in ([`Credentials`], [`Sessions`], [`standing`], the attempts) takes no
//! visibility, because there is none yet; it is reached by a secret, and only by the verbs of signing in.

mod account;
mod attempts;
mod credentials;
mod identity;
mod invitation;
mod password_reset;
mod recovery_code;
mod role_assignment;
mod roles_of_organisation;
mod scopes;
mod session;
mod standing;

pub use account::{AccountFilter, Accounts, NewAccount, insert_accounts, set_language, set_state};
pub use attempts::{
    Attempted, charge_attempt, clear_attempts, forget_attempts, forget_old_attempts, locked_until, refund_attempt,
};
pub use credentials::{
    Credentials, SecondFactorState, accept, note_sign_in, note_step, set_password, set_password_hash, set_second_factor,
};
pub use identity::{ExternalIdentities, delete_identity, find_identity, insert_identity};
pub use invitation::{Invitations, insert_invitation, note_accepted, revoke_invitations};
pub use password_reset::{PasswordReset, find_reset, insert_reset, last_reset_at, note_reset_used};
pub use recovery_code::{count_unused_codes, replace_codes, use_code};
pub use role_assignment::{NewAssignment, RoleAssignments, end_assignment, insert_assignments};
pub(crate) use scopes::Districts;
pub use scopes::{PersonScope, RoleScopes};
pub use session::{
    Presented, Sessions, forget_ended_sessions, insert_session, insert_token, note_refresh, note_second_factor,
    present_token, revoke_other_sessions, revoke_session,
};
pub use standing::{SessionStanding, Standing, account_standing, standing};
