//! A short-lived client of librdkafka, whose words are listened to.

use std::sync::Arc;
use std::time::Duration;

use rdkafka::ClientContext;
use rdkafka::config::{ClientConfig, RDKafkaLogLevel};
use rdkafka::error::{KafkaError, RDKafkaErrorCode};
use rdkafka::message::Message as _;
use rdkafka::metadata::Metadata;
use rdkafka::producer::{BaseRecord, DeliveryResult, Producer as _, ProducerContext, ThreadedProducer};
use shared::kafka::KafkaConfig;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::sync::{oneshot, watch};
use tokio::time::timeout;

use crate::kafka::client_config::{ClientMap, connection};

/// How long a record may take to be acknowledged.
pub(super) const ACKNOWLEDGEMENT: Duration = Duration::from_secs(5);

/// Something that the library said on its own.
#[derive(Debug, Clone)]
pub(super) struct Said {
    code: Option<RDKafkaErrorCode>,
    pub(super) text: String,
}

/// What came of asking for something.
#[derive(Debug, Clone)]
pub(super) enum Trouble {
    /// The broker refused user name or password.
    Refused,
    /// A connection broke, in the library's words.
    Broken(String),
    /// Nothing was heard.
    Silence,
}

/// A client.
pub(super) struct Client {
    producer: Option<Arc<ThreadedProducer<Witness>>>,
    said: UnboundedReceiver<Said>,
    /// Whether the broker has answered to the wish to write idempotently.
    settled: watch::Receiver<bool>,
}

impl Client {
    /// Begins to connect.
    pub(super) fn connect(config: &KafkaConfig) -> Result<Self, String> {
        let (tell, said) = unbounded_channel();
        let (settle, settled) = watch::channel(false);
        let mut client = ClientConfig::new();
        client.extend(settings(config).into_iter().map(|(key, value)| (key.to_owned(), value)));
        client.set_log_level(RDKafkaLogLevel::Debug);
        let producer = client.create_with_context(Witness { tell, settle }).map_err(|error| error.to_string())?;
        Ok(Self { producer: Some(Arc::new(producer)), said, settled })
    }

    /// What the cluster tells of itself and of `topic`.
    pub(super) async fn metadata(&mut self, topic: &str, within: Duration) -> Result<Metadata, Trouble> {
        let Some(producer) = self.producer.clone() else { return Err(Trouble::Silence) };
        let topic = topic.to_owned();
        let fetch = move || producer.client().fetch_metadata(Some(&topic), within);
        let mut fetching = tokio::task::spawn_blocking(fetch);
        let mut last = None;
        loop {
            tokio::select! {
                fetched = &mut fetching => {
                    while let Ok(said) = self.said.try_recv() {
                        last = Some(said);
                    }
                    return fetched.ok().and_then(Result::ok).ok_or_else(|| trouble(last));
                }
                Some(said) = self.said.recv() => {
                    if said.is_refusal() {
                        return Err(Trouble::Refused);
                    }
                    last = Some(said);
                }
            }
        }
    }

    /// Waits for the answer to the library's wish to write idempotently, and tells whether it was refused.
    pub(super) async fn is_idempotence_denied(&self, patience: Duration) -> bool {
        let mut settled = self.settled.clone();
        // Without an answer in time nothing is held against the cluster.
        let _ = timeout(patience, settled.wait_for(|it| *it)).await;
        let fatal = self.producer.as_ref().and_then(|it| it.client().fatal_error());
        fatal.is_some_and(|(code, _)| code == RDKafkaErrorCode::ClusterAuthorizationFailed)
    }

    /// Publishes a record; gives its partition and offset.
    pub(super) async fn publish(&self, topic: &str, key: &str, value: &str) -> Result<(i32, i64), KafkaError> {
        let producer = self.producer.as_ref().ok_or(KafkaError::Canceled)?;
        let (answer, answered) = oneshot::channel();
        let record = BaseRecord::with_opaque_to(topic, Box::new(answer)).key(key).payload(value);
        producer.send(record).map_err(|(error, _record)| error)?;
        answered.await.unwrap_or(Err(KafkaError::Canceled))
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        // The library waits for its threads: not on a thread that answers requests.
        let producer = self.producer.take();
        std::thread::spawn(move || drop(producer));
    }
}

