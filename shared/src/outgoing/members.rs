//! The members that outgoing form always has, and those that it has as strings.

/// What is written where a member is absent or null.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Default {
    /// This text.
    Text(&'static str),
    /// The receipt time.
    ReceiptTime,
    /// The batch's id.
    BatchId,
    /// The message's id.
    MessageId,
}

/// The members of a batch that outgoing form always has, in the order in which absent ones are added.
pub(crate) const BATCH_DEFAULTS: [(&str, Default); 10] = [
    ("user_identities", Default::Text("[]")),
    ("timestamp_unixtime_ms", Default::ReceiptTime),
    ("batch_id", Default::BatchId),
    ("message_id", Default::MessageId),
    ("message_type", Default::Text("\"events\"")),
    ("schema_version", Default::Text("1")),
    ("environment", Default::Text("\"production\"")),
    ("deleted_user_attributes", Default::Text("[]")),
    ("system_notifications", Default::Text("[]")),
    ("context", Default::Text("{}")),
];

/// The 64-bit members of an event's `data`, which outgoing form has as strings.
pub(crate) const INTEGERS: [&str; 5] =
    ["event_id", "session_id", "timestamp_unixtime_ms", "session_start_unixtime_ms", "event_start_unixtime_ms"];
