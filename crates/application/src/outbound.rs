//! The way out of this machine: to public addresses, or to networks that the operator allows, without detours.

use domain::integration::may_receive;
use domain::services::Networks;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::redirect::Policy;
use reqwest::{Client, ClientBuilder, Url};
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

/// How long a connection may take to come about.
const CONNECTING: Duration = Duration::from_secs(5);
/// How long a connection is kept for the next request.
const IDLE: Duration = Duration::from_secs(20);

/// A client that goes to addresses which may receive, and to no others: no redirects, no proxies.
pub(crate) fn guarded(allowed: &Networks, timeout: Duration, name: &str) -> ClientBuilder {
    crate::tls::use_ring();
    Client::builder()
        .dns_resolver(Arc::new(Guard(allowed.clone())))
        .no_proxy()
        .redirect(Policy::none())
        .referer(false)
        .connect_timeout(CONNECTING)
        .timeout(timeout)
        .pool_idle_timeout(IDLE)
        .user_agent(name)
}

/// Whether an address of numbers may receive: to those is connected without asking the resolver. A name says nothing
/// yet.
pub(crate) fn may_go(url: &Url, allowed: &Networks) -> bool {
    numbers(url).is_none_or(|address| may_receive(address, allowed))
}

/// Whether an address is on this machine.
pub(crate) fn is_loopback(url: &Url) -> bool {
    numbers(url).map_or_else(|| url.host_str() == Some("localhost"), |address| address.is_loopback())
}

fn numbers(url: &Url) -> Option<IpAddr> {
    match url.host()? {
        url::Host::Ipv4(numbers) => Some(IpAddr::V4(numbers)),
        url::Host::Ipv6(numbers) => Some(IpAddr::V6(numbers)),
        url::Host::Domain(_) => None,
    }
}

/// A name that stands for an address to which nothing is sent.
#[derive(Debug, thiserror::Error)]
#[error("the name stands for an address that is not public")]
pub(crate) struct NotPublic;

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
