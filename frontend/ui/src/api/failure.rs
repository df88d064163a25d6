//! Why there is no answer, in words.

use shared::issue::Severity;
use shared::wire::{ApiError, Finding, InvalidBody};

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// The server cannot be reached.
    Offline,
    /// It refused, and said why: what was wrong, and the answer's whole text.
    Refused(Box<(ApiError, String)>),
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
            Self::Offline => "The server does not answer.".to_owned(),
            Self::Refused(it) => it.0.message.clone(),
            Self::Unreadable { status } => {
                format!("The server gave an answer that this page cannot read (HTTP {status}).")
            }
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Offline => Some("Preview still works. Check that the server is running, then retry.".to_owned()),
            Self::Refused(it) => it.0.hint.clone(),
            Self::Unreadable { .. } => Some("Reload the page: it may be older than the server.".to_owned()),
        }
    }

    /// The stable name of a refusal.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        match self {
            Self::Refused(it) => Some(&it.0.code),
            _ => None,
        }
    }

    /// Everything that is wrong with what was sent, each at its field.
    #[must_use]
    pub fn findings(&self) -> Vec<Finding> {
        let Self::Refused(refused) = self else { return Vec::new() };
        let (error, text) = &**refused;
        // Read only where it is asked for: Preview never does, and does without the code for it.
        if let Ok(body) = serde_json::from_str::<InvalidBody>(text) {
            return body.error.problems;
        }
        if error.field.is_none() {
            return Vec::new();
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
