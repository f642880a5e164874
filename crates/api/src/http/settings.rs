//! What an operator decides about the network side.

use super::graphql::TrustedDocuments;
use super::streams::StreamSettings;
use crate::gate::{Introspection, Limits};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How much one account or address may ask for in a minute.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Rates {
    /// The cost of all requests of one account in a minute.
    pub account_cost: u32,
    /// The cost of all requests without a sign-in from one address in a minute.
    pub address_cost: u32,
    /// Sign-ins, refreshed sessions and accepted invitations from one address in a minute. A whole town hall may share an
    /// address; guessing at one account is slowed down by its own lock.
    pub session_starts: u32,
    /// Codes of certificates that may be tried from one address in a minute.
    pub verifications: u32,
}

impl Default for Rates {
    fn default() -> Self {
        Self { account_cost: 2_000_000, address_cost: 500_000, session_starts: 120, verifications: 30 }
    }
}

/// Who may read `/metrics`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum MetricsAccess {
    /// This machine alone.
    #[default]
    Local,
    /// Everybody who reaches the port.
    Open,
    /// Nobody.
    Off,
}

/// What an operator decides about the network side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct HttpSettings {
    /// What one request may ask for at most.
    pub limits: Limits,
    /// How much one account or address may ask for in a minute.
    pub rates: Rates,
    /// What concerns subscriptions.
    pub streams: StreamSettings,
    /// Who may ask for the schema.
    pub introspection: Introspection,
    /// The origins of front ends in browsers, for instance `https://bildung.example`.
    pub cors_origins: Vec<String>,
    /// How many proxies stand in front and add the caller's address to `X-Forwarded-For`. With 0 the header is not
    /// looked at, since anybody can send it.
    pub proxies: usize,
    /// Whether answers say in `Server-Timing` how long they took and how many statements they cost.
    pub server_timing: bool,
    /// Who may read `/metrics`.
    pub metrics: MetricsAccess,
    /// Whether the explorer is served at `/graphiql`.
    pub explorer: bool,
    /// Which documents are carried out, and for whom.
    pub trusted_documents: TrustedDocuments,
    /// Seconds after which a connection is cut off whose other end takes nothing of what is sent (Linux alone).
    pub stalled_seconds: u64,
    /// Roughly how many bytes parsed documents may take in memory.
    pub document_cache_bytes: u64,
}

impl Default for HttpSettings {
    fn default() -> Self {
        Self {
            limits: Limits::default(),
            rates: Rates::default(),
            streams: StreamSettings::default(),
            introspection: Introspection::default(),
            cors_origins: Vec::new(),
            proxies: 0,
            server_timing: false,
            metrics: MetricsAccess::default(),
            explorer: true,
            trusted_documents: TrustedDocuments::default(),
            stalled_seconds: 60,
            document_cache_bytes: 32 << 20,
        }
    }
}
