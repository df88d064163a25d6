//! Sending to the sandbox or an integration: the same text, settings, form and receipt time as in the preview.

use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::Deserialize;
use shared::wire::{MessageReceipt, SendRequest};

use super::proof::{self, Proof};
use super::receipts::Receipts;
use super::target::{Target, TargetChoice};
use super::workbench::Workbench;
use crate::protocol::{Answer, Ask};
use ui::api::{self, Failure};
use ui::browser::clock;
use ui::failure::FailureNote;
use ui::words::{counted, grouped};

/// How sending went.
#[derive(Debug, Clone)]
enum Sending {
    Idle,
    Underway,
    /// With the run that was previewed then.
    Done(Vec<Proof>, u64),
    Failed(Failure),
}

/// What the page shows of a [`shared::wire::SendResponse`]. The problems of the input it knows already.
#[derive(Debug, Deserialize)]
struct Answered {
    receipts: Vec<MessageReceipt>,
}

#[component]
pub(super) fn SendBox() -> impl IntoView {
    let bench = expect_context::<Workbench>();
    let state = RwSignal::new(Sending::Idle);
    let target = Target::new();
    let records = move || bench.summary.with(|it| it.as_ref().map_or(0, |it| it.records));
    let is_underway = move || matches!(*state.read(), Sending::Underway);
    let send = move || {
        state.set(Sending::Underway);
        spawn_local(async move {
            let answer = publish(bench, &target.id()).await;
            state.set(answer.map_or_else(Sending::Failed, |(proofs, run)| Sending::Done(proofs, run)));
        });
    };
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
                <button class="primary" data-testid="send" disabled=move || records() == 0 || is_underway() on:click=move |_| send()>{label}</button>
                <TargetChoice target=target />
                <ReceiptTime />
                <p class="help" aria-live="polite">{move || target.help.get()}</p>
            </div>
            <div class="send-answer" aria-live="polite">
                {move || match state.get() {
                    Sending::Idle | Sending::Underway => ().into_any(),
                    Sending::Done(proofs, run) => view! { <Receipts proofs=proofs run=run close=move || state.set(Sending::Idle) /> }.into_any(),
                    Sending::Failed(failure) => view! { <FailureNote failure=failure retry=send /> }.into_any(),
                }}
            </div>
        </section>
    }
}

/// Publishes what is previewed, and puts the answer beside the preview's hashes.
async fn publish(bench: Workbench, to: &str) -> Result<(Vec<Proof>, u64), Failure> {
    let request = SendRequest {
        batch: String::from(bench.text()),
        settings: bench.settings.get_untracked(),
        received_at: Some(bench.received_at.get_untracked()),
        form: bench.form.get_untracked(),
    };
    // What is shown may be one keystroke behind what is sent: the hashes must be of the same text.
    let run = bench.run_once().await;
    let previewed = hashes(bench, run).await;
    let answer: Answered = api::send("POST", &api::messages_of(to), &request).await?;
    Ok((proof::of(answer.receipts, previewed.as_deref()), run))
}

/// The preview's hashes; `None` if the worker is already further, or failed.
async fn hashes(bench: Workbench, run: u64) -> Option<Vec<String>> {
    match bench.ask(Ask::Hashes { run }).await {
        Some(Answer::Hashes(hashes)) => Some(hashes),
        _ => None,
    }
}

/// When the input is taken to be received: ids and times that a sender left out derive from it.
#[component]
fn ReceiptTime() -> impl IntoView {
    let bench = expect_context::<Workbench>();
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
}

/// `3 of 4 messages`, or `4 messages` if it is all of them.
pub(super) fn part_of(part: usize, all: usize) -> String {
    if part == all { counted(all, "message") } else { format!("{} of {}", grouped(part), counted(all, "message")) }
}
