//! serde_json: a tree (`Value` with `preserve_order`), and validation alone (`IgnoredAny`).

use serde::de::IgnoredAny;
use serde_json::{Map, Value};

use crate::job;

pub(super) fn filter(batch: &[u8]) -> Vec<u8> {
    let mut value: Value = serde_json::from_slice(batch).expect("a batch");
    let members = value.as_object_mut().expect("a batch is an object");
    for name in job::REMOVED {
        // `remove` would put the last member in its place.
        members.shift_remove(name);
    }
    let events = members.get_mut("events").and_then(Value::as_array_mut).expect("events are an array");
    events.retain(|event| !event["event_type"].as_str().is_some_and(job::drops));
    for data in events.iter_mut().filter_map(|event| event["data"].as_object_mut()) {
        Map::shift_remove(data, job::LOCATION);
    }
    serde_json::to_vec(&value).expect("a value can be written")
}

/// No output. It does not check UTF-8 inside of strings.
pub(super) fn validate(batch: &[u8]) -> Vec<u8> {
    let _: IgnoredAny = serde_json::from_slice(batch).expect("a batch");
    Vec::new()
}
