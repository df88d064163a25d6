//! What the settings do to a batch in outgoing form, to the byte.

use std::collections::HashSet;

use shared::ConnectionSettings;
use shared::settings::MetadataField;

use super::json::{compact, elements, members, says};

/// The types of events that are forwarded unless a setting drops them.
const FORWARDED: [&str; 17] = [
    "application_state_transition",
    "breadcrumb",
    "commerce_event",
    "crash_report",
    "custom_event",
    "first_run",
    "network_performance",
    "opt_out",
    "profile",
    "push_message",
    "push_registration",
    "screen_view",
    "session_end",
    "session_start",
    "uninstall",
    "user_attribute_change",
    "user_identity_change",
];

/// Stands for an id that cannot be known.
const ANY_ID: &str = "\"?\"";

/// Checks the messages of `batch`.
#[track_caller]
pub(super) fn check(batch: &str, settings: &ConnectionSettings, messages: &[&str]) {
    let expected = expected(batch, settings);
    if !settings.splits_events() {
        return assert_eq!(messages, expected, "{batch}");
    }
    let (found, ids): (Vec<_>, Vec<_>) = messages.iter().map(|it| without_id(it)).unzip();
    assert_eq!(found, expected, "{batch}");
    assert_eq!(ids.iter().collect::<HashSet<_>>().len(), ids.len(), "each message has an id of its own: {batch}");
}

/// The messages that `batch` should become. Where each event has its own, [`ANY_ID`] stands for the ids.
fn expected(batch: &str, settings: &ConnectionSettings) -> Vec<String> {
    let is_split = |events: &Vec<String>| settings.splits_events() && events.len() == 1;
    let messages = events_of_messages(batch, settings).into_iter();
    messages.map(|it| message(batch, settings, it.first().filter(|_| is_split(&it)).map(String::as_str))).collect()
}

/// The events of each message that `batch` should become.
pub(super) fn events_of_messages(batch: &str, settings: &ConnectionSettings) -> Vec<Vec<String>> {
    match kept_events(batch, settings) {
        None => Vec::new(),
        Some(events) if events.is_empty() && !settings.send_batches_without_events => Vec::new(),
        Some(events) if events.is_empty() || !settings.splits_events() => vec![events],
        Some(events) => events.into_iter().map(|it| vec![it]).collect(),
    }
}

/// The events of all `events` that stay; `None` if one of those is no array.
fn kept_events(batch: &str, settings: &ConnectionSettings) -> Option<Vec<String>> {
    let mut kept = Vec::new();
    for (_, value) in members(batch)?.into_iter().filter(|it| says(it.0) == "events" && it.1 != "null") {
        kept.extend(elements(value)?.into_iter().filter_map(|it| event(it, settings)));
    }
    Some(kept)
}

fn message(batch: &str, settings: &ConnectionSettings, alone: Option<&str>) -> String {
    let mut object = Vec::new();
    let (mut arrays, mut has_id, mut unique_id) = (0, false, unique_id(settings));
    for (name, value) in members(batch).unwrap_or_default() {
        let value = match says(name).as_str() {
            removed if is_removed(removed, settings) => continue,
            "context" => without(value, "location", !settings.include_event_batch_location),
            "device_info" => without(value, "device", settings.excludes(MetadataField::DeviceName)),
            "events" if value.starts_with('[') => {
                arrays += 1;
                if alone.is_some() && arrays > 1 {
                    continue;
                }
                events(value, settings, alone)
            }
            "message_id" if settings.splits_events() => {
                has_id = true;
                ANY_ID.to_owned()
            }
            "unique_id" if settings.unique_id.is_some() => match unique_id.take() {
                Some(id) => id,
                None => continue,
            },
            _ => compact(value),
        };
        object.push(format!("{name}:{value}"));
    }
    object.extend((settings.splits_events() && !has_id).then(|| format!("\"message_id\":{ANY_ID}")));
    object.extend(unique_id.map(|id| format!("\"unique_id\":{id}")));
    format!("{{{}}}", object.join(","))
}

fn unique_id(settings: &ConnectionSettings) -> Option<String> {
    settings.unique_id.as_ref().map(|id| serde_json::json!(id).to_string())
}

pub(super) fn is_removed(name: &str, settings: &ConnectionSettings) -> bool {
    match name {
        "api_key" | "api_keys" => true,
        "ip" => settings.excludes(MetadataField::IpAddress),
        "application_info" | "device_info" | "source_info" => !settings.include_metadata,
        "mp_deviceid" => !settings.include_mp_deviceid,
        _ => false,
    }
}

fn events(array: &str, settings: &ConnectionSettings, alone: Option<&str>) -> String {
    let all = elements(array).unwrap_or_default();
    let kept = all.into_iter().filter_map(|it| event(it, settings)).collect::<Vec<_>>().join(",");
    format!("[{}]", alone.unwrap_or(&kept))
}

/// An event as it is forwarded, if it is.
fn event(event: &str, settings: &ConnectionSettings) -> Option<String> {
    let members = members(event)?;
    let types: Vec<_> = members.iter().filter(|it| says(it.0) == "event_type").map(|it| it.1).collect();
    if types.is_empty() || !types.iter().all(|it| it.starts_with('"') && is_forwarded(&says(it), settings)) {
        return None;
    }
    let member = |(name, value): (&str, &str)| {
        let hides_location = says(name) == "data" && !settings.include_location;
        format!("{name}:{}", without(value, "location", hides_location))
    };
    Some(format!("{{{}}}", members.into_iter().map(member).collect::<Vec<_>>().join(",")))
}

fn is_forwarded(event_type: &str, settings: &ConnectionSettings) -> bool {
    let known = FORWARDED.into_iter().find(|it| it.eq_ignore_ascii_case(event_type));
    known.is_some_and(|known| match known {
        "network_performance" => settings.send_network_performance_events,
        "user_attribute_change" => settings.include_user_attribute_change_events,
        "user_identity_change" => settings.include_user_identity_change_events,
        _ => true,
    })
}

/// `value` without the members called `name`, if it is an object and they are `hidden`.
fn without(value: &str, name: &str, hidden: bool) -> String {
    let Some(all) = members(value).filter(|_| hidden) else { return compact(value) };
    let kept = all.into_iter().filter(|it| says(it.0) != name);
    let kept: Vec<_> = kept.map(|(name, value)| format!("{name}:{}", compact(value))).collect();
    format!("{{{}}}", kept.join(","))
}

/// A message with [`ANY_ID`] in the place of its ids, and these.
fn without_id(message: &str) -> (String, Vec<&str>) {
    let (mut object, mut ids) = (Vec::new(), Vec::new());
    for (name, value) in members(message).unwrap_or_default() {
        let is_id = says(name) == "message_id";
        ids.extend(is_id.then_some(value));
        object.push(format!("{name}:{}", if is_id { ANY_ID } else { value }));
    }
    (format!("{{{}}}", object.join(",")), ids)
}
