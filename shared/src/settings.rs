//! Every setting, spelled once.
//!
//! [`table`] declares the settings; the structs, their defaults, the web form, the command line, the API and
//! `docs/SETTINGS.md` are all made from it.

mod alternatives;
mod choices;
pub mod file;
mod macros;
mod secret;
pub mod table;
mod value;

pub use choices::{MetadataField, SaslMechanism};
pub use secret::Secret;
pub use table::{CONNECTION, ConnectionSettings, KAFKA, KafkaSettings};
pub use value::{SettingError, SettingValue};

use serde::Serialize;

/// One row of the table: what a setting is called, what it holds and what it does.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Setting {
    /// Its name in files, in the API and on the command line.
    pub key: &'static str,
    /// Its name in the form: mParticle's own words.
    pub label: &'static str,
    /// What it holds.
    #[serde(flatten)]
    pub kind: Kind,
    /// The default, in words.
    pub default: &'static str,
    /// What it does, in one or two sentences.
    pub help: &'static str,
}

impl Setting {
    /// Whether its value must never be shown again once it is set.
    #[must_use]
    pub const fn is_secret(&self) -> bool {
        matches!(self.kind, Kind::Secret | Kind::SecretPem)
    }
}

/// What a setting holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", content = "choices", rename_all = "snake_case")]
pub enum Kind {
    /// On or off.
    Switch,
    /// One line of text; empty is unset.
    Text,
    /// One line of text that is never shown again.
    Secret,
    /// Certificates in PEM.
    Pem,
    /// A private key in PEM; never shown again.
    SecretPem,
    /// One of these.
    Choice(&'static [Choice]),
    /// Any of these.
    Set(&'static [Choice]),
}

/// One thing that can be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// Its name in files and in the API.
    pub value: &'static str,
    /// Its name in the form.
    pub label: &'static str,
}
