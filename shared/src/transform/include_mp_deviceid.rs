//! *Include MP DeviceId* off removes `mp_deviceid`.

use super::plan::Rules;
use crate::account::Reason;
use crate::batch::Level;
use crate::settings::ConnectionSettings;

pub(super) fn compile(settings: &ConnectionSettings, rules: &mut Rules) {
    if !settings.include_mp_deviceid {
        rules.remove(Level::Batch, "mp_deviceid", Reason::MpDeviceIdOff);
    }
}

#[cfg(test)]
mod tests {
    use crate::transform::testing::*;

    #[test]
    fn it_is_removed_unless_the_setting_is_on() {
        let text = r#"{"message_id":"m","mp_deviceid":"d"}"#;
        assert_eq!(value(text, |_| {}), r#"{"message_id":"m"}"#);
        assert_eq!(value(text, |it| it.include_mp_deviceid = true), text);
    }
}
