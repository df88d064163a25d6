//! `user_identities`: an object of types and values becomes an array of identities, in the object's order.

use super::Pass;
use crate::account::{Change, Reason};
use crate::batch::{Item, Name, Raw};
use crate::issue::Problem;
use crate::outgoing::{Spelled, spell_identity};

impl<'a> Pass<'a, '_> {
    pub(super) fn open_identities(&mut self, offset: usize) {
        let pointer = self.container_pointer();
        self.account(pointer, Change::Converted, Reason::IdentityArray, offset);
        self.writer.keep_to(offset);
        self.rewrite_identities(offset + 1, "[");
    }

    /// `"email":` becomes `{"identity_type":"email","identity":`.
    pub(super) fn begin_identity(&mut self, item: &Item<'a>, name: &str) {
        let raw = item.name.map_or("\"\"", |it: Name<'a>| it.raw);
        match spell_identity(name) {
            Spelled::Means(documented) => {
                let pointer = self.pointer();
                let entry = self.account(pointer, Change::Converted, Reason::DocumentedSpelling, item.start);
                self.members[entry].bytes_removed = raw.len();
                self.members[entry].bytes_added = documented.len() + 2;
                self.writer.insert(&format!("{{\"identity_type\":\"{documented}\""));
                self.writer.cut_to(item.start + raw.len());
            }
            spelled => {
                self.writer.insert("{\"identity_type\":");
                self.writer.keep_to(item.start + raw.len());
                if spelled == Spelled::Unknown {
                    let problem = Problem::UnknownValue { member: "identity_type".to_owned(), value: name.to_owned() };
                    self.note(problem, item.start, raw.len());
                }
            }
        }
        self.rewrite_identities(item.value, ",\"identity\":");
    }

    pub(super) fn end_identity(&mut self, value: Raw<'a>) {
        let time = self.batch_time();
        self.writer.keep_to(value.end());
        self.rewrite_identities(value.end(), &format!(",\"timestamp_unixtime_ms\":{time}}}"));
    }

    pub(super) fn close_identities(&mut self, offset: usize) {
        self.writer.keep_to(offset);
        self.rewrite_identities(offset + 1, "]");
    }

    /// Writes `text` in the place of what stands up to `offset`.
    fn rewrite_identities(&mut self, offset: usize, text: &str) {
        self.writer.insert(text);
        self.writer.cut_to(offset);
    }
}
