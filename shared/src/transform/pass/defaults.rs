//! The members of the batch that are always in the message, and those that a setting puts there.

use super::Pass;
use crate::account::{Change, Reason};
use crate::batch::{Kind, Level, Raw, is_integer};
use crate::issue::Problem;
use crate::outgoing::{BATCH_DEFAULTS, Default};

impl<'a> Pass<'a, '_> {
    /// A member of a batch in incoming form: null becomes the default, where it stands.
    pub(super) fn default_or_spelling(&mut self, name: &str, value: Raw<'a>) {
        let default = BATCH_DEFAULTS.iter().find(|(it, _)| *it == name).map(|&(_, default)| default);
        let unset = value.kind() == Kind::Null || (name == "environment" && value.text == "\"\"");
        match default {
            Some(default) if unset => {
                let text = self.default_text(default);
                self.replace_value(value, &text, Change::Converted, Reason::OutgoingDefault);
                self.place_message_id(default, self.writer.len() - text.len());
            }
            Some(Default::MessageId) => self.message_id(value),
            _ => self.check_incoming(name, value),
        }
    }

    fn check_incoming(&mut self, name: &str, value: Raw<'a>) {
        match (name, value.kind()) {
            ("timestamp_unixtime_ms", _) if !is_integer(&value.string().unwrap_or(value.text.into())) => {
                self.note(Problem::BatchTimeNotAnInteger, value.offset, value.text.len());
            }
            ("user_identities", kind) if !matches!(kind, Kind::Object | Kind::Array) => {
                let problem = Problem::IdentitiesUnreadable { found: kind.words() };
                self.note(problem, value.offset, value.text.len());
            }
            _ => self.check_spelling(Level::Batch, name, value),
        }
    }

    /// The batch's own `message_id`: where each event has a message of its own, each has an id of its own.
    pub(super) fn message_id(&mut self, value: Raw<'a>) {
        if self.job.plan.split {
            let text = self.default_text(Default::MessageId);
            self.replace_value(value, &text, Change::Converted, Reason::SplitByEvent);
            self.place_message_id(Default::MessageId, self.writer.len() - text.len());
        }
    }

    pub(super) fn replace_unique_id(&mut self, value: Raw<'a>) {
        if let Some(id) = self.job.plan.unique_id.clone() {
            self.replace_value(value, &id, Change::Converted, Reason::UniqueId);
            self.unique_id_written = true;
        }
    }

    pub(super) fn note_present(&mut self, level: Level, name: &str) {
        if level == Level::Batch
            && let Some(at) = BATCH_DEFAULTS.iter().position(|(it, _)| *it == name)
        {
            self.present[at] = true;
        }
    }

    /// Adds what the batch does not have.
    pub(super) fn add_defaults(&mut self) {
        if self.incoming() {
            for ((name, default), present) in BATCH_DEFAULTS.into_iter().zip(self.present) {
                if !present {
                    self.add_default(name, default, Reason::OutgoingDefault);
                }
            }
        } else if self.job.plan.split && self.layout.message_ids.is_empty() {
            self.add_default("message_id", Default::MessageId, Reason::SplitByEvent);
        }
        if let Some(id) = self.job.plan.unique_id.clone().filter(|_| !self.unique_id_written) {
            self.add_member("unique_id", &id, Reason::UniqueId);
        }
    }

    fn add_default(&mut self, name: &str, default: Default, reason: Reason) {
        let text = self.default_text(default);
        let place = self.add_member(name, &text, reason);
        self.place_message_id(default, place.start);
    }

    fn default_text(&self, default: Default) -> String {
        match default {
            Default::Text(text) => text.to_owned(),
            Default::ReceiptTime => self.job.receipt.time_ms.to_string(),
            Default::BatchId => self.ids().batch().to_string(),
            Default::MessageId => format!("\"{}\"", self.ids().message(0)),
        }
    }

    /// Remembers where a message id was written: each message gets its own.
    fn place_message_id(&mut self, default: Default, start: usize) {
        if default == Default::MessageId {
            self.layout.message_ids.push(start..self.writer.len());
        }
    }
}
