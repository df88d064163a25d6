//! Settings that differ in one choice: what can be tried before it is chosen.

use super::{CONNECTION, ConnectionSettings, Kind, SettingValue};

/// The text that is tried where none is set.
const SAMPLE: &str = "x";

impl ConnectionSettings {
    /// Settings that differ from these in one choice each: a switch is turned, a choice of a set is made or taken back,
    /// a text is unset, or set to one character where it is unset. They are in the order of the form, a set's in the
    /// order of its choices: always as many.
    ///
    /// ```
    /// use shared::ConnectionSettings;
    /// let alternatives = ConnectionSettings::default().alternatives();
    /// assert_eq!(alternatives.len(), 13);
    /// assert_eq!(alternatives[0].unique_id.as_deref(), Some("x"));
    /// assert!(!alternatives[3].send_network_performance_events);
    /// ```
    #[must_use]
    pub fn alternatives(&self) -> Vec<Self> {
        CONNECTION.iter().flat_map(|it| self.turned(it.key, it.kind)).collect()
    }

    fn turned(&self, key: &str, kind: Kind) -> Vec<Self> {
        let values = match (kind, self.get(key)) {
            (_, Some(SettingValue::Switch(on))) => vec![SettingValue::Switch(!on)],
            (_, Some(SettingValue::Text(Some(_)))) => vec![SettingValue::Text(None)],
            (_, Some(SettingValue::Text(None))) => vec![SettingValue::Text(Some(SAMPLE.to_owned()))],
            (Kind::Set(choices), Some(SettingValue::Set(chosen))) => {
                choices.iter().map(|it| SettingValue::Set(toggled(&chosen, it.value))).collect()
            }
            _ => Vec::new(),
        };
        values.into_iter().map(|value| self.with(key, value)).collect()
    }

    fn with(&self, key: &str, value: SettingValue) -> Self {
        let mut settings = self.clone();
        // The value is of the setting's own kind, so it is never refused.
        let _ = settings.set(key, value);
        settings
    }
}

/// The names with `name` in addition, or without it.
fn toggled(names: &[String], name: &str) -> Vec<String> {
    let mut toggled = names.to_vec();
    toggled.retain(|it| it != name);
    if toggled.len() == names.len() {
        toggled.push(name.to_owned());
    }
    toggled
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::MetadataField;

    fn differing(one: &ConnectionSettings, other: &ConnectionSettings) -> Vec<&'static str> {
        CONNECTION.iter().map(|it| it.key).filter(|key| one.get(key) != other.get(key)).collect()
    }

    #[test]
    fn each_alternative_differs_in_one_setting_and_all_settings_have_one() {
        let settings = ConnectionSettings::default();
        let mut keys: Vec<_> = settings
            .alternatives()
            .iter()
            .map(|it| {
                let keys = differing(&settings, it);
                assert_eq!(keys.len(), 1, "{keys:?}");
                keys[0]
            })
            .collect();
        keys.dedup();
        assert_eq!(keys, CONNECTION.iter().map(|it| it.key).collect::<Vec<_>>());
    }

    #[test]
    fn what_is_chosen_is_taken_back_and_the_rest_stays() {
        let settings = ConnectionSettings {
            unique_id: Some("u".to_owned()),
            metadata_field_exclusion: vec![MetadataField::DeviceName, MetadataField::IpAddress],
            include_location: false,
            ..ConnectionSettings::default()
        };
        let alternatives = settings.alternatives();
        assert_eq!(alternatives.len(), ConnectionSettings::default().alternatives().len());
        assert_eq!(alternatives[0].unique_id, None);
        assert_eq!(alternatives[1].metadata_field_exclusion, [MetadataField::IpAddress]);
        assert_eq!(alternatives[2].metadata_field_exclusion, [MetadataField::DeviceName]);
        assert!(alternatives[6].include_location);
    }
}
