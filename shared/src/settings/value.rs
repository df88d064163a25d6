//! The value of a setting whose key is only known at run time, as in a form.

use std::str::FromStr;

use super::{MetadataField, SaslMechanism, Secret};

/// The value of any setting. Secrets read as unset: a form must never be filled with one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SettingValue {
    /// On or off.
    Switch(bool),
    /// Text, or the name of a choice; `None` is unset.
    Text(Option<String>),
    /// The names of the choices made.
    Set(Vec<String>),
}

/// Why a setting was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SettingError {
    /// No setting is called so.
    Unknown,
    /// The value is of another kind.
    WrongKind,
    /// The name is not one of the choices.
    NotAChoice,
}

impl std::fmt::Display for SettingError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Unknown => "there is no such setting",
            Self::WrongKind => "the value is not of the setting's kind",
            Self::NotAChoice => "the value is not one of the choices",
        })
    }
}

impl std::error::Error for SettingError {}

/// A type that a setting can have.
pub(super) trait Field {
    fn to_value(&self) -> SettingValue;
    fn set_value(&mut self, value: SettingValue) -> Result<(), SettingError>;

    /// The secret that it holds, if it is one.
    fn secret(&self) -> Option<&Secret> {
        None
    }
}

impl Field for bool {
    fn to_value(&self) -> SettingValue {
        SettingValue::Switch(*self)
    }

    fn set_value(&mut self, value: SettingValue) -> Result<(), SettingError> {
        let SettingValue::Switch(on) = value else {
            return Err(SettingError::WrongKind);
        };
        *self = on;
        Ok(())
    }
}

impl Field for Option<String> {
    fn to_value(&self) -> SettingValue {
        SettingValue::Text(self.clone())
    }

    fn set_value(&mut self, value: SettingValue) -> Result<(), SettingError> {
        let SettingValue::Text(text) = value else {
            return Err(SettingError::WrongKind);
        };
        *self = text.filter(|text| !text.is_empty());
        Ok(())
    }
}

impl Field for Option<Secret> {
    fn to_value(&self) -> SettingValue {
        SettingValue::Text(None)
    }

    fn set_value(&mut self, value: SettingValue) -> Result<(), SettingError> {
        let SettingValue::Text(text) = value else {
            return Err(SettingError::WrongKind);
        };
        *self = text.filter(|text| !text.is_empty()).map(Secret::new);
        Ok(())
    }

    fn secret(&self) -> Option<&Secret> {
        self.as_ref()
    }
}

impl Field for SaslMechanism {
    fn to_value(&self) -> SettingValue {
        SettingValue::Text(Some(self.as_str().to_owned()))
    }

    fn set_value(&mut self, value: SettingValue) -> Result<(), SettingError> {
        let SettingValue::Text(Some(name)) = value else {
            return Err(SettingError::WrongKind);
        };
        *self = Self::from_str(&name)?;
        Ok(())
    }
}

impl Field for Vec<MetadataField> {
    fn to_value(&self) -> SettingValue {
        SettingValue::Set(self.iter().map(|it| it.as_str().to_owned()).collect())
    }

    fn set_value(&mut self, value: SettingValue) -> Result<(), SettingError> {
        let SettingValue::Set(names) = value else {
            return Err(SettingError::WrongKind);
        };
        *self = names.iter().map(|name| name.parse()).collect::<Result<_, _>>()?;
        Ok(())
    }
}
