//! Light, dark, or as the system has it. Remembered.

use leptos::prelude::*;

use crate::browser::storage::{self, Kept, Slot};
use ui::browser::page;

/// Which colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Theme {
    System,
    Light,
    Dark,
}

impl Theme {
    const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    fn label(self) -> &'static str {
        match self {
            Self::System => "System",
            Self::Light => "Light",
            Self::Dark => "Dark",
        }
    }

    /// The value of the document's `data-theme`: without one it follows the system.
    fn mark(self) -> Option<&'static str> {
        match self {
            Self::System => None,
            Self::Light => Some("light"),
            Self::Dark => Some("dark"),
        }
    }
}

impl Kept for Theme {
    fn text(&self) -> String {
        self.label().to_owned()
    }

    fn read(text: String) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.label() == text)
    }
}

/// The switch.
#[component]
pub(crate) fn ThemeSwitch() -> impl IntoView {
    let theme = RwSignal::new(storage::load(Slot::Theme).unwrap_or(Theme::System));
    Effect::new(move || {
        page::set_mark("theme", theme.get().mark());
        storage::save(Slot::Theme, &theme.get());
    });
    let choose = move |label: String| {
        if let Some(chosen) = Theme::read(label) {
            theme.set(chosen);
        }
    };
    view! {
        <span class="theme-sign" aria-hidden="true">"◐"</span>
        <select class="quiet-select" data-testid="theme" aria-label="Theme" title="Theme" on:change=move |event| choose(event_target_value(&event))>
            {Theme::ALL.into_iter().map(|it| view! { <option selected=move || theme.get() == it>{it.label()}</option> }.into_any()).collect::<Vec<_>>()}
        </select>
    }
}
