//! The account as machines read it: each entry with its places in the input and in the messages.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod engines;
mod generators;
mod reference;

use std::collections::BTreeMap;

use engines::transform;
use generators::{batch, settings, spaced};
use proptest::prelude::*;
use serde::de::IgnoredAny;
use shared::account::{About, Done, Line, Place};
use shared::{ConnectionSettings, Outcome, Receipt};

const RECEIPT: Receipt = Receipt { time_ms: 1_700_000_000_000, number: 0 };

fn split() -> ConnectionSettings {
    ConnectionSettings { send_as_batch: false, ..ConnectionSettings::default() }
}

/// What stands at a place of a message.
fn text_at(outcome: &Outcome, place: Place) -> &str {
    outcome.records[place.message].value.get(place.offset..place.offset + place.bytes).unwrap()
}

/// What an entry is about, as it is written in the input.
fn source<'a>(text: &'a str, line: &Line) -> &'a str {
    text.get(line.source.offset..line.source.offset + line.source.bytes).unwrap()
}

/// A name and a value, with or without the comma before them.
fn is_member(text: &str, pointer: &str) -> bool {
    let object = format!("{{{}}}", text.trim_start_matches(','));
    let members: BTreeMap<String, IgnoredAny> = serde_json::from_str(&object).unwrap();
    members.keys().all(|name| pointer.ends_with(&format!("/{name}")))
}

fn check_event(text: &str, outcome: &Outcome, line: &Line) {
    assert_eq!(line.places.len(), usize::from(line.done != Done::Dropped), "{line:?}");
    for place in &line.places {
        let message = text_at(outcome, *place);
        assert!(message.starts_with('{') && serde_json::from_str::<IgnoredAny>(message).is_ok(), "{line:?}");
        let compact = |it: &str| shared::batch::pretty(it);
        assert!(line.done == Done::Changed || compact(source(text, line)) == compact(message), "{line:?}");
    }
}

/// Whether what one is about is a part of what the other is about. `events` may be there twice, so pointers do not tell.
fn is_inside(line: &Line, event: &Line) -> bool {
    let end = |it: &Line| it.source.offset + it.source.bytes;
    line.pointer.starts_with(&event.pointer) && event.source.offset < line.source.offset && end(line) <= end(event)
}

fn check_member(text: &str, outcome: &Outcome, line: &Line, events: &[Line]) {
    let event = events.iter().find(|it| is_inside(line, it));
    let messages = event.map_or(outcome.records.len(), |_| 1);
    assert_eq!(line.places.len(), if line.bytes_added > 0 { messages } else { 0 }, "{line:?}");
    for place in &line.places {
        let message = text_at(outcome, *place);
        let inside = event.map(|it| it.places[0]);
        assert!(inside.is_none_or(|it| it.message == place.message && it.offset < place.offset), "{line:?}");
        match line.done {
            Done::Added => assert!(is_member(message, &line.pointer) && place.bytes == line.bytes_added, "{line:?}"),
            _ if line.reason.unwrap().sentence() == "Outgoing form has 64-bit integers of an event as strings" => {
                assert_eq!(message, format!("\"{}\"", source(text, line)));
            }
            _ => assert!(serde_json::from_str::<IgnoredAny>(message).is_ok(), "{line:?}: {message}"),
        }
    }
}

proptest! {
    #[test]
    fn at_each_place_stands_what_the_entry_says(tokens in batch(), settings in settings()) {
        let text = spaced(&tokens, &["", " ", "\n\t"]);
        let outcome = transform(&text, &settings, RECEIPT, None);
        let lines: Vec<Line> = outcome.account.lines().collect();
        let (events, members): (Vec<_>, Vec<_>) =
            lines.into_iter().filter(|it| it.about != About::Batch).partition(|it| it.about == About::Event);
        prop_assert_eq!((events.len(), members.len()), (outcome.account.events.len(), outcome.account.members.len()));
        if outcome.account.batches.is_empty() {
            events.iter().for_each(|it| check_event(&text, &outcome, it));
            members.iter().for_each(|it| check_member(&text, &outcome, it, &events));
        }
    }
}

#[test]
fn a_member_of_the_batch_is_in_every_message_and_one_of_an_event_only_in_its_own() {
    let text = r#"{"user_identities":{},"events":[{"event_type":"opt_out","data":{"event_id":1}},{"event_type":"push_reaction"},{"event_type":"opt_out","data":{"event_id":22}}],"environment":"PRODUCTION"}"#;
    let outcome = transform(text, &split(), RECEIPT, None);
    let places = |pointer: &str| {
        let line = outcome.account.lines().find(|it| it.pointer == pointer && it.done == Done::Converted).unwrap();
        let text = |it: &Place| (it.message, text_at(&outcome, *it).to_owned());
        line.places.iter().map(text).collect::<Vec<_>>()
    };
    let production = || "\"production\"".to_owned();
    assert_eq!(places("/environment"), [(0, production()), (1, production())]);
    assert_eq!(places("/events/0/data/event_id"), [(0, "\"1\"".to_owned())]);
    assert_eq!(places("/events/2/data/event_id"), [(1, "\"22\"".to_owned())]);
}

#[test]
fn a_line_is_one_object_with_the_same_members_whatever_it_is_about() {
    let text = r#"{"message_id":"m","api_key":"k","events":[{"event_type":"push_reaction"}]}"#;
    let outcome = transform(text, &ConnectionSettings::default(), RECEIPT, None);
    let lines: Vec<_> = outcome.account.lines().map(|it| serde_json::to_string(&it).unwrap()).collect();
    assert_eq!(
        lines,
        [
            r#"{"about":"event","batch":0,"pointer":"/events/0","event_type":"push_reaction","done":"dropped","reason":"unsupported_event_type","setting":null,"why":"Not a supported event type","source":{"offset":42,"bytes":30},"bytes_removed":30,"bytes_added":0,"places":[]}"#,
            r#"{"about":"member","batch":0,"pointer":"/api_key","event_type":null,"done":"removed","reason":"credential","setting":null,"why":"Credentials are never forwarded","source":{"offset":18,"bytes":13},"bytes_removed":14,"bytes_added":0,"places":[]}"#,
        ]
    );
    let eventless = ConnectionSettings { send_batches_without_events: false, ..ConnectionSettings::default() };
    let outcome = transform("[ {\"mpid\": 7}]", &eventless, RECEIPT, None);
    let line = serde_json::to_string(&outcome.account.lines().next().unwrap()).unwrap();
    assert_eq!(
        line,
        r#"{"about":"batch","batch":0,"pointer":"","event_type":null,"done":"dropped","reason":"eventless_off","setting":"send_batches_without_events","why":"Send Batches without Events is off","source":{"offset":2,"bytes":11},"bytes_removed":10,"bytes_added":0,"places":[]}"#
    );
}
