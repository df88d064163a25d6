//! Stages 2 and 3: the names resolve, and something listens.

use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use shared::kafka::{ConnectionProblem, Server};
use tokio::net::{TcpStream, lookup_host};
use tokio::time::timeout;

use super::facts::{counted, fact};
use super::servers::{one_is_enough, one_of};
use super::{CheckOptions, GRACE, StageResult};

/// A server and its addresses.
pub(super) type Resolved = (Server, Vec<SocketAddr>);
/// A server and a connection to it.
pub(super) type Connected = (Server, std::net::TcpStream);

/// Looks all servers up.
pub(super) async fn resolve(servers: &[Server], options: &CheckOptions) -> StageResult<Vec<Resolved>> {
    let (options, step) = (options.clone(), options.step);
    let servers = servers.iter().map(|it| (it.clone(), ())).collect();
    let look_up = move |server: Server, ()| {
        let is_allowed = options.allowed.allows(&server);
        async move { if is_allowed { addresses(&server, step).await } else { Err(not_allowed(&server)) } }
    };
    let (good, failed) = one_of(servers, look_up, |server| unanswered(server, GRACE)).await;
    let facts = good.iter().map(|(server, found)| fact(&server.to_string(), listed(found))).collect();
    let number: usize = good.iter().map(|(_, found)| found.len()).sum();
    one_is_enough(
        good,
        failed,
        |_| {
            format!("Resolved to {}.", if number == 1 { "1 address".to_owned() } else { format!("{number} addresses") })
        },
        facts,
    )
}

/// Connects to all servers.
pub(super) async fn connect(servers: Vec<Resolved>, step: Duration) -> StageResult<Vec<Connected>> {
    let connect = move |server: Server, addresses: Vec<_>| async move { stream(&server, &addresses, step).await };
    let late = |server| ConnectionProblem::NoAnswer { server, seconds: GRACE.as_secs() };
    let (good, failed) = one_of(servers, connect, late).await;
    let facts = good.iter().map(|(server, stream)| fact(&server.to_string(), peer(stream))).collect();
    one_is_enough(good, failed, |good| format!("Connected to {}.", counted(good.len(), "server")), facts)
}

/// The addresses of a server.
pub(super) async fn addresses(server: &Server, step: Duration) -> Result<Vec<SocketAddr>, ConnectionProblem> {
    let unresolved = |why: String| ConnectionProblem::NameNotResolved { server: server.to_string(), why };
    match timeout(step, lookup_host((server.host.as_str(), server.port))).await {
        Ok(Ok(found)) => {
            let found: Vec<_> = found.collect();
            if found.is_empty() { Err(unresolved("it has no address".to_owned())) } else { Ok(found) }
        }
        Ok(Err(error)) => {
            let said = error.to_string();
            Err(unresolved(said.strip_prefix("failed to lookup address information: ").unwrap_or(&said).to_owned()))
        }
        Err(_late) => Err(unanswered(server.to_string(), step)),
    }
}

fn unanswered(server: String, step: Duration) -> ConnectionProblem {
    ConnectionProblem::NameNotResolved { server, why: format!("no name server answered within {} s", step.as_secs()) }
}

/// A connection to the first of its addresses that takes one.
pub(super) async fn stream(
    server: &Server,
    addresses: &[SocketAddr],
    step: Duration,
) -> Result<std::net::TcpStream, ConnectionProblem> {
    let name = server.to_string();
    let attempt = async {
        let mut last = io::Error::from(io::ErrorKind::AddrNotAvailable);
        for address in addresses {
            match TcpStream::connect(address).await {
                Ok(stream) => return Ok(stream),
                Err(error) => last = error,
            }
        }
        Err(last)
    };
    let stream = match timeout(step, attempt).await {
        Ok(Ok(stream)) => stream.into_std(),
        Ok(Err(error)) => Err(error),
        Err(_late) => return Err(ConnectionProblem::NoAnswer { server: name, seconds: step.as_secs() }),
    };
    let blocking = stream.and_then(|it| it.set_nonblocking(false).map(|()| it));
    blocking.map_err(|error| match error.kind() {
        io::ErrorKind::ConnectionRefused => ConnectionProblem::ConnectionRefused { server: name },
        io::ErrorKind::TimedOut => ConnectionProblem::NoAnswer { server: name, seconds: step.as_secs() },
        _ => ConnectionProblem::Unreachable { server: name, why: error.kind().to_string() },
    })
}

pub(super) fn not_allowed(server: &Server) -> ConnectionProblem {
    ConnectionProblem::BrokerNotAllowed { server: server.to_string() }
}

fn listed(addresses: &[SocketAddr]) -> String {
    addresses.iter().map(|it| it.ip().to_string()).collect::<Vec<_>>().join(", ")
}

fn peer(stream: &std::net::TcpStream) -> String {
    stream.peer_addr().map_or_else(|_gone| "closed again".to_owned(), |it| it.to_string())
}
