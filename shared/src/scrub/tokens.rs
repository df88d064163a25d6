//! The names, strings and numbers of a valid JSON text, each with what its place says of it.

use std::ops::Range;

use super::Kind;
use super::members::{self, Place};
use crate::batch::{Name, value_end};

/// A name, a string or a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    /// Where it stands, quotes included.
    pub(super) at: Range<usize>,
    pub(super) part: Part,
    /// What its place says it is.
    pub(super) kind: Option<Kind>,
    /// Whether it is a word of the format, in which only what looks like a person's is replaced.
    pub(super) is_format: bool,
    /// Whether it is a version: four numbers with dots are no IP address there.
    pub(super) is_version: bool,
}

/// What it is in JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Name,
    Text,
    Number,
}

/// An open object or array.
struct Frame {
    is_object: bool,
    place: Place,
    /// What the member that holds it is, for all that is in it.
    kind: Option<Kind>,
    /// The name of the member that is being read.
    name: String,
    /// The first token of that member's value.
    value_from: usize,
    /// What the attribute is that a change is about, and the tokens of its old and new values.
    changed: Option<Kind>,
    values: Vec<Range<usize>>,
}

/// Appends the tokens of the value that stands at `range`.
pub(super) fn read(text: &str, range: Range<usize>, tokens: &mut Vec<Token>) {
    let bytes = text.as_bytes();
    let mut frames: Vec<Frame> = Vec::new();
    let mut at = range.start;
    let mut expects_name = false;
    while let Some(byte) = bytes.get(at).copied().filter(|_| at < range.end) {
        let mut next = at + 1;
        match byte {
            b'{' | b'[' => {
                frames.push(Frame::open(frames.last(), byte == b'{', tokens.len()));
                expects_name = byte == b'{';
            }
            b'}' | b']' => {
                if let Some(frame) = frames.pop() {
                    frame.close(tokens);
                }
            }
            b',' => {
                if let Some(frame) = frames.last_mut() {
                    frame.end_member(tokens.len());
                    expects_name = frame.is_object;
                }
            }
            b'"' | b'-' | b'0'..=b'9' => {
                next = value_end(text, at);
                let token = if std::mem::take(&mut expects_name) {
                    name(text, at..next, frames.last_mut(), tokens.len() + 1)
                } else {
                    value(text, at..next, byte == b'"', frames.last_mut())
                };
                tokens.push(token);
            }
            // White space, colons, and the words true, false and null.
            _ => {}
        }
        at = next;
    }
}

fn decoded(text: &str, at: Range<usize>) -> String {
    Name::new(text.get(at).unwrap_or_default(), true).map(|it| it.text().into_owned()).unwrap_or_default()
}

fn name(text: &str, at: Range<usize>, frame: Option<&mut Frame>, value_from: usize) -> Token {
    let name = decoded(text, at.clone());
    let is_format = members::is_format_name(&name);
    if let Some(frame) = frame {
        frame.name = name;
        frame.value_from = value_from;
    }
    Token { at, part: Part::Name, kind: None, is_format, is_version: false }
}

fn value(text: &str, at: Range<usize>, is_text: bool, frame: Option<&mut Frame>) -> Token {
    let part = if is_text { Part::Text } else { Part::Number };
    let Some(frame) = frame else { return Token { at, part, kind: None, is_format: false, is_version: false } };
    let kind = members::kind(&frame.name, frame.place, frame.kind);
    if is_text && frame.name == "user_attribute_name" {
        frame.changed = members::kind(&decoded(text, at.clone()), Place::Attributes, None);
    }
    Token {
        at,
        part,
        kind,
        is_format: members::has_documented_values(&frame.name),
        is_version: members::is_version(&frame.name),
    }
}

impl Frame {
    /// The elements of an array have the name, place and kind of the array.
    fn open(outer: Option<&Self>, is_object: bool, tokens: usize) -> Self {
        let name = outer.map(|it| it.name.clone()).unwrap_or_default();
        let place = outer.map_or(Place::Other, |it| members::inside(&name, it.place));
        let kind = outer.and_then(|it| members::kind(&name, it.place, it.kind));
        Self { is_object, place, kind, name, value_from: tokens, changed: None, values: Vec::new() }
    }

    fn end_member(&mut self, tokens: usize) {
        if self.is_object && matches!(self.name.as_str(), "old" | "new") {
            self.values.push(self.value_from..tokens);
        }
    }

    fn close(mut self, tokens: &mut [Token]) {
        self.end_member(tokens.len());
        let Some(kind) = self.changed else { return };
        for range in self.values {
            for token in tokens.get_mut(range).unwrap_or_default().iter_mut().filter(|it| it.part != Part::Name) {
                token.kind = token.kind.or(Some(kind));
            }
        }
    }
}
