//! Stages 2 and 3: the names resolve, and something listens.

use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use shared::kafka::{ConnectionProblem, Server};
use tokio::net::{TcpStream, lookup_host};
use tokio::task::JoinSet;
use tokio::time::timeout;

use super::facts::{counted, fact};
use super::run::{Failed, Found};
use super::{CheckOptions, StageResult, warnings};

/// A server and its addresses.
pub(super) type Resolved = (Server, Vec<SocketAddr>);
/// A server and a connection to it.
pub(super) type Connected = (Server, std::net::TcpStream);

/// Looks all servers up.
pub(super) async fn resolve(servers: &[Server], options: &CheckOptions) -> StageResult<Vec<Resolved>> {
    let (options, step) = (options.clone(), options.step);
    let servers = servers.iter().map(|it| (it.clone(), ())).collect();
    let (good, failed) = each(servers, move |server, ()| {
        let is_allowed = options.allowed.allows(&server);
        async move { if is_allowed { addresses(&server, step).await } else { Err(not_allowed(&server)) } }
    })
    .await;
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
    let (good, failed) =
        each(servers, move |server, addresses| async move { stream(&server, &addresses, step).await }).await;
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
        Err(_late) => Err(unresolved(format!("no name server answered within {} s", step.as_secs()))),
    }
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

/// Those for which `work` went well, in order, and those for which it did not.
pub(super) async fn each<I, T, W>(
    servers: Vec<(Server, I)>,
    work: impl Fn(Server, I) -> W,
) -> (Vec<(Server, T)>, Vec<(Server, ConnectionProblem)>)
where
    T: Send + 'static,
    W: Future<Output = Result<T, ConnectionProblem>> + Send + 'static,
{
    let mut set = JoinSet::new();
    for (index, (server, item)) in servers.into_iter().enumerate() {
        let work = work(server.clone(), item);
        set.spawn(async move { (index, server, work.await) });
    }
    let mut ended = set.join_all().await;
    ended.sort_by_key(|(index, ..)| *index);
    let (mut good, mut failed) = (Vec::new(), Vec::new());
    for (_, server, result) in ended {
        match result {
            Ok(value) => good.push((server, value)),
            Err(problem) => failed.push((server, problem)),
        }
    }
    (good, failed)
}

/// A stage has failed if no server is left; the others' problems are warnings.
pub(super) fn one_is_enough<T>(
    good: Vec<T>,
    failed: Vec<(Server, ConnectionProblem)>,
    summary: impl Fn(&[T]) -> String,
    facts: Vec<shared::wire::Fact>,
) -> StageResult<Vec<T>> {
    if good.is_empty() {
        let problems: Vec<_> = failed.into_iter().map(|(_, problem)| problem).collect();
        return Err(Failed::from(problems).with(facts));
    }
    let summary = summary(&good);
    Ok(Found::new(good, summary).with(&warnings(failed), facts))
}

fn listed(addresses: &[SocketAddr]) -> String {
    addresses.iter().map(|it| it.ip().to_string()).collect::<Vec<_>>().join(", ")
}

fn peer(stream: &std::net::TcpStream) -> String {
    stream.peer_addr().map_or_else(|_gone| "closed again".to_owned(), |it| it.to_string())
}
