//! The row on top, and the sheet of shortcuts.

use leptos::prelude::*;

use crate::places::{Here, Place, PlaceLink};
use crate::theme::ThemeSwitch;
use ui::browser::{history, page};
use ui::when::when;

const SHORTCUTS: &str = "shortcuts";

/// Name, places, and the page's own switches.
#[component]
pub(crate) fn TopRow() -> impl IntoView {
    let here = expect_context::<Here>();
    let requests = ui::api::count_requests();
    view! {
        <header class="top-row">
            <span class="name">"Headgate"</span>
            <nav aria-label="Places">{Place::ALL.into_iter().map(|to| view! { <PlaceLink to=to /> }.into_any()).collect::<Vec<_>>()}</nav>
            <span class="grow"></span>
            {when(move || here.is(Place::Preview), move || request_badge(requests))}
            <ThemeSwitch />
            <button class="quiet" aria-label="Keyboard shortcuts" title="Keyboard shortcuts (?)" on:click=|_| page::open_dialog(SHORTCUTS)>"?"</button>
        </header>
    }
}

/// Shows that previewing needs no server.
fn request_badge(requests: RwSignal<usize>) -> AnyView {
    view! {
        <span class="badge" data-testid="requests" title="Batches are transformed in this tab. A request is made only to send, and to look at deliveries.">
            <span class="badge-where">"runs in this tab · "</span>
            {move || ui::words::counted(requests.get(), "request")}
        </span>
    }
    .into_any()
}

/// What the keyboard can do.
const KEYS: [(&str, &str); 10] = [
    ("?", "This sheet"),
    ("Esc, then Tab", "Leave the editor"),
    ("Ctrl or ⌘ + F", "Find in the input"),
    ("Ctrl or ⌘ + Z", "Undo in the input"),
    ("g, then p", "Preview"),
    ("g, then i", "Integrations"),
    ("g, then d", "Deliveries"),
    ("← →", "Between tabs"),
    ("↑ ↓", "Between lines of Diff and Account, and names of a message"),
    ("Alt + Enter", "The setting behind what is pointed at"),
];

/// The sheet of shortcuts, and the keys that work everywhere.
#[component]
pub(crate) fn Shortcuts() -> impl IntoView {
    let after_g = StoredValue::new(false);
    page::on_key(move |event| {
        if page::is_typing(event) || event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        let key = event.key();
        match (after_g.get_value(), key.as_str()) {
            (_, "?") => page::open_dialog(SHORTCUTS),
            (true, "p") => history::push(Place::Preview.path()),
            (true, "i") => history::push(Place::Integrations.path()),
            (true, "d") => history::push(Place::Deliveries.path()),
            _ => {}
        }
        after_g.set_value(key == "g");
    });
    view! {
        <dialog id=SHORTCUTS class="sheet" aria-labelledby="shortcuts-title">
            <form method="dialog">
                <h2 id="shortcuts-title">"Keyboard shortcuts"</h2>
                <dl class="keys">{KEYS.into_iter().map(|(keys, does)| view! { <dt><kbd>{keys}</kbd></dt><dd>{does}</dd> }.into_any()).collect::<Vec<_>>()}</dl>
                <div class="sheet-actions"><button autofocus>"Close"</button></div>
            </form>
        </dialog>
    }
}
