//! What is asked for by choosing, as the address has it. The text is not in it: who looks for a person types their name.

use js_sys::encode_uri_component;
use shared::wire::SubmissionResult;
use ui::browser::history;

const INTEGRATION: &str = "integration";
const RESULT: &str = "result";

/// An integration's id and a result; empty is any.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Choice {
    pub(super) integration: String,
    pub(super) result: String,
}

impl Choice {
    /// That of the address that is shown. A result that there is not is none: nobody could see it among the choices.
    pub(super) fn of_address() -> Self {
        let mut result = history::parameter(RESULT);
        if SubmissionResult::ALL.iter().all(|it| it.as_str() != result) {
            result.clear();
        }
        Self { integration: history::parameter(INTEGRATION), result }
    }

    pub(super) fn is_any(&self) -> bool {
        self.integration.is_empty() && self.result.is_empty()
    }

    /// `path` with this choice in its query.
    pub(super) fn address(&self, path: &str) -> String {
        let mut address = path.to_owned();
        let mut sign = if path.contains('?') { "&" } else { "?" };
        for (name, value) in [(INTEGRATION, &self.integration), (RESULT, &self.result)] {
            if !value.is_empty() {
                let value = String::from(encode_uri_component(value));
                address.extend([sign, name, "=", &value]);
                sign = "&";
            }
        }
        address
    }
}
