//! The safe engine: one pass with `serde_json`, member by member on the levels that a visitor enters, in one piece
//! (`RawValue`) everywhere else.
//!
//! `serde_json` does not say where a value begins, but names and pieces are borrowed from the text, so every offset
//! follows from theirs.

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor as SerdeVisitor};
use serde_json::value::RawValue;

use super::{Kind, Level, Name, Raw, SyntaxError, skip_space};

/// Containers deeper than this are refused: a consumer's parser would refuse them too (`serde_json` stops at 128).
pub(crate) const MAX_DEPTH: usize = 128;

/// A member of an object or an element of an array, before its value is read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Item<'a> {
    /// Its name; `None` for an element.
    pub(crate) name: Option<Name<'a>>,
    /// Its position in the array; 0 for a member.
    pub(crate) index: usize,
    /// Where it begins: the name, or the element.
    pub(crate) start: usize,
    /// Where its value begins.
    pub(crate) value: usize,
    /// What its value is.
    pub(crate) kind: Kind,
}

/// How to read a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    /// In one piece.
    Take,
    /// Member by member. Only objects and arrays can be entered.
    Enter(Level),
}

/// Is told of what is read, in the order of the text.
pub(crate) trait Visitor<'a> {
    /// An object or array is entered; its bracket is at `offset`.
    fn open(&mut self, level: Level, offset: usize);
    /// An item begins.
    fn begin(&mut self, level: Level, item: &Item<'a>) -> Step;
    /// An item ends, entered or not.
    fn end(&mut self, level: Level, item: &Item<'a>, value: Raw<'a>);
    /// The object or array ends; its bracket is at `offset`.
    fn close(&mut self, level: Level, offset: usize);
}

/// Reads the object or array that begins at `start`, and gives the offset behind it.
///
/// # Errors
/// If the text is no JSON up to there; the visitor may have been told of what comes before.
pub(crate) fn walk<'a>(
    text: &'a str,
    start: usize,
    level: Level,
    visitor: &mut impl Visitor<'a>,
) -> Result<usize, SyntaxError> {
    let rest = text.get(start..).unwrap_or_default();
    let mut end = start;
    let mut deserializer = serde_json::Deserializer::from_str(rest);
    Container { text, level, end: &mut end, visitor }
        .deserialize(&mut deserializer)
        .map_err(|error| SyntaxError::new(text, start, &error))?;
    check_depth(text, start, end)?;
    Ok(end)
}

/// Reads any value at `start` in one piece, and gives the offset behind it.
///
/// # Errors
/// If the text is no JSON up to there.
pub(crate) fn skip(text: &str, start: usize) -> Result<usize, SyntaxError> {
    let mut deserializer = serde_json::Deserializer::from_str(text.get(start..).unwrap_or_default());
    let raw = <&RawValue as serde::Deserialize>::deserialize(&mut deserializer)
        .map_err(|error| SyntaxError::new(text, start, &error))?;
    Ok(start + raw.get().len())
}

/// An object or array to enter. `end` is where it begins, and afterwards where it ends.
struct Container<'t, 'v, V> {
    text: &'t str,
    level: Level,
    end: &'v mut usize,
    visitor: &'v mut V,
}

impl<'a, V: Visitor<'a>> DeserializeSeed<'a> for Container<'a, '_, V> {
    type Value = ();

    fn deserialize<D: Deserializer<'a>>(self, deserializer: D) -> Result<(), D::Error> {
        match Kind::of(self.text.get(*self.end..).unwrap_or_default()) {
            Kind::Array => deserializer.deserialize_seq(self),
            _ => deserializer.deserialize_map(self),
        }
    }
}

impl<'a, V: Visitor<'a>> Container<'a, '_, V> {
    fn opened(&mut self) {
        self.visitor.open(self.level, *self.end);
        *self.end += 1;
    }

