//! What scrubbing keeps and what it replaces.

use std::collections::HashMap;

use proptest::prelude::*;
use serde_json::Value;

use super::*;
use crate::{ConnectionSettings, Receipt, transform};

const KEY: Key = Key([7; 32]);

fn link(input: &str) -> SharedLink {
    SharedLink { input: input.to_owned(), ..SharedLink::default() }
}

fn scrubbed(input: &str) -> String {
    scrub(&link(input), &KEY).unwrap().link.input
}

fn counts(input: &str) -> Vec<(&'static str, usize)> {
    let scrubbed = scrub(&link(input), &KEY).unwrap();
    Kind::ALL.map(|it| (it.word(), scrubbed.count(it))).into_iter().filter(|it| it.1 > 0).collect()
}

const BATCH: &str = r#"{
  "mpid": -5412031425869132287, "api_key": "us1-8f3b2c", "mp_deviceid": "2b8f6a1e-83c5-4b0c-9f0d-6f8f1f6f2d11",
  "ip": "203.0.113.42", "user_identities": {"customer_id": "C-20418", "email": "Ana.Silva@example.com", "other": "-5412031425869132287"},
  "user_attributes": {"$FirstName": "Ana", "$LastName": "Silva", "name": ["Ana Silva"], "$Mobile": "+351 912 345 678", "$City": "Porto"},
  "device_info": {"device": "Ana's iPhone", "os_version": "18.1.1.2", "platform": "iOS"},
  "events": [
    {"event_type": "custom_event", "data": {"event_id": 9007199254740993, "event_name": "mail to ana.silva@example.com",
      "custom_attributes": {"link": "https://x.test/?u=C-20418&e=ANA.SILVA%40example.com", "from": "2001:db8::ff00:42:8329", "paid": 1.50}}},
    {"event_type": "user_attribute_change", "data": {"old": "Silva", "user_attribute_name": "$LastName", "new": "Souza"}}
  ]
}"#;

#[test]
fn what_tells_of_people_is_replaced_and_the_rest_is_left() {
    let out = scrubbed(BATCH);
    let lower = out.to_lowercase();
    for original in [
        "5412031425869132287",
        "us1-8f3b2c",
        "2b8f6a1e",
        "203.0.113.42",
        "c-20418",
        "ana.silva",
        "example.com",
        "\"ana\"",
        "silva",
        "souza",
        "912 345",
        "ana's",
        "9007199254740993",
        "2001:db8",
    ] {
        assert!(!lower.contains(original), "{original} is left:\n{out}");
    }
    for kept in [
        "Porto",
        "18.1.1.2",
        "\"platform\": \"iOS\"",
        "custom_event",
        "mail to ",
        "https://x.test/?u=",
        "1.50",
        "$LastName",
    ] {
        assert!(out.contains(kept), "{kept} is gone:\n{out}");
    }
    assert_eq!(counts(BATCH), [("e-mail", 3), ("id", 6), ("name", 6), ("IP", 2), ("phone number", 1), ("key", 1)]);
}

#[test]
fn the_same_value_has_the_same_fake_everywhere() {
    let out: Value = serde_json::from_str(&scrubbed(BATCH)).unwrap();
    let at = |pointer: &str| out.pointer(pointer).unwrap().clone();
    assert_eq!(at("/mpid").to_string(), at("/user_identities/other").as_str().unwrap());
    let email = at("/user_identities/email").as_str().unwrap().to_lowercase();
    assert_eq!(at("/events/0/data/event_name"), format!("mail to {email}"));
    let link = format!(
        "https://x.test/?u={}&e={}",
        at("/user_identities/customer_id").as_str().unwrap(),
        email.replace('@', "%40")
    );
    assert_eq!(at("/events/0/data/custom_attributes/link").as_str().unwrap().to_lowercase(), link.to_lowercase());
    assert_eq!(at("/events/1/data/old"), at("/user_attributes/$LastName"));
}

