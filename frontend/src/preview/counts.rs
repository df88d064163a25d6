//! One sentence that says what came of the input.

use leptos::prelude::*;

use super::workbench::Workbench;
use crate::protocol::Summary;
use ui::words::{counted, grouped, tenths};

#[component]
pub(super) fn Counts() -> impl IntoView {
    let bench = expect_context::<Workbench>();
    let words = move || match (bench.broken.get(), bench.summary.read().as_ref()) {
        (true, _) => "The preview has stopped: reload the page. What you typed is kept.".to_owned(),
        (false, None) => "Reading the input…".to_owned(),
        (false, Some(summary)) => sentence(summary),
    };
    view! {
        <p class="counts" data-testid="counts" aria-live="polite" class:is-broken=move || bench.broken.get() title="The time is that of the transformation alone, in this tab">
            {words}
        </p>
    }
}

fn sentence(it: &Summary) -> String {
    let events = format!(
        "{} in · {} kept · {} dropped",
        counted(it.events.total, "event"),
        grouped(it.events.kept),
        grouped(it.events.dropped)
    );
    let bytes = format!("{}\u{a0}→\u{a0}{}\u{a0}bytes", grouped(it.bytes_in), grouped(it.bytes_out));
    format!("{events} · {} · {bytes} · {}\u{a0}ms", counted(it.records, "message"), tenths(it.ms))
}
