//! *Send as Batch* off: one message an event, each a whole batch with a one-element `events` and its own `message_id`.
//! *Wait for Complete Batch* overrides it.

use super::plan::Rules;
use crate::settings::ConnectionSettings;

pub(super) fn compile(settings: &ConnectionSettings, rules: &mut Rules) {
    rules.split(settings.splits_events());
}

#[cfg(test)]
mod tests {
    use crate::transform::testing::*;

    const TEXT: &str = r#"{"message_id":"m","events":[{"event_type":"opt_out","data":{"a":1}},{"event_type":"push_reaction"},{"event_type":"opt_out","data":{"a":2}}],"mpid":5}"#;

    #[test]
    fn off_gives_each_event_a_whole_batch_with_a_message_id_of_its_own() {
        let records = run(TEXT, |it| it.send_as_batch = false).records;
        assert_eq!(records.len(), 2);
        for (record, a) in records.iter().zip(["1", "2"]) {
            let json: serde_json::Value = serde_json::from_str(&record.value).unwrap();
            assert_eq!(json["events"].as_array().unwrap().len(), 1);
            assert_eq!(json["events"][0]["data"]["a"].to_string(), a);
            assert_eq!(record.key.as_deref(), Some("5"));
            assert_ne!(json["message_id"], "m");
        }
        assert_ne!(records[0].value.get(..54), records[1].value.get(..54), "the ids differ");
    }

    #[test]
    fn wait_for_complete_batch_overrides_it() {
        let records = run(TEXT, |it| {
            it.send_as_batch = false;
            it.wait_for_complete_batch = true;
        })
        .records;
        assert_eq!(records.len(), 1);
        assert!(records[0].value.contains(r#""message_id":"m""#));
    }

    #[test]
    fn events_given_twice_are_all_sent_and_each_message_has_one() {
        let text = r#"{"message_id":"m","events":[{"event_type":"opt_out","data":1}],"a":1,"events":[{"event_type":"opt_out","data":2}],"b":2}"#;
        let values: Vec<_> = run(text, |it| it.send_as_batch = false).records.into_iter().map(|it| it.value).collect();
        assert_eq!(values.len(), 2);
        assert!(values[0].ends_with(r#""events":[{"event_type":"opt_out","data":1}],"a":1,"b":2}"#), "{}", values[0]);
        assert!(values[1].ends_with(r#""events":[{"event_type":"opt_out","data":2}],"a":1,"b":2}"#), "{}", values[1]);
    }
}
