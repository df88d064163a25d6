//! *Send Network Performance Events* off drops `network_performance` events.

use super::plan::Rules;
use crate::account::Reason;
use crate::batch::EventType;
use crate::settings::ConnectionSettings;

pub(super) fn compile(settings: &ConnectionSettings, rules: &mut Rules) {
    if !settings.send_network_performance_events {
        rules.drop_events(EventType::NetworkPerformance, Reason::NetworkPerformanceOff);
    }
}

#[cfg(test)]
mod tests {
    use crate::transform::testing::*;

    const TEXT: &str = r#"{"message_id":"m","events":[{"data":{},"event_type":"network_performance"},{"data":{},"event_type":"opt_out"}]}"#;

    #[test]
    fn off_drops_them_and_says_why() {
        let outcome = run(TEXT, |it| it.send_network_performance_events = false);
        assert_eq!(outcome.records[0].value, r#"{"message_id":"m","events":[{"data":{},"event_type":"opt_out"}]}"#);
        assert_eq!(fates(&outcome), [Some("Send Network Performance Events is off"), None]);
    }

    #[test]
    fn on_keeps_them() {
        assert_eq!(value(TEXT, |it| it.send_network_performance_events = true), TEXT);
    }

    #[test]
    fn no_spelling_of_the_type_slips_past() {
        for spelling in ["NETWORK_PERFORMANCE", "\\u006eetwork_performance"] {
            let text = format!(r#"{{"message_id":"m","events":[{{"event_type":"{spelling}","data":{{}}}}]}}"#);
            assert_eq!(
                value(&text, |it| it.send_network_performance_events = false),
                r#"{"message_id":"m","events":[]}"#
            );
        }
    }
}
