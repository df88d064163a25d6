//! The members of the batch that are always in the message, and those that a setting puts there.

use super::Pass;
use crate::account::Reason;
use crate::batch::{Kind, Raw, is_integer};
use crate::issue::Problem;
use crate::outgoing::{BATCH_DEFAULTS, Default};
use crate::transform::plan::{Known, Part};

impl<'a> Pass<'a, '_> {
    /// A member of a batch in incoming form: null becomes the default, where it stands.
    pub(super) fn default_or_spelling(&mut self, known: &Known, value: Raw<'a>) {
        let unset = value.kind() == Kind::Null || (known.name == "environment" && value.text == "\"\"");
        match known.default.and_then(|it| BATCH_DEFAULTS.get(it)) {
            Some(&(_, default)) if unset => {
                let text = self.default_text(default);
                self.replace_value(value, &text, Reason::OutgoingDefault);
                self.place_message_id(default, self.writer.len() - text.len());
            }
            Some((_, Default::MessageId)) => self.message_id(value),
            _ => self.check_incoming(known, value),
        }
    }

    fn check_incoming(&mut self, known: &Known, value: Raw<'a>) {
        match (known.part, value.kind()) {
            (Part::Time, _) if !is_integer(&value.string().unwrap_or(value.text.into())) => {
                self.note(Problem::BatchTimeNotAnInteger, value.offset, value.text.len());
            }
            (Part::Identities, kind) if !matches!(kind, Kind::Object | Kind::Array) => {
                let problem = Problem::IdentitiesUnreadable { found: kind.words() };
                self.note(problem, value.offset, value.text.len());
            }
            _ => self.check_spelling(known, value),
        }
    }

    /// The batch's own `message_id`: where each event has a message of its own, each has an id of its own.
    pub(super) fn message_id(&mut self, value: Raw<'a>) {
        if self.job.plan.split {
            let text = self.default_text(Default::MessageId);
            self.replace_value(value, &text, Reason::SplitByEvent);
            self.place_message_id(Default::MessageId, self.writer.len() - text.len());
        }
    }

    pub(super) fn replace_unique_id(&mut self, value: Raw<'a>) {
        let plan = self.job.plan;
        if let Some(id) = &plan.unique_id {
            self.replace_value(value, id, Reason::UniqueId);
            self.unique_id_written = true;
        }
    }

    /// Adds what the batch does not have; its bracket closes at `bracket`.
    pub(super) fn add_defaults(&mut self, bracket: usize) {
        let plan = self.job.plan;
        if self.incoming() {
            for (at, (name, default)) in BATCH_DEFAULTS.into_iter().enumerate() {
                if self.present & 1 << at == 0 {
                    self.add_default(bracket, name, default, Reason::OutgoingDefault);
                }
            }
        } else if plan.split && self.layout.message_ids.is_empty() {
            self.add_default(bracket, "message_id", Default::MessageId, Reason::SplitByEvent);
        }
        if let Some(id) = plan.unique_id.as_ref().filter(|_| !self.unique_id_written) {
            self.add_member(bracket, "unique_id", id, Reason::UniqueId);
        }
    }

    fn add_default(&mut self, bracket: usize, name: &'static str, default: Default, reason: Reason) {
        let text = self.default_text(default);
        let place = self.add_member(bracket, name, &text, reason);
        self.place_message_id(default, place.start);
    }

    fn default_text(&self, default: Default) -> String {
        match default {
            Default::Text(text) => text.to_owned(),
            Default::ReceiptTime => self.job.receipt.time_ms.to_string(),
            Default::BatchId => self.ids().batch().to_string(),
            Default::MessageId => {
                let mut text = String::new();
                self.ids().write_message(0, &mut text);
                text
            }
        }
    }

    /// Remembers where a message id was written: each message gets its own.
    fn place_message_id(&mut self, default: Default, start: usize) {
        if default == Default::MessageId {
            self.layout.message_ids.push(start..self.writer.len());
        }
    }
}
