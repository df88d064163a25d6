//! `user_identities`: an object of types and values becomes an array of identities, in the object's order.

use super::Pass;
use crate::account::{Change, Reason};
use crate::batch::{Item, Name, Raw, compact_len};
use crate::issue::Problem;
use crate::outgoing::{Spelled, spell_identity};

impl<'a> Pass<'a, '_> {
    pub(super) fn open_identities(&mut self, offset: usize) {
        let pointer = self.container_pointer();
        self.identities = self.account(pointer, Change::Converted, Reason::IdentityArray, offset);
        self.writer.keep_to(offset);
        self.rewrite_identities(offset, offset + 1, "[");
    }

    /// `"email":` becomes `{"identity_type":"email","identity":`.
    pub(super) fn begin_identity(&mut self, item: &Item<'a>, name: &str) {
        let raw = item.name.map_or("", |it: Name<'a>| it.raw);
        let end = item.start + raw.len();
        self.rewrite_identities(item.start, item.start, "{\"identity_type\":");
        match spell_identity(name) {
            Spelled::Means(documented) => {
                let pointer = self.pointer();
                let entry = self.account(pointer, Change::Converted, Reason::DocumentedSpelling, item.start);
                self.members[entry].bytes_removed = raw.len();
                self.members[entry].bytes_added = documented.len() + 2;
                self.writer.insert(&format!("\"{documented}\""));
                self.writer.cut_to(end);
            }
            Spelled::AsDocumented => self.writer.keep_to(end),
            Spelled::Unknown => {
                self.writer.keep_to(end);
                let problem = Problem::UnknownValue { member: "identity_type".to_owned(), value: name.to_owned() };
                self.note(problem, item.start, raw.len());
            }
        }
        self.rewrite_identities(end, item.value, ",\"identity\":");
    }

    pub(super) fn end_identity(&mut self, value: Raw<'a>) {
        let time = self.batch_time();
        self.writer.keep_to(value.end());
        self.rewrite_identities(value.end(), value.end(), &format!(",\"timestamp_unixtime_ms\":{time}}}"));
    }

    pub(super) fn close_identities(&mut self, offset: usize) {
        self.writer.keep_to(offset);
        self.rewrite_identities(offset, offset + 1, "]");
    }

    /// Writes `text` in the place of what stands from `start` to `end`.
    fn rewrite_identities(&mut self, start: usize, end: usize, text: &str) {
        let removed = compact_len(self.job.text.get(start..end).unwrap_or_default());
        if let Some(entry) = self.members.get_mut(self.identities) {
            entry.bytes_removed += removed;
            entry.bytes_added += text.len();
        }
        self.writer.insert(text);
        self.writer.cut_to(end);
    }
}
