//! Links with a `#s=` behind them: the part that is loaded first only knows that there is one, `share` opens it.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::workbench::Workbench;
use crate::browser::fragment;
use crate::browser::storage::{self, Slot};
use crate::later::{self, NotLoaded};

/// Opens the link that the page was opened with, and those that are opened later; `failed` is told if that cannot be done.
pub(super) fn follow(bench: Workbench, failed: impl Fn(NotLoaded) + Copy + 'static) {
    let open = move || {
        if is_link(&fragment::get()) {
            spawn_local(async move { later::open_link(bench).await.unwrap_or_else(failed) });
        }
    };
    fragment::on_change(open);
    // Behind the first text, which it replaces.
    request_animation_frame(move || {
        open();
        if !is_link(&fragment::get()) && storage::has(Slot::Before) {
            spawn_local(async move { later::remind(bench).await.unwrap_or_else(failed) });
        }
    });
}

fn is_link(fragment: &str) -> bool {
    // The same as `shared::share::MARK`, behind the sign.
    fragment.starts_with("#s=")
}
