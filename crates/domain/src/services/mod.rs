//! Service accounts and tokens: how other systems prove who they are, and how far they reach.

mod account;
mod networks;
mod scopes;
mod secret;

pub use account::{ServiceAccount, ServiceAccountState, ServiceReach};
pub use networks::Networks;
pub use scopes::{read_scopes, write_scopes};
pub use secret::{
    ASSERTION_SECONDS, MOST_SECRETS, PersonalToken, SERVICE_TOKEN_SECONDS, SKEW_SECONDS, ServiceSecret, TOKEN_DAYS,
    TokenState,
};
