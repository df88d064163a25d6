//! What is told while messages are on their way, and if there is no answer.

use leptos::prelude::*;
use ui::failure::FailureNote;
use ui::words::counted;

use super::sender::{Progress, Sender};

pub(super) fn view(sender: Sender) -> AnyView {
    match sender.progress.get() {
        Progress::Idle => ().into_any(),
        Progress::Underway(count) => underway(sender, count),
        Progress::Stopped => {
            view! { <p class="notice" data-testid="send-stopped">"Stopped. What was already handed to Kafka may still arrive: see Deliveries."</p> }
                .into_any()
        }
        Progress::NotAnswered(attempt, failure) => {
            view! { <FailureNote failure=failure retry=move || sender.start(attempt) /> }.into_any()
        }
    }
}

/// Shown after a moment only: most answers are faster.
fn underway(sender: Sender, count: usize) -> AnyView {
    view! {
        <div class="sending loading" data-testid="sending">
            <progress aria-label="Sending"></progress>
            <button data-testid="send-cancel" on:click=move |_| sender.stop()>"Cancel"</button>
            <span>{counted(count, "message")}" on the way. Each is acknowledged and read back."</span>
        </div>
    }
    .into_any()
}
