//! The settings of a connection as a file: TOML or JSON, read and written here for the command line and the page alike.
//!
//! The format is flat, a key and a value for each setting, so it is read by a small reader of its own: a parser of all of
//! TOML would weigh more than the rest of the page's settings. What a reader of TOML or JSON writes for such a file is read;
//! tables, dates and texts over several lines have no place in it and are refused in words.
//!
//! ```
//! use shared::settings::file::{self, Format};
//!
//! let settings = file::read("include_location = false # a comment\nmetadata_field_exclusion = [\"ip_address\"]\n").unwrap();
//! assert!(!settings.include_location);
//! assert_eq!(file::read(&file::write(&settings, Format::Json)).unwrap(), settings);
//!
//! let faults = file::read("include_locations = false\n").unwrap_err();
//! assert_eq!(faults[0].to_string(), "line 1, column 1: There is no setting `include_locations`. Did you mean `include_location`?");
//! ```

mod fault;
mod meant;
mod syntax;
mod text;

pub use fault::{Fault, FileFault};
pub(crate) use syntax::{Found, Member, members};

use super::{CONNECTION, Choice, ConnectionSettings, KAFKA, Kind, Setting, SettingValue};
use crate::batch::{Lines, encode};

/// How the file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// `key = value`, one a line.
    Toml,
    /// One object.
    Json,
}

impl Format {
    /// What `text` is taken for: JSON begins with a brace.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let text = text.trim_start_matches('\u{feff}');
        if text.trim_start().starts_with('{') { Self::Json } else { Self::Toml }
    }
}

/// Reads the settings in `text`, which is taken for what it begins as. What it does not name is as by default.
///
/// # Errors
/// Everything that is wrong with it, in the order of the text; of its syntax the first fault.
pub fn read(text: &str) -> Result<ConnectionSettings, Vec<FileFault>> {
    let mut lines = Lines::new(text);
    let mut at = |offset: usize, fault: Fault| FileFault { at: lines.span(offset, 0), fault };
    let members = members(text, Format::of(text)).map_err(|(offset, fault)| vec![at(offset, fault)])?;
    let mut settings = ConnectionSettings::default();
    let mut faults = Vec::new();
    let mut seen: Vec<&str> = Vec::new();
    for Member { key, key_at, value, value_at } in &members {
        let taken = match CONNECTION.iter().find(|it| it.key == key) {
            None => Err(unknown(key)),
            Some(_) if seen.contains(&key.as_str()) => Err(Fault::Twice { key: key.clone() }),
            Some(setting) => take(&mut settings, setting, value),
        };
        seen.push(key);
        if let Err(fault) = taken {
            let offset = if fault.is_of_value() { *value_at } else { *key_at };
            faults.push(at(offset, fault));
        }
    }
    if faults.is_empty() { Ok(settings) } else { Err(faults) }
}

fn unknown(key: &str) -> Fault {
    if KAFKA.iter().any(|it| it.key == key) {
        return Fault::OfKafka { key: key.to_owned() };
    }
    Fault::Unknown { key: key.to_owned(), meant: meant::meant(key) }
}

/// Sets `setting` to what was found.
pub(crate) fn take(settings: &mut ConnectionSettings, setting: &Setting, found: &Found) -> Result<(), Fault> {
    let wrong = |wanted| Fault::WrongKind { key: setting.key, wanted, found: found.words() };
    let value = match (setting.kind, found) {
        (Kind::Switch, Found::Switch(on)) => SettingValue::Switch(*on),
        (Kind::Switch, _) => return Err(wrong("true or false")),
        (Kind::Set(choices), Found::List(names)) => chosen(setting.key, choices, names)?,
        (Kind::Set(_), _) => return Err(wrong("a list of names, each in quotes")),
        (_, Found::Text(text)) => SettingValue::Text(Some(text.clone())),
        (_, Found::Nothing) => SettingValue::Text(None),
        _ => return Err(wrong("text in quotes")),
    };
    // Each kind was just made from its own kind of value.
    settings.set(setting.key, value).map_err(|_| wrong("another value"))
}

