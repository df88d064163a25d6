//! From incoming to outgoing form, byte for byte.

mod engines;

use engines::transform;
use shared::batch::Form;
use shared::{ConnectionSettings, Outcome, Receipt};

const RECEIPT: Receipt = Receipt { time_ms: 1_700_000_000_000, number: 0 };

fn run(text: &str) -> Outcome {
    transform(text, &ConnectionSettings::default(), RECEIPT, None)
}

/// A batch in incoming form that has everything but what a test looks at.
fn complete(members: &str) -> String {
    format!(
        r#"{{"timestamp_unixtime_ms":5,"batch_id":-7,"message_id":"m","message_type":"events","schema_version":1,"environment":"production","deleted_user_attributes":[],"system_notifications":[],"context":{{}},{members}}}"#
    )
}

#[track_caller]
fn converts(from: &str, to: &str) {
    let outcome = transform(&complete(from), &ConnectionSettings::default(), RECEIPT, Some(Form::Incoming));
    assert_eq!(outcome.records[0].value, complete(to));
}

#[test]
fn identities_become_an_array_with_the_batchs_time() {
    converts(
        r#""user_identities":{ "email" : "a@example.com", "google":null, "customer_id":"\u0041" }"#,
        r#""user_identities":[{"identity_type":"email","identity":"a@example.com","timestamp_unixtime_ms":5},{"identity_type":"customer_id","identity":"\u0041","timestamp_unixtime_ms":5}]"#,
    );
    converts(r#""user_identities":{}"#, r#""user_identities":[]"#);
    converts(r#""user_identities":{"email":null}"#, r#""user_identities":[]"#);
    converts(r#""user_identities":null"#, r#""user_identities":[]"#);
}

#[test]
fn identity_types_get_their_documented_spelling() {
    converts(
        r#""user_identities":{"customerid":"1","EMAIL":"2","homemade":"3"}"#,
        r#""user_identities":[{"identity_type":"customer_id","identity":"1","timestamp_unixtime_ms":5},{"identity_type":"email","identity":"2","timestamp_unixtime_ms":5},{"identity_type":"homemade","identity":"3","timestamp_unixtime_ms":5}]"#,
    );
}

#[test]
fn the_64_bit_members_of_an_event_become_strings_digit_for_digit() {
    converts(
        r#""user_identities":[],"events":[{"data":{"event_id":-5412031425869132287,"session_id":123456789012345678901234567890,"timestamp_unixtime_ms":1,"session_start_unixtime_ms":"2","event_start_unixtime_ms":-0},"event_type":"opt_out"}]"#,
        r#""user_identities":[],"events":[{"data":{"event_id":"-5412031425869132287","session_id":"123456789012345678901234567890","timestamp_unixtime_ms":"1","session_start_unixtime_ms":"2","event_start_unixtime_ms":"-0"},"event_type":"opt_out"}]"#,
    );
}

#[test]
fn an_event_without_a_time_gets_the_batchs_and_one_without_a_start_gets_its_time() {
    converts(
        r#""user_identities":[],"events":[{"data":{"event_id":"1","timestamp_unixtime_ms":null},"event_type":"opt_out"}]"#,
        r#""user_identities":[],"events":[{"data":{"event_id":"1","timestamp_unixtime_ms":"5","event_start_unixtime_ms":"5"},"event_type":"opt_out"}]"#,
    );
    converts(
        r#""user_identities":[],"events":[{"data":{"event_id":"1","timestamp_unixtime_ms":9},"event_type":"opt_out"}]"#,
        r#""user_identities":[],"events":[{"data":{"event_id":"1","timestamp_unixtime_ms":"9","event_start_unixtime_ms":"9"},"event_type":"opt_out"}]"#,
    );
}

#[test]
fn a_batch_time_that_stands_behind_the_events_reaches_them() {
    let text = r#"{"events":[{"data":{"event_id":"1"},"event_type":"opt_out"}],"user_identities":{"email":"e"},"timestamp_unixtime_ms":77}"#;
    let value = run(text).records.remove(0).value;
    assert!(value.contains(r#""timestamp_unixtime_ms":"77","event_start_unixtime_ms":"77""#), "{value}");
    assert!(value.contains(r#""identity":"e","timestamp_unixtime_ms":77}"#), "{value}");
}

#[test]
fn what_a_batch_lacks_is_added_at_its_end_in_the_documented_order() {
    let value = run("{}").records.remove(0).value;
    let json: serde_json::Value = serde_json::from_str(&value).unwrap();
    assert!(value.starts_with(r#"{"user_identities":[],"timestamp_unixtime_ms":1700000000000,"batch_id":"#), "{value}");
    assert!(
        value.ends_with(
            r#","message_type":"events","schema_version":1,"environment":"production","deleted_user_attributes":[],"system_notifications":[],"context":{}}"#
        ),
        "{value}"
    );
    assert!(json["batch_id"].is_i64());
    assert_eq!(json["message_id"].as_str().unwrap().len(), 36);
}

#[test]
fn null_and_an_empty_environment_are_replaced_where_they_stand() {
    let text = r#"{"context":null,"environment":"","schema_version":null,"mpid":1,"user_identities":{}}"#;
    let value = run(text).records.remove(0).value;
    assert!(
        value.starts_with(
            r#"{"context":{},"environment":"production","schema_version":1,"mpid":1,"user_identities":[],"timestamp_unixtime_ms":1700000000000,"#
        ),
        "{value}"
    );
}

#[test]
fn outgoing_form_is_kept_member_for_member() {
    let text = r#"{"user_identities":[{"identity_type":"EMAIL"}],"environment":"PRODUCTION","context":null,"events":[{"data":{"event_id":1},"event_type":"SCREEN_VIEW"}]}"#;
    assert_eq!(run(text).records[0].value, text);
}

#[test]
fn the_form_is_told_by_the_identities_and_then_by_the_envelope() {
    let cases = [
        (r#"{"user_identities":{},"message_id":"m"}"#, Form::Incoming, "`user_identities` is an object"),
        (r#"{"events":[],"user_identities":[]}"#, Form::Outgoing, "`user_identities` is an array"),
        (
            r#"{"user_identities":null,"message_id":"m"}"#,
            Form::Outgoing,
            "there are no user identities, and `message_id` is set",
        ),
        (r#"{"message_type":"events"}"#, Form::Outgoing, "there are no user identities, and `message_type` is set"),
        (r#"{"batch_id":1}"#, Form::Outgoing, "there are no user identities, and `batch_id` is set"),
        (
            r#"{"batch_id":null,"a":{"message_id":"m"}}"#,
            Form::Incoming,
            "there are no user identities, `message_type`, `message_id` or `batch_id`",
        ),
        (
            r#"{"a":{"user_identities":[]}}"#,
            Form::Incoming,
            "there are no user identities, `message_type`, `message_id` or `batch_id`",
        ),
    ];
    for (text, form, reason) in cases {
        let batch = run(text).batches.remove(0);
        assert_eq!((batch.form, batch.form_reason), (form, reason), "{text}");
    }
    let chosen = transform("{}", &ConnectionSettings::default(), RECEIPT, Some(Form::Outgoing));
    assert_eq!((chosen.batches[0].form_reason, chosen.records[0].value.as_str()), ("chosen by you", "{}"));
}

#[test]
fn the_same_receipt_gives_the_same_bytes_and_another_number_other_ids() {
    let text = r#"{"mpid":1,"events":[{"data":{},"event_type":"opt_out"}]}"#;
    let settings = ConnectionSettings::default();
    let value = |number| transform(text, &settings, Receipt { number, ..RECEIPT }, None).records.remove(0).value;
    assert_eq!(value(0), value(0));
    assert_ne!(value(0), value(1));
    let bulk = transform(&format!("[{text}, {text}]"), &settings, RECEIPT, None);
    assert_eq!(bulk.records[0].value, value(0), "a batch has the same ids alone and in a bulk");
    assert_eq!(bulk.records[1].value, value(1), "its number is its position");
}

#[test]
fn an_id_of_the_request_takes_the_place_of_the_receipt() {
    let text = r#"{"mpid":1,"user_identities":{},"source_request_id":"r-1","timestamp_unixtime_ms":3}"#;
    let settings = ConnectionSettings::default();
    let at = |time_ms, number| transform(text, &settings, Receipt { time_ms, number }, None).records.remove(0).value;
    assert_eq!(at(1, 1), at(2, 2));
    let none = text.replace("r-1", "");
    let at = |number| transform(&none, &settings, Receipt { number, ..RECEIPT }, None).records.remove(0).value;
    assert_ne!(at(1), at(2), "an empty id is none");
}

#[test]
fn the_key_is_the_mpid_as_decimal_text() {
    let cases = [
        ("-5412031425869132287", Some("-5412031425869132287")),
        ("9223372036854775807", Some("9223372036854775807")),
        ("\"-9223372036854775808\"", Some("-9223372036854775808")),
        ("\"007\"", Some("7")),
        ("\"0\"", None),
        ("0", None),
        ("\"-1\"", Some("-1")),
        ("null", None),
        ("9223372036854775808", Some("9223372036854775808")),
        ("1.0", None),
        ("\"abc\"", None),
        ("\"\"", None),
    ];
    for (mpid, key) in cases {
        let outcome = run(&format!(r#"{{"message_id":"m","mpid":{mpid}}}"#));
        assert_eq!(outcome.records[0].key.as_deref(), key, "{mpid}");
    }
    assert_eq!(run(r#"{"message_id":"m"}"#).records[0].key, None);
}
