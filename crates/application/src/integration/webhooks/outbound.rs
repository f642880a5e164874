//! The way out: to public addresses only, without detours, within a time.

use super::WebhookSettings;
use crate::Error;
use domain::integration::{WebhookOutcome, may_receive};
use domain::services::Networks;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::header::{CONTENT_TYPE, HeaderMap, RETRY_AFTER};
use reqwest::redirect::Policy;
use reqwest::{Client, StatusCode, Url};
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

/// How long a connection may take to come about.
const CONNECTING: Duration = Duration::from_secs(5);
/// How long a connection is kept for the next delivery.
const IDLE: Duration = Duration::from_secs(20);

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
        crate::tls::use_ring();
        let allowed = settings.allowed_networks.clone();
        let client = Client::builder()
            .dns_resolver(Arc::new(Guard(allowed.clone())))
            .no_proxy()
            .redirect(Policy::none())
            .referer(false)
            .connect_timeout(CONNECTING)
            .timeout(Duration::from_secs(settings.timeout_seconds.max(1)))
            .pool_idle_timeout(IDLE)
            .pool_max_idle_per_host(settings.per_webhook)
            .user_agent(concat!("bildungsnetz-webhooks/", env!("CARGO_PKG_VERSION")))
            .build()
            .map_err(Error::unexpected)?;
        Ok(Self { client, allowed })
    }

    /// Posts a signed body. Of the answer only its head is read, whatever follows.
    pub(super) async fn post(&self, url: &str, signed: HeaderMap, media_type: &str, body: String) -> Answer {
        let plain = |outcome| Answer { outcome, status: None, asked: None };
        let Ok(url) = Url::parse(url) else { return plain(WebhookOutcome::Unreachable) };
        // Addresses of numbers are connected to without asking the resolver.
        if numbers(&url).is_some_and(|address| !may_receive(address, &self.allowed)) {
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

fn numbers(url: &Url) -> Option<IpAddr> {
    match url.host()? {
        url::Host::Ipv4(numbers) => Some(IpAddr::V4(numbers)),
        url::Host::Ipv6(numbers) => Some(IpAddr::V6(numbers)),
        url::Host::Domain(_) => None,
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

/// A name that stands for an address to which nothing is sent.
#[derive(Debug, thiserror::Error)]
#[error("the name stands for an address that is not public")]
struct NotPublic;

/// Resolves names, and gives out their addresses only when all of them may receive: a connection is made to what was
/// checked, and to nothing that the name stands for a moment later.
struct Guard(Networks);

impl Resolve for Guard {
    fn resolve(&self, name: Name) -> Resolving {
        let allowed = self.0.clone();
        Box::pin(async move {
            let found: Vec<SocketAddr> = tokio::net::lookup_host((name.as_str(), 0)).await?.collect();
            if found.iter().any(|address| !may_receive(address.ip(), &allowed)) {
                return Err(NotPublic.into());
            }
            Ok(Box::new(found.into_iter()) as Addrs)
        })
    }
}
