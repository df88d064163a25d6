//! What the tests share: a running server and a client, the command line, a real Apache Kafka, and faulty servers.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

pub mod certificates;
pub mod command_line;
mod events;
pub mod faulty_server;
mod folder;
pub mod kafka;

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::thread::JoinHandle;

use backend::check::AllowedBrokers;
use backend::config::{BODY_LIMIT, Config, KeptDeliveries};
use backend::server::Server;
use serde_json::Value;
use tokio::sync::oneshot;
use ureq::Agent;
use ureq::http::{Request, Response};

pub use events::Events;
pub use folder::Folder;

/// A server's configuration with the default limits: any port, and data in `folder`.
#[must_use]
pub fn config(folder: &Path) -> Config {
    Config {
        listen: "127.0.0.1:0".parse().unwrap(),
        public_url: None,
        body_limit: BODY_LIMIT,
        data: folder.to_path_buf(),
        allowed: AllowedBrokers::default(),
        key: None,
        deliveries: KeptDeliveries::default(),
    }
}

/// A server on a port of its own, with data of its own; stopped when this is dropped. Requests carry its token.
pub struct TestApp {
    /// Where it listens.
    pub address: SocketAddr,
    /// The token of its first start.
    pub token: String,
    /// Where its data is.
    pub data: Arc<Folder>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
    agent: Agent,
}

impl TestApp {
    /// Starts a server with the default limits.
    #[must_use]
    pub fn start() -> Self {
        Self::with(|_default| {})
    }

    /// Starts a server that takes bodies of up to `body_limit` bytes.
    #[must_use]
    pub fn with_body_limit(body_limit: usize) -> Self {
        Self::with(|config| config.body_limit = body_limit)
    }

    /// Starts a server whose configuration is changed before.
    #[must_use]
    pub fn with(change: impl FnOnce(&mut Config)) -> Self {
        Self::on(Arc::new(Folder::new()), None, change)
    }

    /// Stops the server and starts another one on the same data.
    #[must_use]
    pub fn restart(mut self) -> Self {
        self.end();
        Self::on(Arc::clone(&self.data), Some(self.token.clone()), |_default| {})
    }

    /// The same, at the same address.
    #[must_use]
    pub fn restart_here(mut self) -> Self {
        self.end();
        let address = self.address;
        Self::on(Arc::clone(&self.data), Some(self.token.clone()), |config| config.listen = address)
    }

    fn on(data: Arc<Folder>, token: Option<String>, change: impl FnOnce(&mut Config)) -> Self {
        let mut config = config(data.path());
        change(&mut config);
        let (stop, stopped) = oneshot::channel::<()>();
        let (bound, started) = std::sync::mpsc::channel();
        let thread = std::thread::spawn(move || {
            tokio::runtime::Runtime::new().unwrap().block_on(async {
                let server = Server::bind(&config).await.unwrap();
                let first_token = server.first_token().map(|it| it.expose().to_owned());
                bound.send((server.address().unwrap(), first_token)).unwrap();
                let stop = async {
                    // Dropping the app stops the server as well.
                    let _ = stopped.await;
                };
                server.run(stop).await.unwrap();
            });
        });
        // A connection a request: the server closes one whose body it refused to read, and the next may not be put on it.
        let agent = Agent::config_builder().http_status_as_error(false).max_idle_connections(0).build().new_agent();
        let (address, first_token) = started.recv().unwrap();
        let token = token.or(first_token).unwrap();
        Self { address, token, data, stop: Some(stop), thread: Some(thread), agent }
    }

    /// The address of a path.
    #[must_use]
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// The page's address with the token, as the server prints it.
    #[must_use]
    pub fn link(&self) -> String {
        self.url(&format!("/#token={}", self.token))
    }

    /// `GET path`
    #[must_use]
    pub fn get(&self, path: &str) -> Answer {
        self.get_with(path, &[])
    }

