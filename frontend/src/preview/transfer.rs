//! The settings as a file: out as TOML or JSON, and in from either. `headgate preview --connection` takes the same file.

use leptos::html::Input;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::settings::file::{self, Format};
use ui::browser::files;
use ui::copy::CopyButton;

use super::shown::{self, Done};
use super::workbench::Workbench;

const DIALOG: &str = "transfer";

/// Shows the dialog until it is closed.
pub(crate) async fn transfer(bench: Workbench) {
    shown::dialog(bench, DIALOG, move |done| transfer_view(bench, done)).await;
}

fn transfer_view(bench: Workbench, done: Done) -> AnyView {
    view! {
        <dialog id=DIALOG class="sheet transfer" aria-labelledby="transfer-title" on:close=move |_| done.end()>
            <form method="dialog">
                <h2 id="transfer-title">"Settings as a file"</h2>
                <p class="help">"TOML or JSON, as "<code>"headgate preview --connection FILE"</code>" takes it. It is written and read in this tab."</p>
                {export_view(bench)}
                {import_view(bench, done)}
                <div class="sheet-actions"><button>"Close"</button></div>
            </form>
        </dialog>
    }
    .into_any()
}

fn export_view(bench: Workbench) -> AnyView {
    let format = RwSignal::new(Format::Toml);
    let text = move || file::write(&bench.settings.read(), format.get());
    let choose = move |event| {
        format.set(if event_target_value(&event) == "JSON" { Format::Json } else { Format::Toml });
    };
    let name = move || if format.get_untracked() == Format::Json { "connection.json" } else { "connection.toml" };
    // What the browser does with it is seen there.
    let download = move |_| {
        let _ = files::save(name(), &untrack(text));
    };
    view! {
        <h3>"Export"</h3>
        <div class="text-head">
            <select aria-label="Format" data-testid="export-format" on:change=choose><option>"TOML"</option><option>"JSON"</option></select>
            <span class="grow"></span>
            <CopyButton label="Copy" title="Copy the settings" text=move || async move { Some(untrack(text)) } />
            <button type="button" class="quiet" title="Save the settings as a file" on:click=download>"Download"</button>
        </div>
        <pre class="text" data-testid="export-text" tabindex="0">{text}</pre>
    }
    .into_any()
}

fn import_view(bench: Workbench, done: Done) -> AnyView {
    let text = RwSignal::new(String::new());
    let faults = RwSignal::new(Vec::<String>::new());
    let chooser = NodeRef::<Input>::new();
    let choose = move |_| {
        if let Some(input) = chooser.get_untracked() {
            input.click();
        }
    };
    let chosen = move |event| {
        let Some(file) = files::chosen(&event) else { return };
        spawn_local(async move {
            match files::read(&file).await {
                Ok(read) => text.set(String::from(read)),
                Err(error) => faults.set(vec![error.words().to_owned()]),
            }
        });
    };
    let take = move |_| match file::read(&text.read_untracked()) {
        Ok(settings) => {
            bench.settings.set(settings);
            done.end();
        }
        Err(found) => faults.set(found.iter().map(ToString::to_string).collect()),
    };
    let fault = |it: String| view! { <li>{it}</li> };
    view! {
        <h3>"Import"</h3>
        <textarea
            class="mono" rows="6" data-testid="import-text" aria-label="Settings to import" aria-describedby="import-faults" placeholder="include_location = false" spellcheck="false"
            autocapitalize="off" autocomplete="off" wrap="off" prop:value=move || text.get() on:input=move |event| text.set(event_target_value(&event))
        ></textarea>
        <div id="import-faults" role="alert" data-testid="import-faults"><ul class="faults">{move || faults.get().into_iter().map(fault).collect_view()}</ul></div>
        <div class="text-head">
            <button type="button" on:click=choose>"Choose a file…"</button>
            <input type="file" class="unseen" tabindex="-1" aria-hidden="true" accept=".toml,.json,.txt" data-testid="import-file" node_ref=chooser on:change=chosen />
            <span class="help grow">"A setting that is not in it gets its default."</span>
            <button type="button" class="primary" data-testid="import-take" disabled=move || text.read().trim().is_empty() on:click=take>"Use these settings"</button>
        </div>
    }
    .into_any()
}
