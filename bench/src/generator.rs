//! Batches as mParticle has them, of any size, from a seed.
//!
//! About 810 bytes an event, of which 18 % are of the three types that are dropped; `event_type` stands behind `data`
//! in nine of ten; members called `location` stand where they must stay, too. Long and short strings, raw UTF-8,
//! escapes, integers beyond 2^53 and 2^63, floats with zeros at the end and with exponents, a few members twice.

mod event;
mod text;

use crate::random::Random;
pub use event::DROPPED;
use text::{id, identifier, string};

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// As SDKs send it: integers are numbers, `user_identities` is an object.
    Incoming,
    /// As mParticle forwards it: 64-bit members of events are strings, `user_identities` is an array.
    Outgoing,
}

/// One batch of `bytes` or a little more.
pub fn batch(seed: u64, bytes: usize, form: Form) -> String {
    let mut random = Random::new(seed);
    let mut json = String::with_capacity(bytes + 8 * 1024);
    head(&mut json, &mut random, form);
    let tail = tail(&mut random);
    json.push_str(",\"events\":[");
    loop {
        event::push(&mut json, &mut random, form);
        if json.len() + tail.len() + 3 >= bytes {
            break;
        }
        json.push(',');
    }
    json.push(']');
    json.push_str(&tail);
    json.push('}');
    json
}

/// As many distinct batches of `bytes` as make up `total`, at least one.
pub fn batches(seed: u64, bytes: usize, total: usize, form: Form) -> Vec<Vec<u8>> {
    let count = (total / bytes).max(1) as u64;
    (0..count).map(|at| batch(seed.wrapping_mul(1_000_003).wrapping_add(at), bytes, form).into_bytes()).collect()
}

fn head(json: &mut String, random: &mut Random, form: Form) {
    let mpid = id(random);
    json.push_str(&format!("{{\"mpid\":{mpid},\"timestamp_unixtime_ms\":{}", text::time(random)));
    json.push_str(&format!(",\"source_request_id\":\"{}\",\"environment\":\"production\"", identifier(random)));
    if form == Form::Outgoing {
        json.push_str(&format!(",\"batch_id\":{},\"message_id\":\"{}\"", id(random), identifier(random)));
        json.push_str(",\"message_type\":\"events\",\"schema_version\":1");
    }
    identities(json, random, form);
    attributes(json, random);
}

fn identities(json: &mut String, random: &mut Random, form: Form) {
    let number = random.below(100_000_000);
    let time = text::time(random);
    let pairs = [("email", format!("user{number}@example.com")), ("customer_id", number.to_string())];
    let members = pairs.map(|(kind, value)| match form {
        Form::Incoming => format!("\"{kind}\":\"{value}\""),
        Form::Outgoing => {
            format!("{{\"identity_type\":\"{kind}\",\"identity\":\"{value}\",\"timestamp_unixtime_ms\":{time}}}")
        }
    });
    let (open, close) = if form == Form::Incoming { ('{', '}') } else { ('[', ']') };
    json.push_str(&format!(",\"user_identities\":{open}{}{close}", members.join(",")));
}

fn attributes(json: &mut String, random: &mut Random) {
    let location = "{\"city\":\"Z\u{fc}rich\",\"latitude\":47.3769}";
    json.push_str(&format!(",\"user_attributes\":{{\"location\":{location}"));
    for name in ["$FirstName", "plan", "favorite_color", "note"] {
        json.push_str(&format!(",\"{name}\":"));
        string(json, random);
    }
    json.push_str("},\"deleted_user_attributes\":[\"old\"],\"system_notifications\":[],\"context\":{\"data_plan\":");
    json.push_str("{\"plan_id\":\"mobile\",\"plan_version\":3}}");
}

/// The three members that *Include Metadata* off removes, and one that stays.
fn tail(random: &mut Random) -> String {
    let build = random.below(10_000);
    let device = identifier(random);
    format!(
        ",\"ip\":\"203.0.113.{}\",\"application_info\":{{\"application_version\":\"5.{build}.1\",\"application_name\":\"Shop\",\"package\":\"com.example.shop\",\"os\":\"IOS\",\"sdk_version\":\"8.{build}\"}},\"device_info\":{{\"brand\":\"iPhone14,5\",\"device\":\"{device}\",\"platform\":\"iOS\",\"os_version\":\"17.4\",\"screen_height\":2532,\"screen_width\":1170,\"screen_dpi\":460,\"locale_language\":\"en\",\"locale_country\":\"US\",\"is_tablet\":false,\"limit_ad_tracking\":true,\"timezone_offset\":-8.0,\"http_header_user_agent\":\"Mozilla\\/5.0 (iPhone)\"}},\"source_info\":{{\"channel\":\"native\",\"partner\":null,\"replay_id\":\"{device}\",\"is_historical\":false}}",
        random.below(255)
    )
}
