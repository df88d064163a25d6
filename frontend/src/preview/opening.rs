//! Opening a file of any size: read and shown piece by piece, with a bar and a way out.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::shown::{self, Done};
use super::workbench::Workbench;
use crate::browser::editor::Source;
use crate::browser::tools::Opening;
use crate::later::NotLoaded;
use ui::browser::files::File;

/// Reading is the smaller part of it; the rest is showing.
const READING: f64 = 0.4;

/// Puts the text of `file` into the input.
///
/// # Errors
/// If what reads files cannot be fetched.
pub(crate) async fn open_file(bench: Workbench, file: File) -> Result<(), NotLoaded> {
    let tools = bench.tools().await?;
    let name = file.name();
    let progress = RwSignal::new(0.0);
    let opening = tools.open(&file, move |part| show(progress, part * READING));
    let stop = opening.clone();
    shown::notice(move |done| {
        spawn_local(async move {
            let problem = fill(bench, &opening, progress).await;
            done.end();
            if let Err(words) = problem {
                refuse(words).await;
            }
        });
        bar(&name, progress, stop, done)
    })
    .await;
    Ok(())
}

async fn fill(bench: Workbench, opening: &Opening, progress: RwSignal<f64>) -> Result<(), String> {
    let Some(text) = opening.text().await? else { return Ok(()) };
    let told = move |part| show(progress, READING + part * (1.0 - READING));
    match bench.source.get_value() {
        Some(Source::Rich(editor)) => editor.fill_slowly(&text, opening, told).await,
        _ => bench.set_text(&text),
    }
    Ok(())
}

/// The bar is gone once one has cancelled.
fn show(progress: RwSignal<f64>, part: f64) {
    let _ = progress.try_set(part);
}

fn bar(name: &str, progress: RwSignal<f64>, opening: Opening, done: Done) -> AnyView {
    let cancel = move |_| {
        opening.cancel();
        done.end();
    };
    view! {
        <div class="notice is-link loading-bar" data-testid="opening">
            <label>"Opening "<b>{name.to_owned()}</b><progress max="1" prop:value=move || progress.get()></progress></label>
            <button data-testid="opening-cancel" on:click=cancel>"Cancel"</button>
        </div>
    }
    .into_any()
}

async fn refuse(words: String) {
    shown::notice(move |done| {
        view! {
            <p class="notice is-error" role="alert" data-testid="file-refused">
                <span>{words}</span>
                <button class="quiet" on:click=move |_| done.end()>"Close"</button>
            </p>
        }
        .into_any()
    })
    .await;
}
