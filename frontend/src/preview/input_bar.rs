//! The head of the input: what it is taken for, how large it is, and what can be done with it.

use leptos::html::Input;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::Form;

use super::examples::examples_menu;
use super::later_button::later_button;
use super::workbench::Workbench;
use crate::later;
use crate::protocol::{Answer, Ask, Summary};
use ui::browser::files;
use ui::copy::CopyButton;
use ui::words;

/// mParticle's own limits on what it takes.
const BATCH_LIMIT: usize = 128 * 1024;
const REQUEST_LIMIT: usize = 256 * 1024;

#[component]
pub(super) fn InputBar(opened: impl Fn(web_sys::File) + Copy + Send + 'static) -> impl IntoView {
    let bench = expect_context::<Workbench>();
    let kind = move || bench.summary.with(|it| it.as_ref().map(|it| words::kind(it.kind)));
    view! {
        <header class="pane-head">
            <h2>"Input"</h2>
            <FormChoice />
            <span class="fact" title="One batch, an array of them (bulk), or one a line (NDJSON)">{kind}</span>
            <InboundSize />
            <span class="grow"></span>
            <Actions opened=opened />
        </header>
    }
}

/// The form that was detected, and the choice of another.
#[component]
fn FormChoice() -> impl IntoView {
    let bench = expect_context::<Workbench>();
    let auto = move || {
        let name = bench.summary.with(|it| {
            it.as_ref()
                .and_then(|it| it.form.as_ref())
                .map(|it| if it.mixed { "both forms" } else { words::form(it.form) })
        });
        match name {
            Some(name) if bench.form.get().is_none() => format!("{name} (auto)"),
            _ => "auto".to_owned(),
        }
    };
    let reason = move || {
        let reason = bench.summary.with(|it| it.as_ref().and_then(|it| it.form.as_ref()).map(|it| it.reason.clone()));
        reason.unwrap_or_else(|| "The form in which batches are read".to_owned())
    };
    let choose = move |value: String| {
        bench.form.set([Form::Incoming, Form::Outgoing].into_iter().find(|it| words::form(*it) == value));
    };
    let option = move |form: Form| view! { <option value=words::form(form) selected=move || bench.form.get() == Some(form)>{words::form(form)}</option> };
    view! {
        <select class="quiet-select" aria-label="Form of the input" title=reason on:change=move |event| choose(event_target_value(&event))>
            <option value="auto" selected=move || bench.form.get().is_none()>{auto}</option>
            {option(Form::Incoming)}
            {option(Form::Outgoing)}
        </select>
    }
}

/// How large the input is, and whether mParticle would take it.
#[component]
fn InboundSize() -> impl IntoView {
    let bench = expect_context::<Workbench>();
    let size = move |summary: &Summary| {
        let over = over_limit(summary);
        let title = over.map_or_else(
            || "Within mParticle's limits: 128 KiB a batch, 256 KiB a request".to_owned(),
            ToOwned::to_owned,
        );
        let sign = over.map(|_| "⚠ ");
        view! { <span class="fact" class:is-warning=over.is_some() title=title>{sign}{words::counted(summary.bytes_in, "byte")}{over.map(|_| ", over the limit")}</span> }.into_any()
    };
    move || bench.summary.with(|it| it.as_ref().map(size))
}

fn over_limit(summary: &Summary) -> Option<&'static str> {
    if summary.largest_batch > BATCH_LIMIT {
        Some(
            "mParticle takes batches of at most 128 KiB: it would refuse the largest one here. The preview shows it all the same.",
        )
    } else if summary.bytes_in > REQUEST_LIMIT {
        Some(
            "mParticle takes requests of at most 256 KiB: it would refuse this one. The preview shows it all the same.",
        )
    } else {
        None
    }
}

#[component]
fn Actions(opened: impl Fn(web_sys::File) + Copy + Send + 'static) -> impl IntoView {
    let bench = expect_context::<Workbench>();
    let file = NodeRef::<Input>::new();
    let format = move |_| {
        spawn_local(async move {
            if let Some(Answer::Text(text)) = bench.ask(Ask::Formatted).await {
                bench.set_text(&text.into());
            }
        });
    };
    // NDJSON has one batch a line: indenting would break it.
    let can_format = move || {
        bench.summary.with(|it| it.as_ref().is_some_and(|it| it.kind != shared::InputKind::Ndjson && it.batches > 0))
    };
    let chosen = move |event| {
        if let Some(file) = files::chosen(&event) {
            opened(file);
        }
    };
    let open = move |_| {
        if let Some(input) = file.get_untracked() {
            input.click();
        }
    };
    view! {
        <div class="actions">
            <button class="quiet" disabled=move || !can_format() title="Indent the input. Numbers and strings stay as they are written." on:click=format>"Format"</button>
            <CopyButton label="Copy" title="Copy the input" text=move || async move { Some(String::from(bench.text())) } />
            <button class="quiet" title="Empty the input" on:click=move |_| bench.set_text(&"".into())>"Clear"</button>
            {examples_menu(bench)}
            <button class="quiet" title="Open a file of JSON or NDJSON, also packed with gzip, up to 64 MB. It can also be dropped here." on:click=open>"Open…"</button>
            {later_button(bench, "share", "Share", "Copy a link with the input and the settings in it", |bench| Box::pin(later::share(bench)))}
            <input type="file" class="unseen" tabindex="-1" aria-hidden="true" accept=".json,.ndjson,.jsonl,.txt,.gz,application/json" data-testid="open-file" node_ref=file on:change=chosen />
        </div>
    }
}
