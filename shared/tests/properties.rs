//! What holds for every input: nothing panics, nothing is lost, nothing removed is left.

mod engines;
mod generated;

use engines::transform;
use generated::{batch, object, settings, spaced, string, value};
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::Value;
use shared::settings::MetadataField;
use shared::{ConnectionSettings, Outcome, Receipt};

const RECEIPT: Receipt = Receipt { time_ms: 1_700_000_000_000, number: 0 };

fn everything_on() -> ConnectionSettings {
    ConnectionSettings {
        include_user_attribute_change_events: true,
        include_user_identity_change_events: true,
        include_mp_deviceid: true,
        include_event_batch_location: true,
        ..ConnectionSettings::default()
    }
}

/// What the settings do to a batch in outgoing form, written down a second time on a JSON tree.
fn on_a_tree(mut batch: Value, settings: &ConnectionSettings) -> Value {
    let remove = |value: &mut Value, name: &str| value.as_object_mut().map(|it| it.remove(name));
    let excludes = |field| settings.metadata_field_exclusion.contains(&field);
    let removals = [
        (true, "api_key"),
        (excludes(MetadataField::IpAddress), "ip"),
        (!settings.include_metadata, "device_info"),
        (!settings.include_mp_deviceid, "mp_deviceid"),
    ];
    for (_, name) in removals.into_iter().filter(|it| it.0) {
        remove(&mut batch, name);
    }
    if let Some(context) = batch.get_mut("context").filter(|_| !settings.include_event_batch_location) {
        remove(context, "location");
    }
    let dropped = |event: &Value| match event["event_type"].as_str().unwrap_or_default().to_lowercase().as_str() {
        "custom_event" => false,
        "network_performance" => !settings.send_network_performance_events,
        "user_attribute_change" => !settings.include_user_attribute_change_events,
        "user_identity_change" => !settings.include_user_identity_change_events,
        _ => true,
    };
    if let Some(events) = batch["events"].as_array_mut() {
        events.retain(|event| !dropped(event));
        for event in events.iter_mut().filter(|_| !settings.include_location) {
            remove(&mut event["data"], "location");
        }
    }
    if let Some(id) = &settings.unique_id {
        batch["unique_id"] = Value::from(id.as_str());
    }
    batch
}

fn run(text: &str, settings: &ConnectionSettings) -> Outcome {
    transform(text, settings, RECEIPT, None)
}

