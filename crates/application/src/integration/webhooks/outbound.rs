//! The way to receivers of webhooks, within a time.

use super::WebhookSettings;
use crate::Error;
use crate::outbound::{NotPublic, guarded, may_go};
use domain::integration::WebhookOutcome;
use domain::services::Networks;
use reqwest::header::{CONTENT_TYPE, HeaderMap, RETRY_AFTER};
use reqwest::{Client, StatusCode, Url};
use std::time::Duration;

/// How a receiver answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Answer {
    pub(super) outcome: WebhookOutcome,
    pub(super) status: Option<u16>,
    /// For how many seconds it asks to be left alone.
    pub(super) asked: Option<i64>,
}

/// The way out.
#[derive(Clone, Debug)]
pub(super) struct Outbound {
    client: Client,
    allowed: Networks,
}

impl Outbound {
    pub(super) fn new(settings: &WebhookSettings) -> Result<Self, Error> {
        let allowed = settings.allowed_networks.clone();
        let timeout = Duration::from_secs(settings.timeout_seconds.max(1));
        let client = guarded(&allowed, timeout, concat!("bildungsnetz-webhooks/", env!("CARGO_PKG_VERSION")))
            .pool_max_idle_per_host(settings.per_webhook)
            .build()
            .map_err(Error::unexpected)?;
        Ok(Self { client, allowed })
    }

    /// Posts a signed body. Of the answer only its head is read, whatever follows.
    pub(super) async fn post(&self, url: &str, signed: HeaderMap, media_type: &str, body: String) -> Answer {
        let plain = |outcome| Answer { outcome, status: None, asked: None };
        let Ok(url) = Url::parse(url) else { return plain(WebhookOutcome::Unreachable) };
        if !may_go(&url, &self.allowed) {
            return plain(WebhookOutcome::AddressRefused);
        }
        match self.client.post(url).headers(signed).header(CONTENT_TYPE, media_type).body(body).send().await {
            Ok(response) => {
                let status = response.status();
                let asked = response.headers().get(RETRY_AFTER).and_then(|value| value.to_str().ok()?.parse().ok());
                Answer { outcome: of_status(status), status: Some(status.as_u16()), asked }
            }
            Err(error) => plain(of_error(&error)),
        }
    }
}

fn of_status(status: StatusCode) -> WebhookOutcome {
    match status {
        StatusCode::GONE => WebhookOutcome::Gone,
        status if status.is_success() => WebhookOutcome::Accepted,
        status if status.is_redirection() => WebhookOutcome::Redirected,
        _ => WebhookOutcome::Rejected,
    }
}

fn of_error(error: &reqwest::Error) -> WebhookOutcome {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(current) = cause {
        if current.is::<NotPublic>() {
            return WebhookOutcome::AddressRefused;
        }
        cause = current.source();
    }
    if error.is_connect() {
        WebhookOutcome::Unreachable
    } else if error.is_timeout() {
        WebhookOutcome::TimedOut
    } else {
        WebhookOutcome::Broken
    }
}
