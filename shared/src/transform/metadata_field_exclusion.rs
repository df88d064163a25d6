//! *Metadata Field Exclusion*: Device Name removes `device_info.device`, IP Address removes `ip`.

use super::plan::Rules;
use crate::account::Reason;
use crate::batch::Level;
use crate::settings::{ConnectionSettings, MetadataField};

pub(super) fn compile(settings: &ConnectionSettings, rules: &mut Rules) {
    if settings.excludes(MetadataField::DeviceName) {
        rules.remove(Level::DeviceInfo, "device", Reason::DeviceNameExcluded);
    }
    if settings.excludes(MetadataField::IpAddress) {
        rules.remove(Level::Batch, "ip", Reason::IpAddressExcluded);
    }
}

#[cfg(test)]
mod tests {
    use crate::settings::MetadataField;
    use crate::transform::testing::*;

    const TEXT: &str = r#"{"message_id":"m","ip":"192.0.2.7","device_info":{"device":"Ann's phone","brand":"b"}}"#;

    #[test]
    fn device_name_removes_only_the_device() {
        let value = value(TEXT, |it| it.metadata_field_exclusion = vec![MetadataField::DeviceName]);
        assert_eq!(value, r#"{"message_id":"m","ip":"192.0.2.7","device_info":{"brand":"b"}}"#);
    }

    #[test]
    fn ip_address_removes_only_the_address() {
        let value = value(TEXT, |it| it.metadata_field_exclusion = vec![MetadataField::IpAddress]);
        assert_eq!(value, r#"{"message_id":"m","device_info":{"device":"Ann's phone","brand":"b"}}"#);
    }

    #[test]
    fn nothing_is_excluded_by_default() {
        assert_eq!(value(TEXT, |_| {}), TEXT);
    }
}
