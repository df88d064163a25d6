//! JSON as it is written: the members of an object and the elements of an array, as pieces of the text.

use std::fmt;

use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

struct Members;

impl<'a> Visitor<'a> for Members {
    type Value = Vec<(&'a str, &'a str)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'a>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut members = Vec::new();
        while let Some((name, value)) = map.next_entry::<&RawValue, &RawValue>()? {
            members.push((name.get(), value.get()));
        }
        Ok(members)
    }
}

/// The names, in their quotes, and the values of an object; `None` if `text` is none.
pub(crate) fn members(text: &str) -> Option<Vec<(&str, &str)>> {
    serde_json::Deserializer::from_str(text).deserialize_map(Members).ok()
}

/// The elements of an array; `None` if `text` is none.
pub(crate) fn elements(text: &str) -> Option<Vec<&str>> {
    serde_json::from_str::<Vec<&RawValue>>(text).ok().map(|all| all.into_iter().map(RawValue::get).collect())
}

/// What the JSON string `raw` says; a string that is no Unicode says what is written in it.
pub(crate) fn says(raw: &str) -> String {
    serde_json::from_str(raw).unwrap_or_else(|_| raw[1..raw.len() - 1].to_owned())
}

/// `text` without white space between tokens.
pub(crate) fn compact(text: &str) -> String {
    let is_space = |c| matches!(c, ' ' | '\t' | '\n' | '\r');
    pieces(text).filter(|&(in_string, c)| in_string || !is_space(c)).map(|(_, c)| c).collect()
}

/// How many containers are open at the most.
pub(crate) fn depth(text: &str) -> usize {
    let mut open = 0usize;
    let depths = pieces(text).filter(|(in_string, _)| !in_string).map(|(_, c)| {
        match c {
            '{' | '[' => open += 1,
            '}' | ']' => open = open.saturating_sub(1),
            _ => {}
        }
        open
    });
    depths.max().unwrap_or(0)
}

/// Each character, and whether it belongs to a string.
fn pieces(text: &str) -> impl Iterator<Item = (bool, char)> {
    let (mut inside, mut escaped) = (false, false);
    text.chars().map(move |c| {
        let was_inside = inside;
        if c == '"' && !escaped {
            inside = !inside;
        }
        escaped = was_inside && c == '\\' && !escaped;
        (was_inside || inside, c)
    })
}
