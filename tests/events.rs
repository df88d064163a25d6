//! Server-sent events as a client reads them.

use std::io::{BufRead, BufReader};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use serde_json::Value;
use ureq::BodyReader;

/// How long an event may take to come.
const PATIENCE: Duration = Duration::from_secs(20);

/// The events of an answer, in JSON; ends when the server ends them.
pub struct Events(Receiver<Value>);

impl Events {
    pub(crate) fn of(body: BodyReader<'static>) -> Self {
        let (tell, told) = channel();
        // Ends with the connection, at the latest with the server.
        std::thread::spawn(move || {
            let lines = BufReader::new(body).lines().map_while(Result::ok);
            let events = lines.filter_map(|it| Some(serde_json::from_str(it.strip_prefix("data:")?).unwrap()));
            events.map_while(|it| tell.send(it).ok()).for_each(drop);
        });
        Self(told)
    }
}

impl Iterator for Events {
    type Item = Value;

    fn next(&mut self) -> Option<Value> {
        use std::sync::mpsc::RecvTimeoutError::Timeout;
        let event = self.0.recv_timeout(PATIENCE);
        assert!(event != Err(Timeout), "an event comes, or the end of them, within {PATIENCE:?}");
        event.ok()
    }
}
