//! Which brokers the server may connect to: whoever may type an address must not reach everything that the server can.

use std::str::FromStr;

use serde::Deserialize;
use shared::kafka::{ConnectionProblem, Server};
use shared::wire::Finding;
use thiserror::Error;

/// Patterns of `host:port`; none: every broker is allowed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AllowedBrokers(Vec<Pattern>);

/// `*` stands for any characters.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Pattern {
    host: String,
    port: String,
}

/// A pattern that is none.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error(
    "`{0}` is no pattern of brokers: write HOST:PORT, where * stands for any characters, such as *.example.com:9093"
)]
pub struct NotAPattern(String);

impl FromStr for Pattern {
    type Err = NotAPattern;

    fn from_str(text: &str) -> Result<Self, NotAPattern> {
        let refused = || NotAPattern(text.to_owned());
        let (host, port) = text.trim().rsplit_once(':').ok_or_else(refused)?;
        let is_port = !port.is_empty() && port.bytes().all(|it| it.is_ascii_digit() || it == b'*');
        let is_host = !host.is_empty() && !host.contains([':', '/', ' ']);
        if !is_port || !is_host {
            return Err(refused());
        }
        Ok(Self { host: host.to_ascii_lowercase(), port: port.to_owned() })
    }
}

impl TryFrom<String> for Pattern {
    type Error = NotAPattern;

    fn try_from(text: String) -> Result<Self, NotAPattern> {
        text.parse()
    }
}

impl AllowedBrokers {
    /// Those that match one of `patterns`; all if there is none.
    #[must_use]
    pub fn new(patterns: Vec<Pattern>) -> Self {
        Self(patterns)
    }

    /// Whether `server` may be connected to.
    #[must_use]
    pub fn allows(&self, server: &Server) -> bool {
        let port = server.port.to_string();
        let host = server.host.to_ascii_lowercase();
        self.0.is_empty() || self.0.iter().any(|it| matches(&it.host, &host) && matches(&it.port, &port))
    }
}

/// What is wrong with those of `servers` that may not be connected to.
pub(crate) fn refused(allowed: &AllowedBrokers, servers: &[Server]) -> Vec<Finding> {
    let refused = servers.iter().filter(|it| !allowed.allows(it));
    refused.map(|it| Finding::from(&ConnectionProblem::BrokerNotAllowed { server: it.to_string() })).collect()
}

/// Whether `text` is what `pattern` stands for.
fn matches(pattern: &str, text: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == text,
        Some((start, rest)) => text.strip_prefix(start).is_some_and(|text| {
            let mut ends = text.char_indices().map(|(at, _)| at).chain([text.len()]);
            ends.any(|at| matches(rest, text.get(at..).unwrap_or_default()))
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allows(patterns: &[&str], host: &str, port: u16) -> bool {
        let patterns = patterns.iter().map(|it| it.parse().unwrap()).collect();
        AllowedBrokers::new(patterns).allows(&Server { host: host.to_owned(), port })
    }

    #[test]
    fn a_star_stands_for_any_characters() {
        assert!(allows(&["*.example.com:9093"], "kafka-1.Example.com", 9093));
        assert!(allows(&["kafka-*.example.com:90*"], "kafka-1.example.com", 9094));
        assert!(allows(&["a:1", "*:*"], "10.0.0.7", 9092));
        assert!(!allows(&["*.example.com:9093"], "example.com", 9093));
        assert!(!allows(&["*.example.com:9093"], "kafka-1.example.com.evil.example", 9093));
        assert!(!allows(&["*.example.com:9093"], "kafka-1.example.com", 22));
        assert!(allows(&[], "anything", 1));
    }

    #[test]
    fn what_is_no_pattern_is_refused() {
        for text in ["example.com", ":9093", "a:b", "https://a:1", "a:"] {
            let said = text.parse::<Pattern>().unwrap_err().to_string();
            assert_eq!(
                said,
                format!(
                    "`{text}` is no pattern of brokers: write HOST:PORT, where * stands for any characters, such as *.example.com:9093"
                )
            );
        }
    }
}
