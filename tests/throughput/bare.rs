//! A producer of the client library as it is, with the publisher's settings.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use backend::publisher::{Manner, producer_settings};
use rdkafka::error::{KafkaError, RDKafkaErrorCode};
use rdkafka::producer::{BaseRecord, DeliveryResult, Producer as _, ProducerContext, ThreadedProducer};
use rdkafka::{ClientConfig, ClientContext};
use shared::kafka::KafkaConfig;

use super::messages::{Messages, PORTION};
use super::{MESSAGES, Run};

/// Counts what was written.
#[derive(Clone, Default)]
struct Written(Arc<AtomicUsize>);

impl ClientContext for Written {}

impl ProducerContext for Written {
    type DeliveryOpaque = ();

    fn delivery(&self, result: &DeliveryResult<'_>, (): ()) {
        if result.is_ok() {
            self.0.fetch_add(1, Ordering::Relaxed);
        }
    }
}

pub(crate) fn run(config: &KafkaConfig) -> Run {
    let settings = producer_settings("throughput-bare", config, Manner::FORWARDING);
    let mut client = ClientConfig::new();
    client.extend(settings.into_iter().map(|(key, value)| (key.to_owned(), value)));
    let written = Written::default();
    let producer: ThreadedProducer<Written> = client.create_with_context(written.clone()).unwrap();
    let mut messages = Messages::new();
    messages.make(0);
    send(&producer, &config.topic, &messages.made[0]);
    producer.flush(Duration::from_secs(30)).unwrap();
    Run::measured(|| {
        for first in (0..MESSAGES).step_by(PORTION) {
            messages.make(first);
            messages.made.iter().take(MESSAGES - first).for_each(|it| send(&producer, &config.topic, it));
        }
        producer.flush(Duration::from_secs(120)).unwrap();
        assert_eq!(written.0.load(Ordering::Relaxed), MESSAGES + 1, "all were written");
    })
}

fn send(producer: &ThreadedProducer<Written>, topic: &str, (key, value): &(String, String)) {
    let mut record = BaseRecord::to(topic).key(key.as_str()).payload(value.as_str());
    while let Err((error, back)) = producer.send(record) {
        assert_eq!(error, KafkaError::MessageProduction(RDKafkaErrorCode::QueueFull));
        std::thread::sleep(Duration::from_millis(1));
        record = back;
    }
}
