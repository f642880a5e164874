//! Identities at providers outside, by which somebody can sign in.

use crate::shared::{AccountId, ExternalIdentityId, Timestamp};

/// Somebody at an identity provider, linked to an account: issuer and subject, and nothing else, say who it is. An e-mail
/// address that the provider tells links nobody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExternalIdentity {
    /// The link.
    pub id: ExternalIdentityId,
    /// To which account.
    pub account: AccountId,
    /// The issuer, as it stands in its tokens (`iss`).
    pub issuer: String,
    /// How the issuer calls the person (`sub`).
    pub subject: String,
    /// When it was linked.
    pub linked_at: Timestamp,
    /// When a token of it last came, to within a minute.
    pub last_used_at: Option<Timestamp>,
}

impl ExternalIdentity {
    /// The most identities of one account.
    pub const MOST: usize = 10;
}
