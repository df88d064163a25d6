//! Filling the form from the settings of another Kafka client, and saying what was taken and what was not.

use leptos::prelude::*;
use shared::kafka::{Imported, import};
use shared::settings::KAFKA;
use ui::browser::page;

use super::draft::{Draft, SecretEdit};
use super::field::coded;
use super::form::FormContext;

#[component]
pub(super) fn PasteButton(form: FormContext) -> impl IntoView {
    let text = RwSignal::new(String::new());
    let imported = RwSignal::new(None::<Imported>);
    let open = move |_| {
        imported.set(None);
        page::open_dialog(&form.id_of("paste"));
    };
    let take = move |_| {
        let found = import(&text.read_untracked());
        // It may hold secrets: it is not left standing there.
        text.set(String::new());
        fill(form, &found);
        imported.set(Some(found));
    };
    view! {
        <button type="button" class="quiet" data-testid="paste" on:click=open>"Paste settings…"</button>
        <dialog id=form.id_of("paste") class="sheet paste" aria-labelledby=form.id_of("paste-title") on:close=move |_| text.set(String::new())>
            <form method="dialog">
                <h2 id=form.id_of("paste-title")>"Paste settings"</h2>
                <p class="room-note">"A client.properties file, a JAAS line, settings of librdkafka (kcat, JSON), or the snippet of a hosted cluster. It is read in this tab."</p>
                <textarea
                    class="pem mono" rows="10" data-testid="paste-text" aria-label="Settings of another client" spellcheck="false" autocapitalize="off" autocomplete="off" wrap="off"
                    prop:value=move || text.get() on:input=move |event| text.set(event_target_value(&event))
                ></textarea>
                <div aria-live="polite">{move || imported.get().map(|it| view! { <Told imported=it /> })}</div>
                <div class="sheet-actions">
                    <button type="button" class="primary" data-testid="paste-take" disabled=move || text.read().trim().is_empty() on:click=take>"Fill the form"</button>
                    <button data-testid="paste-close">"Close"</button>
                </div>
            </form>
        </dialog>
    }
}

/// Puts what was found into the form; the rest of the form stays as it is.
fn fill(form: FormContext, found: &Imported) {
    for setting in KAFKA.iter().filter(|it| found.taken.iter().any(|taken| taken.key == it.key)) {
        let key = setting.key;
        let secret = found.settings.secret(key).map(|it| it.expose().to_owned());
        if secret.is_some() && untrack(|| form.draft.stored_secret(key)).is_some() {
            form.draft.edit_secret(key, Some(SecretEdit::Replace));
        }
        form.draft.set_text(key, secret.unwrap_or_else(|| Draft::text_of(&found.settings, key)));
        form.draft.leave(key);
    }
    form.look_over();
}

/// What was taken, and what could not be used.
#[component]
fn Told(imported: Imported) -> impl IntoView {
    let nothing = imported.taken.is_empty() && imported.unusable.is_empty() && imported.agreed.is_empty();
    let taken = imported.taken.iter().map(ToString::to_string).map(|it| line("✓ ", "is-added", &it, ""));
    let agreed = imported.agreed.iter().map(ToString::to_string).map(|it| line("✓ ", "", &it, ""));
    let unusable = imported.unusable.iter().map(|it| line("⚠ ", "is-warning", &it.to_string(), it.why.help()));
    let nothing = nothing.then(|| {
        line(
            "⚠ ",
            "is-warning",
            "There is no setting of Kafka in this text.",
            "Paste lines like `bootstrap.servers=kafka-1:9093`.",
        )
    });
    view! { <ul class="told" data-testid="paste-told">{taken.chain(agreed).chain(unusable).chain(nothing).collect_view()}</ul> }
}

fn line(sign: &'static str, class: &'static str, words: &str, help: &str) -> impl IntoView + use<> {
    view! { <li><b class=class>{sign}</b>{coded(words)}" "{coded(help)}</li> }
}
