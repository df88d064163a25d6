//! Sending to the sandbox or an integration: the same text, settings, form and receipt time as in the preview.

mod progress;
mod proof;
mod receipt;
mod receipts;
mod sender;
mod target;

use leptos::prelude::*;

use super::workbench::Workbench;
use crate::later;
use sender::{Attempt, Progress, Sender};
use target::{Target, TargetChoice};
use ui::browser::clock;
use ui::words::counted;

pub(crate) use target::Target as SendTarget;

/// What the box shows at first, and what is asked of the part that comes later: the one that sends.
#[derive(Clone, Copy)]
struct SendBox {
    target: Target,
    /// How often one pressed Send.
    presses: RwSignal<usize>,
    progress: RwSignal<Progress>,
}

/// The box under the output: where to, when, and what came of it.
pub(super) fn send_view(bench: Workbench) -> AnyView {
    let target = Target::new();
    let (presses, progress) = (RwSignal::new(0), RwSignal::new(Progress::Idle));
    provide_context(SendBox { target, presses, progress });
    let is_underway = move || matches!(*progress.read(), Progress::Underway(_));
    let is_asked = Memo::new(move |_| presses.get() > 0);
    let records = move || bench.summary.with(|it| it.as_ref().map_or(0, |it| it.records));
    let label = move || {
        if is_underway() {
            "Sending…".to_owned()
        } else {
            format!("Send {} to {}", counted(records(), "message"), target.name())
        }
    };
    view! {
        <section class="send" aria-label="Send">
            <div class="send-row">
                <button class="primary" data-testid="send" disabled=move || records() == 0 || is_underway() on:click=move |_| presses.update(|it| *it += 1)>{label}</button>
                <TargetChoice target=target />
                {receipt_time(bench)}
                <p class="help" aria-live="polite">{move || target.help.get()}</p>
            </div>
            {move || is_asked.get().then(later::answer)}
        </section>
    }
    .into_any()
}

/// Sends whenever one presses Send, and shows what came of it.
pub(crate) fn answer_view() -> AnyView {
    let asked = expect_context::<SendBox>();
    let sender = Sender::new(expect_context::<Workbench>(), asked.target, asked.progress);
    Effect::new(move || {
        if asked.presses.get() > 0 {
            sender.start(Attempt::All);
        }
    });
    view! {
        <div class="send-answer">
            <div aria-live="polite">{move || progress::view(sender)}</div>
            {move || receipts::view(sender)}
        </div>
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
