//! Service accounts and personal access tokens: other systems and scripts, and how they prove who they are.
//!
//! Secrets and tokens are shown once and kept as digests. None of them ever stands in a log.

mod create_service_account;
mod disable_service_account;
mod grant_token;
mod identify;
mod list_service_accounts;
mod personal_tokens;
mod prove;
mod record;
mod revoke_token;
mod secrets;
mod update_service_account;

pub use create_service_account::{CreateServiceAccount, create_service_account};
pub use disable_service_account::{disable_service_account, enable_service_account};
pub use grant_token::{GrantToken, Granted, grant_token};
pub use identify::identify;
pub use list_service_accounts::{
    count_service_accounts, find_service_account, find_service_accounts, list_service_accounts, secrets_of,
};
pub use persistence::services::ServiceAccountFilter;
pub use personal_tokens::{CreatePersonalToken, create_personal_token, list_personal_tokens, revoke_personal_token};
pub use prove::{ClientProof, TokenRefusal};
pub(crate) use record::check_power;
pub use revoke_token::{RevokeToken, revoke_token};
pub use secrets::{IssueSecret, issue_secret, revoke_secret};
pub use update_service_account::{UpdateServiceAccount, update_service_account};

/// How secrets of service accounts begin, so that scanners of code find them.
pub const SECRET_PREFIX: &str = "bns_";
/// How personal access tokens begin.
pub const TOKEN_PREFIX: &str = "bnp_";
