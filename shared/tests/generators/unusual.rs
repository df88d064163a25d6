//! Batches in which every piece of data that a setting can remove is written as unusually as JSON allows.

use proptest::collection::vec;
use proptest::prelude::*;

use super::json::value;

/// What stands in each value that must go.
pub(crate) const SECRET: &str = "5ec2e7";

/// A batch, in either form, whose removable members hold [`SECRET`]: their names escaped, repeated, in any order.
pub(crate) fn sensitive_batch() -> impl Strategy<Value = String> {
    let of_batch = ["ip", "mp_deviceid", "source_info", "application_info", "api_key", "api_keys"];
    let members = vec(
        prop_oneof![hidden(&of_batch), object_of("context", "location"), object_of("device_info", "device"), other()],
        0..8,
    );
    let events = vec(event(), 0..4).prop_map(|it| format!("\"events\":[{}]", it.join(",")));
    let sign = prop::sample::select(&["\"user_identities\":{}", "\"user_identities\":[]", "\"mpid\":7"]);
    (members, events, sign, any::<prop::sample::Index>()).prop_map(|(mut members, events, sign, at)| {
        members.insert(at.index(members.len() + 1), events);
        members.insert(at.index(members.len() + 1), sign.to_owned());
        format!("{{{}}}", members.join(","))
    })
}

/// A batch with members that only look like those that are removed: deeper, in strings, or in other letters.
pub(crate) fn look_alikes() -> impl Strategy<Value = Vec<String>> {
    let names = ["ip", "location", "device_info", "mp_deviceid", "api_key", "application_info"];
    let changed = prop::sample::select(names.to_vec()).prop_flat_map(|name| {
        prop_oneof![
            Just(format!("\"{}\":7", name.to_uppercase())),
            Just(format!("\"{name} \":7")),
            Just(format!("\"{name}\\u0000\":7")),
            Just(format!("\"user_attributes\":{{\"{name}\":7}}")),
            Just(format!("\"a\":[{{\"{name}\":{{\"{name}\":7}}}}]")),
            Just(format!("\"a\":\"\\\"{name}\\\":7,{name}\"")),
            Just(format!("\"{name}\\\\\":\"\\\\\"")),
        ]
    });
    vec(changed, 1..6)
}

fn event() -> impl Strategy<Value = String> {
    let types =
        ["custom_event", "OPT_OUT", r"user\u005fattribute_change", "network_performance", "user_identity_change"];
    let data = vec(prop_oneof![hidden(&["location"]), other()], 0..4).prop_map(|it| it.join(","));
    (data, prop::sample::select(types.to_vec()), any::<bool>()).prop_map(|(data, event_type, twice)| {
        let data = format!("{{{data}}}");
        let event_type = format!("\"event\\u005ftype\":\"{event_type}\"");
        if twice {
            format!("{{\"d\\u0061ta\":{data},{event_type},\"data\":{data}}}")
        } else {
            format!("{{{event_type},\"data\":{data}}}")
        }
    })
}

/// One of `names`, perhaps escaped, with a value that holds [`SECRET`].
fn hidden(names: &[&'static str]) -> impl Strategy<Value = String> + use<> {
    let values =
        [r#""5ec2e7""#, r#"{"a":[{"b":"5ec2e7"}]}"#, r#"["\"}]",5,"5ec2e7"]"#, r#"{"location":"5ec2e7","ip":1}"#];
    (prop::sample::select(names.to_vec()), any::<u32>(), prop::sample::select(values.to_vec()))
        .prop_map(|(name, escapes, value)| format!("\"{}\" : {value}", escaped(name, escapes)))
}

/// The object `name` with hidden members called `inner`.
fn object_of(name: &'static str, inner: &'static str) -> impl Strategy<Value = String> {
    (vec(prop_oneof![2 => hidden(&[inner]), 1 => other()], 0..4), any::<u32>())
        .prop_map(move |(members, escapes)| format!("\"{}\":{{{}}}", escaped(name, escapes), members.join(" , ")))
}

fn other() -> impl Strategy<Value = String> {
    ("[a-z]{1,3}", value()).prop_map(|(name, value)| format!("\"{name}\":{}", value.concat()))
}

/// `name` with those letters escaped whose bit is set.
fn escaped(name: &str, bits: u32) -> String {
    let letter = |(at, letter): (usize, char)| match bits >> at & 3 {
        0 => format!("\\u{:04x}", u32::from(letter)),
        1 if bits & 1 << 31 != 0 => format!("\\u{:04X}", u32::from(letter)),
        _ => letter.to_string(),
    };
    name.chars().enumerate().map(letter).collect()
}
