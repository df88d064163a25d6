//! One entry of the account, whatever it is about, with its reason in words and its places in the messages.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::{BatchEntry, Change, EventEntry, Fate, MemberEntry, Reason};

/// One entry of the account, for machines.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    /// What it is about.
    pub about: About,
    /// Which batch of the input, from 0.
    pub batch: usize,
    /// Where, as a JSON Pointer into the batch; for an added member into the message that holds all events.
    pub pointer: String,
    /// Of an event that has one.
    pub event_type: Option<Cow<'static, str>>,
    /// What was done.
    pub done: Done,
    /// Why, unless the event was kept or changed.
    pub reason: Option<Reason>,
    /// The key of the setting behind it, where it is a setting.
    pub setting: Option<&'static str>,
    /// The reason in words.
    pub why: Option<&'static str>,
    /// Where in the input.
    pub source: Extent,
    /// Bytes of the input, without white space, that are in no message.
    pub bytes_removed: usize,
    /// Bytes of a message that are not from the input.
    pub bytes_added: usize,
    /// Where it is in the messages: of a kept event, or of what was put in.
    pub places: Vec<Place>,
}

/// What an entry is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// A batch that yields no message.
    Batch,
    /// An event.
    Event,
    /// A member of the batch or of one of its events.
    Member,
}

/// What was done to a batch, an event or a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Done {
    /// See [`Fate::Kept`].
    Kept,
    /// See [`Fate::Changed`].
    Changed,
    /// The event is not forwarded, or the batch yields no message.
    Dropped,
    /// See [`Change::Removed`].
    Removed,
    /// See [`Change::Added`].
    Added,
    /// See [`Change::Converted`].
    Converted,
}

/// A part of the input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extent {
    /// Its first byte.
    pub offset: usize,
    /// Its bytes, white space included; 0 where something was put in.
    pub bytes: usize,
}

/// A part of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Place {
    /// The message's number, from 0.
    pub message: usize,
    /// Its first byte in the message.
    pub offset: usize,
    /// Its bytes.
    pub bytes: usize,
}

impl Line {
    pub(super) fn of_batch(entry: &BatchEntry) -> Self {
        let source = Extent { offset: entry.offset, bytes: entry.bytes };
        let line = Self::new(About::Batch, entry.batch, Done::Dropped, Some(entry.reason), source);
        Self { bytes_removed: entry.bytes_removed, ..line }
    }

    pub(super) fn of_event(entry: &EventEntry) -> Self {
        let done = match entry.fate {
            Fate::Kept => Done::Kept,
            Fate::Changed => Done::Changed,
            Fate::Dropped => Done::Dropped,
        };
        let source = Extent { offset: entry.offset, bytes: entry.bytes };
        let line = Self::new(About::Event, entry.batch, done, entry.reason, source);
        let (pointer, event_type) = (entry.pointer(), entry.event_type.clone());
        Self { pointer, event_type, bytes_removed: entry.bytes_removed, ..line }
    }

    pub(super) fn of_member(entry: &MemberEntry) -> Self {
        let done = match entry.change {
            Change::Removed => Done::Removed,
            Change::Added => Done::Added,
            Change::Converted => Done::Converted,
        };
        let source = Extent { offset: entry.offset, bytes: entry.bytes };
        let line = Self::new(About::Member, entry.batch, done, Some(entry.reason), source);
        let (bytes_removed, bytes_added) = (entry.bytes_removed, entry.bytes_added);
        Self { pointer: entry.pointer(), bytes_removed, bytes_added, ..line }
    }

    fn new(about: About, batch: usize, done: Done, reason: Option<Reason>, source: Extent) -> Self {
        Self {
            about,
            batch,
            pointer: String::new(),
            event_type: None,
            done,
            reason,
            setting: reason.and_then(Reason::setting),
            why: reason.map(Reason::sentence),
            source,
            bytes_removed: 0,
            bytes_added: 0,
            places: Vec::new(),
        }
    }
}
