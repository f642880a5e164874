//! Service accounts, their secrets, personal access tokens, and tokens that are spent.
//!
//! What is needed to find out who asks ([`service_standing`], [`find_secret`], [`find_token`], the spent tokens) takes
//! no visibility, because there is none yet; it is reached by a secret or a signature.

mod account;
mod last_use;
mod secrets;
mod spent;
mod standing;
mod tokens;

pub use account::{ServiceAccountFilter, ServiceAccounts, insert_service_account, update_service_account};
pub use last_use::{note_identity_used, note_secret_used, note_service_used, note_token_used};
pub use secrets::{ServiceSecrets, find_secret, insert_secret, revoke_secret, revoke_secrets};
pub use spent::{forget_spent, is_spent, spend};
pub use standing::{ServiceStanding, service_standing};
pub use tokens::{
    PersonalTokens, drop_second_factor, find_token, forget_old_tokens, insert_personal_token, revoke_token,
};

use crate::error::StoreError;
use domain::access::Action;
use std::collections::BTreeSet;

/// Reads stored scopes. An action that the platform does not know any more gives nothing.
fn read_scopes(stored: &str) -> BTreeSet<Action> {
    stored.split_whitespace().filter_map(Action::find).collect()
}

/// Reads stored networks.
fn read_networks(what: &'static str, stored: &str) -> Result<domain::services::Networks, StoreError> {
    crate::stored::checked(what, domain::services::Networks::new(stored.split_whitespace()))
}