fn chosen(key: &'static str, choices: &'static [Choice], names: &[String]) -> Result<SettingValue, Fault> {
    let mut chosen: Vec<String> = Vec::new();
    for name in names {
        if !choices.iter().any(|it| it.value == name) {
            let choices = choices.iter().map(|it| it.value).collect::<Vec<_>>().join(", ");
            return Err(Fault::NotAChoice { key, name: name.clone(), choices });
        }
        if !chosen.contains(name) {
            chosen.push(name.clone());
        }
    }
    Ok(SettingValue::Set(chosen))
}

/// All settings as a file, defaults too: it means the same if a default ever changes.
#[must_use]
pub fn write(settings: &ConnectionSettings, format: Format) -> String {
    let mut out = String::from(if format == Format::Json { "{\n" } else { "" });
    let mut is_first = true;
    for setting in CONNECTION {
        let value = settings.get(setting.key).and_then(|it| written(&it, format));
        let Some(value) = value else { continue };
        match format {
            Format::Toml => push(&mut out, &[setting.key, " = ", &value, "\n"]),
            Format::Json => push(&mut out, &[if is_first { "" } else { ",\n" }, "  \"", setting.key, "\": ", &value]),
        }
        is_first = false;
    }
    if format == Format::Json {
        out.push_str("\n}\n");
    }
    out
}

fn push(out: &mut String, pieces: &[&str]) {
    pieces.iter().for_each(|it| out.push_str(it));
}

/// TOML has no null: what is unset is left out there.
pub(crate) fn written(value: &SettingValue, format: Format) -> Option<String> {
    match value {
        SettingValue::Switch(on) => Some(if *on { "true" } else { "false" }.to_owned()),
        SettingValue::Text(Some(text)) => Some(quoted(text)),
        SettingValue::Text(None) => (format == Format::Json).then(|| "null".to_owned()),
        SettingValue::Set(names) => {
            let names: Vec<String> = names.iter().map(|it| quoted(it)).collect();
            Some(["[", &names.join(", "), "]"].concat())
        }
    }
}

/// `text` as both JSON and TOML write it. TOML wants the one control character beyond ASCII's first 32 escaped too.
pub(crate) fn quoted(text: &str) -> String {
    encode(text).replace('\u{7f}', "\\u007f")
}

