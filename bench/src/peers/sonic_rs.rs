//! sonic-rs: a tree, and lazy iterators that copy the text of values.

use sonic_rs::{JsonValueMutTrait, JsonValueTrait, LazyValue, Value, to_object_iter};

use crate::job;

pub(super) fn filter(batch: &[u8]) -> Vec<u8> {
    let mut value: Value = sonic_rs::from_slice(batch).expect("a batch");
    let members = value.as_object_mut().expect("a batch is an object");
    for name in job::REMOVED {
        members.remove(&name);
    }
    let events = members.get_mut(&"events").and_then(|it| it.as_array_mut()).expect("events are an array");
    events.retain(|event| !event["event_type"].as_str().is_some_and(job::drops));
    for event in events.iter_mut() {
        if let Some(data) = event["data"].as_object_mut() {
            data.remove(&job::LOCATION);
        }
    }
    sonic_rs::to_vec(&value).expect("a value can be written")
}

/// The outermost iterator checks everything; those inside rely on it.
pub(super) fn filter_lazily(batch: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(batch.len());
    out.push(b'{');
    for member in to_object_iter(batch) {
        let (name, value) = member.expect("a batch");
        if job::removes(&name) {
            continue;
        }
        key(&mut out, &name);
        if name == "events" {
            events(&mut out, value);
        } else {
            out.extend_from_slice(value.as_raw_str().as_bytes());
        }
    }
    out.push(b'}');
    out
}

fn events(out: &mut Vec<u8>, events: LazyValue<'_>) {
    out.push(b'[');
    for item in events.into_array_iter().expect("events are an array") {
        let start = out.len();
        if out.last() != Some(&b'[') {
            out.push(b',');
        }
        if !event(out, item.expect("an event")) {
            out.truncate(start);
        }
    }
    out.push(b']');
}

/// Whether it stays.
fn event(out: &mut Vec<u8>, event: LazyValue<'_>) -> bool {
    out.push(b'{');
    for member in event.into_object_iter().expect("an event is an object") {
        let (name, value) = member.expect("a member");
        if name == "event_type" && value.as_str().is_some_and(job::drops) {
            return false;
        }
        key(out, &name);
        if name == "data" {
            data(out, value);
        } else {
            out.extend_from_slice(value.as_raw_str().as_bytes());
        }
    }
    out.push(b'}');
    true
}

fn data(out: &mut Vec<u8>, data: LazyValue<'_>) {
    out.push(b'{');
    for member in data.into_object_iter().expect("data is an object") {
        let (name, value) = member.expect("a member");
        if name != job::LOCATION {
            key(out, &name);
            out.extend_from_slice(value.as_raw_str().as_bytes());
        }
    }
    out.push(b'}');
}

/// Names arrive decoded, so they are written anew.
fn key(out: &mut Vec<u8>, name: &str) {
    if out.last() != Some(&b'{') {
        out.push(b',');
    }
    if name.bytes().any(|byte| byte < b' ' || byte == b'"' || byte == b'\\') {
        sonic_rs::to_writer(&mut *out, name).expect("a name can be written");
    } else {
        out.push(b'"');
        out.extend_from_slice(name.as_bytes());
        out.push(b'"');
    }
    out.push(b':');
}
