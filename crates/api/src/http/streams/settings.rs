use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// What an operator decides about subscriptions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct StreamSettings {
    /// Seconds in which a WebSocket has to say `connection_init`.
    pub init_seconds: u64,
    /// Seconds of silence after which the other end is asked whether it is still there. One that does not answer for as
    /// long again is cut off.
    pub heartbeat_seconds: u64,
    /// Seconds that the other end may take to receive one message. Slower ones are cut off and may go on from their
    /// last cursor.
    pub patience_seconds: u64,
    /// Bytes of one message from the other end.
    pub message_bytes: usize,
    /// Open operations of one WebSocket.
    pub per_socket: usize,
    /// Open operations of one account.
    pub per_account: u32,
    /// Open operations without a sign-in from one address, and open `WebSockets` from one address.
    pub per_address: u32,
}

impl Default for StreamSettings {
    fn default() -> Self {
        Self {
            init_seconds: 10,
            heartbeat_seconds: 20,
            patience_seconds: 10,
            message_bytes: 256 << 10,
            per_socket: 100,
            per_account: 200,
            per_address: 500,
        }
    }
}

impl StreamSettings {
    pub(super) const fn init(&self) -> Duration {
        Duration::from_secs(self.init_seconds)
    }

    pub(super) const fn heartbeat(&self) -> Duration {
        Duration::from_secs(self.heartbeat_seconds)
    }

    pub(super) const fn patience(&self) -> Duration {
        Duration::from_secs(self.patience_seconds)
    }
}
