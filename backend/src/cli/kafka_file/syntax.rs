//! The members of a TOML or JSON file. What is said of errors has no line of the file in it.

use serde_json::Value as Json;
use toml::Value as Toml;

/// What stands behind a key.
pub(super) enum Found {
    Text(String),
    /// JSON's null.
    Nothing,
    /// Anything else, in words.
    Other(&'static str),
}

type Members = Vec<(String, Found)>;

pub(super) fn toml(text: &str) -> Result<Members, String> {
    let table = text.parse::<toml::Table>().map_err(|error| {
        // `Display` would show the line, which may hold a password.
        let message = error.message().replace('\n', "; ");
        match error.span() {
            Some(span) => format!("{}: {message}", place(text, span.start)),
            None => message,
        }
    })?;
    let found = |value| match value {
        Toml::String(text) => Found::Text(text),
        Toml::Integer(_) | Toml::Float(_) => Found::Other("a number"),
        Toml::Boolean(_) => Found::Other("true or false"),
        Toml::Datetime(_) => Found::Other("a date or time"),
        Toml::Array(_) => Found::Other("a list"),
        Toml::Table(_) => Found::Other("a table"),
    };
    Ok(table.into_iter().map(|(key, value)| (key, found(value))).collect())
}

pub(super) fn json(text: &str) -> Result<Members, String> {
    let object = match serde_json::from_str(text).map_err(|error| error.to_string())? {
        Json::Object(object) => object,
        _ => return Err("it is not an object".to_owned()),
    };
    let found = |value| match value {
        Json::String(text) => Found::Text(text),
        Json::Null => Found::Nothing,
        Json::Number(_) => Found::Other("a number"),
        Json::Bool(_) => Found::Other("true or false"),
        Json::Array(_) => Found::Other("a list"),
        Json::Object(_) => Found::Other("an object"),
    };
    Ok(object.into_iter().map(|(key, value)| (key, found(value))).collect())
}

/// Line and column of the byte at `offset`.
fn place(text: &str, offset: usize) -> String {
    let before = text.get(..offset).unwrap_or(text);
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count();
    format!("line {}, column {}", before.matches('\n').count() + 1, column + 1)
}
