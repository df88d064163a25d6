//! The input: what an app or a server sends.

use leptos::html::{Div, Textarea};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::input_bar::InputBar;
use super::problems::Problems;
use super::shown::NOTICES;
use super::workbench::{FRAMES, Workbench};
use super::{keeping, links};
use crate::browser::Doorway;
use crate::browser::editor::Source;
use crate::later;
use crate::protocol::Spot;
use ui::browser::clock;
use ui::drop::DropPlace;

/// Says how to get out by keyboard, since Tab indents.
const LABEL: &str = "Input: a batch, an array of batches, or NDJSON. Press Escape, then Tab to leave the editor.";

/// Said if what opens files and links cannot be fetched.
const NOT_LOADED: &str = "This could not be opened: a part of the page is not here yet, and the server does not answer. Check that it is running, then try again.";

#[component]
pub(super) fn InputPane(doorway: Doorway) -> impl IntoView {
    let bench = expect_context::<Workbench>();
    let notice = RwSignal::new(None::<&'static str>);
    let place = DropPlace::default();
    links::follow(bench, move |_| notice.set(Some(NOT_LOADED)));

    let drop = move |event: web_sys::DragEvent| {
        if let Some(file) = place.dropped(&event) {
            spawn_local(open(bench, file, notice));
        }
    };
    view! {
        <section class="pane pane-input" aria-label="Input" class:is-over=move || place.is_over() on:dragover=move |event| place.over(&event) on:dragleave=move |_| place.leave() on:drop=drop>
            <InputBar opened=move |file| spawn_local(open(bench, file, notice)) />
            <Notice notice=notice />
            <div id=NOTICES></div>
            <Editor doorway=doorway notice=notice />
            <Problems />
        </section>
    }
}

/// Puts the text of `file` into the input.
async fn open(bench: Workbench, file: web_sys::File, notice: RwSignal<Option<&'static str>>) {
    notice.set(None);
    if later::open_file(bench, file).await.is_err() {
        notice.set(Some(NOT_LOADED));
    }
}

#[component]
fn Notice(notice: RwSignal<Option<&'static str>>) -> impl IntoView {
    let line = move |words: &'static str| {
        view! { <p class="notice" role="alert">{words}" "<button class="quiet" on:click=move |_| notice.set(None)>"Close"</button></p> }.into_any()
    };
    move || notice.get().map(line)
}

/// A plain text box, and the editor in its place as soon as it has arrived.
#[component]
fn Editor(doorway: Doorway, notice: RwSignal<Option<&'static str>>) -> impl IntoView {
    let bench = expect_context::<Workbench>();
    let (host, plain) = (NodeRef::<Div>::new(), NodeRef::<Textarea>::new());
    let is_rich = RwSignal::new(false);
    let changed = move || bench.edits.update(|it| *it += 1);
    let pointed = move |at, is_mouse| match is_mouse {
        true => bench.hover(move |bench| bench.point_at(Spot::Input(at))),
        false => bench.point_at(Spot::Input(at)),
    };
    let doorway = StoredValue::new_local(doorway);

    Effect::new(move || {
        let Some(plain) = plain.get() else { return };
        bench.source.set_value(Some(Source::Plain(plain)));
        changed();
    });
    // It is large, and comes when the preview is there, which works without it.
    let is_previewed =
        Memo::new(move |was: Option<&bool>| was == Some(&true) || bench.run().is_some() || bench.broken.get());
    Effect::new(move || {
        let (Some(host), Some(plain), true) = (host.get(), plain.get(), is_previewed.get()) else { return };
        spawn_local(async move {
            clock::pause(FRAMES).await;
            let module = doorway.get_value().load_editor().await;
            let editor = module.and_then(|it| Source::upgrade(&it, &host, &plain, LABEL, changed, pointed));
            let Ok(editor) = editor else {
                notice.set(Some(
                    "The code editor could not be loaded. This plain text box does everything but colours and marks.",
                ));
                return;
            };
            bench.source.set_value(Some(editor));
            is_rich.set(true);
            // What was marked before it came is marked again.
            changed();
        });
    });
    keeping::keep_input(bench);
    view! {
        <div class="editor">
            <div class="editor-rich" data-testid="input" hidden=move || !is_rich.get() node_ref=host></div>
            <textarea
                class="editor-plain" aria-label=LABEL spellcheck="false" autocapitalize="off" wrap="off"
                hidden=move || is_rich.get() node_ref=plain prop:value=keeping::first_input() on:input=move |_| changed()
            ></textarea>
        </div>
    }
}