    fn closed(self) {
        let bracket = skip_space(self.text, *self.end);
        self.visitor.close(self.level, bracket);
        *self.end = bracket + 1;
    }
}

impl<'a, V: Visitor<'a>> SerdeVisitor<'a> for Container<'a, '_, V> {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("an object or an array")
    }

    fn visit_map<A: MapAccess<'a>>(mut self, mut map: A) -> Result<(), A::Error> {
        self.opened();
        while let Some(name) = map.next_key::<&RawValue>()? {
            let start = offset_of(self.text, name.get());
            let value = value_start(self.text, start + name.get().len());
            let kind = Kind::of(self.text.get(value..).unwrap_or_default());
            let item = Item { name: Some(Name { raw: name.get() }), index: 0, start, value, kind };
            map.next_value_seed(Value::of(&mut self, item))?;
        }
        self.closed();
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'a>>(mut self, mut seq: A) -> Result<(), A::Error> {
        self.opened();
        for index in 0.. {
            let start = element_start(self.text, *self.end);
            let kind = Kind::of(self.text.get(start..).unwrap_or_default());
            let item = Item { name: None, index, start, value: start, kind };
            if seq.next_element_seed(Value::of(&mut self, item))?.is_none() {
                break;
            }
        }
        self.closed();
        Ok(())
    }
}

/// The value of an item.
struct Value<'t, 'v, V> {
    text: &'t str,
    level: Level,
    end: &'v mut usize,
    visitor: &'v mut V,
    item: Item<'t>,
}

impl<'t, 'v, V> Value<'t, 'v, V> {
    fn of(container: &'v mut Container<'t, '_, V>, item: Item<'t>) -> Self {
        Self {
            text: container.text,
            level: container.level,
            end: &mut *container.end,
            visitor: &mut *container.visitor,
            item,
        }
    }
}

impl<'a, V: Visitor<'a>> DeserializeSeed<'a> for Value<'a, '_, V> {
    type Value = ();

    fn deserialize<D: Deserializer<'a>>(self, deserializer: D) -> Result<(), D::Error> {
        let Self { text, level, end, visitor, item } = self;
        *end = item.value;
        match visitor.begin(level, &item) {
            Step::Enter(inner) if matches!(item.kind, Kind::Object | Kind::Array) => {
                Container { text, level: inner, end: &mut *end, visitor: &mut *visitor }.deserialize(deserializer)?;
            }
            _ => {
                let raw = <&RawValue as serde::Deserialize>::deserialize(deserializer)?;
                *end = item.value + raw.get().len();
            }
        }
        let value = text.get(item.value..*end).unwrap_or_default();
        visitor.end(level, &item, Raw { text: value, offset: item.value });
        Ok(())
    }
}

/// Where `part`, a piece of `text`, begins in it.
fn offset_of(text: &str, part: &str) -> usize {
    (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize)
}

/// Where the value behind a name begins. Where there is no colon the reader finds the fault a moment later.
fn value_start(text: &str, name_end: usize) -> usize {
    let colon = skip_space(text, name_end);
    skip_space(text, colon + 1)
}

/// Where the next element begins, behind the bracket or the element before it.
fn element_start(text: &str, end: usize) -> usize {
    let at = skip_space(text, end);
    if text.as_bytes().get(at) == Some(&b',') { skip_space(text, at + 1) } else { at }
}

/// Refuses containers nested deeper than [`MAX_DEPTH`].
fn check_depth(text: &str, start: usize, end: usize) -> Result<(), SyntaxError> {
    let (mut depth, mut in_string, mut escaped) = (0usize, false, false);
    for (at, &byte) in text.as_bytes().iter().enumerate().take(end).skip(start) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b'{' | b'[' if !in_string => {
                depth += 1;
                if depth > MAX_DEPTH {
                    return Err(SyntaxError::too_deep(at));
                }
            }
            b'}' | b']' if !in_string => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    Ok(())
}
