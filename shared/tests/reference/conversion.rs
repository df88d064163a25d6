//! What the conversion to outgoing form leaves as it is: every member that it has no rule for, to the byte.

use shared::ConnectionSettings;

use super::json::{compact, elements, members, says};
use super::rules::{events_of_messages, is_removed};

/// Members that the conversion may write differently, add or remove.
const OF_BATCH: [&str; 16] = [
    "user_identities",
    "timestamp_unixtime_ms",
    "batch_id",
    "message_id",
    "message_type",
    "schema_version",
    "environment",
    "deleted_user_attributes",
    "system_notifications",
    "context",
    "events",
    "unique_id",
    "device_info",
    "application_info",
    "api_key",
    "api_keys",
];

const OF_DATA: [&str; 16] = [
    "event_id",
    "session_id",
    "timestamp_unixtime_ms",
    "session_start_unixtime_ms",
    "event_start_unixtime_ms",
    "product_action",
    "promotion_action",
    "device_current_state",
    "new",
    "old",
    "custom_event_type",
    "application_transition_type",
    "profile_event_type",
    "push_message_type",
    "push_message_behavior",
    "application_state",
];

/// Checks the messages of `batch`.
#[track_caller]
pub(super) fn check(batch: &str, settings: &ConnectionSettings, messages: &[&str]) {
    let expected = events_of_messages(batch, settings);
    assert_eq!(messages.len(), expected.len(), "{batch}");
    let removed = |name: &str| OF_BATCH.contains(&name) || is_removed(name, settings);
    for (message, events) in messages.iter().zip(expected) {
        assert_eq!(others(message, removed), others(batch, removed), "{batch}");
        let events: Vec<_> = events.iter().map(|it| untouched(it)).collect();
        assert_eq!(untouched_in_events(message), events, "{batch}");
    }
}

/// The members of an object but for those that are `known`, in order.
fn others(object: &str, known: impl Fn(&str) -> bool) -> Vec<String> {
    let all = members(object).unwrap_or_default().into_iter().filter(|it| !known(&says(it.0)));
    all.map(|(name, value)| format!("{name}:{}", compact(value))).collect()
}

fn untouched_in_events(message: &str) -> Vec<(Vec<String>, Vec<String>)> {
    let arrays = members(message).unwrap_or_default().into_iter().filter(|it| says(it.0) == "events");
    arrays.flat_map(|it| elements(it.1).unwrap_or_default()).map(untouched).collect()
}

/// What no rule touches in an event, and in its `data`.
fn untouched(event: &str) -> (Vec<String>, Vec<String>) {
    let data = members(event).unwrap_or_default().into_iter().filter(|it| says(it.0) == "data");
    let inside = data.flat_map(|it| others(it.1, |name| OF_DATA.contains(&name))).collect();
    (others(event, |name| matches!(name, "data" | "event_type")), inside)
}
