//! The safe engine: one pass with `serde_json`, member by member on the levels that a visitor enters, in one piece
//! (`RawValue`) everywhere else. It is the oracle of the fast one, and a way out where that is not wanted.
//!
//! `serde_json` does not say where a value begins, but names and pieces are borrowed from the text, so every offset
//! follows from theirs.

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor as SerdeVisitor};
use serde_json::value::RawValue;

use super::number::{around, is_large};
use super::raw::string_end;
use super::scan::Rejected;
use super::{Item, Kind, Level, MAX_DEPTH, Raw, Step, Visitor, skip_space};

/// See `scan`.
pub(super) fn run<'a, V: Visitor<'a>>(
    text: &'a str,
    start: usize,
    level: Option<Level>,
    visitor: &mut V,
) -> Result<usize, Rejected> {
    let mut deserializer = serde_json::Deserializer::from_str(text.get(start..).unwrap_or_default());
    // Its own limit is lower than ours by one.
    deserializer.disable_recursion_limit();
    // It is not told where white space is.
    visitor.white_space(start);
    let mut reader = Reader { text, end: start, depth: 0, visitor };
    let read = match level {
        Some(level) => Container { reader: &mut reader, level }.deserialize(&mut deserializer),
        None => reader.take(&mut deserializer, start).map(|_| ()),
    };
    read.map(|()| reader.end).map_err(|_refused| Rejected)
}

/// Where the reader is.
struct Reader<'a, 'v, V> {
    text: &'a str,
    /// Behind what was read last; where a container begins, until it is opened.
    end: usize,
    /// How many containers are open.
    depth: usize,
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
    item: Item,
}

impl<'a, V: Visitor<'a>> Reader<'a, '_, V> {
    fn open<E: serde::de::Error>(&mut self, level: Level) -> Result<(), E> {
        if self.depth == MAX_DEPTH {
            return Err(E::custom("too deep"));
        }
        self.visitor.open(level, self.end);
        self.end += 1;
        self.depth += 1;
        Ok(())
    }

    fn close(&mut self, level: Level) {
        let bracket = skip_space(self.text, self.end);
        self.visitor.close(level, bracket);
        self.end = bracket + 1;
        self.depth -= 1;
    }

    /// Reads the value at `start` in one piece.
    fn take<D: Deserializer<'a>>(&mut self, deserializer: D, start: usize) -> Result<Raw<'a>, D::Error> {
        let raw = <&RawValue as serde::Deserialize>::deserialize(deserializer)?;
        if is_too_deep(raw.get(), self.depth) {
            return Err(D::Error::custom("too deep"));
        }
        let value = Raw { text: raw.get(), offset: start };
        self.end = value.end();
        if self.visitor.wants_large_integers() {
            each_large(value, |number| self.visitor.large_integer(number));
        }
        Ok(value)
    }
}

impl<'a, V: Visitor<'a>> DeserializeSeed<'a> for Container<'_, 'a, '_, V> {
    type Value = ();

    fn deserialize<D: Deserializer<'a>>(self, deserializer: D) -> Result<(), D::Error> {
        match Kind::at(self.reader.text, self.reader.end) {
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
        reader.open::<A::Error>(level)?;
        while let Some(name) = map.next_key::<&RawValue>()? {
            let start = offset_of(reader.text, name.get());
            let name_end = start + name.get().len();
            let colon = skip_space(reader.text, name_end);
            let escaped = name.get().contains('\\');
            let item = Item { start, name_end, after: colon + 1, index: 0, escaped };
            map.next_value_seed(Value { reader: &mut *reader, level, item })?;
        }
        reader.close(level);
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'a>>(self, mut seq: A) -> Result<(), A::Error> {
        let Self { reader, level } = self;
        reader.open::<A::Error>(level)?;
        for index in 0.. {
            let start = element_start(reader.text, reader.end);
            let item = Item::element(index, start);
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
        let value = item.value(reader.text);
        let step = reader.visitor.begin(level, item);
        let text = match step {
            Step::Enter(level) if matches!(Kind::at(reader.text, value), Kind::Object | Kind::Array) => {
                reader.end = value;
                Container { reader: &mut *reader, level }.deserialize(deserializer)?;
                reader.text.get(value..reader.end).unwrap_or_default()
            }
            _ => reader.take(deserializer, value)?.text,
        };
        if step != Step::Pass {
            reader.visitor.end(level, &item, Raw { text, offset: value });
        }
        Ok(())
    }
}

/// Where `part`, a piece of `text`, begins in it.
fn offset_of(text: &str, part: &str) -> usize {
    (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize)
}

/// Where the next element begins, behind the bracket or the element before it.
fn element_start(text: &str, end: usize) -> usize {
    let at = skip_space(text, end);
    if text.as_bytes().get(at) == Some(&b',') { skip_space(text, at + 1) } else { at }
}

/// Whether a container in `value`, which has `outside` containers around it, is nested deeper than [`MAX_DEPTH`].
fn is_too_deep(value: &str, outside: usize) -> bool {
    let bytes = value.as_bytes();
    let (mut at, mut depth) = (0, outside);
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'"' => {
                at = string_end(bytes, at);
                continue;
            }
            b'{' | b'[' if depth == MAX_DEPTH => return true,
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        at += 1;
    }
    false
}

/// Calls `found` with each integer beyond 2^53 in `value`, which is JSON and begins at `offset` of the input.
fn each_large<'a>(value: Raw<'a>, mut found: impl FnMut(Raw<'a>)) {
    let bytes = value.text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'"' => at = string_end(bytes, at),
            b'-' | b'0'..=b'9' => {
                let number = around(value.text, at);
                at = number.end();
                if is_large(number.text) {
                    found(Raw { offset: value.offset + number.offset, ..number });
                }
            }
            _ => at += 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_numbers_outside_of_strings_are_found() {
        let text = r#"{"a":"9007199254740993","b":[9007199254740993,1.5],"c\"9007199254740993":9007199254740995}"#;
        let mut found = Vec::new();
        each_large(Raw { text, offset: 100 }, |it| found.push((it.text, it.offset - 100)));
        assert_eq!(found, [("9007199254740993", 29), ("9007199254740995", 73)]);
    }
}