#[test]
fn fakes_are_of_the_same_shape() {
    let out: Value = serde_json::from_str(&scrubbed(BATCH)).unwrap();
    let text = |pointer: &str| out.pointer(pointer).unwrap().as_str().unwrap().to_owned();
    assert!(text("/ip").parse::<core::net::Ipv4Addr>().is_ok());
    assert!(text("/events/0/data/custom_attributes/from").parse::<core::net::Ipv6Addr>().is_ok());
    assert!(looks::is_uuid(&text("/mp_deviceid").chars().collect::<Vec<_>>()));
    assert_eq!(&text("/mp_deviceid")[14..15], "4", "the version stays");
    assert!(
        text("/user_identities/email").contains("@")
            && text("/user_identities/email").ends_with(|c: char| c.is_ascii_lowercase())
    );
    assert!(text("/user_identities/email").rsplit('.').next().unwrap().starts_with("xq"), "no such domain can exist");
    assert!(text("/user_attributes/$Mobile").starts_with('+'));
    assert!(out["mpid"].as_i64().unwrap() < 0);
    assert!(out["events"][0]["data"]["event_id"].as_u64().unwrap() > 1 << 53, "still beyond what JavaScript holds");
}

#[test]
fn the_other_key_gives_other_fakes() {
    let other = scrub(&link(BATCH), &Key::new([8; 32])).unwrap().link.input;
    assert_ne!(other, scrubbed(BATCH));
    assert_eq!(format!("{KEY:?}"), "Key(…)");
}

#[test]
fn nobody_and_nothing_are_no_ids() {
    let text = r#"{"mpid":0,"device_info":{"ios_advertising_id":"00000000-0000-0000-0000-000000000000"},"user_identities":{"customer_id":"unknown","other":"","email":null},"user_id":true,"context":{"data_plan":{"plan_id":"shop"}}}"#;
    assert_eq!(scrubbed(text), text);
    assert_eq!(counts(text), []);
}

