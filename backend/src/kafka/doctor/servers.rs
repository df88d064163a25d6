//! A step of a stage, for all servers at the same time.

use shared::kafka::{ConnectionProblem, Server};
use shared::wire::Fact;
use tokio::task::{JoinError, JoinSet};
use tokio::time::{Instant, timeout_at};

use super::run::{Failed, Found};
use super::{GRACE, StageResult, warnings};

/// The servers for which `work` went well, in order, and those for which it did not.
pub(super) type Sorted<T> = (Vec<(Server, T)>, Vec<(Server, ConnectionProblem)>);

/// Does `work` for all servers at the same time.
pub(super) async fn each<I, T, W>(servers: Vec<(Server, I)>, work: impl Fn(Server, I) -> W) -> Sorted<T>
where
    T: Send + 'static,
    W: Future<Output = Result<T, ConnectionProblem>> + Send + 'static,
{
    let mut ended = begin(servers, work).join_all().await;
    ended.sort_by_key(|(index, ..)| *index);
    let mut sorted = (Vec::new(), Vec::new());
    ended.into_iter().for_each(|(_, server, result)| sort(&mut sorted, server, result));
    sorted
}

/// The same where one server is enough: once it went well for one, the others have a short while. `late` is what is wrong
/// with a server that takes longer.
pub(super) async fn one_of<I, T, W>(
    servers: Vec<(Server, I)>,
    work: impl Fn(Server, I) -> W,
    late: impl Fn(String) -> ConnectionProblem,
) -> Sorted<T>
where
    T: Send + 'static,
    W: Future<Output = Result<T, ConnectionProblem>> + Send + 'static,
{
    let names: Vec<_> = servers.iter().map(|(server, _)| server.clone()).collect();
    let mut set = begin(servers, work);
    let mut ended: Vec<_> = names.iter().map(|_| None).collect();
    let mut end = None;
    while let Some(Ok((index, _, result))) = next(&mut set, end).await {
        if result.is_ok() {
            end.get_or_insert_with(|| Instant::now() + GRACE);
        }
        if let Some(place) = ended.get_mut(index) {
            *place = Some(result);
        }
    }
    let mut sorted = (Vec::new(), Vec::new());
    for (server, result) in names.into_iter().zip(ended) {
        let result = result.unwrap_or_else(|| Err(late(server.to_string())));
        sort(&mut sorted, server, result);
    }
    sorted
}

/// A server's place in the list, itself, and what came of it.
type Ended<T> = (usize, Server, Result<T, ConnectionProblem>);

fn begin<I, T, W>(servers: Vec<(Server, I)>, work: impl Fn(Server, I) -> W) -> JoinSet<Ended<T>>
where
    T: Send + 'static,
    W: Future<Output = Result<T, ConnectionProblem>> + Send + 'static,
{
    let mut set = JoinSet::new();
    for (index, (server, item)) in servers.into_iter().enumerate() {
        let work = work(server.clone(), item);
        set.spawn(async move { (index, server, work.await) });
    }
    set
}

async fn next<T: 'static>(set: &mut JoinSet<T>, end: Option<Instant>) -> Option<Result<T, JoinError>> {
    match end {
        Some(end) => timeout_at(end, set.join_next()).await.ok().flatten(),
        None => set.join_next().await,
    }
}

fn sort<T>((good, failed): &mut Sorted<T>, server: Server, result: Result<T, ConnectionProblem>) {
    match result {
        Ok(value) => good.push((server, value)),
        Err(problem) => failed.push((server, problem)),
    }
}

/// A stage has failed if no server is left; the others' problems are warnings.
pub(super) fn one_is_enough<T>(
    good: Vec<T>,
    failed: Vec<(Server, ConnectionProblem)>,
    summary: impl Fn(&[T]) -> String,
    facts: Vec<Fact>,
) -> StageResult<Vec<T>> {
    if good.is_empty() {
        let problems: Vec<_> = failed.into_iter().map(|(_, problem)| problem).collect();
        return Err(Failed::from(problems).with(facts));
    }
    let summary = summary(&good);
    Ok(Found::new(good, summary).with(&warnings(failed), facts))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn server(host: &str) -> (Server, bool) {
        (Server { host: host.to_owned(), port: 1 }, host == "good")
    }

    /// Goes well for `good`, never ends otherwise.
    async fn wait(_server: Server, is_good: bool) -> Result<(), ConnectionProblem> {
        if is_good { Ok(()) } else { std::future::pending().await }
    }

    #[tokio::test]
    async fn once_one_server_is_fine_the_others_have_a_short_while() {
        let began = Instant::now();
        let late = |server| ConnectionProblem::ConnectionRefused { server };
        let (good, failed) = one_of(vec![server("bad"), server("good"), server("worse")], wait, late).await;
        assert_eq!(good, [(server("good").0, ())]);
        let failed: Vec<_> = failed.iter().map(|(server, problem)| (server.host.as_str(), problem.code())).collect();
        assert_eq!(failed, [("bad", "connection_refused"), ("worse", "connection_refused")]);
        assert!(began.elapsed() >= GRACE, "they have it");
    }
}
