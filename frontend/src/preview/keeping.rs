//! What survives a reload: kept in this browser, unless one switches that off.

use std::time::Duration;

use leptos::leptos_dom::helpers::debounce;
use leptos::prelude::*;

use super::example::FIRST;
use super::workbench::Workbench;
use crate::browser::storage::{self, LONGEST, Slot};
use ui::browser::page;

/// Typing is not interrupted to save; this long after the last key it is.
const PAUSE: Duration = Duration::from_millis(400);

/// What was typed last, or the example.
pub(super) fn first_input() -> String {
    storage::load(Slot::Input).unwrap_or_else(|| FIRST.to_owned())
}

pub(super) fn is_kept() -> bool {
    storage::load(Slot::Keep).unwrap_or(true)
}

/// Keeps the input as it changes, and what was typed last also if the page is left before the pause is over.
pub(super) fn keep_input(bench: Workbench) {
    let saved = StoredValue::new(0);
    let save = move || {
        let edits = bench.edits.get_untracked();
        if saved.get_value() != edits {
            saved.set_value(edits);
            save_input(bench);
        }
    };
    let mut save_soon = debounce(PAUSE, move |()| save());
    Effect::new(move || match bench.edits.get() {
        // The first edit is the text being put there.
        edits @ ..=1 => saved.set_value(edits),
        _ => save_soon(()),
    });
    page::on("pagehide", move |_| save());
}

fn save_input(bench: Workbench) {
    if !is_kept() {
        return;
    }
    let text = bench.text();
    let fits = usize::try_from(text.length()).is_ok_and(|length| length <= LONGEST);
    // What is too long is not kept in part, and not the text before it either.
    if fits {
        storage::save(Slot::Input, &String::from(text));
    } else {
        storage::forget(Slot::Input);
    }
}

/// Says what is kept and where; a switch.
#[component]
pub(super) fn KeepSwitch() -> impl IntoView {
    let bench = expect_context::<Workbench>();
    let keep = RwSignal::new(is_kept());
    Effect::new(move || {
        storage::save(Slot::Keep, &keep.get());
        if !keep.get() {
            storage::forget_typed();
            return;
        }
        let (settings, partitions, layout) = (bench.settings.get(), bench.partitions.get(), bench.layout.get());
        let save = move || {
            if is_kept() {
                storage::save(Slot::Settings, &settings);
                storage::save(Slot::Partitions, &partitions);
                storage::save(Slot::Layout, &layout);
            }
        };
        // What comes of a change is more urgent.
        set_timeout(save, Duration::ZERO);
    });
    let switched = move |event| {
        keep.set(event_target_checked(&event));
        storage::save(Slot::Keep, &keep.get_untracked());
        save_input(bench);
    };
    view! {
        <div class="keep">
            <label class="check">
                <input type="checkbox" prop:checked=move || keep.get() on:change=switched />
                <span>"Keep my input and settings in this browser"</span>
            </label>
            <p class="help">"In localStorage of this address, up to 1 MB of input; it is not sent anywhere. Switching off clears it."</p>
        </div>
    }
}
