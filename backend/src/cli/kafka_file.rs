//! Reads a Kafka configuration from a file: TOML, or JSON by its name or its first character, with the keys of
//! `headgate settings`.
//!
//! A value may stand elsewhere, so that the file has no secrets: `env:NAME` is the value of an environment variable,
//! `file:PATH` the text of a file (beside this one, unless the path begins at the root). What begins with `literal:` is
//! taken as it stands behind that, so any text can be written down.

mod nearest;
mod syntax;

use std::fs;
use std::path::{Path, PathBuf};

use shared::KafkaSettings;
use shared::settings::{KAFKA, Kind, Setting, SettingValue};
use thiserror::Error;

use nearest::nearest;
use syntax::Found;

/// What `--kafka` names.
pub(super) enum Destination {
    /// The broker inside this process.
    Sandbox,
    /// A configuration.
    Kafka(Box<KafkaSettings>),
}

/// Why the file gives no settings. Never has a value in it: it may be a secret.
#[derive(Debug, Error)]
pub(super) enum KafkaFileError {
    #[error("{path} cannot be read: {cause}")]
    Unreadable { path: PathBuf, cause: std::io::Error },
    #[error("{path} is not {format}: {why}")]
    Syntax { path: PathBuf, format: &'static str, why: String },
    #[error("{path}: `{key}` is no setting of a Kafka configuration.{near}\n`headgate settings` lists them.")]
    UnknownKey { path: PathBuf, key: String, near: String },
    #[error("{path}: the value of `{key}` is {found}. Write it as text in quotes.")]
    WrongKind { path: PathBuf, key: &'static str, found: &'static str },
    #[error("{path}: the value of `{key}` is not one of {choices}.")]
    NotAChoice { path: PathBuf, key: &'static str, choices: String },
    #[error("{path}: the value of `{key}` is {why}.")]
    Reference { path: PathBuf, key: &'static str, why: String },
}

/// What `--kafka FILE` names; `sandbox` is the built-in one (a file that is called so is `./sandbox`).
pub(super) fn destination(path: &Path) -> Result<Destination, KafkaFileError> {
    if path.as_os_str() == shared::wire::SANDBOX {
        return Ok(Destination::Sandbox);
    }
    read(path).map(|it| Destination::Kafka(Box::new(it)))
}

/// The settings in the file at `path`.
pub(super) fn read(path: &Path) -> Result<KafkaSettings, KafkaFileError> {
    let named = |cause| KafkaFileError::Unreadable { path: path.to_path_buf(), cause };
    let text = fs::read_to_string(path).map_err(named)?;
    let is_json = path.extension().is_some_and(|it| it == "json") || text.trim_start().starts_with('{');
    let (format, members) = if is_json { ("JSON", syntax::json(&text)) } else { ("TOML", syntax::toml(&text)) };
    let members = members.map_err(|why| KafkaFileError::Syntax { path: path.to_path_buf(), format, why })?;
    let mut settings = KafkaSettings::default();
    for (key, found) in members {
        set(&mut settings, path, &key, found)?;
    }
    Ok(settings)
}

fn set(settings: &mut KafkaSettings, path: &Path, key: &str, found: Found) -> Result<(), KafkaFileError> {
    let path_buf = || path.to_path_buf();
    let Some(setting) = KAFKA.iter().find(|it| it.key == key) else {
        let near = nearest(key, KAFKA.iter().map(|it| it.key));
        let near = near.map_or_else(String::new, |it| format!(" Is `{it}` meant?"));
        return Err(KafkaFileError::UnknownKey { path: path_buf(), key: key.to_owned(), near });
    };
    let key = setting.key;
    let text = match found {
        Found::Text(text) => text,
        Found::Nothing => return Ok(()),
        Found::Other(found) => return Err(KafkaFileError::WrongKind { path: path_buf(), key, found }),
    };
    let value = value(path, setting, text).map_err(|why| KafkaFileError::Reference { path: path_buf(), key, why })?;
    settings.set(key, SettingValue::Text(Some(value))).map_err(|_not_a_choice| KafkaFileError::NotAChoice {
        path: path_buf(),
        key,
        choices: choices(setting),
    })
}

fn choices(setting: &Setting) -> String {
    let Kind::Choice(choices) = setting.kind else { return String::new() };
    choices.iter().map(|it| it.value).collect::<Vec<_>>().join(", ")
}

/// The value that `text` is or refers to.
fn value(path: &Path, setting: &Setting, text: String) -> Result<String, String> {
    if let Some(name) = text.strip_prefix("env:") {
        return from_environment(name);
    }
    if let Some(name) = text.strip_prefix("file:") {
        // A path that begins at the root replaces the folder.
        let file = path.parent().unwrap_or(Path::new("")).join(name);
        let text = fs::read_to_string(&file)
            .map_err(|cause| format!("to be read from the file {}, which cannot be read: {cause}", file.display()))?;
        let is_pem = matches!(setting.kind, Kind::Pem | Kind::SecretPem);
        // An editor or `echo` ends a file with a line break that is not meant.
        return Ok(if is_pem { text } else { without_line_break(&text).to_owned() });
    }
    Ok(text.strip_prefix("literal:").map(str::to_owned).unwrap_or(text))
}

fn without_line_break(text: &str) -> &str {
    let text = text.strip_suffix('\n').unwrap_or(text);
    text.strip_suffix('\r').unwrap_or(text)
}

fn from_environment(name: &str) -> Result<String, String> {
    let is_name = !name.is_empty()
        && !name.starts_with(|it: char| it.is_ascii_digit())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    if !is_name {
        return Err("to be read from the environment, but what stands behind `env:` is no name of a variable; \
            a value that begins with `env:` is written `literal:env:…`"
            .to_owned());
    }
    let refused = |why| format!("to be read from the environment variable {name}, which is {why}");
    match std::env::var(name) {
        Ok(value) if value.is_empty() => Err(refused("empty")),
        Ok(value) => Ok(value),
        Err(std::env::VarError::NotPresent) => Err(refused("not set")),
        Err(std::env::VarError::NotUnicode(_)) => Err(refused("not UTF-8")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value_of(key: &str, text: &str) -> Result<String, String> {
        let setting = KAFKA.iter().find(|it| it.key == key).unwrap();
        value(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/kafka.toml")), setting, text.to_owned())
    }

    #[test]
    fn a_value_may_stand_in_the_environment_or_in_a_file_beside_this_one() {
        // Cargo sets it for tests.
        assert_eq!(value_of("password", "env:CARGO_PKG_NAME"), Ok("backend".to_owned()));
        assert_eq!(value_of("ssl_ca", "file:src/main.rs").unwrap(), include_str!("../main.rs"));
        assert_eq!(value_of("password", "file:src/main.rs").unwrap() + "\n", include_str!("../main.rs"));
    }

    #[test]
    fn any_text_can_be_written_down() {
        for (text, value) in
            [("literal:env:x", "env:x"), ("literal:literal:", "literal:"), (" env:x", " env:x"), ("a", "a")]
        {
            assert_eq!(value_of("password", text).as_deref(), Ok(value));
        }
    }
}
