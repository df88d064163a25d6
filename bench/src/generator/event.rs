//! One event of a generated batch.

use super::Form;
use super::text::{id, identifier, string, time, value};
use crate::random::Random;

/// The types that the benchmark's job drops.
pub const DROPPED: [&str; 3] = ["user_attribute_change", "user_identity_change", "network_performance"];

const KEPT: [&str; 6] =
    ["custom_event", "screen_view", "commerce_event", "application_state_transition", "session_start", "push_message"];

const ATTRIBUTES: [&str; 12] = [
    "category",
    "sku",
    "price",
    "list_position",
    "experiment_group",
    "referrer",
    "q",
    "items_in_cart",
    "currency",
    "campaign_name",
    "is_returning_user",
    "score",
];

pub(super) fn push(json: &mut String, random: &mut Random, form: Form) {
    let kind = if random.chance(18) { random.pick(&DROPPED) } else { random.pick(&KEPT) };
    if random.chance(10) {
        json.push_str(&format!("{{\"event_type\":\"{kind}\",\"data\":"));
        data(json, random, form);
        json.push('}');
    } else {
        json.push_str("{\"data\":");
        data(json, random, form);
        json.push_str(&format!(",\"event_type\":\"{kind}\"}}"));
    }
}

fn data(json: &mut String, random: &mut Random, form: Form) {
    let location_first = random.chance(50);
    json.push('{');
    if location_first {
        location(json, random);
        json.push(',');
    }
    ids(json, random, form);
    json.push_str(",\"event_name\":");
    string(json, random);
    if !location_first {
        json.push(',');
        location(json, random);
    }
    state(json, random);
    attributes(json, random);
    json.push('}');
}

/// In outgoing form the five 64-bit members are strings.
fn ids(json: &mut String, random: &mut Random, form: Form) {
    let quote = if form == Form::Outgoing { "\"" } else { "" };
    let at = time(random);
    let members = [
        ("event_id", id(random)),
        ("timestamp_unixtime_ms", at as i64),
        ("event_start_unixtime_ms", at as i64),
        ("session_id", id(random)),
    ];
    for (name, number) in members {
        json.push_str(&format!("\"{name}\":{quote}{number}{quote},"));
    }
    json.push_str(&format!("\"session_uuid\":\"{}\"", identifier(random)));
}

fn location(json: &mut String, random: &mut Random) {
    let (north, east) = (random.below(9_000_000), random.below(18_000_000));
    json.push_str(&format!(
        "\"location\":{{\"latitude\":{}.{:05},\"longitude\":-{}.{:05},\"accuracy\":{}.0}}",
        north / 100_000,
        north % 100_000,
        east / 100_000,
        east % 100_000,
        random.below(50)
    ));
}

fn state(json: &mut String, random: &mut Random) {
    json.push_str(&format!(
        ",\"device_current_state\":{{\"time_since_start_ms\":{},\"battery_level\":0.{}0,\"data_connection_type\":\"wifi\",\"gps_state\":false,\"total_system_memory_usage_bytes\":{}}}",
        random.below(1_000_000),
        random.below(10),
        random.next() >> 30
    ));
}

/// Members that no documentation names. A `location` among them stays; one in 50 events has a member twice.
fn attributes(json: &mut String, random: &mut Random) {
    json.push_str(",\"custom_attributes\":{");
    if random.chance(20) {
        json.push_str("\"location\":{\"shelf\":\"B 12\"},");
    }
    if random.chance(2) {
        json.push_str("\"twice\":1,\"twice\":2,");
    }
    if random.chance(20) {
        json.push_str(&format!("\"path\":[1,[{},{{}}],[]],", random.below(10)));
    }
    let first = random.below(ATTRIBUTES.len());
    for step in 0..4 + random.below(4) {
        json.push_str(&format!("\"{}\":", ATTRIBUTES[(first + step) % ATTRIBUTES.len()]));
        value(json, random);
        json.push(',');
    }
    json.push_str("\"screen_name\":");
    string(json, random);
    json.push('}');
}
