//! A producer that the client library gives up: its successor takes the next message.

use backend::publisher::Publishers;
use headgate_tests::kafka::{Kafka, Way};

use crate::publishing::{failure, place, record, send};

/// Rights with which Alice sees topics, and gets no producer's id.
const RIGHTS: [&[&str]; 3] = [
    &["--allow-principal", "User:alice", "--operation", "Describe", "--topic", "*"],
    &["--deny-principal", "User:alice", "--operation", "Write", "--topic", "*"],
    &["--deny-principal", "User:alice", "--operation", "IdempotentWrite", "--cluster"],
];

fn acl(kafka: &Kafka, action: &[&str]) {
    for right in RIGHTS {
        tokio::task::block_in_place(|| kafka.acl(&[action, right].concat()));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_fatal_error_the_next_message_is_sent_by_a_new_producer() {
    let kafka = Kafka::own("fatal", 1);
    let topic = kafka.create_topic(1, &[]);
    let (publishers, settings) = (Publishers::start(), kafka.settings(Way::ScramSha512, &topic));
    let records = [record(None, "{}")];
    acl(&kafka, &["--add"]);
    let result = send(&publishers, "fatal", &settings, &records).await.remove(0);
    let (code, message, hint) = failure(&result);
    assert_eq!(code, "producer_denied", "{result}");
    assert_eq!(message, "The message was not written: this user may not use an idempotent producer.");
    assert_eq!(
        hint,
        "Give the user the ACL operation IdempotentWrite on the cluster; brokers before Kafka 3.0 ask for it."
    );
    acl(&kafka, &["--remove", "--force"]);
    place(&send(&publishers, "fatal", &settings, &records).await[0], &records[0]);
}
