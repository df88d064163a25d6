//! What is kept in this browser: `localStorage` of the page's address, and nowhere else.

use serde::Serialize;
use serde::de::DeserializeOwned;
use web_sys::Storage;

/// The longest text that is kept.
pub(crate) const LONGEST: usize = 1024 * 1024;

/// What can be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Slot {
    /// Whether anything that is typed is kept.
    Keep,
    Input,
    Settings,
    Partitions,
    Layout,
    Theme,
    /// What was there before a link was opened.
    Before,
}

/// Those that hold what was typed.
const TYPED: [Slot; 5] = [Slot::Input, Slot::Settings, Slot::Partitions, Slot::Layout, Slot::Before];

impl Slot {
    fn name(self) -> &'static str {
        match self {
            Self::Keep => "headgate.keep",
            Self::Input => "headgate.input",
            Self::Settings => "headgate.settings",
            Self::Partitions => "headgate.partitions",
            Self::Layout => "headgate.layout",
            Self::Theme => "headgate.theme",
            Self::Before => "headgate.before",
        }
    }
}

/// What was kept as `slot`; `None` also if it cannot be read any more.
pub(crate) fn load<T: DeserializeOwned>(slot: Slot) -> Option<T> {
    let text = storage()?.get_item(slot.name()).ok()??;
    serde_json::from_str(&text).ok()
}

/// Keeps `value` as `slot`. What is too long, or refused because the storage is full, is not kept at all.
pub(crate) fn save(slot: Slot, value: &impl Serialize) {
    let Some(storage) = storage() else { return };
    let text = serde_json::to_string(value).ok().filter(|it| it.len() <= LONGEST);
    let saved = text.is_some_and(|text| storage.set_item(slot.name(), &text).is_ok());
    if !saved {
        let _ = storage.remove_item(slot.name());
    }
}

/// Forgets what was kept as `slot`.
pub(crate) fn remove(slot: Slot) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(slot.name());
    }
}

/// Whether anything is kept as `slot`.
pub(crate) fn has(slot: Slot) -> bool {
    storage().and_then(|it| it.get_item(slot.name()).ok().flatten()).is_some()
}

/// Forgets everything that was typed.
pub(crate) fn forget_typed() {
    let Some(storage) = storage() else { return };
    for slot in TYPED {
        let _ = storage.remove_item(slot.name());
    }
}

/// `None` where the browser forbids it.
fn storage() -> Option<Storage> {
    ui::browser::page::window().local_storage().ok().flatten()
}
