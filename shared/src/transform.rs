//! From a batch to its messages.

use serde::{Deserialize, Serialize};

use crate::account::Account;
use crate::batch::{Form, InputKind};
use crate::issue::Issue;
use crate::record::Record;
use crate::settings::ConnectionSettings;

/// When and as which a batch was received. The same receipt gives the same ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// Milliseconds since 1970.
    pub time_ms: i64,
    /// The position of the first batch in the request, or the inbox's number.
    pub number: u64,
}

/// What an input yields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// What the input's text is.
    pub kind: InputKind,
    /// One a batch that could be read.
    pub batches: Vec<BatchSummary>,
    /// The messages, in order.
    pub records: Vec<Record>,
    /// What was done, and why.
    pub account: Account,
    /// What was wrong, in the order of the input.
    pub issues: Vec<Issue>,
}

/// One batch of the input, as it was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BatchSummary {
    /// Which batch of the input, from 0.
    pub index: usize,
    /// The form it was read in.
    pub form: Form,
    /// Why it was taken to be in that form, in a sentence.
    pub form_reason: String,
    /// Its first byte in the input.
    pub offset: usize,
    /// Its bytes in the input, white space included.
    pub bytes: usize,
}

/// Transforms the batches of `text`: one batch, an array of them, or one a line.
///
/// `receipt` is that of the first batch; each further one has the next number. `form` overrides the detection.
#[must_use]
pub fn transform(_text: &str, _settings: &ConnectionSettings, _receipt: Receipt, _form: Option<Form>) -> Outcome {
    Outcome { kind: InputKind::Batch, batches: vec![], records: vec![], account: Account::default(), issues: vec![] }
}
