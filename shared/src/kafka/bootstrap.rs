//! The list of bootstrap servers.

use std::fmt;

use super::KafkaProblem;
use super::host;

/// A broker to begin with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Server {
    /// A DNS name, without a dot at its end and in small letters, or an IPv4 address.
    pub host: String,
    /// From 1 on.
    pub port: u16,
}

impl fmt::Display for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.host, self.port)
    }
}

/// The servers of `list`, and what is wrong with each of the others.
///
/// ```
/// let (servers, problems) = shared::kafka::servers(" Kafka-1.example.com.:9093 , 10.0.0.7:9094");
/// assert_eq!(servers.iter().map(ToString::to_string).collect::<Vec<_>>(), ["kafka-1.example.com:9093", "10.0.0.7:9094"]);
/// assert_eq!(problems, []);
/// ```
#[must_use]
pub fn servers(list: &str) -> (Vec<Server>, Vec<KafkaProblem>) {
    if list.trim().is_empty() {
        return (Vec::new(), vec![KafkaProblem::NoServers]);
    }
    let (mut good, mut problems) = (Vec::<(usize, Server)>::new(), Vec::new());
    for (number, entry) in (1..).zip(list.split(',').map(str::trim)) {
        let server = match server(number, entry) {
            Ok(server) => server,
            Err(problem) => {
                problems.push(problem);
                continue;
            }
        };
        match good.iter().find(|(_, it)| *it == server) {
            Some(&(first, _)) => problems.push(KafkaProblem::ServerTwice { number, entry: entry.to_owned(), first }),
            None => good.push((number, server)),
        }
    }
    (good.into_iter().map(|(_, it)| it).collect(), problems)
}

fn server(number: usize, entry: &str) -> Result<Server, KafkaProblem> {
    let owned = || entry.to_owned();
    if entry.is_empty() {
        return Err(KafkaProblem::ServerEmpty { number });
    }
    if let Some((scheme, _)) = entry.split_once("://") {
        return Err(KafkaProblem::ServerWithScheme { number, entry: owned(), scheme: scheme.to_owned() });
    }
    if entry.starts_with('[') || entry.matches(':').count() > 1 {
        return Err(KafkaProblem::ServerIpv6 { number, entry: owned() });
    }
    let (host, port) =
        entry.split_once(':').ok_or_else(|| KafkaProblem::ServerWithoutPort { number, entry: owned() })?;
    let host = host.strip_suffix('.').unwrap_or(host);
    if let Some(why) = host::fault(host) {
        return Err(KafkaProblem::ServerHost { number, entry: owned(), why });
    }
    let port =
        parse_port(port).ok_or_else(|| KafkaProblem::ServerPort { number, entry: owned(), port: port.to_owned() })?;
    Ok(Server { host: host.to_ascii_lowercase(), port })
}

/// Digits only: `u16` would also take a plus sign.
fn parse_port(text: &str) -> Option<u16> {
    let is_digits = text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|port| is_digits && *port > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(list: &str) -> (Vec<String>, Vec<String>) {
        let (servers, problems) = servers(list);
        let words = |it: &KafkaProblem| format!("{}: {it}", it.code());
        (servers.iter().map(ToString::to_string).collect(), problems.iter().map(words).collect())
    }

    #[test]
    fn each_bad_entry_is_named_and_the_good_ones_stay() {
        let (servers, problems) =
            told("a:1, kafka-2 ,,SSL://c:9093,[::1]:9092,::1,d:0,e:65536,f:+1,g:,:9093,A.:1,h:65535");
        assert_eq!(servers, ["a:1", "h:65535"]);
        assert_eq!(
            problems,
            [
                "bootstrap_server_port_missing: Server 2, `kafka-2`, has no port.",
                "bootstrap_server_empty: Server 3 is empty: there is a comma too many.",
                "bootstrap_server_scheme: Server 4, `SSL://c:9093`, begins with a protocol.",
                "bootstrap_server_ipv6: Server 5, `[::1]:9092`, is an IPv6 address. The client library cannot verify the certificate of one.",
                "bootstrap_server_ipv6: Server 6, `::1`, is an IPv6 address. The client library cannot verify the certificate of one.",
                "bootstrap_server_port: Server 7, `d:0`: `0` is no port.",
                "bootstrap_server_port: Server 8, `e:65536`: `65536` is no port.",
                "bootstrap_server_port: Server 9, `f:+1`: `+1` is no port.",
                "bootstrap_server_port: Server 10, `g:`: `` is no port.",
                "bootstrap_server_host: Server 11, `:9093`: there is no host before the colon.",
                "bootstrap_server_twice: Server 12, `A.:1`, is server 1 again.",
            ]
        );
    }

    #[test]
    fn an_empty_list_is_one_problem() {
        assert_eq!(told(" "), (vec![], vec!["bootstrap_servers_missing: No bootstrap server is named.".to_owned()]));
    }
}
