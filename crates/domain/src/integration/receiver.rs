//! To where events are sent: public addresses, by https.

use crate::services::Networks;
use crate::shared::{Refusal, RefusalCode, WebAddress};
use ipnet::IpNet;
use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;
use std::sync::LazyLock;
use url::{Host, Url};

/// Addresses that are nobody's on the internet, or lead back inside: IANA's registries of special-purpose addresses, and
/// the prefixes that carry an IPv4 address in an IPv6 one.
const SPECIAL: [&str; 30] = [
    "0.0.0.0/8",
    "10.0.0.0/8",
    "100.64.0.0/10",
    "127.0.0.0/8",
    "169.254.0.0/16",
    "172.16.0.0/12",
    "192.0.0.0/24",
    "192.0.2.0/24",
    "192.31.196.0/24",
    "192.52.193.0/24",
    "192.88.99.0/24",
    "192.168.0.0/16",
    "192.175.48.0/24",
    "198.18.0.0/15",
    "198.51.100.0/24",
    "203.0.113.0/24",
    "224.0.0.0/4",
    "240.0.0.0/4",
    "::/8",
    "64:ff9b::/96",
    "64:ff9b:1::/48",
    "100::/64",
    "2001::/23",
    "2001:db8::/32",
    "2002::/16",
    "3fff::/20",
    "5f00::/16",
    "fc00::/7",
    "fe80::/9",
    "ff00::/8",
];

static NOT_PUBLIC: LazyLock<Vec<IpNet>> =
    LazyLock::new(|| SPECIAL.iter().filter_map(|network| IpNet::from_str(network).ok()).collect());

/// Whether something may be sent to this address: it is public, or the operator allows it. An IPv4 address inside an
/// IPv6 one counts as itself.
pub fn may_receive(address: IpAddr, allowed: &Networks) -> bool {
    let address = address.to_canonical();
    allowed.contain(address) || !NOT_PUBLIC.iter().any(|network| network.contains(&address))
}

/// Where a webhook is received.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WebhookUrl(WebAddress);

impl WebhookUrl {
    /// Checks an address. What its name stands for is checked again with every connection.
    ///
    /// # Errors
    /// `INVALID_URL`, `TOO_LONG`; `RECEIVER_REFUSED` for one without https unless `plain` is allowed, and for an address
    /// of numbers that is not public.
    pub fn new(text: &str, plain: bool, allowed: &Networks) -> Result<Self, Refusal> {
        let address = WebAddress::new(text)?;
        let url = Url::parse(address.as_str()).map_err(|_| Refusal::new(RefusalCode::InvalidUrl))?;
        let numbers = match url.host() {
            Some(Host::Ipv4(numbers)) => Some(IpAddr::V4(numbers)),
            Some(Host::Ipv6(numbers)) => Some(IpAddr::V6(numbers)),
            Some(Host::Domain(_)) | None => None,
        };
        let secure = plain || url.scheme() == "https";
        if !secure || url.fragment().is_some() || numbers.is_some_and(|numbers| !may_receive(numbers, allowed)) {
            return Err(Refusal::new(RefusalCode::ReceiverRefused));
        }
        Ok(Self(address))
    }

    /// One that was checked before, as it is kept.
    ///
    /// # Errors
    /// `INVALID_URL`.
    pub fn kept(text: &str) -> Result<Self, Refusal> {
        WebAddress::new(text).map(Self)
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl fmt::Display for WebhookUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_public_addresses_receive() {
        assert_eq!(NOT_PUBLIC.len(), SPECIAL.len());
        let none = Networks::default();
        let inside = [
            "127.0.0.1",
            "127.255.0.1",
            "10.1.2.3",
            "172.31.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "224.0.0.1",
            "255.255.255.255",
            "198.18.0.1",
            "::1",
            "::",
            "::ffff:10.0.0.1",
            "::ffff:127.0.0.1",
            "fc00::1",
            "fdff::1",
            "fe80::1",
            "fec0::1",
            "ff02::1",
            "64:ff9b::7f00:1",
            "2002:7f00:1::",
            "2001:0:4136:e378::",
            "::7f00:1",
            "2001:db8::1",
        ];
        for address in inside {
            assert!(!may_receive(address.parse().unwrap(), &none), "{address}");
        }
        for address in ["93.184.215.14", "2a00:1450:4001:80b::200e", "::ffff:93.184.215.14", "172.32.0.1"] {
            assert!(may_receive(address.parse().unwrap(), &none), "{address}");
        }
        let office = Networks::new(["10.1.0.0/16"]).unwrap();
        assert!(may_receive("10.1.2.3".parse().unwrap(), &office));
        assert!(may_receive("::ffff:10.1.2.3".parse().unwrap(), &office));
        assert!(!may_receive("10.2.2.3".parse().unwrap(), &office));
    }

    #[test]
    fn receivers_are_reached_by_https() {
        let read = |text, plain| WebhookUrl::new(text, plain, &Networks::default()).map_err(|refusal| refusal.code);
        assert!(read("https://portal.example/hook?x=1", false).is_ok());
        let refused = [
            "http://portal.example/",
            "https://127.0.0.1/",
            "https://2130706433/",
            "https://0x7f.1/",
            "https://[::1]/",
            "https://[::ffff:192.168.0.1]/",
            "https://169.254.169.254/latest",
            "https://portal.example/#there",
        ];
        for text in refused {
            assert_eq!(read(text, false).unwrap_err(), RefusalCode::ReceiverRefused, "{text}");
        }
        assert_eq!(read("https://user:secret@portal.example/", false).unwrap_err(), RefusalCode::InvalidUrl);
        assert!(read("http://portal.example/", true).is_ok());
        assert_eq!(read("http://10.0.0.1/", true).unwrap_err(), RefusalCode::ReceiverRefused);
    }
}
