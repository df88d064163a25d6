//! The lines between panes that stand side by side: each can be moved, and its place is remembered.

use leptos::prelude::*;

use crate::browser::drag;
use crate::browser::storage::{self, Slot};

/// A line between two panes. Its place is in percent of the width of all panes, from the left.
#[derive(Clone, Copy)]
pub(super) struct Divider {
    name: &'static str,
    label: &'static str,
    default: u32,
    least: u32,
    most: u32,
    place: RwSignal<u32>,
}

/// How far one key press moves it, in percent.
const STEP: u32 = 2;

impl Divider {
    /// Of three panes: between the input and the output.
    pub(super) fn input() -> Self {
        Self::new("input", "Between input and output", Slot::InputDivider, 34, 15..=60)
    }

    /// Of three panes: between the output and the settings.
    pub(super) fn settings() -> Self {
        Self::new("settings", "Between output and settings", Slot::SettingsDivider, 78, 55..=85)
    }

    /// Of two panes: the only one.
    pub(super) fn middle() -> Self {
        Self::new("middle", "Between input and output", Slot::MiddleDivider, 50, 25..=75)
    }

    fn new(
        name: &'static str,
        label: &'static str,
        slot: Slot,
        default: u32,
        places: std::ops::RangeInclusive<u32>,
    ) -> Self {
        let (least, most) = places.into_inner();
        let place = RwSignal::new(storage::load(slot).unwrap_or(default).clamp(least, most));
        Effect::new(move || storage::save(slot, &place.get()));
        Self { name, label, default, least, most, place }
    }

    /// Where it is, for the style sheet.
    pub(super) fn place(self) -> String {
        self.place.get().to_string()
    }

    fn move_to(self, place: u32) {
        self.place.set(place.clamp(self.least, self.most));
    }

    /// Whether a key means the divider.
    fn take_key(self, key: &str) -> bool {
        let place = self.place.get_untracked();
        self.move_to(match key {
            "ArrowLeft" => place.saturating_sub(STEP),
            "ArrowRight" => place + STEP,
            "Home" => self.least,
            "End" => self.most,
            "Enter" => self.default,
            _ => return false,
        });
        true
    }

    pub(super) fn view(self) -> AnyView {
        let pressed = move |event: web_sys::KeyboardEvent| {
            if self.take_key(&event.key()) {
                event.prevent_default();
            }
        };
        let moved = move |event: web_sys::PointerEvent| {
            if let Some(share) = drag::share(&event) {
                self.move_to((share * 100.0).round() as u32);
            }
        };
        view! {
            <div
                class="divider" data-name=self.name data-testid="divider-".to_owned() + self.name role="separator" tabindex="0"
                aria-label=self.label aria-orientation="vertical" aria-valuemin=self.least aria-valuemax=self.most
                aria-valuenow=move || self.place() title="Drag it, or use the arrow keys. Double click or Enter puts it back."
                on:pointerdown=|event| drag::begin(&event) on:pointermove=moved on:dblclick=move |_| self.move_to(self.default)
                on:keydown=pressed
            ></div>
        }
        .into_any()
    }
}
