//! Quoted names and values: JSON, and the like in pieces of programs (`'sasl.username': 'alice',`,
//! `props.put("sasl.username", "alice")`).

use super::entry::{Entry, Value, is_name};

/// Each quoted name that something stands after.
pub(super) fn entries(text: &str) -> Vec<Entry> {
    let mut reader = Reader { text, at: 0 };
    let mut entries = Vec::new();
    while let Some((at, name)) = reader.name() {
        let Some(value) = reader.value() else { continue };
        entries.push(Entry { name, value, line: 1 + text.get(..at).unwrap_or_default().matches('\n').count() });
    }
    entries
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Reader<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Steps over the next quoted text that is a name, or over the word `topic`.
    fn name(&mut self) -> Option<(usize, String)> {
        loop {
            let rest = self.rest();
            let next = rest.find(['"', '\'', '#', '/', 't'])?;
            self.at += next;
            let (start, rest) = (self.at, self.rest());
            if rest.starts_with('#') || rest.starts_with("//") {
                self.at += rest.find('\n').unwrap_or(rest.len());
            } else if rest.starts_with(['"', '\'']) {
                let text = self.quoted().unwrap_or_default();
                if is_name(&text) || text == "topic" {
                    return Some((start, text));
                }
            } else if self.is_word("topic", start) {
                self.at += "topic".len();
                return Some((start, "topic".to_owned()));
            } else {
                self.at += 1;
            }
        }
    }

    fn is_word(&self, word: &str, start: usize) -> bool {
        let is_part = |it: char| it.is_alphanumeric() || it == '_' || it == '.';
        let before = self.text.get(..start).unwrap_or_default();
        let after = self.rest().strip_prefix(word);
        after.is_some_and(|it| !it.starts_with(is_part)) && !before.ends_with(is_part)
    }

    /// What stands after a name and its separator: a quoted text, or something to work out.
    fn value(&mut self) -> Option<Value> {
        let rest = self.rest();
        let after = rest.trim_start_matches([' ', '\t', '\r', '\n', ']']);
        let after = ["=>", ":=", ":", "=", ","].iter().find_map(|it| after.strip_prefix(it))?.trim_start();
        self.at = self.text.len() - after.len();
        if after.starts_with(['"', '\'']) {
            return Some(self.quoted().map_or(Value::Expression, Value::Text));
        }
        let word = after.find([',', '}', ')', ';', '\n']).map_or(after, |end| after.get(..end).unwrap_or_default());
        let literal = word.trim().to_ascii_lowercase();
        let is_literal = matches!(&*literal, "true" | "false") || literal.parse::<i64>().is_ok();
        self.at += word.len();
        Some(if is_literal { Value::Text(literal) } else { Value::Expression })
    }

    /// The text between quotes, its escapes undone; `None` if it does not end. Steps over it.
    fn quoted(&mut self) -> Option<String> {
        let rest = self.rest();
        let one = rest.get(..1).unwrap_or_default();
        let quote = if rest.get(..3) == Some(&one.repeat(3)) { one.repeat(3) } else { one.to_owned() };
        let mut end = quote.len();
        loop {
            let tail = rest.get(end..).unwrap_or_default();
            let step = match tail.chars().next() {
                Some('\\') => 1 + tail.chars().nth(1).map_or(0, char::len_utf8),
                Some(_) if tail.starts_with(&quote) => break,
                Some(it) => it.len_utf8(),
                None => {
                    self.at += quote.len();
                    return None;
                }
            };
            end += step;
        }
        let text = unescape(rest.get(quote.len()..end).unwrap_or_default());
        self.at += end + quote.len();
        Some(text)
    }
}

/// The escapes that JSON, Python and JavaScript share. Any other backslash means itself, as in Python.
fn unescape(text: &str) -> String {
    let (mut units, mut chars) = (Vec::new(), text.chars());
    let mut buffer = [0; 2];
    while let Some(it) = chars.next() {
        let mut plain = it;
        if it == '\\' {
            plain = match chars.next() {
                Some('n') => '\n',
                Some('r') => '\r',
                Some('t') => '\t',
                Some('b') => '\x08',
                Some('f') => '\x0c',
                Some('\n') => continue,
                Some('u') => match chars.as_str().get(..4).and_then(|it| u16::from_str_radix(it, 16).ok()) {
                    Some(unit) => {
                        units.push(unit);
                        chars = chars.as_str().get(4..).unwrap_or_default().chars();
                        continue;
                    }
                    None => 'u',
                },
                Some(other @ ('\\' | '/' | '"' | '\'')) => other,
                other => {
                    units.push(u16::from(b'\\'));
                    other.unwrap_or('\\')
                }
            };
        }
        units.extend_from_slice(plain.encode_utf16(&mut buffer));
    }
    String::from_utf16_lossy(&units)
}
