//! THE table of what can go wrong with a message on its way to Kafka and back, with what was done when it did.

use crate::issue::Example::Text;
use crate::issue::macros::problems;

problems! {
    /// Why a message is not in Kafka, or why it could not be read back. `Display` is the message.
    DeliveryProblem, DELIVERY_PROBLEMS {
        TooLarge { bytes: usize, limit: usize, largest: String } = "message_too_large", Error,
            says "The message has {bytes} bytes; the topic takes at most {limit}.{largest}",
            help "Switch Send as Batch off, or send fewer events in a batch.",
            example Text("A batch of 1,000,025 bytes is sent.");
        TopicTakesLess { bytes: usize } = "message_too_large_for_topic", Error,
            says "The message has {bytes} bytes, more than the topic's `max.message.bytes` allows.",
            help "Switch Send as Batch off, send fewer events in a batch, or raise the topic's `max.message.bytes`.",
            example Text("A batch of 3,000 bytes is sent to a topic with max.message.bytes=2000.");
        BesideTooLarge = "message_beside_too_large", Error,
            says "Kafka refused the message, or one that was sent together with it, as too large; by then later messages of the same key were written.",
            help "Send it again if its place among the messages of its user does not matter.",
            example Text("Small and large messages are sent to a topic whose configuration this user may not read.");
        NotAcknowledged { seconds: u64 } = "not_acknowledged", Error,
            says "Kafka did not acknowledge the message within {seconds} s. It may have been written all the same.",
            help "Run the connection check. Look at the topic before you send the message again.",
            example Text("A broker stops while messages are on their way.");
        NotSent { seconds: u64 } = "not_sent", Error,
            says "The message was not sent: those before it took {seconds} s.",
            help "Send it again, with fewer messages in one request.",
            example Text("10,000 messages are sent over a slow connection.");
        QueueFull = "queue_full", Error,
            says "The message was not sent: too much is on its way to Kafka already.",
            help "Wait for what is under way, then send it again.",
            example Text("Many large batches are sent at the same time.");
        Stopping = "stopping", Error,
            says "The message was not sent: the server is stopping.",
            help "Send it again once the server is back.",
            example Text("The server is restarted.");
        NoConnection = "not_connected", Error,
            says "The message was not sent: there is no connection to Kafka.",
            help "Run the connection check: it says why.",
            example Text("No broker can be reached.");
        TopicMissing { topic: String } = "topic_not_found", Error,
            says "The message was not written: there is no topic `{topic}`.",
            help "Create the topic, or correct its name: it is not created by sending.",
            example Text("The topic's name is misspelt.");
        TopicDenied { topic: String } = "write_denied", Error,
            says "The message was not written: this user may not write to the topic `{topic}`.",
            help "Give the user the ACL operations Describe and Write on the topic.",
            example Text("Another user's topic is named.");
        ClusterDenied = "producer_denied", Error,
            says "The message was not written: this user may not use an idempotent producer.",
            help "Give the user the ACL operation IdempotentWrite on the cluster; brokers before Kafka 3.0 ask for it.",
            example Text("The user may write to the topic, and no more.");
        NotEnoughReplicas = "not_enough_replicas", Error,
            says "The message was not written: the topic has fewer replicas in sync than its `min.insync.replicas`.",
            help "Bring the topic's other brokers back, or lower its `min.insync.replicas`.",
            example Text("Two of three brokers are down.");
        LoginFailed = "not_signed_in", Error,
            says "The message was not sent: Kafka refused the login.",
            help "Run the connection check: it says which mechanisms the broker offers and what it refused.",
            example Text("The password was changed at the broker.");
        InvalidRecord = "record_refused", Error,
            says "The broker's validation refused the message.",
            help "Ask the topic's owner what it takes: it may have a schema, or be compacted and need a key.",
            example Text("A message without a key is sent to a compacted topic.");
        Refused { why: String } = "refused", Error,
            says "Kafka refused the message: {why}.",
            help "Run the connection check. If it passes, send the message again.",
            example Text("A broker has no disk space left.");
        ProducerFatal { why: String } = "producer_fatal", Error,
            says "The client library gave up its connection: {why}. The message may have been written all the same.",
            help "Look at the topic, then send the message again: a new connection is made.",
            example Text("The broker has lost what it knew of this producer.");
        ClientRefused { why: String } = "configuration_refused", Error,
            says "The message was not sent: the client library refuses the configuration: {why}.",
            help "Correct the configuration, then run the connection check.",
            example Text("The private key does not belong to the certificate.");
        ReadDenied = "read_denied", Warning,
            says "The message was acknowledged; this user may not read the topic, so it could not be read back.",
            help "Nothing is wrong with the message. For the proof, give the user the ACL operation Read on the topic.",
            example Text("The user may write to the topic, and no more.");
        PlaceUnknown = "place_unknown", Warning,
            says "The message was acknowledged, but Kafka did not say at which offset, so it could not be read back.",
            help "Nothing is wrong with the message: it was written by an earlier try. Look for it in the topic.",
            example Text("A connection breaks between writing and acknowledgement.");
        NotReadBack { seconds: u64 } = "not_read_back", Warning,
            says "The message was acknowledged, but could not be read back within {seconds} s.",
            help "Look for it in the topic at this partition and offset. If it is not there, the topic may keep very little, or be compacted.",
            example Text("The broker is busy, or the topic keeps messages for seconds only.");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_differ_and_every_problem_says_what_to_do() {
        let mut codes: Vec<_> = DELIVERY_PROBLEMS.iter().map(|it| it.code).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), DELIVERY_PROBLEMS.len());
        for row in DELIVERY_PROBLEMS {
            assert!(row.message.ends_with(['.', '}']) && row.help.ends_with('.'), "{}", row.code);
        }
    }

    #[test]
    fn what_is_filled_in_makes_a_sentence() {
        let largest = " Largest events: /events/3 (900 bytes).".to_owned();
        assert_eq!(
            DeliveryProblem::TooLarge { bytes: 1_000_025, limit: 1_000_000, largest }.to_string(),
            "The message has 1000025 bytes; the topic takes at most 1000000. Largest events: /events/3 (900 bytes)."
        );
        assert_eq!(
            DeliveryProblem::TopicMissing { topic: "t".to_owned() }.to_string(),
            "The message was not written: there is no topic `t`."
        );
    }
}
