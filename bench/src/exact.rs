//! What must come out of a generated batch, byte for byte: cut out of its text by serde_json's `RawValue`, member by
//! member. Slow, and written for nothing but being right.

use std::borrow::Cow;

use serde::de::{Deserializer as _, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::job;

/// The batch without what the job takes away.
pub fn filtered(batch: &[u8]) -> Vec<u8> {
    let text = std::str::from_utf8(batch).expect("UTF-8");
    let members = members(text).into_iter().filter(|(name, _)| !job::removes(name));
    object(members.map(|(name, value)| if name == "events" { (name, events(value)) } else { (name, value.to_owned()) }))
        .into_bytes()
}

fn events(text: &str) -> String {
    let items: Vec<&RawValue> = serde_json::from_str(text).expect("an array");
    let kept: Vec<String> = items.into_iter().filter_map(|it| event(it.get())).collect();
    format!("[{}]", kept.join(","))
}

fn event(text: &str) -> Option<String> {
    let members = members(text);
    let dropped = |(name, value): &(Cow<'_, str>, &str)| name == "event_type" && job::drops(value.trim_matches('"'));
    if members.iter().any(dropped) {
        return None;
    }
    Some(object(members.into_iter().map(|(name, value)| {
        let value = if name == "data" { data(value) } else { value.to_owned() };
        (name, value)
    })))
}

fn data(text: &str) -> String {
    let members = members(text).into_iter().filter(|(name, _)| name != job::LOCATION);
    object(members.map(|(name, value)| (name, value.to_owned())))
}

/// The generated names have no escapes, so they can be written as they were read.
fn object<'a>(members: impl Iterator<Item = (Cow<'a, str>, String)>) -> String {
    let members: Vec<String> = members.map(|(name, value)| format!("\"{name}\":{value}")).collect();
    format!("{{{}}}", members.join(","))
}

/// All members, those that occur twice as well.
fn members(text: &str) -> Vec<(Cow<'_, str>, &str)> {
    struct Members;
    impl<'de> Visitor<'de> for Members {
        type Value = Vec<(Cow<'de, str>, &'de str)>;

        fn expecting(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            out.write_str("an object")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut members = Vec::new();
            while let Some((name, value)) = map.next_entry::<&'de str, &'de RawValue>()? {
                members.push((Cow::Borrowed(name), value.get()));
            }
            Ok(members)
        }
    }
    serde_json::Deserializer::from_str(text).deserialize_map(Members).expect("an object")
}
