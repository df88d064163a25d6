//! *Include Metadata* off removes `application_info`, `device_info` and `source_info`.

use super::plan::Rules;
use crate::account::Reason;
use crate::batch::Level;
use crate::settings::ConnectionSettings;

pub(super) fn compile(settings: &ConnectionSettings, rules: &mut Rules) {
    if !settings.include_metadata {
        for name in ["application_info", "device_info", "source_info"] {
            rules.remove(Level::Batch, name, Reason::MetadataOff);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::transform::testing::*;

    #[test]
    fn off_removes_the_three_objects_and_on_keeps_them() {
        let text =
            r#"{"application_info":{"os":"IOS"},"message_id":"m","device_info":{},"source_info":{"channel":"native"}}"#;
        assert_eq!(value(text, |it| it.include_metadata = false), r#"{"message_id":"m"}"#);
        assert_eq!(value(text, |_| {}), text);
    }
}
