//! *Include Event Batch Location* off removes `context.location`. It is independent of *Include Location Information*.

use super::plan::Rules;
use crate::account::Reason;
use crate::batch::Level;
use crate::settings::ConnectionSettings;

pub(super) fn compile(settings: &ConnectionSettings, rules: &mut Rules) {
    if !settings.include_event_batch_location {
        rules.remove(Level::Context, "location", Reason::BatchLocationOff);
    }
}

#[cfg(test)]
mod tests {
    use crate::transform::testing::*;

    const TEXT: &str = r#"{"message_id":"m","context":{"location":{"latitude":1},"data_plan":{"location":2}}}"#;

    #[test]
    fn it_is_removed_unless_the_setting_is_on() {
        assert_eq!(value(TEXT, |_| {}), r#"{"message_id":"m","context":{"data_plan":{"location":2}}}"#);
        assert_eq!(value(TEXT, |it| it.include_event_batch_location = true), TEXT);
    }

    #[test]
    fn it_does_not_depend_on_include_location() {
        let on = |it: &mut crate::ConnectionSettings| {
            it.include_event_batch_location = true;
            it.include_location = false;
        };
        assert_eq!(value(TEXT, on), TEXT);
    }
}
