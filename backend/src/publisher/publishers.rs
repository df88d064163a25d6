//! The publishers of all integrations: one each, made when it is needed, replaced when its configuration changes or its
//! connection ends, closed when it is idle.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;

use shared::kafka::{DeliveryProblem, KafkaConfig};
use shared::settings::KafkaSettings;
use shared::wire::{ApiError, DeliveryResult, MessageReceipt};
use shared::{Record, issue::Severity};
use tokio::sync::mpsc;
use tokio::time::Instant;

use super::diagnosis::Diagnosis;
use super::{BATCH_BYTES, Manner, Publisher, Target, words};
use crate::kafka::doctor::{self, AllowedBrokers};
use crate::kafka::{ClientMap, Pace, connection, integration_producer, integration_reader, topic_limit};

/// How long a publisher is kept without use.
const IDLE: Duration = Duration::from_secs(5 * 60);
/// How long the topic may take to tell its limit.
const ASKING: Duration = Duration::from_millis(1500);
/// How often idle ones are looked for.
const SWEEP: Duration = Duration::from_secs(30);

/// The live publishers, by integration and manner.
pub struct Publishers {
    live: Mutex<HashMap<(String, Manner), Live>>,
    /// Which brokers may be connected to.
    allowed: AllowedBrokers,
    /// Every publisher holds a copy until its clients are gone. `None` once no more are made.
    open: Mutex<Option<mpsc::Sender<()>>>,
    /// Ends when the last copy is gone.
    gone: tokio::sync::Mutex<mpsc::Receiver<()>>,
}

struct Live {
    config: KafkaConfig,
    publisher: Arc<Publisher>,
    used: Instant,
}

impl Publishers {
    /// None yet. Idle ones are closed by a task that ends with this.
    ///
    /// # Panics
    /// Outside of a runtime.
    #[must_use]
    pub fn start() -> Arc<Self> {
        Self::allowing(AllowedBrokers::default())
    }

    /// The same, where not every broker may be connected to.
    ///
    /// # Panics
    /// Outside of a runtime.
    #[must_use]
    pub fn allowing(allowed: AllowedBrokers) -> Arc<Self> {
        let (open, gone) = mpsc::channel(1);
        let this = Arc::new(Self {
            live: Mutex::default(),
            allowed,
            open: Mutex::new(Some(open)),
            gone: tokio::sync::Mutex::new(gone),
        });
        tokio::spawn(close_idle(Arc::downgrade(&this)));
        this
    }

    /// Publishes `records` for integration `id` with `settings`, and reads them back: see [`Publisher::send`].
    pub async fn send(&self, id: &str, settings: &KafkaSettings, records: Arc<Vec<Record>>) -> Vec<MessageReceipt> {
        let started = Instant::now();
        match self.publisher(id, settings, Manner::INTERACTIVE).await {
            Ok(publisher) => publisher.send(records, started).await,
            Err(error) => records.iter().enumerate().map(|(at, it)| refused(at + 1, it, &error)).collect(),
        }
    }

    /// The publisher of integration `id` for `settings`.
    ///
    /// # Errors
    /// If the settings are not sound or name a broker that may not be connected to, the client library refuses them, or this is closed.
    pub async fn publisher(
        &self,
        id: &str,
        settings: &KafkaSettings,
        manner: Manner,
    ) -> Result<Arc<Publisher>, Box<ApiError>> {
        let config = sound(settings)?;
        if let Some(refused) = doctor::refused(&self.allowed, &config.servers).first() {
            return Err(words::of_finding(refused));
        }
        let key = (id.to_owned(), manner);
        if let Some(found) = self.found(&key, &config) {
            return Ok(found);
        }
        let open = self.open.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let open = open.ok_or_else(|| words::of_problem(&DeliveryProblem::Stopping))?;
        let diagnosis = Diagnosis::of(Some(config.clone()), self.allowed.clone());
        let (client_id, of) = (format!("headgate-{id}"), config.clone());
        let open = move || Publisher::open(target(&client_id, &of, manner, diagnosis, open));
        let opened = tokio::task::spawn_blocking(open).await;
        let refused = |why: String| words::of_problem(&DeliveryProblem::ClientRefused { why });
        let opened = opened.map_err(|error| refused(error.to_string()))?.map_err(refused)?;
        Ok(self.keep(key, config, Arc::new(opened)))
    }

    /// Takes no more messages, and finishes what was accepted, for at most `within`.
    pub async fn close(&self, within: Duration) {
        drop(self.open.lock().unwrap_or_else(PoisonError::into_inner).take());
        // Those that are in use end with their last message.
        drop(std::mem::take(&mut *self.live.lock().unwrap_or_else(PoisonError::into_inner)));
        let all_gone = async { while self.gone.lock().await.recv().await.is_some() {} };
        if tokio::time::timeout(within, all_gone).await.is_err() {
            tracing::warn!("messages to Kafka were still on their way");
        }
    }

    fn found(&self, key: &(String, Manner), config: &KafkaConfig) -> Option<Arc<Publisher>> {
        let mut live = self.live.lock().unwrap_or_else(PoisonError::into_inner);
        let found = live.get_mut(key).filter(|it| it.config == *config && !it.publisher.is_retired())?;
        found.used = Instant::now();
        Some(Arc::clone(&found.publisher))
    }

    /// Keeps `opened`, unless another one was made for the same configuration meanwhile.
    fn keep(&self, key: (String, Manner), config: KafkaConfig, opened: Arc<Publisher>) -> Arc<Publisher> {
        if let Some(found) = self.found(&key, &config) {
            return found;
        }
        let publisher = Arc::clone(&opened);
        let live = Live { config, publisher: opened, used: Instant::now() };
        let replaced = self.live.lock().unwrap_or_else(PoisonError::into_inner).insert(key, live);
        drop(replaced);
        publisher
    }

