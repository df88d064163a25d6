//! A box for PEM: it takes what is pasted or dropped, and tells at once what that is.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::settings::Setting;
use ui::browser::files;
use ui::drop::DropPlace;

use super::pem_facts::PemFacts;
use crate::integrations::form::FormContext;

#[component]
pub(super) fn PemBox(setting: &'static Setting) -> impl IntoView {
    let form = expect_context::<FormContext>();
    let key = setting.key;
    let place = DropPlace::default();
    let unread = RwSignal::new(None::<&'static str>);
    let text = move || if setting.is_secret() { form.draft.typed_secret(key) } else { form.draft.text(key) };
    let typed = move |text: String| {
        form.draft.set_text(key, text);
        form.left(key);
    };
    let drop = move |event: web_sys::DragEvent| {
        let Some(file) = place.dropped(&event) else { return };
        spawn_local(async move {
            match files::read(&file).await {
                Ok(text) => {
                    unread.set(None);
                    typed(text.into());
                }
                Err(error) => unread.set(Some(error.words())),
            }
        });
    };
    view! {
        <textarea
            class="pem mono" class:is-over=move || place.is_over() id=form.id_of(key) data-testid=format!("field-{key}") rows="3" wrap="off"
            spellcheck="false" autocapitalize="off" autocomplete="off" placeholder="Paste PEM here, or drop a file"
            aria-describedby=form.described_by(key) aria-invalid=move || form.is_wrong(key).then_some("true")
            prop:value=text on:input=move |event| typed(event_target_value(&event)) on:blur=move |_| form.left(key)
            on:dragover=move |event| place.over(&event) on:dragleave=move |_| place.leave() on:drop=drop
        ></textarea>
        {move || unread.get().map(|words| view! { <p class="is-warning" role="alert">{words}</p> })}
        <PemFacts setting=setting text=text />
    }
}
