//! What a batch says of itself that its events need to know, though it may stand behind them.
//!
//! The pass is made on a guess; what it then reads decides. A wrong guess costs a second pass and nothing else.

use crate::batch::{Form, Kind, Raw, is_integer, skip_space};

/// What holds for the whole batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Facts {
    pub(super) form: Form,
    /// The batch's own time: digits. `None`: it has none, and the receipt time counts.
    pub(super) time: Option<String>,
    /// The caller's id of the request.
    pub(super) request_id: Option<String>,
    /// Where the batch ends.
    pub(super) end: usize,
}

impl Facts {
    /// A guess at the batch that lies in `text` from `start` to about `end`.
    pub(super) fn guess(text: &str, start: usize, end: usize, form: Option<Form>) -> Self {
        let text = text.get(start..end).unwrap_or_default();
        let form = form.unwrap_or_else(|| match first_value(text, "\"user_identities\"").map(Kind::of) {
            Some(Kind::Object) => Form::Incoming,
            Some(Kind::Array) => Form::Outgoing,
            _ if text.contains("\"message_id\"") => Form::Outgoing,
            _ => Form::Incoming,
        });
        let request_id = first_value(text, "\"source_request_id\"").and_then(|value| {
            let close = value.strip_prefix('"')?.find('"')?;
            request_id(Raw { text: value.get(..close + 2)?, offset: 0 })
        });
        Self { form, time: None, request_id, end }
    }
}

/// The text from where the value of the first member called `name` (in quotes) begins.
fn first_value<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let colon = skip_space(text, text.find(name)? + name.len());
    text.get(skip_space(text, colon + 1)..)
}

/// What the batch's own members said: the last one of a name counts, as in most parsers.
#[derive(Debug, Default)]
pub(super) struct Seen<'a> {
    pub(super) mpid: Option<Raw<'a>>,
    identities: Option<Kind>,
    outgoing_sign: Option<&'static str>,
    time: Option<String>,
    request_id: Option<String>,
}

impl<'a> Seen<'a> {
    /// Takes note of a member of the batch.
    pub(super) fn member(&mut self, name: &str, value: Raw<'a>) {
        let null = value.kind() == Kind::Null;
        match name {
            "mpid" => self.mpid = Some(value),
            "user_identities" if !null => self.identities = Some(value.kind()),
            "message_type" if !null => self.outgoing_sign = Some("message_type"),
            "message_id" if !null => self.outgoing_sign = Some("message_id"),
            "batch_id" if !null => self.outgoing_sign = Some("batch_id"),
            "timestamp_unixtime_ms" => self.time = digits(value),
            "source_request_id" => self.request_id = request_id(value),
            _ => {}
        }
    }

    /// The form that the members show, and why.
    pub(super) fn form(&self) -> (Form, &'static str) {
        match (self.identities, self.outgoing_sign) {
            (Some(Kind::Object), _) => (Form::Incoming, "`user_identities` is an object"),
            (Some(Kind::Array), _) => (Form::Outgoing, "`user_identities` is an array"),
            (_, Some("message_type")) => (Form::Outgoing, "there are no user identities, and `message_type` is set"),
            (_, Some("message_id")) => (Form::Outgoing, "there are no user identities, and `message_id` is set"),
            (_, Some(_)) => (Form::Outgoing, "there are no user identities, and `batch_id` is set"),
            (_, None) => (Form::Incoming, "there are no user identities, `message_type`, `message_id` or `batch_id`"),
        }
    }

    pub(super) fn facts(&self, form: Option<Form>, end: usize) -> Facts {
        let form = form.unwrap_or(self.form().0);
        Facts { form, time: self.time.clone(), request_id: self.request_id.clone(), end }
    }
}

/// The digits of an integer, or of a string of one.
fn digits(value: Raw<'_>) -> Option<String> {
    let text = value.string().unwrap_or(value.text.into());
    is_integer(&text).then(|| text.into_owned())
}

/// An empty id is none: every sender that leaves it empty would share it.
fn request_id(value: Raw<'_>) -> Option<String> {
    value.string().filter(|id| !id.is_empty()).map(std::borrow::Cow::into_owned)
}
