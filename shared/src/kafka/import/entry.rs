//! Names and values, in whichever form the text has them.

use super::{jaas, properties, snippet};

/// A name, its value and where it stands. It can hold a password, and has no `Debug`.
pub(super) struct Entry {
    pub(super) name: String,
    pub(super) value: Value,
    /// From 1.
    pub(super) line: usize,
}

/// What stands after a name.
pub(super) enum Value {
    /// Text, its escapes undone.
    Text(String),
    /// Something that a program would work out, such as a variable.
    Expression,
}

/// The forms of texts.
#[derive(Clone, Copy)]
enum Form {
    /// A name and a value on a line.
    Lines,
    /// Quoted names and values: JSON, or a piece of a program.
    Quoted,
    /// A login module and its options.
    Jaas,
}

/// Everything in `text` that has a name.
pub(super) fn entries(text: &str) -> Vec<Entry> {
    match text.lines().find_map(form_of).unwrap_or(Form::Lines) {
        Form::Lines => properties::entries(text),
        Form::Quoted => snippet::entries(text),
        Form::Jaas => {
            vec![Entry { name: jaas::NAME.to_owned(), value: Value::Text(text.to_owned()), line: first_line(text) }]
        }
    }
}

/// The first line that has anything but white space and comments.
fn first_line(text: &str) -> usize {
    let is_empty = |line: &str| line.trim().is_empty() || line.trim_start().starts_with("//");
    1 + text.lines().take_while(|line| is_empty(line)).count()
}

/// What a line tells about the form of the whole text, if anything.
fn form_of(line: &str) -> Option<Form> {
    let line = line.trim();
    let name_end = line.find(|it: char| it == '=' || it == ':' || it.is_whitespace()).unwrap_or(line.len());
    let first = line.get(..name_end)?;
    if line.is_empty() || line.starts_with(['#', '!']) || line.starts_with("//") {
        return None;
    }
    if jaas::begins(line) {
        return Some(Form::Jaas);
    }
    if is_name(first) && line.get(name_end..).is_some_and(|rest| rest.trim_start().starts_with(['=', ':'])) {
        return Some(Form::Lines);
    }
    let before = line.split(['"', '\'']).next().unwrap_or_default();
    let is_quoted = line.contains(['"', '\'']) && (before.is_empty() || before.trim_end().ends_with(['(', '[', '{']));
    (is_quoted || line == "{").then_some(Form::Quoted)
}

/// Whether it looks like `sasl.username`.
pub(super) fn is_name(text: &str) -> bool {
    let is_allowed =
        |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'_');
    text.contains('.') && text.bytes().all(is_allowed)
}
