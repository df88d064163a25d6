//! Settings do not get into each other's way: one after the other comes to the same as both at once.

use std::sync::LazyLock;

use proptest::prelude::*;
use shared::settings::MetadataField;
use shared::{ConnectionSettings, Form, Transformer};

use crate::generators::{self, batch, sensitive_batch};
use crate::{RECEIPT, everything_on, reference, run};

type Change = (&'static str, fn(&mut ConnectionSettings));

/// Each setting, turned to where it does something.
const CHANGES: [Change; 13] = [
    ("unique_id", |it| it.unique_id = Some("u".to_owned())),
    ("device_name", |it| it.metadata_field_exclusion.push(MetadataField::DeviceName)),
    ("ip_address", |it| it.metadata_field_exclusion.push(MetadataField::IpAddress)),
    ("send_network_performance_events", |it| it.send_network_performance_events = false),
    ("send_as_batch", |it| it.send_as_batch = false),
    ("wait_for_complete_batch", |it| it.wait_for_complete_batch = true),
    ("include_location", |it| it.include_location = false),
    ("include_metadata", |it| it.include_metadata = false),
    ("include_user_attribute_change_events", |it| it.include_user_attribute_change_events = false),
    ("include_user_identity_change_events", |it| it.include_user_identity_change_events = false),
    ("send_batches_without_events", |it| it.send_batches_without_events = false),
    ("include_mp_deviceid", |it| it.include_mp_deviceid = false),
    ("include_event_batch_location", |it| it.include_event_batch_location = false),
];

fn with(changes: &[Change]) -> Transformer {
    let mut settings = everything_on();
    changes.iter().for_each(|(_, change)| change(&mut settings));
    Transformer::new(&settings)
}

/// Compiling settings is slow in a debug build: once each.
static ALONE: LazyLock<Vec<Transformer>> = LazyLock::new(|| CHANGES.iter().map(|it| with(&[*it])).collect());
static BOTH: LazyLock<Vec<Vec<Transformer>>> =
    LazyLock::new(|| CHANGES.iter().map(|one| CHANGES.iter().map(|other| with(&[*one, *other])).collect()).collect());

/// The pairs for which the order matters, or one alone does something else than both.
fn commutes(first: &str, second: &str) -> bool {
    let drops_events = matches!(
        second,
        "send_network_performance_events"
            | "include_user_attribute_change_events"
            | "include_user_identity_change_events"
    );
    match (first, second) {
        // An event that has a message of its own, or saved its batch from being left out, leaves an empty batch behind.
        ("send_as_batch" | "send_batches_without_events", _) if drops_events => false,
        // One says that the other is ignored.
        ("send_as_batch", "wait_for_complete_batch") | ("wait_for_complete_batch", "send_as_batch") => false,
        _ => true,
    }
}

/// The messages of a batch in outgoing form, without their ids: those are made anew where each event has its own.
fn messages(transformer: &Transformer, batch: &str) -> Vec<String> {
    let records = transformer.run(batch, RECEIPT, Some(Form::Outgoing)).into_outcome(batch).records;
    records.into_iter().map(|it| without_id(&it.value)).collect()
}

fn without_id(message: &str) -> String {
    let members = reference::members(message).unwrap_or_default().into_iter();
    let named = members.map(|(name, value)| {
        let is_id = reference::says(name) == "message_id";
        format!("{name}:{}", if is_id { "0" } else { value })
    });
    format!("{{{}}}", named.collect::<Vec<_>>().join(","))
}

/// Outgoing form always has a `message_id`. Where there is none, it and `unique_id` are added in the order of the rules.
#[track_caller]
fn check_pairs(batch: &str) {
    let batch = &batch.replacen('{', "{\"message_id\":\"m\",", 1);
    for (first, one) in CHANGES.iter().zip(&*ALONE) {
        let between = messages(one, batch);
        for ((second, other), both) in CHANGES.iter().zip(&*ALONE).zip(&BOTH[at(first.0)]) {
            if first.0 != second.0 && commutes(first.0, second.0) {
                let after: Vec<_> = between.iter().flat_map(|it| messages(other, it)).collect();
                assert_eq!(after, messages(both, batch), "{} and then {}: {batch}", first.0, second.0);
            }
        }
    }
}

fn at(name: &str) -> usize {
    CHANGES.iter().position(|it| it.0 == name).unwrap_or_default()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn one_after_the_other_is_both_at_once(tokens in batch()) {
        check_pairs(&tokens.concat());
    }

    #[test]
    fn one_after_the_other_is_both_at_once_however_the_batch_is_written(text in sensitive_batch()) {
        check_pairs(&text);
    }
}

proptest! {
    #[test]
    fn the_conversion_and_then_the_settings_is_both_at_once(tokens in batch(), settings in generators::settings()) {
        let text = tokens.concat();
        let settings = ConnectionSettings { send_as_batch: true, ..settings };
        let converted = run(&text, &everything_on(), Some(Form::Incoming)).records;
        let after = converted.iter().flat_map(|it| run(&it.value, &settings, Some(Form::Outgoing)).records);
        prop_assert_eq!(after.collect::<Vec<_>>(), run(&text, &settings, Some(Form::Incoming)).records);
    }

    #[test]
    fn a_message_fed_back_comes_out_as_it_is(tokens in batch(), settings in generators::settings(), form in generators::form()) {
        let settings = ConnectionSettings { send_as_batch: true, ..settings };
        for record in run(&tokens.concat(), &settings, form).records {
            let again = run(&record.value, &settings, Some(Form::Outgoing));
            prop_assert_eq!(again.records.into_iter().map(|it| it.value).collect::<Vec<_>>(), [record.value]);
        }
    }

    #[test]
    fn a_message_of_one_event_fed_back_comes_out_with_a_new_id(tokens in batch(), settings in generators::settings(), form in generators::form()) {
        let split = ConnectionSettings { send_as_batch: false, wait_for_complete_batch: false, ..settings };
        let whole = ConnectionSettings { send_as_batch: true, ..split.clone() };
        for record in run(&tokens.concat(), &split, form).records {
            let again = run(&record.value, &split, Some(Form::Outgoing)).records;
            prop_assert_eq!(again.iter().map(|it| without_id(&it.value)).collect::<Vec<_>>(), [without_id(&record.value)]);
            let whole = run(&record.value, &whole, Some(Form::Outgoing)).records;
            prop_assert_eq!(whole.into_iter().map(|it| it.value).collect::<Vec<_>>(), [record.value]);
        }
    }
}

const PERFORMANCE: &str = r#"{"message_id":"m","events":[{"event_type":"network_performance","data":{}}]}"#;

#[test]
fn dropping_events_after_their_batch_was_split_leaves_an_empty_batch() {
    for first in ["send_as_batch", "send_batches_without_events"] {
        let (one, other) = (&ALONE[at(first)], &ALONE[at("send_network_performance_events")]);
        let after: Vec<_> = messages(one, PERFORMANCE).iter().flat_map(|it| messages(other, it)).collect();
        assert_eq!(after, [r#"{"message_id":0,"events":[]}"#], "{first}");
    }
    assert!(
        messages(&BOTH[at("send_batches_without_events")][at("send_network_performance_events")], PERFORMANCE)
            .is_empty()
    );
}