    fn without_idle(&self) {
        let mut live = self.live.lock().unwrap_or_else(PoisonError::into_inner);
        // In use: somebody else holds it too.
        live.retain(|_, it| it.used.elapsed() < IDLE || Arc::strong_count(&it.publisher) > 1);
    }
}

async fn close_idle(publishers: Weak<Publishers>) {
    loop {
        tokio::time::sleep(SWEEP).await;
        match publishers.upgrade() {
            Some(publishers) => publishers.without_idle(),
            None => return,
        }
    }
}

/// The configuration that `settings` describe, or the first error of it.
fn sound(settings: &KafkaSettings) -> Result<KafkaConfig, Box<ApiError>> {
    let (config, problems) = shared::kafka::check(settings, crate::sandbox::now_ms());
    config.ok_or_else(|| {
        let error = problems.iter().find(|it| it.severity() == Severity::Error);
        let found = error.map(|it| {
            let words = words::error(it.code(), it.to_string(), it.help());
            words::at_field(Some(it.field.to_owned()), words)
        });
        found.unwrap_or_else(|| words::of_problem(&DeliveryProblem::NoConnection))
    })
}

/// Asks for the topic's limit, and so blocks for a connection's time.
fn target(
    client_id: &str,
    config: &KafkaConfig,
    manner: Manner,
    diagnosis: Diagnosis,
    open: mpsc::Sender<()>,
) -> Target {
    let topic_limit = topic_limit(connection(config, client_id), &config.topic, ASKING);
    Target {
        topic: config.topic.clone(),
        manner,
        producer: producer_map(client_id, config, manner, topic_limit),
        reader: integration_reader(config, client_id),
        topic_limit,
        diagnosis,
        open,
    }
}

fn producer_map(client_id: &str, config: &KafkaConfig, manner: Manner, topic_limit: Option<usize>) -> ClientMap {
    let Manner { message_timeout, linger, .. } = manner;
    let batch_bytes = topic_limit.unwrap_or(BATCH_BYTES).clamp(1, BATCH_BYTES);
    integration_producer(config, client_id, Pace { message_timeout, linger, batch_bytes })
}

/// What the client library is told for a producer, secrets included: to measure another one with the same settings.
#[must_use]
pub fn producer_settings(client_id: &str, config: &KafkaConfig, manner: Manner) -> BTreeMap<&'static str, String> {
    producer_map(client_id, config, manner, None)
}

fn refused(number: usize, record: &Record, error: &ApiError) -> MessageReceipt {
    let result = DeliveryResult::Failed { error: error.clone() };
    MessageReceipt { number, key: record.key.clone(), bytes: record.value.len(), sha256: record.sha256(), result }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings() -> KafkaSettings {
        KafkaSettings {
            // Nothing listens there: a client is made all the same.
            bootstrap_servers: Some("127.0.0.1:1".to_owned()),
            topic: Some("events".to_owned()),
            ..KafkaSettings::default()
        }
    }

    fn live(publishers: &Publishers) -> usize {
        publishers.live.lock().unwrap().len()
    }

    async fn opened(publishers: &Publishers, settings: &KafkaSettings) -> Arc<Publisher> {
        publishers.publisher("id", settings, Manner::INTERACTIVE).await.unwrap()
    }

    #[tokio::test]
    async fn a_publisher_is_kept_until_its_configuration_changes_or_it_is_retired() {
        let (publishers, settings) = (Publishers::start(), settings());
        let first = opened(&publishers, &settings).await;
        assert!(Arc::ptr_eq(&first, &opened(&publishers, &settings).await));
        let changed = KafkaSettings { topic: Some("others".to_owned()), ..settings };
        let second = opened(&publishers, &changed).await;
        assert!(!Arc::ptr_eq(&first, &second));
        second.retire();
        assert!(!Arc::ptr_eq(&second, &opened(&publishers, &changed).await));
        assert_eq!(live(&publishers), 1);
    }

    #[tokio::test]
    async fn an_idle_publisher_is_closed_unless_it_is_in_use() {
        let publishers = Publishers::start();
        let in_use = opened(&publishers, &settings()).await;
        let long_ago = Instant::now().checked_sub(IDLE).unwrap();
        publishers.live.lock().unwrap().values_mut().for_each(|it| it.used = long_ago);
        publishers.without_idle();
        assert_eq!(live(&publishers), 1);
        drop(in_use);
        publishers.without_idle();
        assert_eq!(live(&publishers), 0);
    }

    #[tokio::test]
    async fn no_client_is_made_for_a_broker_that_may_not_be_connected_to() {
        let allowed = AllowedBrokers::new(vec!["*.example.com:9093".parse().unwrap()]);
        let publishers = Publishers::allowing(allowed);
        let error = publishers.publisher("id", &settings(), Manner::INTERACTIVE).await.err().unwrap();
        assert_eq!(error.code, "broker_not_allowed");
        assert_eq!(error.message, "This server may not connect to `127.0.0.1:1`.");
        assert_eq!(live(&publishers), 0);
    }

    #[tokio::test]
    async fn publishers_that_are_closed_take_no_more_messages() {
        let publishers = Publishers::start();
        drop(opened(&publishers, &settings()).await);
        publishers.close(Duration::from_secs(10)).await;
        let records = Arc::new(vec![Record { batch: 0, key: None, value: "{}".to_owned() }]);
        let receipts = publishers.send("id", &settings(), records).await;
        let DeliveryResult::Failed { error } = &receipts[0].result else { panic!("{receipts:?}") };
        assert_eq!(error.message, "The message was not sent: the server is stopping.");
        assert_eq!(error.hint.as_deref(), Some("Send it again once the server is back."));
    }
}
