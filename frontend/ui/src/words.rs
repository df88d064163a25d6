//! Numbers and names as people read them.

use shared::issue::Severity;
pub use shared::number::grouped;
use shared::{Form, InputKind};

/// `1 message`, `2 messages`.
#[must_use]
pub fn counted(number: usize, one: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{} {one}{plural}", grouped(number))
}

/// `8.66` as `8.7`.
#[must_use]
pub fn tenths(number: f64) -> String {
    // As integers: the standard library takes 5 KB of WebAssembly to print a fraction.
    let tenths = (number * 10.0).round() as usize;
    grouped(tenths / 10) + "." + &(tenths % 10).to_string()
}

/// How bad a problem is, in a word.
#[must_use]
pub fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

/// A form's name.
#[must_use]
pub fn form(form: Form) -> &'static str {
    match form {
        Form::Incoming => "incoming",
        Form::Outgoing => "outgoing",
    }
}

/// What the input is.
#[must_use]
pub fn kind(kind: InputKind) -> &'static str {
    match kind {
        InputKind::Batch => "batch",
        InputKind::Bulk => "bulk",
        InputKind::Ndjson => "NDJSON",
    }
}

/// The first characters of a SHA-256, enough to tell two apart at a glance.
#[must_use]
pub fn short_hash(sha256: &str) -> String {
    sha256.get(..8).unwrap_or(sha256).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fractions_are_rounded_to_tenths() {
        assert_eq!([0.0, 0.04, 8.66, 199.96, 2_080.7].map(tenths), ["0.0", "0.0", "8.7", "200.0", "2,080.7"]);
    }

    #[test]
    fn one_is_singular_and_none_is_plural() {
        assert_eq!([0, 1, 2].map(|it| counted(it, "event")), ["0 events", "1 event", "2 events"]);
    }
}
