//! What can be kept, as the text that it is kept as. JSON would take code that the first preview needs for nothing else.

use shared::ConnectionSettings;
use shared::settings::{CONNECTION, Kind, Setting, SettingValue};

use crate::protocol::Layout;

/// Something that can be kept as a text.
pub(crate) trait Kept: Sized {
    fn text(&self) -> String;

    /// `None` if the text is none of these.
    fn read(text: String) -> Option<Self>;
}

impl Kept for String {
    fn text(&self) -> String {
        self.clone()
    }

    fn read(text: String) -> Option<Self> {
        Some(text)
    }
}

impl Kept for bool {
    fn text(&self) -> String {
        if *self { "on" } else { "off" }.to_owned()
    }

    fn read(text: String) -> Option<Self> {
        match text.as_str() {
            "on" => Some(true),
            "off" => Some(false),
            _ => None,
        }
    }
}

impl Kept for u32 {
    fn text(&self) -> String {
        self.to_string()
    }

    fn read(text: String) -> Option<Self> {
        text.parse().ok()
    }
}

impl Kept for Layout {
    fn text(&self) -> String {
        match self {
            Self::Pretty => "pretty",
            Self::Wire => "wire",
        }
        .to_owned()
    }

    fn read(text: String) -> Option<Self> {
        [Self::Pretty, Self::Wire].into_iter().find(|it| it.text() == text)
    }
}

/// `key = value`, one a line, of those that are not as by default.
impl Kept for ConnectionSettings {
    fn text(&self) -> String {
        let default = Self::default();
        let mut text = String::new();
        for setting in CONNECTION {
            if let Some(value) = self.get(setting.key).filter(|it| default.get(setting.key).as_ref() != Some(it)) {
                text.push_str(setting.key);
                text.push_str(" = ");
                text.push_str(&value_text(value));
                text.push('\n');
            }
        }
        text
    }

    /// What is not known any more is left out.
    fn read(text: String) -> Option<Self> {
        let mut settings = Self::default();
        for (key, value) in text.lines().filter_map(|line| line.split_once(" = ")) {
            if let Some(setting) = CONNECTION.iter().find(|it| it.key == key) {
                let _ = settings.set(setting.key, value_of(setting, value));
            }
        }
        Some(settings)
    }
}

fn value_text(value: SettingValue) -> String {
    match value {
        SettingValue::Switch(on) => on.text(),
        SettingValue::Text(text) => text.unwrap_or_default(),
        SettingValue::Set(choices) => choices.join(","),
    }
}

fn value_of(setting: &Setting, text: &str) -> SettingValue {
    match setting.kind {
        Kind::Switch => SettingValue::Switch(text == "on"),
        Kind::Set(_) => SettingValue::Set(text.split(',').map(str::to_owned).collect()),
        _ => SettingValue::Text(Some(text.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_kept_as_lines_and_read_back() {
        let settings = ConnectionSettings {
            unique_id: Some("Ä = 7".to_owned()),
            metadata_field_exclusion: vec![
                shared::settings::MetadataField::DeviceName,
                shared::settings::MetadataField::IpAddress,
            ],
            include_location: false,
            include_mp_deviceid: true,
            ..Default::default()
        };
        let text = "unique_id = Ä = 7\nmetadata_field_exclusion = device_name,ip_address\ninclude_location = off\ninclude_mp_deviceid = on\n";
        assert_eq!(settings.text(), text);
        assert_eq!(ConnectionSettings::read(text.to_owned()), Some(settings));
    }

    #[test]
    fn what_is_not_known_is_as_by_default() {
        let text = "include_more = on\nmetadata_field_exclusion = nothing\nno line\n".to_owned();
        assert_eq!(ConnectionSettings::read(text), Some(ConnectionSettings::default()));
        assert_eq!((bool::read("true?".to_owned()), u32::read("-1".to_owned())), (None, None));
    }
}
