//! `user_identities`: an object of types and values becomes an array of identities, in the object's order.

use std::borrow::Cow;

use super::Pass;
use super::frame::Cut;
use crate::account::{Change, Reason};
use crate::batch::{Item, Kind, Level, Name, Raw, Step};
use crate::issue::Problem;
use crate::outgoing::{Spelled, spell_identity};

impl<'a> Pass<'a, '_> {
    pub(super) fn open_identities(&mut self, offset: usize) {
        let place = Cut { from: offset, to: offset + 1 };
        let name = Cow::Borrowed("user_identities");
        self.identities = self.entry_of(Level::Batch, name, Change::Converted, Reason::IdentityArray, place);
        self.edit(place, "[", self.identities);
    }

    /// `"email":` becomes `{"identity_type":"email","identity":`.
    #[inline(never)]
    pub(super) fn begin_identity(&mut self, item: Item) -> Step {
        let text = self.job.text;
        let name = item.name(text).map_or(Cow::default(), Name::text);
        let value = item.value(text);
        if let Some(frame) = self.frames.last_mut() {
            frame.item = Some(item);
            frame.known = None;
        }
        if Kind::at(text, value) == Kind::Null {
            return Step::Take;
        }
        let written = Cut { from: item.start, to: item.name_end };
        self.put(item.start, "{\"identity_type\":", self.identities);
        match spell_identity(&name) {
            Spelled::Means(documented) => {
                let by = self.entry(Change::Converted, Reason::DocumentedSpelling, written);
                self.edit(written, &format!("\"{documented}\""), by);
            }
            Spelled::AsDocumented => {}
            Spelled::Unknown => {
                let problem = Problem::UnknownValue { member: "identity_type".to_owned(), value: name.into_owned() };
                self.note(problem, written.from, written.bytes());
            }
        }
        self.edit(Cut { from: written.to, to: value }, ",\"identity\":", self.identities);
        Step::Take
    }

    pub(super) fn end_identity(&mut self, item: &Item, value: Raw<'a>) {
        if value.kind() == Kind::Null {
            return self.remove_member(item.start, value, Reason::NullIdentity);
        }
        let time = format!(",\"timestamp_unixtime_ms\":{}}}", self.batch_time());
        self.put(value.end(), &time, self.identities);
    }

    pub(super) fn close_identities(&mut self, offset: usize) {
        self.edit(Cut { from: offset, to: offset + 1 }, "]", self.identities);
    }
}
