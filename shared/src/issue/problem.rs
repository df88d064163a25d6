//! The problems, their words and their help.

use thiserror::Error;

use super::Severity;

/// What can be wrong with an input. `Display` is the message.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[allow(missing_docs, reason = "the fields are the words that the message names")]
pub enum Problem {
    /// Nothing but white space.
    #[error("There is nothing to read.")]
    EmptyInput,
    /// Bytes that are not UTF-8.
    #[error("The input is not UTF-8: byte 0x{byte:02X} cannot stand here.")]
    InvalidUtf8 { byte: u8 },
    /// U+FEFF before the JSON.
    #[error("The input begins with a byte order mark, which is not part of JSON. It was skipped.")]
    ByteOrderMark,
    /// The text ends before the JSON does.
    #[error("The JSON ends too early: {inside} is not closed.")]
    UnexpectedEnd { inside: &'static str },
    /// `NaN` or `Infinity`.
    #[error("`{word}` is not JSON.")]
    NotANumber { word: &'static str },
    /// A control character inside a string.
    #[error("A string holds the control character {found}, which must be escaped.")]
    ControlCharacter { found: String },
    /// Anything else that is no JSON.
    #[error("Expected {expected}, found {found}.")]
    Syntax { expected: &'static str, found: String },
    /// Too many containers inside one another.
    #[error("Objects and arrays are nested more than {limit} deep.")]
    TooDeep { limit: usize },
    /// Something behind the end.
    #[error("The JSON is complete, but {found} follows it.")]
    TrailingData { found: String },
    /// `[]`.
    #[error("The array holds no batch.")]
    EmptyBulk,
    /// Something other than an object where a batch should be.
    #[error("A batch is a JSON object; this is {found}.")]
    NotABatch { found: &'static str },
    /// `events` is something other than an array.
    #[error("`events` must be an array; this is {found}. The batch is not forwarded.")]
    EventsNotArray { found: &'static str },
    /// An element of `events` is no object.
    #[error("An event is a JSON object; this is {found}. It is not forwarded.")]
    EventNotObject { found: &'static str },
    /// An event without a type.
    #[error("The event has no `event_type`. It is not forwarded.")]
    EventTypeMissing,
    /// An event whose type is no string.
    #[error("`event_type` must be a string; this is {found}. The event is not forwarded.")]
    EventTypeNotString { found: &'static str },
    /// A name that occurs twice in one object.
    #[error("The name `{name}` occurs more than once in this object.")]
    DuplicateName { name: String },
    /// An event without an object as its data.
    #[error("The event's `data` is {found}. The event is forwarded as it is.")]
    DataNotObject { found: &'static str },
    /// A value that is not among the documented ones.
    #[error("`{value}` is not a documented value of `{member}`. It is kept as it is.")]
    UnknownValue { member: String, value: String },
    /// A 64-bit member that holds no integer.
    #[error("`{member}` is {found}, not an integer. It is kept as it is.")]
    NotAnInteger { member: String, found: &'static str },
    /// The batch's own time cannot be given to its events.
    #[error("`timestamp_unixtime_ms` of the batch is no integer. Where a time is added it is the receipt time.")]
    BatchTimeNotAnInteger,
    /// An MPID beyond 64 bits.
    #[error("`mpid` does not fit into 64 bits. The key is the number as written.")]
    MpidOutOfRange,
    /// An MPID that is no integer.
    #[error("`mpid` is {found}, not an integer. The message has no key.")]
    MpidNotAnInteger { found: &'static str },
    /// `user_identities` is neither an object nor an array.
    #[error("`user_identities` is {found}, neither an object nor an array. It is kept as it is.")]
    IdentitiesUnreadable { found: &'static str },
    /// A batch larger than mParticle takes.
    #[error("The batch has {bytes} bytes; mParticle takes at most {limit}.")]
    BatchOverLimit { bytes: usize, limit: usize },
    /// A request larger than mParticle takes.
    #[error("The input has {bytes} bytes; mParticle takes at most {limit} in one request.")]
    RequestOverLimit { bytes: usize, limit: usize },
    /// More batches than mParticle takes.
    #[error("The array holds {count} batches; mParticle takes at most {limit} in one request.")]
    BulkOverLimit { count: usize, limit: usize },
    /// A message larger than Kafka takes by default.
    #[error("The message has {bytes} bytes; Kafka takes at most {limit} unless the topic allows more.{largest}")]
    MessageOverLimit { bytes: usize, limit: usize, largest: String },
    /// There are more problems than are listed.
    #[error("{count} more problems are not listed.")]
    MoreProblems { count: usize },
}

impl Problem {
    /// A stable name, in snake case.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.row().0
    }

    /// How bad it is.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.row().1
    }

    /// What to do about it.
    #[must_use]
    pub fn help(&self) -> &'static str {
        self.row().2
    }

    fn row(&self) -> (&'static str, Severity, &'static str) {
        use Severity::{Error, Warning};
        match self {
            Self::EmptyInput => ("empty_input", Error, "Give a batch: a JSON object, an array of them, or one a line."),
            Self::InvalidUtf8 { .. } => ("invalid_utf8", Error, "Save the file as UTF-8."),
            Self::ByteOrderMark => ("byte_order_mark", Warning, "Save the file as UTF-8 without a byte order mark."),
            Self::UnexpectedEnd { .. } => ("unexpected_end", Error, "Check that the whole text was copied."),
            Self::NotANumber { .. } => (
                "not_a_number",
                Error,
                "JSON has no such number, and mParticle refuses it. Python senders write it for float('nan') and \
                 float('inf'): send null, or leave the member out.",
            ),
            Self::ControlCharacter { .. } => (
                "control_character",
                Error,
                "Write it as an escape: `\\n`, `\\t`, or `\\u` and four hexadecimal digits.",
            ),
            Self::Syntax { .. } => ("syntax", Error, "Correct the JSON at this place."),
            Self::TooDeep { .. } => {
                ("too_deep", Error, "Flatten the value: the JSON parsers of consumers refuse such depths.")
            }
            Self::TrailingData { .. } => (
                "trailing_data",
                Error,
                "Put several batches into an array, or each on a line of its own; otherwise remove what follows.",
            ),
            Self::EmptyBulk => ("empty_bulk", Error, "Put at least one batch into the array."),
            Self::NotABatch { .. } => ("not_a_batch", Error, "Give a JSON object with `events`."),
            Self::EventsNotArray { .. } => {
                ("events_not_array", Error, "Put the events into an array, even if there is only one.")
            }
            Self::EventNotObject { .. } => ("event_not_object", Error, "Give an object with `event_type` and `data`."),
            Self::EventTypeMissing => (
                "event_type_missing",
                Error,
                "Give the event an `event_type` such as \"custom_event\". Python's Batch(events=[…]) leaves it out: \
                 set batch.events instead.",
            ),
            Self::EventTypeNotString { .. } => {
                ("event_type_not_string", Error, "Give the event's type by name, such as \"custom_event\".")
            }
            Self::DuplicateName { .. } => (
                "duplicate_name",
                Warning,
                "Parsers disagree on which one counts. Send it once; a rule that removes it removes them all.",
            ),
            Self::DataNotObject { .. } => ("data_not_object", Warning, "Give the event an object as its `data`."),
            Self::UnknownValue { .. } => ("unknown_value", Warning, "Check its spelling."),
            Self::NotAnInteger { .. } => {
                ("not_an_integer", Warning, "Outgoing form has a string of decimal digits here: send an integer.")
            }
            Self::BatchTimeNotAnInteger => {
                ("batch_time_not_an_integer", Warning, "Send milliseconds since 1970 as an integer, or leave it out.")
            }
            Self::MpidOutOfRange => (
                "mpid_out_of_range",
                Warning,
                "The sender has rounded it, or it is no MPID. In Node.js, send the MPID as a string.",
            ),
            Self::MpidNotAnInteger { .. } => {
                ("mpid_not_an_integer", Warning, "Send the MPID as an integer, or as a string of one.")
            }
            Self::IdentitiesUnreadable { .. } => {
                ("identities_unreadable", Warning, "Send an object of identity types and values.")
            }
            Self::BatchOverLimit { .. } => ("batch_over_limit", Warning, "Send fewer events in a batch."),
            Self::RequestOverLimit { .. } => ("request_over_limit", Warning, "Send it in several requests."),
            Self::BulkOverLimit { .. } => ("bulk_over_limit", Warning, "Send it in several requests."),
            Self::MessageOverLimit { .. } => (
                "message_over_limit",
                Warning,
                "Switch Send as Batch off, send fewer events in a batch, or raise the topic's max.message.bytes.",
            ),
            Self::MoreProblems { .. } => ("more_problems", Warning, "Mend the first ones, and look again."),
        }
    }
}
