//! Accounts: invitations, sign-in, sessions, passwords, second factor, role assignments.

mod account;
mod assurance;
mod grant;
mod identity;
mod lock;
mod password;
mod role_assignment;
mod session;

pub use account::{Account, AccountState};
pub use assurance::Assurance;
pub use grant::{decide_end, decide_grant, decide_power_over};
pub use identity::ExternalIdentity;
pub use lock::Attempts;
pub use password::{LEAST_SCORE, Password};
pub use role_assignment::{AssignmentState, RoleAssignment};
pub use session::{
    ACCESS_SECONDS, CHALLENGE_SECONDS, INVITATION_SECONDS, Invitation, InvitationState, IssuedToken, REFRESH_SECONDS,
    RESET_PAUSE_SECONDS, RESET_SECONDS, Refresh, Revocation, SESSION_SECONDS, Session, decide_refresh,
};
