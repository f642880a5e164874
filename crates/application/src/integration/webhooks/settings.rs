//! What an operator decides about webhooks.

use domain::services::Networks;

/// What an operator decides about webhooks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WebhookSettings {
    /// Networks to which events are sent although they are not public; none unless given.
    pub allowed_networks: Networks,
    /// Whether receivers may do without TLS.
    pub allow_http: bool,
    /// How many deliveries are under way at once.
    pub at_once: usize,
    /// How many of them to one webhook.
    pub per_webhook: usize,
    /// How many seconds a receiver has to answer.
    pub timeout_seconds: u64,
    /// How many bytes are sent at most for one event.
    pub payload_bytes: usize,
}

impl Default for WebhookSettings {
    fn default() -> Self {
        Self {
            allowed_networks: Networks::default(),
            allow_http: false,
            at_once: 32,
            per_webhook: 4,
            timeout_seconds: 15,
            payload_bytes: 256 << 10,
        }
    }
}
