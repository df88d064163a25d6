//! A member of an object: removed, entered, converted or carried.

use std::borrow::Cow;

use super::Pass;
use crate::account::Reason;
use crate::batch::{Item, Kind, Level, Name, Raw, Step};
use crate::issue::Problem;
use crate::outgoing::Spelled;
use crate::transform::names::Found;
use crate::transform::plan::{Known, Part};

impl<'a, 'p> Pass<'a, 'p> {
    /// What is not known, or of no matter here, is carried; this is done for each member, so it is kept short.
    #[inline(always)]
    pub(super) fn begin_member(&mut self, level: Level, item: Item) -> Step {
        let text = self.job.text;
        let first = text.as_bytes().get(item.start + 1).copied().unwrap_or_default();
        if !self.filters[level as usize].has(item.name_bytes() - 2, first) && !item.escaped {
            return Step::Pass;
        }
        self.look_up(level, item)
    }

    fn look_up(&mut self, level: Level, item: Item) -> Step {
        let text = self.job.text;
        let names = &self.job.plan.names;
        let (hash, found) = if item.escaped {
            names.find_escaped(level, item.name(text).unwrap_or_default())
        } else {
            names.find(level, text.as_bytes(), &item)
        };
        if self.has_warnings() && self.duplicates.is_known(text, hash, item) {
            self.note_duplicate(item);
        }
        match found {
            Found::Unknown if level == Level::Identities => self.begin_identity(item),
            Found::Known(known) if known.matters(self.mode) => self.begin_known(item, known),
            Found::Near(known) => self.note_name_case(item, known),
            Found::Unknown | Found::Known(_) => self.carry(item),
        }
    }

    /// It is carried as it is; the names in it are read only where warnings are told.
    fn carry(&mut self, item: Item) -> Step {
        if !self.has_warnings() {
            return Step::Pass;
        }
        let level = match Kind::at(self.job.text, item.value(self.job.text)) {
            Kind::Object => Level::Object,
            Kind::Array => Level::Array,
            _ => return Step::Pass,
        };
        if let Some(frame) = self.frames.last_mut() {
            (frame.item, frame.known, frame.removal) = (Some(item), None, None);
        }
        Step::Enter(level)
    }

    /// An element of an array that no rule looks into.
    #[inline(never)]
    pub(super) fn begin_element(&mut self, item: Item) -> Step {
        self.carry(item)
    }

    #[cold]
    fn note_name_case(&mut self, item: Item, known: &Known) -> Step {
        let name = item.name(self.job.text).map_or(Cow::default(), Name::text);
        self.note_name(item, Problem::NameCase { name: name.into_owned(), known: known.name });
        self.carry(item)
    }

    #[cold]
    fn note_duplicate(&mut self, item: Item) {
        let name = item.name(self.job.text).map_or(Cow::default(), Name::text);
        self.note_name(item, Problem::DuplicateName { name: name.into_owned() });
    }

    #[inline(never)]
    fn begin_known(&mut self, item: Item, known: &'p Known) -> Step {
        let removal = match known.part {
            Part::UniqueId if self.unique_id_written => Some(Reason::UniqueId),
            _ => known.removal,
        };
        let Some(frame) = self.frames.last_mut() else { return Step::Pass };
        frame.item = Some(item);
        frame.known = Some(known);
        frame.removal = removal;
        if removal.is_some() {
            return Step::Take;
        }
        if let Some(default) = known.default {
            self.present |= 1 << default;
        }
        self.step(item, known)
    }

    fn step(&mut self, item: Item, known: &Known) -> Step {
        let text = self.job.text;
        let kind = Kind::at(text, item.value(text));
        self.seen.begin(known, kind);
        match (known.part, kind) {
            (Part::Events, Kind::Array) => {
                self.begin_events(item);
                Step::Enter(Level::Events)
            }
            (Part::Identities, Kind::Object) if self.incoming() => Step::Enter(Level::Identities),
            (Part::Identities | Part::OutgoingSign, _) if !self.incoming() => self.carry(item),
            (Part::MessageId, _) if !self.incoming() && !self.job.plan.split => self.carry(item),
            (Part::Integer(_), _) if !self.incoming() => {
                if kind == Kind::Number {
                    self.note_incoming_member(item, known);
                }
                self.carry(item)
            }
            (_, Kind::Object) => known.object.map_or(Step::Take, Step::Enter),
            _ => Step::Take,
        }
    }

    pub(super) fn end_member(&mut self, level: Level, item: &Item, value: Raw<'a>) {
        if level == Level::Identities {
            return self.end_identity(item, value);
        }
        let Some(frame) = self.frames.last() else { return };
        let (removal, known) = (frame.removal, frame.known);
        let Some(known) = known else { return };
        if level == Level::Batch {
            self.seen.member(known, value);
        }
        if let Some(reason) = removal {
            return self.remove_member(item.start, value, reason);
        }
        match known.part {
            Part::EventType => self.event_type(value),
            Part::Data => self.event_data(value),
            Part::Integer(index) if self.incoming() => self.integer_member(known, index, value),
            _ if level == Level::Batch => self.batch_member(known, value),
            _ => self.check_spelling(known, value),
        }
    }

    /// A member of the batch whose value is complete and kept.
    fn batch_member(&mut self, known: &Known, value: Raw<'a>) {
        match (known.part, value.kind()) {
            (Part::Events, Kind::Array) => self.end_events(value),
            (Part::Events, Kind::Null) => {}
            (Part::Events, kind) => {
                self.malformed = true;
                self.note(Problem::EventsNotArray { found: kind.words() }, value.offset, value.text.len());
            }
            (Part::UniqueId, _) => self.replace_unique_id(value),
            _ if self.incoming() => self.default_or_spelling(known, value),
            (Part::MessageId, _) => self.message_id(value),
            _ => self.check_spelling(known, value),
        }
    }

    /// Writes an enumerated value in its documented spelling (incoming form), and reports one that is not documented.
    pub(super) fn check_spelling(&mut self, known: &Known, value: Raw<'a>) {
        let Some(values) = known.values else { return };
        let Some(text) = value.string().filter(|text| !text.is_empty()) else { return };
        match values.spell(&text) {
            Spelled::AsDocumented => {}
            Spelled::Means(documented) => {
                if self.incoming() {
                    let json = format!("\"{documented}\"");
                    self.replace_value(value, &json, Reason::DocumentedSpelling);
                }
            }
            Spelled::Unknown => {
                let problem = Problem::UnknownValue { member: known.name.to_owned(), value: text.into_owned() };
                self.note(problem, value.offset, value.text.len());
            }
        }
    }
}
