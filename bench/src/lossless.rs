//! What each candidate keeps as it was written, found out by looking at its output.

use std::panic::{AssertUnwindSafe, catch_unwind};

use serde::{Deserialize, Serialize};
use serde_json::{Number, Value};

use crate::candidate::Candidate;

/// What one candidate makes of what is easily lost. `None`: it refused the batch.
#[derive(Serialize, Deserialize)]
pub struct Finding {
    pub candidate: String,
    pub integers_of_64_bits: Option<bool>,
    pub longer_integers: Option<bool>,
    pub number_text: Option<bool>,
    pub escapes: Option<bool>,
    pub order: Option<bool>,
    pub duplicates: Option<bool>,
    /// Values of a generated batch that differ from the input's or are missing; the messages of a batch are compared
    /// as parsers read them, so an escape written differently is no difference.
    pub values_changed: usize,
    /// Whether the message has exactly the bytes that the input has in the places that stay.
    pub byte_exact: bool,
}

/// Looks at everybody. `batch` is a generated one, `exact` what must come out of it, byte for byte.
pub fn findings(candidates: &[Candidate], batch: &[u8], exact: &[u8]) -> Vec<Finding> {
    let expected: Value = serde_json::from_slice(exact).expect("JSON");
    candidates.iter().map(|it| finding(it, batch, exact, &expected)).collect()
}

fn finding(candidate: &Candidate, batch: &[u8], exact: &[u8], expected: &Value) -> Finding {
    let output = (candidate.messages)(batch).concat();
    let found: Value = serde_json::from_slice(&output).expect("JSON");
    Finding {
        candidate: candidate.name.clone(),
        integers_of_64_bits: keeps(candidate, "[-9223372036854775808,9223372036854775808,18446744073709551615]"),
        longer_integers: keeps(candidate, "123456789012345678901234567890"),
        number_text: keeps(candidate, "[1.50,1E+2,-0.0]"),
        escapes: keeps(candidate, r#""\u0041\/\ud83d\ude00""#),
        order: keeps_order(candidate),
        duplicates: keeps(candidate, r#"{"twice":1,"twice":2}"#),
        values_changed: differences(expected, &found),
        byte_exact: output == exact,
    }
}

/// Whether the text of a custom attribute stays as it is.
fn keeps(candidate: &Candidate, value: &str) -> Option<bool> {
    let batch = probe(&format!(r#""custom_attributes":{{"a":{value}}}"#));
    output(candidate, &batch).map(|it| it.contains(value))
}

/// Whether what stays is in the order it was in. What goes stands first, where taking it away moves most.
fn keeps_order(candidate: &Candidate) -> Option<bool> {
    let batch = probe(r#""location":{},"z":1,"y":2,"x":3"#);
    output(candidate, &batch).map(|it| it == probe(r#""z":1,"y":2,"x":3"#).replace(r#""application_info":{},"#, ""))
}

fn probe(members: &str) -> String {
    format!(
        r#"{{"application_info":{{}},"user_identities":[],"message_id":"m","mpid":1,"events":[{{"data":{{{members}}},"event_type":"custom_event"}}]}}"#
    )
}

/// A peer that gives up panics.
fn output(candidate: &Candidate, batch: &str) -> Option<String> {
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let messages = catch_unwind(AssertUnwindSafe(|| (candidate.messages)(batch.as_bytes())));
    std::panic::set_hook(hook);
    String::from_utf8(messages.ok()?.concat()).ok()
}

/// How many of the leaves of `a` are not the same in `b`, or are in `b` alone.
pub fn differences(a: &Value, b: &Value) -> usize {
    match (a, b) {
        (Value::Object(a), Value::Object(b)) => {
            let of_a: usize = a.iter().map(|(name, value)| b.get(name).map_or(1, |it| differences(value, it))).sum();
            of_a + b.keys().filter(|&name| !a.contains_key(name)).count()
        }
        (Value::Array(a), Value::Array(b)) => {
            let both: usize = a.iter().zip(b).map(|(a, b)| differences(a, b)).sum();
            both + a.len().abs_diff(b.len())
        }
        (Value::Number(a), Value::Number(b)) => usize::from(!same(a, b)),
        (a, b) => usize::from(a != b),
    }
}

/// Whether two numbers are one: `100` is `100.00`, but 2^64 - 1 is not the float next to it.
fn same(a: &Number, b: &Number) -> bool {
    match (a.as_i128(), b.as_i128()) {
        (Some(a), Some(b)) => a == b,
        (None, None) => a == b,
        (Some(whole), None) => b.as_f64().is_some_and(|it| it.fract() == 0.0 && it as i128 == whole),
        (None, Some(_)) => same(b, a),
    }
}