#[test]
fn unique_id_is_replaced_with_the_input() {
    let settings = ConnectionSettings { unique_id: Some("C-20418".to_owned()), ..ConnectionSettings::default() };
    let scrubbed = scrub(&SharedLink { settings, ..link(r#"{"customer_id":"C-20418"}"#) }, &KEY).unwrap();
    let fake = scrubbed.link.settings.unique_id.unwrap();
    assert_ne!(fake, "C-20418");
    assert_eq!(scrubbed.link.input, format!(r#"{{"customer_id":"{fake}"}}"#));
}

#[test]
fn escapes_are_understood_and_written_as_they_were() {
    let text = r#"{"e":"\u0061na@ex\u0061mple.com\n","customer_id":"\ud83d\ude00\u00e9z\ud83d","n\u0061me":"x"}"#;
    let out = scrubbed(text);
    assert_eq!(out.len(), text.len());
    let value: Value = serde_json::from_str(&out.replace("\\ud83d\",", "\",")).unwrap();
    assert!(out.starts_with("{\"e\":\"\\u00"), "{out}");
    assert!(value["e"].as_str().unwrap().ends_with('\n'));
    assert!(!out.contains(r"\ude00\u00e9z") && out.contains("\\ud83d\",\"n\\u0061me\":\"x\""), "{out}");
}

#[test]
fn lines_of_batches_and_arrays_are_scrubbed_together() {
    let out = scrubbed("{\"mpid\":70001}\n\n{\"mpid\":70001}\n");
    let lines: Vec<_> = out.lines().collect();
    assert_eq!(lines[0], lines[2]);
    assert_ne!(lines[0], "{\"mpid\":70001}");
    assert_eq!(scrubbed(" "), " ");
}

#[test]
fn what_cannot_be_read_is_refused_in_words() {
    let refused = scrub(&link("{\n  \"email\": \"ana@example.com\",\n  \"events\": [NaN]\n}"), &KEY).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "Line 3, column 14: `NaN` is not JSON. What cannot be read cannot be replaced: mend the input, or share it as it is."
    );
    assert!(scrub(&link("{\"mpid\":7}\n{\"email\":\"ana@exam"), &KEY).is_err(), "one bad line is enough");
}

#[test]
fn ids_that_fill_all_their_room_still_get_fakes() {
    let ids: Vec<String> = (1..=9).map(|it| format!("{{\"mpid\":{it}}}")).collect();
    let out = scrubbed(&ids.join("\n"));
    for (line, original) in out.lines().zip(ids) {
        assert_ne!(line, original);
    }
}

#[test]
fn a_scrubbed_batch_becomes_as_many_messages_of_as_many_bytes() {
    let receipt = Receipt { time_ms: 1_764_000_000_000, number: 0 };
    let of = |text: &str| transform(text, &ConnectionSettings::default(), receipt, None);
    // Without an id of its own it would get one derived from its bytes.
    let batch = BATCH.replacen('{', "{\"batch_id\":70001,", 1);
    let (before, after) = (of(&batch), of(&scrubbed(&batch)));
    let bytes = |it: &crate::Outcome| it.records.iter().map(|it| it.value.len()).collect::<Vec<_>>();
    assert_eq!(bytes(&before), bytes(&after));
    let codes = |it: &crate::Outcome| it.issues.iter().map(|it| (it.code.clone(), it.span)).collect::<Vec<_>>();
    assert_eq!(codes(&before), codes(&after));
}

/// A value that is found wherever it stands.
fn original() -> impl Strategy<Value = String> {
    prop_oneof![
        "[A-Z][a-z]{3,6}[0-9]{2,4}[a-z]{2}",
        "[a-z]{3,8}[.+]?[a-z0-9]{2,4}@[a-z]{3,8}\\.(com|co\\.uk|de)",
        "[1-9][0-9]{8,18}",
        "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}",
        "[А-Яа-я一-龥]{5,8}",
    ]
}

/// JSON with any names, values and white space; some of the values are `known` ones.
fn json(known: Vec<String>) -> impl Strategy<Value = String> {
    let names = prop_oneof![
        Just("mpid".to_owned()),
        Just("email".to_owned()),
        Just("$FirstName".to_owned()),
        Just("ip".to_owned()),
        Just("events".to_owned()),
        Just("user_attributes".to_owned()),
        Just("device".to_owned()),
        Just("id".to_owned()),
        Just("event_type".to_owned()),
        Just("old".to_owned()),
        Just("user_attribute_name".to_owned()),
        any::<String>(),
    ];
    let known = prop::sample::select(known);
    let text = prop_oneof![
        any::<String>(),
        known.clone(),
        (any::<String>(), known).prop_map(|(a, b)| format!("{a} {b} {a}")),
        "([0-9]{1,3}\\.){3}[0-9]{1,3}",
        "([0-9a-f]{1,4}:){7}[0-9a-f]{1,4}",
    ];
    let leaf = prop_oneof![
        Just("null".to_owned()),
        any::<bool>().prop_map(|it| it.to_string()),
        any::<i64>().prop_map(|it| it.to_string()),
        any::<u64>().prop_map(|it| it.to_string()),
        "-?(0|[1-9][0-9]{0,25})(\\.[0-9]{1,5})?([eE][+-]?[0-9]{1,3})?",
        (text, any::<bool>()).prop_map(|(it, escaped)| quoted(&it, escaped)),
    ];
    leaf.prop_recursive(4, 40, 6, move |inner| {
        let member = (names.clone(), any::<bool>(), inner.clone())
            .prop_map(|(name, escaped, it)| format!("{} : {it}", quoted(&name, escaped)));
        prop_oneof![
            prop::collection::vec(inner, 0..6).prop_map(|it| format!("[{}]", it.join(" ,"))),
            prop::collection::vec(member, 0..6).prop_map(|it| format!("{{\n{}}}", it.join(","))),
        ]
    })
}

fn quoted(text: &str, escaped: bool) -> String {
    if escaped {
        let escapes: String = text.encode_utf16().map(|unit| format!("\\u{unit:04X}")).collect();
        format!("\"{escapes}\"")
    } else {
        crate::batch::encode(text)
    }
}

/// The shape of a text: every token with what must not change.
fn shape(text: &str) -> Vec<String> {
    let tokens = read(text).unwrap();
    let mut shape: Vec<String> = Vec::new();
    let mut end = 0;
    for token in &tokens {
        shape.push(text[end..token.at.start].to_owned());
        let raw = &text[token.at.clone()];
        shape.push(match token.part {
            tokens::Part::Number => {
                let digits: String = raw.chars().map(|it| if it.is_ascii_digit() { '0' } else { it }).collect();
                format!("{digits} {:?}", (raw.parse::<i64>().is_ok(), raw.parse::<u64>().is_ok()))
            }
            _ => format!("{} characters", token.letters(text).chars.len()),
        });
        end = token.at.end;
    }
    shape.push(text[end..].to_owned());
    shape
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn the_output_is_json_of_the_same_shape(text in prop::collection::vec(original(), 1..4).prop_flat_map(json), key: [u8; 32]) {
        let out = scrub(&link(&text), &Key::new(key)).unwrap().link.input;
        prop_assert_eq!(out.len(), text.len());
        prop_assert!(serde_json::from_str::<&serde_json::value::RawValue>(&out).is_ok(), "{}", out);
        prop_assert_eq!(shape(&out), shape(&text));
    }

    #[test]
    fn the_same_text_and_key_give_the_same_fakes_and_each_value_has_one(text in prop::collection::vec(original(), 1..4).prop_flat_map(json), key: [u8; 32]) {
        let key = Key::new(key);
        let first = scrub(&link(&text), &key).unwrap();
        prop_assert_eq!(&first, &scrub(&link(&text), &key).unwrap());
        let mut fakes = HashMap::new();
        for it in &first.replaced {
            prop_assert_eq!(fakes.insert(it.from.to_ascii_lowercase(), &it.to), None);
        }
    }

    #[test]
    fn nothing_that_was_replaced_is_left_anywhere(
        known in prop::collection::vec(original(), 1..5), around in "[ -!#-Z^-~é]{0,8}", key: [u8; 32], upper: bool,
    ) {
        let ids: Vec<_> = known.iter().map(|it| format!("{{\"user_id\":\"{it}\"}}")).collect();
        let texts: Vec<_> = known.iter().map(|it| {
            let it = if upper { it.to_ascii_uppercase() } else { it.clone() };
            format!("\"{around} {it}/{it}\",{{\"X {it}\":1}}")
        }).collect();
        let numbers: Vec<_> = known.iter().filter(|it| it.parse::<u64>().is_ok()).map(|it| format!(",{it},-{it}")).collect();
        let input = format!("{{\"a\":[{}{}],\"ids\":[{}]}}", texts.join(","), numbers.concat(), ids.join(","));
        let out = scrub(&link(&input), &Key::new(key)).unwrap().link.input.to_ascii_lowercase();
        for original in known {
            prop_assert!(!out.contains(&original.to_ascii_lowercase()), "{} is left in {}", original, out);
        }
    }

    #[test]
    fn an_integer_stays_within_its_bits(number: i64, unsigned: u64, key: [u8; 32]) {
        let input = format!("{{\"mpid\":{number},\"batch_id\":{unsigned}}}");
        let out: Value = serde_json::from_str(&scrub(&link(&input), &Key::new(key)).unwrap().link.input).unwrap();
        prop_assert!(out["mpid"].is_i64() && out["batch_id"].is_u64());
        prop_assert!(number == 0 || out["mpid"].as_i64() != Some(number));
        let exact = 1u64 << 53;
        prop_assert_eq!(number.unsigned_abs() > exact, out["mpid"].as_i64().unwrap().unsigned_abs() > exact);
    }

    #[test]
    fn no_text_is_too_strange(text in any::<String>(), key: [u8; 32]) {
        let _ = scrub(&link(&text), &Key::new(key));
        let _ = scrub(&link(&crate::batch::encode(&text)), &Key::new(key));
    }
}
