//! What a batch says of itself that its events need to know, though it may stand behind them.
//!
//! The pass is made on a guess; what it then reads decides. A wrong guess costs a second pass and nothing else.

use memchr::{memmem, memrchr};

use super::plan::{Known, Part};
use crate::batch::{Form, Kind, Raw, is_integer};

/// What holds for the whole batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Facts {
    pub(super) form: Form,
    /// Whether the caller chose the form.
    pub(super) chosen: bool,
    /// The batch's own time: digits. `None`: it has none, and the receipt time counts.
    pub(super) time: Option<String>,
    /// The caller's id of the request.
    pub(super) request_id: Option<String>,
}

/// How much is looked at for a guess, at the beginning and at the end of a batch: the envelope stands around the events.
const LOOK: usize = 2048;

impl Facts {
    /// A guess at the batch that lies in `text` from `start` to `end`, if that is known. `before` is the form of the
    /// batch before it; `makes_ids` tells whether ids are made in outgoing form, too.
    pub(super) fn guess(
        text: &str,
        start: usize,
        end: Option<usize>,
        chosen: Option<Form>,
        before: Option<Form>,
        makes_ids: bool,
    ) -> Self {
        let last = end.unwrap_or(start);
        let piece = |from: usize, to: usize| text.as_bytes().get(from..to.min(last).max(from)).unwrap_or_default();
        let parts = [piece(last.saturating_sub(LOOK).max(start), last), piece(start, start + LOOK)];
        let form = chosen.or(before).unwrap_or_else(|| form(&parts));
        // Outgoing form has its ids already.
        let looked_at = if form == Form::Incoming || makes_ids { parts.as_slice() } else { &[] };
        let request_id = looked_at.iter().find_map(|part| {
            let value = value_of(part, b"\"source_request_id\"")?.strip_prefix(b"\"")?;
            let id = value.split(|byte| *byte == b'"').next().filter(|id| !id.contains(&b'\\'))?;
            std::str::from_utf8(id).ok().filter(|id| !id.is_empty()).map(str::to_owned)
        });
        let time = (form == Form::Incoming).then(|| time(&parts)).flatten();
        Self { form, chosen: chosen.is_some(), time, request_id }
    }
}

fn form(parts: &[&[u8]]) -> Form {
    let first = |name: &[u8]| parts.iter().find_map(|part| value_of(part, name)).and_then(|it| it.first().copied());
    match first(b"\"user_identities\"") {
        Some(b'{') => Form::Incoming,
        Some(b'[') => Form::Outgoing,
        _ if first(b"\"message_id\"").is_some() => Form::Outgoing,
        _ => Form::Incoming,
    }
}

/// The batch's own time, if it stands before its events or behind them: the events have times of the same name.
fn time([end, start]: &[&[u8]; 2]) -> Option<String> {
    let before = memmem::find(start, b"\"events\"").map_or(*start, |at| &start[..at]);
    let behind = memrchr(b']', end).map_or(*end, |at| &end[at..]);
    let value = [before, behind].into_iter().find_map(|part| value_of(part, b"\"timestamp_unixtime_ms\""))?;
    let digits = value.strip_prefix(b"\"").unwrap_or(value).split(|byte| !byte.is_ascii_digit()).next()?;
    std::str::from_utf8(digits).ok().filter(|it| !it.is_empty()).map(str::to_owned)
}

/// The text from where the value of the first member called `name` (in quotes) begins.
fn value_of<'t>(text: &'t [u8], name: &[u8]) -> Option<&'t [u8]> {
    let rest = &text[memmem::find(text, name)? + name.len()..];
    let value = rest.trim_ascii_start().strip_prefix(b":")?;
    Some(value.trim_ascii_start())
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
    /// Takes note of what a member that begins shows of the form.
    pub(super) fn begin(&mut self, known: &Known, kind: Kind) {
        match known.part {
            Part::Identities if kind != Kind::Null => self.identities = Some(kind),
            Part::OutgoingSign | Part::MessageId if kind != Kind::Null => self.outgoing_sign = Some(known.name),
            _ => {}
        }
    }

    /// Takes note of a member of the batch.
    pub(super) fn member(&mut self, known: &Known, value: Raw<'a>) {
        match known.part {
            Part::Mpid => self.mpid = Some(value),
            Part::Time => self.time = digits(value),
            Part::RequestId => self.request_id = request_id(value),
            _ => {}
        }
    }

    /// Whether `user_identities` is an array.
    pub(super) fn has_identity_array(&self) -> bool {
        self.identities == Some(Kind::Array)
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

    pub(super) fn facts(&self, chosen: Option<Form>) -> Facts {
        let form = chosen.unwrap_or(self.form().0);
        Facts { form, chosen: chosen.is_some(), time: self.time.clone(), request_id: self.request_id.clone() }
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
