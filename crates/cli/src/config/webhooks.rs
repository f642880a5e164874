//! To where events are sent, and how.

use anyhow::Context;
use application::integration::webhooks::WebhookSettings;
use domain::services::Networks;
use domain::shared::Language;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// To where events are sent, and how.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Webhooks {
    /// Networks to which events are sent although they are not public, for instance `10.1.0.0/16`. Without any, private,
    /// link-local, loopback and all other special addresses are refused.
    pub(crate) allowed_networks: Vec<String>,
    /// Whether receivers may do without TLS. Switch it on for tests only.
    pub(crate) allow_http: bool,
    /// How many deliveries are under way at once on this node.
    pub(crate) at_once: usize,
    /// How many of them to one webhook.
    pub(crate) per_webhook: usize,
    /// Seconds that a receiver has to answer.
    pub(crate) timeout_seconds: u64,
    /// How many bytes are sent at most for one event.
    pub(crate) payload_bytes: usize,
}

impl Default for Webhooks {
    fn default() -> Self {
        let settings = WebhookSettings::default();
        Self {
            allowed_networks: Vec::new(),
            allow_http: settings.allow_http,
            at_once: settings.at_once,
            per_webhook: settings.per_webhook,
            timeout_seconds: settings.timeout_seconds,
            payload_bytes: settings.payload_bytes,
        }
    }
}

impl Webhooks {
    /// What the platform is told.
    pub(crate) fn settings(&self) -> anyhow::Result<WebhookSettings> {
        let networks = Networks::new(&self.allowed_networks).map_err(|refusal| {
            anyhow::anyhow!(refusal.message(Language::English)).context("webhooks.allowed_networks")
        });
        Ok(WebhookSettings {
            allowed_networks: networks.context("the configuration is wrong")?,
            allow_http: self.allow_http,
            at_once: self.at_once,
            per_webhook: self.per_webhook,
            timeout_seconds: self.timeout_seconds,
            payload_bytes: self.payload_bytes,
        })
    }
}
