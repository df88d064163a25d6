//! simd-json: a tree that borrows from the input. It writes into its input, so the input is copied first.

use simd_json::borrowed::Value;
use simd_json::prelude::*;

use crate::job;

pub(super) fn filter(batch: &[u8]) -> Vec<u8> {
    let mut copy = batch.to_vec();
    let mut value = simd_json::to_borrowed_value(&mut copy).expect("a batch");
    let members = value.as_object_mut().expect("a batch is an object");
    for name in job::REMOVED {
        members.remove(name);
    }
    let events = members.get_mut("events").and_then(Value::as_array_mut).expect("events are an array");
    events.retain(|event| !event.get("event_type").and_then(|it| it.as_str()).is_some_and(job::drops));
    for event in events {
        if let Some(data) = event.get_mut("data").and_then(Value::as_object_mut) {
            data.remove(job::LOCATION);
        }
    }
    let mut out = Vec::with_capacity(batch.len());
    value.write(&mut out).expect("a value can be written");
    out
}
