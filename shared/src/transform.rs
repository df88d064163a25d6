//! From a batch to its messages.
//!
//! [`transform`] reads the batches of an input one after the other. Each is one `pass` over its text: the settings,
//! compiled to a `plan`, say what to remove; kept bytes are copied by the `writer`. One rule a file.

mod collect;
mod credentials;
mod facts;
mod include_event_batch_location;
mod include_location;
mod include_metadata;
mod include_mp_deviceid;
mod include_user_attribute_change_events;
mod include_user_identity_change_events;
mod lines;
mod metadata_field_exclusion;
mod pass;
mod plan;
mod send_as_batch;
mod send_batches_without_events;
mod send_network_performance_events;
pub mod sizes;
#[cfg(test)]
mod testing;
mod unique_id;
mod writer;

pub use lines::{Before, transform_lines};
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
///
/// A bad batch or event is an issue of the outcome; the good ones go on.
#[must_use]
pub fn transform(text: &str, settings: &ConnectionSettings, receipt: Receipt, form: Option<Form>) -> Outcome {
    collect::Collector::new(plan::Plan::new(settings), receipt, form).collect(text)
}
