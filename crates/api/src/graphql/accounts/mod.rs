//! Accounts (German: Benutzerkonten): signing in, invitations, passwords, the second factor, roles.

mod account;
mod administration;
mod administration_inputs;
mod identity;
mod identity_mutations;
mod own_inputs;
mod own_mutations;
mod payloads;
mod queries;
mod role;
mod session;
mod session_inputs;
mod session_mutations;

pub(crate) use account::Account;
pub(crate) use administration::AccountMutations;
pub(crate) use identity::ExternalIdentity;
pub(crate) use identity_mutations::IdentityMutations;
pub(crate) use own_mutations::OwnAccountMutations;
pub(crate) use queries::AccountQueries;
pub(crate) use role::RoleAssignment;
pub(crate) use session::{Invitation, Session};
pub(crate) use session_mutations::SessionMutations;
