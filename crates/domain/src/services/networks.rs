//! From where a token may be used.

use crate::shared::{Refusal, RefusalCode};
use ipnet::IpNet;
use std::fmt;
use std::net::IpAddr;

/// Networks in CIDR notation, for instance `192.0.2.0/24`. Without any, a token may be used from anywhere.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Networks(Vec<IpNet>);

impl Networks {
    const MOST: usize = 50;

    /// Checks networks; a bare address counts as a network of one.
    ///
    /// # Errors
    /// `TOO_MANY` above 50, `INVALID` for what is no network.
    pub fn new<T: AsRef<str>>(networks: impl IntoIterator<Item = T>) -> Result<Self, Refusal> {
        let mut read = Vec::new();
        for (place, text) in networks.into_iter().enumerate() {
            if place >= Self::MOST {
                return Err(Refusal::new(RefusalCode::TooMany).with("max", Self::MOST));
            }
            let text = text.as_ref().trim();
            let network = text.parse().or_else(|_| text.parse::<IpAddr>().map(IpNet::from)).map_err(|_| {
                let reason = "a network is written like 192.0.2.0/24 or 2001:db8::/32";
                Refusal::new(RefusalCode::Invalid).at(place.to_string()).with("reason", reason)
            })?;
            read.push(network.trunc());
        }
        read.sort_unstable();
        read.dedup();
        Ok(Self(read))
    }

    /// Whether the address lies in one of them, or there is none.
    pub fn allow(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        self.0.is_empty() || self.0.iter().any(|network| network.contains(&address))
    }

    /// Whether the address lies in one of them; in none when there is none.
    pub fn contain(&self, address: IpAddr) -> bool {
        !self.0.is_empty() && self.allow(address)
    }

    /// Each of them.
    pub fn iter(&self) -> impl Iterator<Item = String> {
        self.0.iter().map(ToString::to_string)
    }
}

impl fmt::Display for Networks {
    /// With spaces between them, as they are stored.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.iter().collect::<Vec<_>>().join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_inside_or_outside() {
        let networks = Networks::new(["192.0.2.7/24", "2001:db8::1"]).unwrap();
        let allows = |address: &str| networks.allow(address.parse().unwrap());
        assert!(allows("192.0.2.200") && allows("2001:db8::1") && allows("::ffff:192.0.2.1"));
        assert!(!allows("192.0.3.1") && !allows("2001:db8::2"));
        assert!(Networks::default().allow(IpAddr::from([198, 51, 100, 1])));
        assert_eq!(networks.to_string(), "192.0.2.0/24 2001:db8::1/128");
        assert_eq!(Networks::new(networks.to_string().split_whitespace()).unwrap(), networks);
    }

    #[test]
    fn nonsense_is_refused_where_it_stands() {
        let refused = Networks::new(["192.0.2.0/24", "192.0.2.0/33"]).unwrap_err();
        assert_eq!((refused.code, refused.path), (RefusalCode::Invalid, vec!["1".to_owned()]));
        assert_eq!(Networks::new(vec!["10.0.0.0/8"; 51]).unwrap_err().code, RefusalCode::TooMany);
    }
}