proptest! {
    #[test]
    fn no_text_panics(text in "\\PC*", settings in settings()) {
        run(&text, &settings);
    }

    #[test]
    fn no_broken_batch_panics(tokens in batch(), cut in any::<prop::sample::Index>(), put in "[\\[\\]{},:\"\\\\0a\n]{0,2}", settings in settings()) {
        let mut text = tokens.concat();
        let at = (0..=cut.index(text.len() + 1)).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
        text.insert_str(at, &put);
        let outcome = run(&text, &settings);
        for issue in &outcome.issues {
            prop_assert!(issue.span.offset <= text.len() && issue.span.line >= 1 && issue.span.column >= 1);
        }
        for record in &outcome.records {
            prop_assert!(serde_json::from_str::<serde::de::IgnoredAny>(&record.value).is_ok());
        }
    }

    #[test]
    fn every_message_is_compact_json(tokens in batch(), settings in settings()) {
        let (text, _) = spaced(&tokens, &[" ", "", "\n\t"]);
        for record in run(&text, &settings).records {
            let parsed: Result<serde::de::IgnoredAny, _> = serde_json::from_str(&record.value);
            prop_assert!(parsed.is_ok(), "{}", record.value);
        }
    }

    #[test]
    fn a_batch_from_which_nothing_is_removed_survives_byte_for_byte(members in vec((string(), value()), 0..8)) {
        let mut all = vec![("\"message_id\"".to_owned(), vec!["\"m\"".to_owned()])];
        all.extend(members);
        let (text, compact) = spaced(&object(all), &["\r\n", " ", "", "\t"]);
        prop_assert_eq!(&run(&text, &everything_on()).records[0].value, &compact);
    }

    #[test]
    fn unknown_members_survive_in_both_forms(inner in value(), tail in value(), settings in settings(), outgoing in any::<bool>()) {
        let sign = if outgoing { r#""message_id":"m""# } else { r#""user_identities":{}"# };
        let kept = [format!("\"unknown\":{}", inner.concat()), format!("\"zzz\":{}", tail.concat())];
        let text = format!(
            r#"{{{sign},"events":[{{"data":{{{}}},"event_type":"custom_event"}}],"ip":1,{}}}"#,
            kept[0], kept[1]
        );
        for record in run(&text, &settings).records {
            prop_assert!(kept.iter().all(|it| record.value.contains(it)), "{}", record.value);
        }
    }

    #[test]
    fn nothing_that_is_removed_is_left_at_its_place(tokens in batch(), settings in settings()) {
        let (text, _) = spaced(&tokens, &[" ", ""]);
        for record in run(&text, &settings).records {
            // A parser that keeps one of several members of a name shows whether any was left.
            let Ok(json) = serde_json::from_str::<Value>(&record.value) else { continue };
            prop_assert!(json.get("api_key").is_none());
            prop_assert!(settings.include_mp_deviceid || json.get("mp_deviceid").is_none());
            prop_assert!(settings.include_metadata || json.get("device_info").is_none());
            prop_assert!(settings.metadata_field_exclusion.is_empty() || json.get("ip").is_none());
            let location = |value: &Value| value.get("location").is_some();
            prop_assert!(settings.include_event_batch_location || !json.get("context").is_some_and(location));
            for event in json["events"].as_array().into_iter().flatten() {
                prop_assert!(settings.include_location || !event.get("data").is_some_and(location));
                let event_type = event["event_type"].as_str().unwrap_or_default().to_lowercase();
                prop_assert!(settings.send_network_performance_events || event_type != "network_performance");
                prop_assert!(settings.include_user_attribute_change_events || event_type != "user_attribute_change");
                prop_assert!(settings.include_user_identity_change_events || event_type != "user_identity_change");
                prop_assert!(event_type != "push_reaction");
            }
        }
    }

    #[test]
    fn a_second_implementation_on_a_tree_comes_to_the_same(tokens in batch(), settings in settings()) {
        let (text, compact) = spaced(&tokens, &["", " ", "\n"]);
        let settings = ConnectionSettings { send_as_batch: true, send_batches_without_events: true, ..settings };
        // A tree cannot hold 1E+400.
        if let Ok(tree) = serde_json::from_str(&compact) {
            let outcome = transform(&text, &settings, RECEIPT, Some(shared::Form::Outgoing));
            let message: Value = serde_json::from_str(&outcome.records[0].value).unwrap();
            prop_assert_eq!(message, on_a_tree(tree, &settings));
        }
    }

    #[test]
    fn the_account_balances(tokens in batch(), settings in settings(), outgoing in any::<bool>()) {
        let (text, compact) = spaced(&tokens, &["", "  ", "\t"]);
        let settings = ConnectionSettings { send_as_batch: true, send_batches_without_events: true, ..settings };
        let form = if outgoing { shared::Form::Outgoing } else { shared::Form::Incoming };
        let outcome = transform(&text, &settings, RECEIPT, Some(form));
        let account = &outcome.account;
        let removed = account.members.iter().map(|it| it.bytes_removed).sum::<usize>()
            + account.events.iter().map(|it| it.bytes_removed).sum::<usize>();
        let added = account.members.iter().map(|it| it.bytes_added).sum::<usize>();
        prop_assert_eq!(outcome.records[0].value.len() + removed, compact.len() + added);
    }

    #[test]
    fn a_message_fed_back_with_the_same_settings_comes_out_as_it_is(tokens in batch(), settings in settings()) {
        let settings = ConnectionSettings { send_as_batch: true, ..settings };
        for record in run(&tokens.concat(), &settings).records {
            let again = transform(&record.value, &settings, RECEIPT, Some(shared::Form::Outgoing));
            prop_assert_eq!(&again.records[0].value, &record.value);
        }
    }

    #[test]
    fn each_event_is_kept_or_dropped_and_counted_once(tokens in batch(), settings in settings()) {
        let outcome = run(&tokens.concat(), &ConnectionSettings { send_batches_without_events: true, ..settings.clone() });
        let counts = outcome.account.event_counts();
        if settings.splits_events() && counts.kept > 0 {
            prop_assert_eq!(outcome.records.len(), counts.kept);
        } else if let Some(record) = outcome.records.first() {
            let kept = record.value.matches("\"event_type\":").count();
            prop_assert_eq!(kept, counts.kept);
        }
    }
}
