//! The connection check: stage by stage, as the server tells of them. It works before saving.

mod run;
mod stage_row;

use leptos::prelude::*;
use shared::wire::Stage;
use ui::failure::FailureNote;

use super::field::coded;
use super::form::FormContext;
use run::{CheckRun, Ending};
use stage_row::StageRow;

#[component]
pub(super) fn CheckBox(form: FormContext) -> impl IntoView {
    let run = CheckRun::new(form.draft);
    view! {
        <section class="check-box" aria-labelledby=form.id_of("check-title")>
            <h2 id=form.id_of("check-title")>"Check connection"</h2>
            <p class="help">"Connects as messages will be sent, with what is typed here, saved or not."</p>
            <label class="check">
                <input type="checkbox" role="switch" prop:checked=move || run.test_record.get() on:change=move |event| run.test_record.set(event_target_checked(&event)) />
                <span>"Publish one test record to the topic"</span>
            </label>
            <div class="check-actions">
                <button type="button" data-testid="check" disabled=move || run.is_underway() on:click=move |_| run.start()>
                    {move || if run.is_underway() { "Checking…" } else { "Check connection" }}
                </button>
                <Show when=move || run.is_underway()>
                    <button type="button" class="quiet" data-testid="check-cancel" on:click=move |_| run.cancel()>"Cancel"</button>
                </Show>
            </div>
            <Show when=move || run.was_started()>
                <ol class="stages">{Stage::ALL.map(|stage| view! { <StageRow stage=stage state=run.state_of(stage) /> })}</ol>
            </Show>
            <p class="unseen" aria-live="polite">{move || run.told.get()}</p>
            {move || run.ending.get().map(|ending| view! { <Result ending=ending run=run /> })}
        </section>
    }
}

/// What the check came to.
#[component]
fn Result(ending: Ending, run: CheckRun) -> impl IntoView {
    match ending {
        Ending::Done { passed, summary, duration_ms } => {
            let sign = if passed { "✓ " } else { "✗ " };
            let time = format!(" {} ms", ui::words::tenths(duration_ms));
            view! {
                <p class="check-result" class:is-added=passed class:is-removed=!passed data-testid="check-result">
                    <b>{sign}{coded(&summary)}</b><span class="help">{time}</span>
                </p>
            }
            .into_any()
        }
        Ending::Cancelled => view! { <p class="check-result" data-testid="check-result">"Cancelled."</p> }.into_any(),
        Ending::Failed(failure) => view! { <FailureNote failure=failure retry=move || run.start() /> }.into_any(),
    }
}
