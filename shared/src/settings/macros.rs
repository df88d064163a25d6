//! Expands the table into a struct, its defaults and its rows. Nothing else.

/// Maps a kind of setting to the Rust type that holds it, and to its [`Kind`](super::Kind).
macro_rules! setting_kind {
    (type switch) => { bool };
    (type text) => { Option<String> };
    (type pem) => { Option<String> };
    (type secret) => { Option<$crate::settings::Secret> };
    (type secret_pem) => { Option<$crate::settings::Secret> };
    (type choice $choices:ident) => { $choices };
    (type set $choices:ident) => { Vec<$choices> };
    (kind switch) => { $crate::settings::Kind::Switch };
    (kind text) => { $crate::settings::Kind::Text };
    (kind pem) => { $crate::settings::Kind::Pem };
    (kind secret) => { $crate::settings::Kind::Secret };
    (kind secret_pem) => { $crate::settings::Kind::SecretPem };
    (kind choice $choices:ident) => { $crate::settings::Kind::Choice($choices::ALL) };
    (kind set $choices:ident) => { $crate::settings::Kind::Set($choices::ALL) };
}

macro_rules! settings {
    (
        $(#[$meta:meta])*
        $name:ident, $table:ident {
            $( $key:ident: $kind:ident $(of $choices:ident)?, $label:literal, default $default:literal = $value:expr, $help:literal; )*
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        #[serde(default, deny_unknown_fields)]
        pub struct $name {
            $( #[doc = $help] pub $key: settings!(@type $kind $($choices)?), )*
        }

        impl Default for $name {
            fn default() -> Self {
                Self { $( $key: $value, )* }
            }
        }

        #[doc = concat!("The rows of [`", stringify!($name), "`], in the order of the form.")]
        pub const $table: &[$crate::settings::Setting] = &[
            $( $crate::settings::Setting {
                key: stringify!($key),
                label: $label,
                kind: setting_kind!(kind $kind $($choices)?),
                default: $default,
                help: $help,
            }, )*
        ];

        impl $name {
            /// The value of the setting called `key`; `None` if there is no such setting.
            #[must_use]
            pub fn get(&self, key: &str) -> Option<$crate::settings::SettingValue> {
                match key {
                    $( stringify!($key) => Some($crate::settings::value::Field::to_value(&self.$key)), )*
                    _ => None,
                }
            }

            /// The secret called `key`, for those who keep it or use it; `None` if it is unset or no secret.
            #[must_use]
            pub fn secret(&self, key: &str) -> Option<&$crate::settings::Secret> {
                match key {
                    $( stringify!($key) => $crate::settings::value::Field::secret(&self.$key), )*
                    _ => None,
                }
            }

            /// Sets the setting called `key`.
            ///
            /// # Errors
            /// If there is no such setting, or the value is not of its kind.
            pub fn set(
                &mut self,
                key: &str,
                value: $crate::settings::SettingValue,
            ) -> Result<(), $crate::settings::SettingError> {
                match key {
                    $( stringify!($key) => $crate::settings::value::Field::set_value(&mut self.$key, value), )*
                    _ => Err($crate::settings::SettingError::Unknown),
                }
            }
        }
    };
    (@type $($kind:tt)*) => { setting_kind!(type $($kind)*) };
}

/// A closed list of names, each with its words in the form.
macro_rules! choices {
    ($(#[$meta:meta])* $name:ident { $( $variant:ident = $value:literal, $label:literal; )* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name {
            $( #[doc = $label] #[serde(rename = $value)] $variant, )*
        }

        impl $name {
            /// All of them, in the order of the form.
            pub const ALL: &'static [$crate::settings::Choice] =
                &[$( $crate::settings::Choice { value: $value, label: $label }, )*];

            /// Its name in files and in the API.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $( Self::$variant => $value, )* }
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::settings::SettingError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                match text {
                    $( $value => Ok(Self::$variant), )*
                    _ => Err($crate::settings::SettingError::NotAChoice),
                }
            }
        }
    };
}

pub(super) use {choices, setting_kind, settings};
