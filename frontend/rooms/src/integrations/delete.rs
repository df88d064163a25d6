//! Deleting an integration, after a question.

use leptos::prelude::*;
use leptos::task::spawn_local;
use ui::api::{self, Failure, INTEGRATIONS};
use ui::browser::{history, page};
use ui::failure::FailureNote;
use ui::link;

use super::form::FormContext;
use super::forms::{Forms, Opened};

#[component]
pub(super) fn DeleteButton(form: FormContext, opened: Opened) -> impl IntoView {
    let forms = expect_context::<Forms>();
    let failed = RwSignal::new(None::<Failure>);
    let dialog = form.id_of("delete");
    let ask = dialog.clone();
    let name = move || form.draft.stored.with(|it| it.as_ref().map(|it| it.name.clone()).unwrap_or_default());
    let number = opened.number;
    let closing = StoredValue::new(dialog.clone());
    let delete = move || {
        let Some(id) = untrack(|| form.draft.id()) else { return };
        spawn_local(async move {
            match api::delete(&format!("{INTEGRATIONS}/{id}")).await {
                Ok(()) => {
                    closing.with_value(|it| page::close_dialog(it));
                    history::push(link::INTEGRATIONS);
                    forms.close(number);
                }
                Err(failure) => failed.set(Some(failure)),
            }
        });
    };
    view! {
        <button type="button" class="quiet" data-testid="delete" on:click=move |_| page::open_dialog(&ask)>"Delete…"</button>
        <dialog id=dialog class="sheet" aria-labelledby=form.id_of("delete-title")>
            <form method="dialog">
                <h2 id=form.id_of("delete-title")>"Delete " {name} "?"</h2>
                <p class="room-note">"Its settings, secrets and connections are removed from this server. Nothing changes in Kafka."</p>
                {move || failed.get().map(|failure| view! { <FailureNote failure=failure retry=delete /> })}
                <div class="sheet-actions">
                    <button autofocus>"Keep it"</button>
                    <button type="button" class="danger" data-testid="delete-confirm" on:click=move |_| delete()>"Delete"</button>
                </div>
            </form>
        </dialog>
    }
}
