//! Sending to the sandbox or an integration: the same text, settings, form and receipt time as in the preview.

mod progress;
mod proof;
mod receipt;
mod receipts;
mod sender;
mod target;

use leptos::prelude::*;

use super::workbench::Workbench;
use sender::{Attempt, Sender};
use target::{Target, TargetChoice};
use ui::browser::clock;
use ui::words::counted;

/// The box under the output: where to, when, and what came of it.
pub(super) fn send_view(bench: Workbench) -> AnyView {
    let target = Target::new();
    let sender = Sender::new(bench, target);
    let records = move || bench.summary.with(|it| it.as_ref().map_or(0, |it| it.records));
    let label = move || {
        if sender.is_underway() {
            "Sending…".to_owned()
        } else {
            format!("Send {} to {}", counted(records(), "message"), target.name())
        }
    };
    view! {
        <section class="send" aria-label="Send">
            <div class="send-row">
                <button class="primary" data-testid="send" disabled=move || records() == 0 || sender.is_underway() on:click=move |_| sender.start(Attempt::All)>{label}</button>
                <TargetChoice target=target />
                {receipt_time(bench)}
                <p class="help" aria-live="polite">{move || target.help.get()}</p>
            </div>
            <div class="send-answer">
                <div aria-live="polite">{move || progress::view(sender)}</div>
                {move || receipts::view(sender)}
            </div>
        </section>
    }
    .into_any()
}

/// When the input is taken to be received: ids and times that a sender left out derive from it.
fn receipt_time(bench: Workbench) -> AnyView {
    let set = move |event| {
        if let Ok(ms) = event_target_value(&event).parse() {
            bench.received_at.set(ms);
        }
    };
    let title = move || {
        let utc = clock::utc(bench.received_at.get()).unwrap_or_else(|| "beyond the calendar".to_owned());
        format!("{utc}. Used for preview and sending alike, so that the bytes are equal.")
    };
    view! {
        <span class="receipt-time">
            <label class="inline" title=title>
                "Receipt time "
                <input class="mono" type="number" data-testid="received-at" prop:value=move || bench.received_at.get() on:change=set />" ms"
            </label>
            <button class="quiet" title="Take the present time" on:click=move |_| bench.received_at.set(clock::now_ms())>"Now"</button>
        </span>
    }
    .into_any()
}
