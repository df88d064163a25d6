//! The safe engine: one pass with `serde_json`, member by member on the levels that a visitor enters, in one piece
//! (`RawValue`) everywhere else.
//!
//! `serde_json` does not say where a value begins, but names and pieces are borrowed from the text, so every offset
//! follows from theirs.

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor as SerdeVisitor};
use serde_json::value::RawValue;

use super::raw::string_end;
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
    let mut reader = Reader { text, end: start, depth: 0, too_deep: None, visitor };
    Container { reader: &mut reader, level }
        .deserialize(&mut serde_json::Deserializer::from_str(rest))
        .map_err(|error| SyntaxError::new(text, start, &error))?;
    match reader.too_deep {
        Some(offset) => Err(SyntaxError::too_deep(offset)),
        None => Ok(reader.end),
    }
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

/// Where the reader is.
struct Reader<'a, 'v, V> {
    text: &'a str,
    /// Behind what was read last; where a container begins, until it is opened.
    end: usize,
    /// How many containers are open.
    depth: usize,
    /// The first container that is nested too deeply.
    too_deep: Option<usize>,
    visitor: &'v mut V,
}

/// An object or array to enter; it begins where the reader is.
struct Container<'r, 'a, 'v, V> {
    reader: &'r mut Reader<'a, 'v, V>,
    level: Level,
}

/// The value of an item.
struct Value<'r, 'a, 'v, V> {
    reader: &'r mut Reader<'a, 'v, V>,
    level: Level,
    item: Item<'a>,
}

impl<'a, V: Visitor<'a>> Reader<'a, '_, V> {
    fn open(&mut self, level: Level) {
        self.visitor.open(level, self.end);
        self.end += 1;
        self.depth += 1;
    }

    fn close(&mut self, level: Level) {
        let bracket = skip_space(self.text, self.end);
        self.visitor.close(level, bracket);
        self.end = bracket + 1;
        self.depth -= 1;
    }

    /// The item whose value begins at `value`.
    fn item(&self, name: Option<Name<'a>>, index: usize, start: usize, value: usize) -> Item<'a> {
        let kind = Kind::of(self.text.get(value..).unwrap_or_default());
        Item { name, index, start, value, kind }
    }

    /// Takes note of a value that was read in one piece.
    fn took(&mut self, item: &Item<'a>, value: &str) {
        self.end = item.value + value.len();
        if self.too_deep.is_none() && matches!(item.kind, Kind::Object | Kind::Array) {
            self.too_deep = too_deep(value, self.depth).map(|at| item.value + at);
        }
    }
}

impl<'a, V: Visitor<'a>> DeserializeSeed<'a> for Container<'_, 'a, '_, V> {
    type Value = ();

    fn deserialize<D: Deserializer<'a>>(self, deserializer: D) -> Result<(), D::Error> {
        match Kind::of(self.reader.text.get(self.reader.end..).unwrap_or_default()) {
            Kind::Array => deserializer.deserialize_seq(self),
            _ => deserializer.deserialize_map(self),
        }
    }
}

impl<'a, V: Visitor<'a>> SerdeVisitor<'a> for Container<'_, 'a, '_, V> {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("an object or an array")
    }

    fn visit_map<A: MapAccess<'a>>(self, mut map: A) -> Result<(), A::Error> {
        let Self { reader, level } = self;
        reader.open(level);
        while let Some(name) = map.next_key::<&RawValue>()? {
            let start = offset_of(reader.text, name.get());
            let value = value_start(reader.text, start + name.get().len());
            let item = reader.item(Some(Name { raw: name.get() }), 0, start, value);
            map.next_value_seed(Value { reader: &mut *reader, level, item })?;
        }
        reader.close(level);
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'a>>(self, mut seq: A) -> Result<(), A::Error> {
        let Self { reader, level } = self;
        reader.open(level);
        for index in 0.. {
            let start = element_start(reader.text, reader.end);
            let item = reader.item(None, index, start, start);
            if seq.next_element_seed(Value { reader: &mut *reader, level, item })?.is_none() {
                break;
            }
        }
        reader.close(level);
        Ok(())
    }
}

impl<'a, V: Visitor<'a>> DeserializeSeed<'a> for Value<'_, 'a, '_, V> {
    type Value = ();

    fn deserialize<D: Deserializer<'a>>(self, deserializer: D) -> Result<(), D::Error> {
        let Self { reader, level, item } = self;
        match reader.visitor.begin(level, &item) {
            Step::Enter(level) if matches!(item.kind, Kind::Object | Kind::Array) => {
                reader.end = item.value;
                Container { reader: &mut *reader, level }.deserialize(deserializer)?;
            }
            _ => {
                let raw = <&RawValue as serde::Deserialize>::deserialize(deserializer)?;
                reader.took(&item, raw.get());
            }
        }
        let text = reader.text.get(item.value..reader.end).unwrap_or_default();
        reader.visitor.end(level, &item, Raw { text, offset: item.value });
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

/// The first container in `value`, which has `outside` containers around it, that is nested deeper than [`MAX_DEPTH`].
fn too_deep(value: &str, outside: usize) -> Option<usize> {
    let bytes = value.as_bytes();
    let (mut at, mut depth) = (0, outside);
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'"' => {
                at = string_end(bytes, at);
                continue;
            }
            b'{' | b'[' if depth == MAX_DEPTH => return Some(at),
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        at += 1;
    }
    None
}
