//! An integration as it is being typed, beside what is stored of it.

use std::collections::BTreeMap;

use leptos::prelude::*;
use shared::KafkaSettings;
use shared::settings::{KAFKA, SettingValue};
use shared::wire::{Finding, Integration, IntegrationWrite, SecretState};

/// What is to become of a secret that is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SecretEdit {
    /// The one that is typed takes its place.
    Replace,
    Remove,
}

/// The state of a form. Every part is a handle, so it is copied freely. It is never kept in the browser's storage: there
/// may be secrets in it.
#[derive(Clone, Copy)]
pub(super) struct Draft {
    pub(super) name: RwSignal<String>,
    /// As typed; a secret that is only stored is unset.
    pub(super) kafka: RwSignal<KafkaSettings>,
    pub(super) secret_edits: RwSignal<BTreeMap<&'static str, SecretEdit>>,
    /// As stored; `None` before it is first saved.
    pub(super) stored: RwSignal<Option<Integration>>,
    /// What is wrong with it, warnings too.
    pub(super) problems: RwSignal<Vec<Finding>>,
    /// The fields that were left once: what is wrong with another one is not told yet.
    left: RwSignal<Left>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Left {
    Some(Vec<String>),
    /// After an attempt to save.
    All,
}

impl Draft {
    /// Nothing is typed, and nothing is stored.
    pub(super) fn new() -> Self {
        Self {
            name: RwSignal::default(),
            kafka: RwSignal::default(),
            secret_edits: RwSignal::default(),
            stored: RwSignal::default(),
            problems: RwSignal::default(),
            left: RwSignal::new(Left::Some(Vec::new())),
        }
    }

    /// Back to what is stored.
    pub(super) fn reset(self) {
        let stored = self.stored.get_untracked();
        let (name, kafka) = stored.map_or_else(Default::default, |it| (it.name, it.kafka));
        self.name.set(name);
        self.kafka.set(kafka);
        self.secret_edits.set(BTreeMap::new());
        self.problems.set(Vec::new());
        self.left.set(Left::Some(Vec::new()));
    }

    /// Takes what the server has stored.
    pub(super) fn take(self, stored: Integration) {
        self.stored.set(Some(stored));
        self.reset();
    }

    /// Whether something is typed that is not stored.
    pub(super) fn is_changed(self) -> bool {
        let is_same = self.stored.with(|stored| match stored {
            Some(it) => *self.name.read() == it.name && *self.kafka.read() == it.kafka,
            None => self.name.read().is_empty() && *self.kafka.read() == KafkaSettings::default(),
        });
        !is_same || !self.secret_edits.read().is_empty()
    }

    /// The text of the setting called `key`; a secret is never given back.
    pub(super) fn text(self, key: &str) -> String {
        self.kafka.with(|it| Self::text_of(it, key))
    }

    /// The text of a setting; empty if it is unset, or a secret.
    pub(super) fn text_of(kafka: &KafkaSettings, key: &str) -> String {
        match kafka.get(key) {
            Some(SettingValue::Text(Some(text))) => text,
            _ => String::new(),
        }
    }

    /// Types `text` into the setting called `key`.
    pub(super) fn set_text(self, key: &str, text: String) {
        // Only refused for a key or a choice that the table does not have, and all come from there.
        self.kafka.update(|it| {
            let _ = it.set(key, SettingValue::Text(Some(text)));
        });
    }

    /// A secret that is typed and not saved yet, for its own field only.
    pub(super) fn typed_secret(self, key: &str) -> String {
        self.kafka.with(|it| it.secret(key).map(|it| it.expose().to_owned()).unwrap_or_default())
    }

    /// What is known of a stored secret.
    pub(super) fn stored_secret(self, key: &str) -> Option<SecretState> {
        self.stored.with(|it| it.as_ref()?.secrets.get(key).cloned())
    }

    /// What is to become of a stored secret. What was typed in its place is forgotten.
    pub(super) fn edit_secret(self, key: &'static str, edit: Option<SecretEdit>) {
        self.set_text(key, String::new());
        self.secret_edits.update(|it| match edit {
            Some(edit) => drop(it.insert(key, edit)),
            None => drop(it.remove(key)),
        });
    }

    fn has_user(self) -> bool {
        self.kafka.with(|it| it.username.as_ref().is_some_and(|it| !it.is_empty()))
    }

    /// Whether the setting called `key` means anything, given the others.
    pub(super) fn applies(self, key: &str) -> bool {
        !matches!(key, "sasl_mechanism" | "password") || self.has_user()
    }

    /// The configuration and the keys of secrets to remove, as the server takes them: without what does not apply.
    pub(super) fn configuration(self) -> (KafkaSettings, Vec<String>) {
        let mut kafka = self.kafka.get_untracked();
        let has_user = untrack(|| self.has_user());
        if !has_user {
            kafka.password = None;
            kafka.sasl_mechanism = KafkaSettings::default().sasl_mechanism;
        }
        let is_removed = |key: &str| {
            let edit = self.secret_edits.with_untracked(|it| it.get(key).copied());
            edit == Some(SecretEdit::Remove) || (key == "password" && !has_user)
        };
        let stored = |key: &str| untrack(|| self.stored_secret(key)).is_some();
        let secrets = KAFKA.iter().filter(|it| it.is_secret() && stored(it.key) && is_removed(it.key));
        (kafka, secrets.map(|it| it.key.to_owned()).collect())
    }

    /// What is sent to be saved or looked at.
    pub(super) fn write(self) -> IntegrationWrite {
        let (kafka, remove_secrets) = self.configuration();
        let version = self.stored.with_untracked(|it| it.as_ref().map(|it| it.version));
        IntegrationWrite { name: self.name.get_untracked(), version, kafka, remove_secrets }
    }

    pub(super) fn id(self) -> Option<String> {
        self.stored.with(|it| it.as_ref().map(|it| it.id.clone()))
    }

    /// From now on problems of `field` are told.
    pub(super) fn leave(self, field: &str) {
        self.left.update(|left| {
            if let Left::Some(fields) = left
                && !fields.iter().any(|it| it == field)
            {
                fields.push(field.to_owned());
            }
        });
    }

    /// From now on all problems are told.
    pub(super) fn leave_all(self) {
        self.left.set(Left::All);
    }

    /// The problems of `field` that are told.
    pub(super) fn problems_of(self, field: &str) -> Vec<Finding> {
        let is_left = match &*self.left.read() {
            Left::All => true,
            Left::Some(fields) => fields.iter().any(|it| it == field),
        };
        let is_here = |it: &&Finding| it.field.as_deref() == Some(field);
        self.problems.with(|all| all.iter().filter(is_here).filter(|_| is_left).cloned().collect())
    }
}