/// As the publisher's settings, so that what passes here passes there.
fn settings(config: &KafkaConfig) -> ClientMap {
    let mut map = connection(config, "headgate-check");
    map.insert("enable.idempotence", "true".to_owned());
    map.insert("acks", "all".to_owned());
    map.insert("partitioner", "murmur2_random".to_owned());
    map.insert("linger.ms", "0".to_owned());
    // Whether it may write idempotently the library tells only in its debug log.
    map.insert("debug", "eos".to_owned());
    // Otherwise what the broker refuses for now is tried until the time is over, and its reason is lost.
    map.insert("retries", "3".to_owned());
    map.insert("message.timeout.ms", ACKNOWLEDGEMENT.as_millis().to_string());
    map
}

fn trouble(said: Option<Said>) -> Trouble {
    match said {
        Some(said) if said.is_refusal() => Trouble::Refused,
        Some(said) => Trouble::Broken(said.text),
        None => Trouble::Silence,
    }
}

impl Said {
    fn is_refusal(&self) -> bool {
        use RDKafkaErrorCode as Code;
        matches!(self.code, Some(Code::Authentication | Code::SaslAuthenticationFailed))
    }
}

/// `ssl://host:9093/bootstrap: Connect to … failed: Connection refused (after 0ms in state CONNECT)` without its ends.
fn essence(text: &str) -> String {
    let text = text.split_once("://").and_then(|(_, rest)| rest.split_once(": ")).map_or(text, |(_, rest)| rest);
    text.rsplit_once(" (after ").map_or(text, |(text, _)| text).to_owned()
}

/// Passes on what the library says.
pub(super) struct Witness {
    tell: UnboundedSender<Said>,
    settle: watch::Sender<bool>,
}

impl ClientContext for Witness {
    fn log(&self, level: RDKafkaLogLevel, facility: &str, message: &str) {
        tracing::debug!(client = "headgate-check", ?level, facility, message, "librdkafka");
        if message.contains("Disconnected") || message.contains("setup timed out") {
            self.say(None, message);
        }
        if message.ends_with("-> Assigned") || message.ends_with("-> FatalError") {
            self.settle.send_replace(true);
        }
    }

    fn error(&self, error: KafkaError, reason: &str) {
        tracing::debug!(client = "headgate-check", %error, reason, "librdkafka");
        let code = error.rdkafka_error_code();
        // It follows each failure and says nothing of the cause.
        if code != Some(RDKafkaErrorCode::AllBrokersDown) {
            self.say(code, reason);
        }
    }
}

impl Witness {
    fn say(&self, code: Option<RDKafkaErrorCode>, text: &str) {
        // Nobody listens any more once the check has ended.
        let _ = self.tell.send(Said { code, text: essence(text) });
    }
}

impl ProducerContext for Witness {
    type DeliveryOpaque = Box<oneshot::Sender<Result<(i32, i64), KafkaError>>>;

    fn delivery(&self, delivered: &DeliveryResult<'_>, answer: Self::DeliveryOpaque) {
        let result = match delivered {
            Ok(message) => Ok((message.partition(), message.offset())),
            Err((error, _message)) => Err(error.clone()),
        };
        // Whoever asked may have given up waiting.
        let _ = answer.send(result);
    }
}

#[cfg(test)]
mod tests {
    use super::essence;

    #[test]
    fn the_essence_of_a_message_has_neither_address_nor_state() {
        let said = "ssl://localhost:1/1: Connect to ipv4#127.0.0.1:1 failed: Connection refused (after 0ms in state CONNECT, 3 identical error(s) suppressed)";
        assert_eq!(essence(said), "Connect to ipv4#127.0.0.1:1 failed: Connection refused");
        assert_eq!(essence("1/1 brokers are down"), "1/1 brokers are down");
    }
}
