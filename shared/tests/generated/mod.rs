//! Batches as nobody writes them, and every choice of settings.

use proptest::collection::vec;
use proptest::prelude::*;
use shared::ConnectionSettings;
use shared::settings::MetadataField;

/// A JSON value as its tokens: white space can stand between any two.
pub(crate) fn value() -> impl Strategy<Value = Vec<String>> {
    let scalar = prop_oneof![
        Just("null".to_owned()),
        Just("true".to_owned()),
        Just("-0".to_owned()),
        Just("1.50".to_owned()),
        Just("1E+400".to_owned()),
        Just("123456789012345678901234567890".to_owned()),
        any::<i64>().prop_map(|it| it.to_string()),
        string(),
    ];
    scalar.prop_map(|it| vec![it]).prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(|items| list("[", "]", items)),
            vec((name(), inner), 0..4).prop_map(object),
        ]
    })
}

pub(crate) fn string() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z é😀{}\\[\\],:]{0,8}".prop_map(|it| format!("\"{it}\"")),
        Just(r#""\ud83d""#.to_owned()),
        Just(r#""\u0041\/\"\\""#.to_owned()),
    ]
}

fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[a-z]{1,3}".prop_map(|it| format!("\"{it}\"")),
        1 => Just("\"location\"".to_owned()),
        1 => Just("\"api_key\"".to_owned()),
        1 => Just("\"ip\"".to_owned()),
    ]
}

fn list(open: &str, close: &str, items: Vec<Vec<String>>) -> Vec<String> {
    let mut tokens = vec![open.to_owned()];
    for (at, item) in items.into_iter().enumerate() {
        tokens.extend((at > 0).then(|| ",".to_owned()));
        tokens.extend(item);
    }
    tokens.push(close.to_owned());
    tokens
}

pub(crate) fn object(members: Vec<(String, Vec<String>)>) -> Vec<String> {
    let member = |(name, value): (String, Vec<String>)| [vec![name, ":".to_owned()], value].concat();
    list("{", "}", members.into_iter().map(member).collect())
}

fn event() -> impl Strategy<Value = Vec<String>> {
    let data_name = prop_oneof![
        4 => name(),
        1 => Just(r#""loc\u0061tion""#.to_owned()),
        1 => Just("\"event_id\"".to_owned()),
        1 => Just("\"timestamp_unixtime_ms\"".to_owned()),
    ];
    let event_type = prop_oneof![
        Just("custom_event"),
        Just("NETWORK_PERFORMANCE"),
        Just("user_attribute_change"),
        Just(r"user\u005fidentity_change"),
        Just("push_reaction"),
    ];
    (vec((data_name, value()), 0..6), event_type, any::<bool>()).prop_map(|(data, event_type, type_first)| {
        let data = ("\"data\"".to_owned(), object(data));
        let event_type = ("\"event_type\"".to_owned(), vec![format!("\"{event_type}\"")]);
        object(if type_first { vec![event_type, data] } else { vec![data, event_type] })
    })
}

pub(crate) fn batch() -> impl Strategy<Value = Vec<String>> {
    let known = prop_oneof![
        Just("\"context\""),
        Just("\"device_info\""),
        Just("\"mp_deviceid\""),
        Just("\"message_id\""),
        Just("\"mpid\""),
        Just("\"user_identities\""),
        Just("\"environment\""),
    ];
    let member_name = prop_oneof![1 => name(), 2 => known.prop_map(str::to_owned)];
    (vec((member_name, value()), 0..6), vec(event(), 0..4), 0usize..6).prop_map(|(mut members, events, at)| {
        members.insert(at.min(members.len()), ("\"events\"".to_owned(), list("[", "]", events)));
        object(members)
    })
}

/// The tokens with white space between them, and without.
pub(crate) fn spaced(tokens: &[String], spaces: &[&str]) -> (String, String) {
    let spaced = tokens.iter().enumerate().map(|(at, token)| format!("{token}{}", spaces[at % spaces.len()])).collect();
    (spaced, tokens.concat())
}

pub(crate) fn settings() -> impl Strategy<Value = ConnectionSettings> {
    (any::<[bool; 10]>(), any::<bool>()).prop_map(|(on, unique)| ConnectionSettings {
        unique_id: unique.then(|| "u\"1".to_owned()),
        metadata_field_exclusion: if on[0] {
            vec![MetadataField::DeviceName, MetadataField::IpAddress]
        } else {
            vec![]
        },
        send_network_performance_events: on[1],
        send_as_batch: on[2],
        wait_for_complete_batch: on[3],
        include_location: on[4],
        include_metadata: on[5],
        include_user_attribute_change_events: on[6],
        include_user_identity_change_events: on[7],
        send_batches_without_events: on[8],
        include_mp_deviceid: on[9],
        include_event_batch_location: on[0],
    })
}
