//! What a host may be called.

use core::net::Ipv4Addr;

/// Characters of a DNS name at the most (RFC 1035, section 2.3.4), and of a part of it.
const NAME: usize = 253;
const LABEL: usize = 63;

/// Why `host` is neither a DNS name nor an IPv4 address, in words.
pub(super) fn fault(host: &str) -> Option<&'static str> {
    let looks_numeric = host.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    if looks_numeric && host.parse::<Ipv4Addr>().is_ok() {
        return None;
    }
    match host {
        "" => Some("there is no host before the colon"),
        // A name whose last part is a number is taken for an address by every resolver.
        _ if looks_numeric => Some("an IPv4 address has four numbers from 0 to 255"),
        _ if host.len() > NAME => Some("a DNS name has at most 253 characters"),
        _ => host.split('.').find_map(label_fault),
    }
}

/// Underscores are no part of host names, but of names that are in use, as in Docker's networks.
fn label_fault(label: &str) -> Option<&'static str> {
    let is_allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    match label {
        "" => Some("there is nothing between two dots of the host"),
        _ if label.len() > LABEL => Some("a part of a DNS name has at most 63 characters"),
        _ if !label.bytes().all(is_allowed) => Some("the host has a character that DNS names do not have"),
        _ if label.starts_with('-') || label.ends_with('-') => {
            Some("a part of a DNS name does not begin or end with a hyphen")
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_addresses_are_fine() {
        for host in ["kafka", "kafka-1.example.com", "b_1", "10.0.0.7", "1.example", "xn--bcher-kva.example"] {
            assert_eq!(fault(host), None, "{host}");
        }
    }

    #[test]
    fn the_rest_is_refused_with_the_reason() {
        let long = "a".repeat(64);
        let longer = vec!["abcdefg"; 32].join(".");
        for (host, why) in [
            ("", "there is no host before the colon"),
            ("10.0.0", "an IPv4 address has four numbers from 0 to 255"),
            ("10.0.0.256", "an IPv4 address has four numbers from 0 to 255"),
            ("a..b", "there is nothing between two dots of the host"),
            (&long, "a part of a DNS name has at most 63 characters"),
            (&longer, "a DNS name has at most 253 characters"),
            ("bücher.example", "the host has a character that DNS names do not have"),
            ("a b", "the host has a character that DNS names do not have"),
            ("-a.example", "a part of a DNS name does not begin or end with a hyphen"),
        ] {
            assert_eq!(fault(host), Some(why), "{host}");
        }
    }
}
