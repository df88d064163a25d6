//! What can be wrong with a file of settings, in words. No value of a text is ever repeated.

use thiserror::Error;

use crate::issue::Span;

/// A fault and its place.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("line {}, column {}: {fault}", at.line, at.column)]
pub struct FileFault {
    /// Where.
    pub at: Span,
    /// What.
    pub fault: Fault,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[allow(missing_docs, reason = "the fields are the words that the message names")]
pub enum Fault {
    /// Something else was expected here.
    #[error("Expected {expected}, found {found}.")]
    Syntax { expected: &'static str, found: String },
    /// It is TOML or JSON, but of a kind that no setting has.
    #[error("{what} has no place in a file of settings. {help}")]
    NotFlat { what: &'static str, help: &'static str },
    /// No setting is called so.
    #[error("There is no setting `{key}`.{}", did_you_mean(*meant))]
    Unknown { key: String, meant: Option<&'static str> },
    /// It is a setting of an integration.
    #[error("`{key}` is a setting of an integration (Kafka), not of a connection. Leave it out here.")]
    OfKafka { key: String },
    /// It was set before.
    #[error("`{key}` is set twice. Leave one of them out.")]
    Twice { key: String },
    /// The value is of another kind.
    #[error("`{key}` takes {wanted}, not {found}.")]
    WrongKind { key: &'static str, wanted: &'static str, found: &'static str },
    /// The name is not one of the choices.
    #[error("`{name}` is not a choice of `{key}`. The choices are: {choices}.")]
    NotAChoice { key: &'static str, name: String, choices: String },
}

impl Fault {
    /// The key of the setting that it is about.
    #[must_use]
    pub fn field(&self) -> Option<&str> {
        match self {
            Self::Syntax { .. } | Self::NotFlat { .. } => None,
            Self::Unknown { key, .. } | Self::OfKafka { key } | Self::Twice { key } => Some(key),
            Self::WrongKind { key, .. } | Self::NotAChoice { key, .. } => Some(key),
        }
    }

    /// Whether it stands at the value, not at the key.
    pub(super) fn is_of_value(&self) -> bool {
        matches!(self, Self::WrongKind { .. } | Self::NotAChoice { .. })
    }
}

fn did_you_mean(meant: Option<&str>) -> String {
    meant.map(|it| [" Did you mean `", it, "`?"].concat()).unwrap_or_default()
}
