//! From where a request comes.

use axum::extract::ConnectInfo;
use axum::http::Extensions;
use axum::http::HeaderMap;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

/// The caller's address: of the connection, or behind `proxies` proxies the one that the first of them saw. What stands
/// further left in `X-Forwarded-For` was sent by the caller and proves nothing.
pub(super) fn caller(extensions: &Extensions, headers: &HeaderMap, proxies: usize) -> IpAddr {
    let connected = extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(address)| address.ip());
    let forwarded = || {
        let hops = headers.get_all("x-forwarded-for").iter().filter_map(|value| value.to_str().ok());
        let hops: Vec<&str> = hops.flat_map(|value| value.split(',')).map(str::trim).collect();
        hops.get(hops.len().checked_sub(proxies)?)?.parse().ok()
    };
    let address = if proxies == 0 { connected } else { forwarded().or(connected) };
    address.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |address| address.to_canonical())
}

/// Addresses that count as one: a network of IPv6 gives each of its members 2^64 of them.
pub(super) fn household(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() & !u128::from(u64::MAX))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_forged_header_moves_nobody() {
        let mut extensions = Extensions::new();
        extensions.insert(ConnectInfo(SocketAddr::from(([192, 0, 2, 1], 4000))));
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", "198.51.100.9, 203.0.113.5".parse().unwrap());
        let at = |proxies| caller(&extensions, &headers, proxies).to_string();
        assert_eq!([at(0), at(1), at(2), at(3)], ["192.0.2.1", "203.0.113.5", "198.51.100.9", "192.0.2.1"]);
    }

    #[test]
    fn a_network_of_ipv6_is_one_household() {
        let of = |address: &str| household(address.parse().unwrap());
        assert_eq!(of("2001:db8::1"), of("2001:db8::ffff:1"));
        assert_ne!(of("2001:db8:0:1::1"), of("2001:db8::1"));
        assert_ne!(of("192.0.2.1"), of("192.0.2.2"));
    }
}
