//! *Include Location Information* off removes `location` from each event's `data`, and from nowhere else.

use super::plan::Rules;
use crate::account::Reason;
use crate::batch::Level;
use crate::settings::ConnectionSettings;

pub(super) fn compile(settings: &ConnectionSettings, rules: &mut Rules) {
    if !settings.include_location {
        rules.remove(Level::Data, "location", Reason::LocationOff);
    }
}

#[cfg(test)]
mod tests {
    use crate::transform::testing::*;

    #[test]
    fn off_removes_the_events_location_and_no_look_alike() {
        let text = r#"{"message_id":"m","context":{},"location":1,"events":[{"location":2,"data":{"location":{"latitude":1},"custom_attributes":{"location":3}},"event_type":"opt_out"}]}"#;
        assert_eq!(
            value(text, |it| it.include_location = false),
            r#"{"message_id":"m","context":{},"location":1,"events":[{"location":2,"data":{"custom_attributes":{"location":3}},"event_type":"opt_out"}]}"#,
        );
    }

    #[test]
    fn every_spelling_and_every_occurrence_goes() {
        let text = r#"{"message_id":"m","events":[{"data":{"loc\u0061tion":1,"location":2,"a":3,"location":4},"event_type":"opt_out"}]}"#;
        let outcome = run(text, |it| it.include_location = false);
        assert_eq!(
            outcome.records[0].value,
            r#"{"message_id":"m","events":[{"data":{"a":3},"event_type":"opt_out"}]}"#
        );
        assert_eq!(
            reasons(&outcome),
            vec![("/events/0/data/location".to_owned(), "Include Location Information is off"); 3]
        );
    }
}
