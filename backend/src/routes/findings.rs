//! What is wrong with a body that is understood: every problem at once, each at its field.

use shared::issue::Severity;
use shared::settings::{KAFKA, KafkaSettings, Setting};
use shared::wire::{Finding, SANDBOX};

/// The most characters of a name.
const NAME: usize = 100;

/// Of a name that was trimmed. That no other has it is for the store to say.
pub(super) fn of_name(name: &str) -> Option<Finding> {
    let length = name.chars().count();
    if name.is_empty() {
        Some(error("name", "name_missing", "No name is given.", "Give a name that tells it from others."))
    } else if length > NAME {
        let message = format!("The name has {length} characters; at most {NAME} are allowed.");
        Some(error("name", "name_too_long", message, "Give a shorter one."))
    } else if name.chars().any(char::is_control) {
        let message = "The name has a control character, such as a line break.";
        Some(error("name", "name_control_character", message, "Write it on one line."))
    } else {
        None
    }
}

/// The sandbox's own name, which no integration may have.
pub(super) fn of_sandbox_name(name: &str) -> Option<Finding> {
    let message = "`sandbox` is the name of the built-in sandbox.";
    name.eq_ignore_ascii_case(SANDBOX).then(|| error("name", "name_reserved", message, "Choose another name."))
}

/// Of the secrets to set and to remove. A placeholder is never stored in place of a secret.
pub(super) fn of_secrets(kafka: &KafkaSettings, remove: &[String]) -> Vec<Finding> {
    let secrets = || KAFKA.iter().filter(|it| it.is_secret());
    let given = |it: &&Setting| kafka.secret(it.key).is_some();
    let empty = secrets().filter(|it| kafka.secret(it.key).is_some_and(|it| it.expose().is_empty())).map(|it| {
        let hint = "Leave it out to keep what is stored, or name it in `remove_secrets` to remove it.";
        error(it.key, "secret_empty", format!("{} is empty.", it.label), hint)
    });
    let both = secrets().filter(given).filter(|it| remove.iter().any(|key| key == it.key)).map(|it| {
        let message = format!("{} is given and to be removed.", it.label);
        error(it.key, "secret_set_and_removed", message, "Do one of both.")
    });
    let keys: Vec<_> = secrets().map(|it| it.key).collect();
    let unknown = remove.iter().filter(|key| !keys.contains(&key.as_str())).map(|_unknown| {
        let message = format!("A key in `remove_secrets` is not one of {}.", keys.join(", "));
        error("remove_secrets", "secret_unknown", message, "See /api/settings for the keys of secrets.")
    });
    empty.chain(both).chain(unknown).collect()
}

/// An update that does not name the version that it changes.
pub(super) fn version_missing() -> Finding {
    error(
        "version",
        "version_missing",
        "The update does not say which version it changes.",
        "Give the `version` that was read.",
    )
}

fn error(field: &str, code: &str, message: impl Into<String>, hint: &str) -> Finding {
    Finding {
        severity: Severity::Error,
        code: code.to_owned(),
        message: message.into(),
        hint: hint.to_owned(),
        field: Some(field.to_owned()),
    }
}
