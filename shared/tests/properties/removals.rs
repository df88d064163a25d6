//! A rule that removes data fails closed: it removes it however the JSON is written, and nothing else.

use proptest::prelude::*;
use serde_json::Value;
use shared::ConnectionSettings;
use shared::settings::MetadataField;

use crate::generators::{self, SECRET, batch, look_alikes, sensitive_batch, spaced};
use crate::{reference, run};

/// Settings that remove all that can be removed.
fn everything_off() -> ConnectionSettings {
    ConnectionSettings {
        metadata_field_exclusion: vec![MetadataField::DeviceName, MetadataField::IpAddress],
        include_location: false,
        include_metadata: false,
        ..ConnectionSettings::default()
    }
}

proptest! {
    #[test]
    fn nothing_is_left_because_its_name_is_escaped_or_repeated(text in sensitive_batch(), split in any::<bool>(), form in generators::form()) {
        let settings = ConnectionSettings { send_as_batch: !split, ..everything_off() };
        for record in run(&text, &settings, form).records {
            prop_assert!(!record.value.contains(SECRET), "{text}\n{}", record.value);
        }
    }

    #[test]
    fn each_setting_removes_its_own_and_leaves_that_of_the_others(text in sensitive_batch(), settings in generators::settings(), form in generators::form()) {
        reference::check(&text, &settings, &run(&text, &settings, form));
    }

    #[test]
    fn what_only_looks_like_it_stays(members in look_alikes(), outgoing in any::<bool>()) {
        let sign = if outgoing { r#""user_identities":[]"# } else { r#""user_identities":{}"# };
        let members = members.join(",");
        let text = format!(r#"{{{members},{sign},"events":[{{"data":{{{members}}},{members},"event_type":"opt_out"}}]}}"#);
        for record in run(&text, &everything_off(), None).records {
            prop_assert_eq!(record.value.matches(&members).count(), 3, "{}", record.value);
        }
    }

    #[test]
    fn nothing_that_is_removed_is_left_at_its_place(tokens in batch(), settings in generators::settings(), form in generators::form()) {
        for record in run(&spaced(&tokens, &[" ", ""]), &settings, form).records {
            // A parser that keeps one of several members of a name shows whether any was left; a tree cannot hold 1E+400.
            if let Ok(json) = serde_json::from_str::<Value>(&record.value) {
                prop_assert_eq!(left(&json, &settings), Vec::<&str>::new(), "{}", record.value);
            }
        }
    }
}

/// What should not be in a message.
fn left(batch: &Value, settings: &ConnectionSettings) -> Vec<&'static str> {
    let has = |value: &Value, name: &str| value.get(name).is_some();
    let events = || batch["events"].as_array().into_iter().flatten();
    let is = |event: &Value, name: &str| event["event_type"].as_str().unwrap_or_default().eq_ignore_ascii_case(name);
    let found = [
        ("api_key", has(batch, "api_key")),
        ("mp_deviceid", !settings.include_mp_deviceid && has(batch, "mp_deviceid")),
        ("device_info", !settings.include_metadata && has(batch, "device_info")),
        ("ip", settings.excludes(MetadataField::IpAddress) && has(batch, "ip")),
        ("device", settings.excludes(MetadataField::DeviceName) && has(&batch["device_info"], "device")),
        ("context.location", !settings.include_event_batch_location && has(&batch["context"], "location")),
        ("data.location", !settings.include_location && events().any(|it| has(&it["data"], "location"))),
        ("push_reaction", events().any(|it| is(it, "push_reaction"))),
        (
            "network_performance",
            !settings.send_network_performance_events && events().any(|it| is(it, "network_performance")),
        ),
    ];
    found.into_iter().filter(|it| it.1).map(|it| it.0).collect()
}
