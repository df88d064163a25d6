//! Batches as senders and mParticle write them, with the members that rules look at and others.

use proptest::collection::vec;
use proptest::prelude::*;

use super::json::{list, name, object, spaced, value};

/// A batch as its tokens.
pub(crate) fn batch() -> impl Strategy<Value = Vec<String>> {
    let member = prop_oneof![1 => (name(), value()), 3 => known_member()];
    (vec(member, 0..6), vec(event(), 0..4), 0usize..6).prop_map(|(mut members, events, at)| {
        members.insert(at.min(members.len()), (quoted("events"), list("[", "]", events)));
        object(members)
    })
}

/// A member that some rule looks at, mostly with a value that it expects.
fn known_member() -> impl Strategy<Value = (String, Vec<String>)> {
    let names = [
        "context",
        "device_info",
        "application_info",
        "mp_deviceid",
        "message_id",
        "mpid",
        "user_identities",
        "environment",
        "unique_id",
        "events",
        "timestamp_unixtime_ms",
        "source_request_id",
        "batch_id",
        "schema_version",
    ];
    let value = prop_oneof![2 => value(), 3 => sensible(), 1 => just("null")];
    (prop::sample::select(names.to_vec()), value).prop_map(|(name, value)| (quoted(name), value))
}

fn sensible() -> impl Strategy<Value = Vec<String>> {
    let identities = prop::sample::select(vec!["email", "CUSTOMER_ID", "customerid", "x", "other\\u005fid_2"]);
    prop_oneof![
        vec((identities.prop_map(quoted), value()), 0..3).prop_map(object),
        vec((prop::sample::select(vec!["location", "device", "os"]).prop_map(quoted), value()), 0..3).prop_map(object),
        prop::sample::select(&["[]", "7", "-5412031425869132287", "\"DEVELOPMENT\"", "\"\"", "\"r-1\""])
            .prop_map(|it| vec![it.to_owned()]),
    ]
}

/// An event as its tokens.
fn event() -> impl Strategy<Value = Vec<String>> {
    let data_names =
        ["loc\\u0061tion", "event_id", "timestamp_unixtime_ms", "session_id", "custom_event_type", "product_action"];
    let data_name = prop_oneof![3 => name(), 2 => prop::sample::select(data_names.to_vec()).prop_map(quoted)];
    let data_value = prop_oneof![3 => value(), 1 => just("1700000000001"), 1 => just("\"NAVIGATION\"")];
    let types = [
        "custom_event",
        "NETWORK_PERFORMANCE",
        "user_attribute_change",
        r"user\u005fidentity_change",
        "push_reaction",
        "opt_out",
    ];
    let data = prop_oneof![8 => vec((data_name, data_value), 0..6).prop_map(object), 1 => value()];
    (data, prop::sample::select(types.to_vec()), 0u8..8).prop_map(|(data, event_type, shape)| {
        let data = (quoted("data"), data);
        let event_type = (quoted("event_type"), vec![quoted(event_type)]);
        match shape {
            0 => object(vec![data]),
            1 => object(vec![event_type.clone(), data, event_type]),
            2..=4 => object(vec![event_type, data]),
            _ => object(vec![data, event_type]),
        }
    })
}

/// One batch, several in an array, or several lines.
pub(crate) fn batches() -> impl Strategy<Value = String> {
    let space = prop::sample::select(vec!["", "", " ", "\t", "   "]);
    (vec((batch(), space), 1..4), 0u8..6).prop_map(|(batches, shape)| {
        let mut texts = batches.iter().map(|(tokens, space)| spaced(tokens, &["", space]));
        match shape {
            0 => format!("[{}]", texts.collect::<Vec<_>>().join(" ,")),
            1 => texts.collect::<Vec<_>>().join("\n"),
            _ => texts.next().unwrap_or_default(),
        }
    })
}

fn quoted(name: &str) -> String {
    format!("\"{name}\"")
}

fn just(token: &str) -> Just<Vec<String>> {
    Just(vec![token.to_owned()])
}
