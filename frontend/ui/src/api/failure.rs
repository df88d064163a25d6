//! Why there is no answer, in words.

use shared::issue::Severity;
use shared::wire::{ApiError, Finding};

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// The server cannot be reached.
    Offline,
    /// It refused, and said why.
    Refused(Box<ApiError>),
    /// It answered with something else than the API's bodies.
    Unreadable {
        /// The status of the answer.
        status: u16,
    },
}

impl Failure {
    /// What is wrong, in a sentence.
    #[must_use]
    pub fn message(&self) -> String {
        match self {
            Self::Offline => "The server cannot be reached.".to_owned(),
            Self::Refused(error) => error.message.clone(),
            Self::Unreadable { status } => {
                format!("The server gave an answer that this page cannot read (HTTP {status}).")
            }
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Offline => Some("The preview still works. Start the server again, then retry.".to_owned()),
            Self::Refused(error) => error.hint.clone(),
            Self::Unreadable { .. } => Some("Reload the page: it may be older than the server.".to_owned()),
        }
    }

    /// The stable name of a refusal.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        match self {
            Self::Refused(error) => Some(&error.code),
            _ => None,
        }
    }

    /// Everything that is wrong with what was sent, each at its field.
    #[must_use]
    pub fn findings(&self) -> Vec<Finding> {
        let Self::Refused(error) = self else { return Vec::new() };
        if error.field.is_none() || !error.problems.is_empty() {
            return error.problems.clone();
        }
        vec![Finding {
            severity: Severity::Error,
            code: error.code.clone(),
            message: error.message.clone(),
            hint: error.hint.clone().unwrap_or_default(),
            field: error.field.clone(),
        }]
    }
}
