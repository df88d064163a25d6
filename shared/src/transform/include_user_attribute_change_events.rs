//! *Include User Attribute Change Events* off drops `user_attribute_change` events.

use super::plan::Rules;
use crate::account::Reason;
use crate::batch::EventType;
use crate::settings::ConnectionSettings;

pub(super) fn compile(settings: &ConnectionSettings, rules: &mut Rules) {
    if !settings.include_user_attribute_change_events {
        rules.drop_events(EventType::UserAttributeChange, Reason::UserAttributeChangeOff);
    }
}

#[cfg(test)]
mod tests {
    use crate::transform::testing::*;

    const TEXT: &str = r#"{"message_id":"m","events":[{"data":{},"event_type":"user_attribute_change"},{"data":{},"event_type":"opt_out"}]}"#;

    #[test]
    fn off_drops_them_and_says_why() {
        let outcome = run(TEXT, |it| it.include_user_attribute_change_events = false);
        assert_eq!(outcome.records[0].value, r#"{"message_id":"m","events":[{"data":{},"event_type":"opt_out"}]}"#);
        assert_eq!(fates(&outcome), [Some("Include User Attribute Change Events is off"), None]);
    }

    #[test]
    fn on_keeps_them() {
        assert_eq!(value(TEXT, |it| it.include_user_attribute_change_events = true), TEXT);
    }

    #[test]
    fn no_spelling_of_the_type_slips_past() {
        for spelling in ["USER_ATTRIBUTE_CHANGE", "\\u0075ser_attribute_change"] {
            let text = format!(r#"{{"message_id":"m","events":[{{"event_type":"{spelling}","data":{{}}}}]}}"#);
            assert_eq!(
                value(&text, |it| it.include_user_attribute_change_events = false),
                r#"{"message_id":"m","events":[]}"#
            );
        }
    }
}