#[cfg(test)]
pub(crate) mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::settings::MetadataField;

    fn said(text: &str) -> Vec<String> {
        read(text).unwrap_err().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn both_formats_are_written_as_people_write_them() {
        let settings = ConnectionSettings {
            unique_id: Some("a \"b\"\u{7f}".to_owned()),
            metadata_field_exclusion: vec![MetadataField::IpAddress, MetadataField::DeviceName],
            ..ConnectionSettings::default()
        };
        let toml = write(&settings, Format::Toml);
        assert!(toml.starts_with("unique_id = \"a \\\"b\\\"\\u007f\"\nmetadata_field_exclusion = [\"ip_address\", \"device_name\"]\nsend_network_performance_events = true\n"), "{toml}");
        assert_eq!(toml.lines().count(), 12);
        let json = write(&ConnectionSettings::default(), Format::Json);
        assert!(json.starts_with("{\n  \"unique_id\": null,\n  \"metadata_field_exclusion\": [],\n"), "{json}");
        assert!(json.ends_with("  \"include_event_batch_location\": false\n}\n"), "{json}");
    }

    #[test]
    fn what_is_wrong_is_said_with_its_place_and_all_at_once() {
        assert_eq!(
            said(
                "unique_id = 7\n# fine\n  topic = \"t\"\nsend_as_batch = \"no\"\nmetadata_field_exclusion = [\"ip\"]\nsend_as_batch = true\nwords = true\n"
            ),
            [
                "line 1, column 13: `unique_id` takes text in quotes, not a number or date.",
                "line 3, column 3: `topic` is a setting of an integration (Kafka), not of a connection. Leave it out here.",
                "line 4, column 17: `send_as_batch` takes true or false, not text.",
                "line 5, column 28: `ip` is not a choice of `metadata_field_exclusion`. The choices are: device_name, ip_address.",
                "line 6, column 1: `send_as_batch` is set twice. Leave one of them out.",
                "line 7, column 1: There is no setting `words`.",
            ]
        );
        let faults = read("{\"include_mp_device_id\": true}").unwrap_err();
        assert_eq!(
            faults[0].to_string(),
            "line 1, column 2: There is no setting `include_mp_device_id`. Did you mean `include_mp_deviceid`?"
        );
        assert_eq!(faults[0].fault.field(), Some("include_mp_device_id"));
        assert_eq!((faults[0].at.line, faults[0].at.column), (1, 2));
    }

    #[test]
    fn an_empty_text_is_the_defaults_and_null_is_unset() {
        for text in ["", "\u{feff}# nothing\r\n", "{}", " { \"unique_id\" : null } "] {
            assert_eq!(read(text).unwrap(), ConnectionSettings::default(), "{text:?}");
        }
    }

    /// Any settings at all.
    pub(crate) fn settings() -> impl Strategy<Value = ConnectionSettings> {
        let fields = prop::sample::subsequence(vec![MetadataField::DeviceName, MetadataField::IpAddress], 0..=2);
        (any::<Option<String>>(), fields.prop_shuffle(), any::<[bool; 10]>()).prop_map(|(text, fields, on)| {
            let mut settings = ConnectionSettings {
                unique_id: text.filter(|it| !it.is_empty()),
                metadata_field_exclusion: fields,
                ..ConnectionSettings::default()
            };
            let switches = CONNECTION.iter().filter(|it| it.kind == Kind::Switch);
            for (setting, on) in switches.zip(on) {
                settings.set(setting.key, SettingValue::Switch(on)).unwrap();
            }
            settings
        })
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(settings in settings()) {
            for format in [Format::Toml, Format::Json] {
                prop_assert_eq!(read(&write(&settings, format)).unwrap(), settings.clone());
            }
        }

        #[test]
        fn other_parsers_read_what_is_written(settings in settings()) {
            let toml: ConnectionSettings = toml::from_str(&write(&settings, Format::Toml)).unwrap();
            let json: ConnectionSettings = serde_json::from_str(&write(&settings, Format::Json)).unwrap();
            prop_assert_eq!(&toml, &settings);
            prop_assert_eq!(&json, &settings);
        }

        #[test]
        fn what_other_writers_wrote_is_read(settings in settings()) {
            let toml = toml::to_string(&settings).unwrap();
            // Only text over several lines is not read, and refused as such.
            prop_assume!(!toml.contains("= \"\"\"") && !toml.contains("= '''"));
            prop_assert_eq!(&read(&toml).unwrap(), &settings);
            prop_assert_eq!(&read(&serde_json::to_string(&settings).unwrap()).unwrap(), &settings);
        }

        #[test]
        fn what_is_taken_means_the_same_to_another_parser(text in "[\\{\\[\\]\\}\",:=#'a-c \\\\un0-1\ntrefals_id-]{0,40}") {
            if let Ok(settings) = read(&text) {
                let other = match Format::of(&text) {
                    Format::Toml => toml::from_str::<ConnectionSettings>(&text).map_err(|it| it.to_string()),
                    Format::Json => serde_json::from_str(&text).map_err(|it| it.to_string()),
                };
                prop_assert_eq!(other, Ok(settings));
            }
        }

        #[test]
        fn no_text_is_too_strange(text in any::<String>(), around in "(unique_id *=|\\{\"unique_id\":)?") {
            let _ = read(&[around.as_str(), text.as_str()].concat());
        }
    }
}
