//! What is kept in this browser: `localStorage` of the page's address, and nowhere else.

mod kept;

use web_sys::Storage;

pub(crate) use kept::Kept;

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
    InputDivider,
    SettingsDivider,
    MiddleDivider,
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
            Self::InputDivider => "headgate.divider.input",
            Self::SettingsDivider => "headgate.divider.settings",
            Self::MiddleDivider => "headgate.divider.middle",
            Self::Before => "headgate.before",
        }
    }
}

/// What was kept as `slot`; `None` also if it cannot be read any more.
pub(crate) fn load<T: Kept>(slot: Slot) -> Option<T> {
    T::read(storage()?.get_item(slot.name()).ok()??)
}

/// Keeps `value` as `slot`. What is too long, or refused because the storage is full, is not kept at all.
pub(crate) fn save(slot: Slot, value: &impl Kept) {
    let Some(storage) = storage() else { return };
    let text = value.text();
    if text.len() > LONGEST || storage.set_item(slot.name(), &text).is_err() {
        let _ = storage.remove_item(slot.name());
    }
}

/// Forgets what was kept as `slot`.
pub(crate) fn forget(slot: Slot) {
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
    TYPED.into_iter().for_each(forget);
}

/// `None` where the browser forbids it.
fn storage() -> Option<Storage> {
    ui::browser::page::window().local_storage().ok().flatten()
}
