//! Events for event-driven neighbours: handed to a stream of NATS `JetStream`, and nodes that wake each other by the same
//! broker (ADR 0039).

mod connection;
mod relay;
mod settings;
mod stream;
mod wake;

pub use connection::Broker;
pub use relay::Relay;
pub use settings::{BrokerLogin, BrokerSettings, BrokerTls};

use crate::Error;
use persistence::StoreError;

/// Why nothing can be handed to the broker at present.
#[derive(Debug, thiserror::Error)]
pub enum BrokerError {
    /// There is no connection: it is tried again and again.
    #[error("the broker is away")]
    Away,
    /// The broker did not take something, or did not answer.
    #[error("{what}")]
    Failed {
        /// What was tried.
        what: &'static str,
        /// Why not.
        #[source]
        source: async_nats::Error,
    },
    /// The database does not answer.
    #[error(transparent)]
    Platform(#[from] Error),
}

impl BrokerError {
    fn failed<E: Into<async_nats::Error>>(what: &'static str) -> impl FnOnce(E) -> Self {
        move |source| Self::Failed { what, source: source.into() }
    }
}

impl From<StoreError> for BrokerError {
    fn from(error: StoreError) -> Self {
        Self::Platform(error.into())
    }
}

/// A setting that is wrong: which one, and why. It never holds what was set, which may be a secret.
#[derive(Debug, thiserror::Error)]
#[error("{key}: {reason}")]
pub struct BrokerSettingError {
    key: &'static str,
    reason: String,
}

impl BrokerSettingError {
    fn at(key: &'static str, reason: impl Into<String>) -> Self {
        Self { key, reason: reason.into() }
    }
}
