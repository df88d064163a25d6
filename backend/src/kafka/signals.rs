//! What the client library says on its own: that connections are broken.

use std::sync::atomic::{AtomicBool, Ordering};

use rdkafka::ClientContext;
use rdkafka::config::RDKafkaLogLevel;
use rdkafka::error::KafkaError;
use tokio::sync::Notify;

use super::failure::is_about_connection;

/// Set by the library's threads, looked at by whoever waits for acknowledgements.
#[derive(Debug)]
pub(crate) struct Signals {
    client_id: String,
    troubled: AtomicBool,
    changed: Notify,
}

impl Signals {
    pub(super) fn new(client_id: String) -> Self {
        Self { client_id, troubled: AtomicBool::new(false), changed: Notify::new() }
    }

    /// Ends once a connection is broken, or at once if one is and nothing was acknowledged since.
    pub(crate) async fn trouble(&self) {
        let mut changed = std::pin::pin!(self.changed.notified());
        changed.as_mut().enable();
        if !self.is_troubled() {
            changed.await;
        }
    }

    /// Whether a connection is broken and nothing was acknowledged since.
    pub(crate) fn is_troubled(&self) -> bool {
        self.troubled.load(Ordering::Acquire)
    }

    /// Something was acknowledged: there is a connection.
    pub(super) fn acknowledged(&self) {
        // Read first: this is called for each message, and a store would take the line from the other core.
        if self.troubled.load(Ordering::Relaxed) {
            self.troubled.store(false, Ordering::Release);
        }
    }

    fn is_in_trouble(&self) {
        self.troubled.store(true, Ordering::Release);
        self.changed.notify_waiters();
    }
}

impl ClientContext for Signals {
    fn log(&self, level: RDKafkaLogLevel, facility: &str, message: &str) {
        tracing::debug!(client = self.client_id, ?level, facility, message, "librdkafka");
        // These come as log lines only: a silent peer, and a TLS client at a port that wants a login.
        if message.contains("Connection setup timed out") || message.contains("Disconnected") {
            self.is_in_trouble();
        }
    }

    fn error(&self, error: KafkaError, reason: &str) {
        tracing::debug!(client = self.client_id, %error, reason, "librdkafka");
        if is_about_connection(&error) {
            self.is_in_trouble();
        }
    }
}
