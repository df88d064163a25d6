//! The entries of the account: one an event, one a member, one a batch.

use std::borrow::Cow;
use std::fmt::Write as _;

use serde::{Deserialize, Serialize};

use super::Reason;
use crate::batch::{Level, pointer_token};

/// What happened to one event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventEntry {
    /// Which batch of the input, from 0.
    pub batch: usize,
    /// Its position in `events`, from 0.
    pub index: usize,
    /// Its `event_type`, where it has one: in its documented spelling, or as written where there is none.
    pub event_type: Option<Cow<'static, str>>,
    /// What became of it.
    pub fate: Fate,
    /// Why it was dropped.
    pub reason: Option<Reason>,
    /// Its first byte in the input.
    pub offset: usize,
    /// Its bytes in the input.
    pub bytes: usize,
    /// If it was dropped: bytes of the input, without white space, that are in no message; a comma is among them.
    pub bytes_removed: usize,
}

impl EventEntry {
    /// Where, as a JSON Pointer into the batch.
    #[must_use]
    pub fn pointer(&self) -> String {
        format!("/events/{}", self.index)
    }
}

/// What happened to one member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberEntry {
    /// Which batch of the input, from 0.
    pub batch: usize,
    /// Where it is.
    pub(crate) path: Path,
    /// What was done.
    pub change: Change,
    /// Why.
    pub reason: Reason,
    /// The place in the input: of the member itself, or for an added one where it was put in.
    pub offset: usize,
    /// The bytes there, white space included; 0 for an added member.
    pub bytes: usize,
    /// Bytes of the input, without white space, that are in no message.
    pub bytes_removed: usize,
    /// Bytes of a message that are not from the input. A member outside of events is in each message of its batch.
    pub bytes_added: usize,
}

impl MemberEntry {
    /// Where, as a JSON Pointer: into the batch, or for an added member into the message that holds all its events.
    #[must_use]
    pub fn pointer(&self) -> String {
        self.path.pointer()
    }
}

/// A batch that yields no message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BatchEntry {
    /// Which batch of the input, from 0.
    pub batch: usize,
    /// Why.
    pub reason: Reason,
    /// Its first byte in the input.
    pub offset: usize,
    /// Its bytes in the input.
    pub bytes: usize,
    /// Those without white space.
    pub bytes_source: usize,
    /// Those that are in no message for this reason, and not for that of another entry.
    pub bytes_removed: usize,
}

/// A member on one of the levels that rules look into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Path {
    pub(crate) level: Level,
    /// The position of its event, on a level inside of one.
    pub(crate) event: usize,
    /// Its name after unescaping.
    pub(crate) name: Cow<'static, str>,
}

impl Path {
    pub(crate) fn pointer(&self) -> String {
        let mut pointer = String::new();
        if self.level.is_in_event() {
            // Writing to a String cannot fail.
            let _ = write!(pointer, "/events/{}", self.event);
        }
        pointer.push_str(self.level.pointer());
        pointer.push('/');
        pointer.push_str(&pointer_token(&self.name));
        pointer
    }
}

/// What became of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    /// Forwarded as it came.
    Kept,
    /// Forwarded with members removed, added or converted.
    Changed,
    /// Not forwarded.
    Dropped,
}

/// What was done to a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// It is in the input and not in the message.
    Removed,
    /// It is in the message and not in the input.
    Added,
    /// Its value is written differently.
    Converted,
}