    /// `GET path` with headers.
    #[must_use]
    pub fn get_with(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        self.signed_in("GET", path, headers, "")
    }

    /// `POST path` with JSON.
    #[must_use]
    pub fn post(&self, path: &str, body: &Value) -> Answer {
        self.post_text(path, "application/json", &body.to_string(), &[])
    }

    /// `POST path` with anything.
    #[must_use]
    pub fn post_text(&self, path: &str, content_type: &str, body: &str, headers: &[(&str, &str)]) -> Answer {
        let headers: Vec<_> = [("content-type", content_type)].iter().chain(headers).copied().collect();
        self.signed_in("POST", path, &headers, body)
    }

    /// `PUT path` with JSON.
    #[must_use]
    pub fn put(&self, path: &str, body: &Value) -> Answer {
        self.signed_in("PUT", path, &[("content-type", "application/json")], &body.to_string())
    }

    /// `DELETE path`
    #[must_use]
    pub fn delete(&self, path: &str) -> Answer {
        self.signed_in("DELETE", path, &[], "")
    }

    fn signed_in(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let bearer = format!("Bearer {}", self.token);
        let headers: Vec<_> = [("authorization", bearer.as_str())].iter().chain(headers).copied().collect();
        self.ask(method, path, &headers, body)
    }

    /// Any request, with these headers alone: nobody is signed in by them unless they say so.
    #[must_use]
    pub fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let mut request = Request::builder().method(method).uri(self.url(path));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if body.is_empty() {
            Answer::of(self.agent.run(request.body(()).unwrap()).unwrap())
        } else {
            Answer::of(self.agent.run(request.body(body.to_owned()).unwrap()).unwrap())
        }
    }

    /// `GET path`, whose server-sent events are read as they come.
    #[must_use]
    pub fn follow(&self, path: &str) -> Events {
        self.follow_with(path, ("authorization", &format!("Bearer {}", self.token)))
    }

    /// The same, by whoever shows this header.
    #[must_use]
    pub fn follow_with(&self, path: &str, header: (&str, &str)) -> Events {
        let request = Request::builder().uri(self.url(path)).header(header.0, header.1);
        let answer = self.agent.run(request.body(()).unwrap()).unwrap();
        assert_eq!(answer.headers()["content-type"], "text/event-stream");
        Events::of(answer.into_body().into_reader())
    }

    /// Tells the server to stop and waits until it has.
    pub fn stop(mut self) {
        self.end();
    }

    /// Stops the server and waits until it has: its address refuses connections until it is started again there.
    pub fn halt(&mut self) {
        self.end();
    }

    fn end(&mut self) {
        self.stop.take();
        if let Some(thread) = self.thread.take() {
            let ended = thread.join();
            assert!(ended.is_ok() || std::thread::panicking(), "the server panicked");
        }
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        self.end();
    }
}

/// An answer of the server.
#[derive(Debug)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The headers' names and values.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub bytes: Vec<u8>,
}

impl Answer {
    fn of(mut response: Response<ureq::Body>) -> Self {
        let text = |value: &ureq::http::HeaderValue| value.to_str().unwrap().to_owned();
        Self {
            status: response.status().as_u16(),
            headers: response.headers().iter().map(|(name, value)| (name.to_string(), text(value))).collect(),
            bytes: response.body_mut().with_config().limit(200 * 1024 * 1024).read_to_vec().unwrap(),
        }
    }

    /// A header; empty if there is none.
    #[must_use]
    pub fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(it, _)| it == name).map_or("", |(_, value)| value)
    }

    /// The body as JSON.
    #[must_use]
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap()
    }

    /// `status code message` of an error.
    #[must_use]
    #[track_caller]
    pub fn error(&self) -> String {
        let error = &self.json()["error"];
        format!("{} {} {}", self.status, error["code"].as_str().unwrap(), error["message"].as_str().unwrap())
    }
}
