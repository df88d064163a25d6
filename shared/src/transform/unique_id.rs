//! *Unique ID* adds `unique_id` with its value to every message. A `unique_id` that is there already is replaced.

use super::plan::Rules;
use crate::batch::encode;
use crate::settings::ConnectionSettings;

pub(super) fn compile(settings: &ConnectionSettings, rules: &mut Rules) {
    rules.add_unique_id(settings.unique_id.as_deref().map(encode));
}

#[cfg(test)]
mod tests {
    use crate::transform::testing::*;

    #[test]
    fn it_is_added_to_every_message() {
        let text =
            r#"{"message_id":"m","events":[{"event_type":"opt_out","data":{}},{"event_type":"opt_out","data":{}}]}"#;
        let outcome = run(text, |it| {
            it.unique_id = Some("a\"b".to_owned());
            it.send_as_batch = false;
        });
        assert_eq!(outcome.records.len(), 2);
        assert!(outcome.records.iter().all(|it| it.value.ends_with(r#","unique_id":"a\"b"}"#)));
    }

    #[test]
    fn one_that_is_there_is_replaced_where_it_stands_and_a_second_one_removed() {
        let outcome =
            run(r#"{"unique_id":"old","message_id":"m","unique_id":1}"#, |it| it.unique_id = Some("new".to_owned()));
        assert_eq!(outcome.records[0].value, r#"{"unique_id":"new","message_id":"m"}"#);
    }

    #[test]
    fn unset_keeps_what_is_there() {
        assert_eq!(value(r#"{"unique_id":"old","message_id":"m"}"#, |_| {}), r#"{"unique_id":"old","message_id":"m"}"#);
    }
}
