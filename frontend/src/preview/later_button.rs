//! A button that opens something which is fetched first.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::workbench::Workbench;
use crate::later::{NotLoaded, Underway};

/// What it opens; it ends when that is closed.
type Open = fn(Workbench) -> Underway<Result<(), NotLoaded>>;

/// Opens one at a time, and says on itself if that could not be fetched.
pub(super) fn later_button(
    bench: Workbench,
    name: &'static str,
    label: &'static str,
    title: &'static str,
    open: Open,
) -> AnyView {
    let failed = RwSignal::new(false);
    let is_open = StoredValue::new(false);
    let click = move |_| {
        if is_open.get_value() {
            return;
        }
        is_open.set_value(true);
        spawn_local(async move {
            failed.set(open(bench).await.is_err());
            is_open.set_value(false);
        });
    };
    view! {
        <button class="quiet" data-testid=name title=title on:click=click>
            {move || if failed.get() { "Not loaded: try again" } else { label }}
        </button>
    }
    .into_any()
}
