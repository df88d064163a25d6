//! Which pane is shown where not all three fit.

use leptos::prelude::*;

use super::workbench::Workbench;

/// A pane.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pane {
    Input,
    Output,
    Settings,
}

impl Pane {
    pub(crate) const ALL: [Self; 3] = [Self::Input, Self::Output, Self::Settings];

    /// Its name in the style sheet.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Input => "input",
            Self::Output => "output",
            Self::Settings => "settings",
        }
    }

    fn label(self) -> &'static str {
        match self {
            Self::Input => "Input",
            Self::Output => "Output",
            Self::Settings => "Settings",
        }
    }
}

/// The bar at the bottom of a narrow window.
#[component]
pub(crate) fn PaneBar(panes: [Pane; 3]) -> impl IntoView {
    let bench = expect_context::<Workbench>();
    let button = move |pane: Pane| {
        view! {
            <button data-to=pane.name() aria-pressed=move || (bench.pane.get() == pane).to_string() on:click=move |_| bench.pane.set(pane)>
                {pane.label()}
            </button>
        }
        .into_any()
    };
    view! { <nav class="pane-bar" aria-label="Panes">{panes.into_iter().map(button).collect::<Vec<_>>()}</nav> }
}
