//! Share: shows what a link would hold, offers fakes for what tells of people, and copies it.

mod facts;
mod fakes;
pub(crate) mod opened;

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::scrub::Scrubbed;
use shared::share::{LARGEST, LinkFault, SharedLink, seal};
use ui::copy::CopyButton;

use super::shown::{self, Done};
use super::workbench::Workbench;
use crate::browser::fragment;
use crate::browser::tools::Tools;
use crate::later::NotLoaded;
use crate::protocol::{Look, Seen};

const DIALOG: &str = "share";

/// Shows the dialog until it is closed.
///
/// # Errors
/// If what packs links cannot be fetched.
pub(crate) async fn share(bench: Workbench) -> Result<(), NotLoaded> {
    let tools = bench.tools().await?;
    // Then what answers holds what is shared.
    let run = bench.run_once().await;
    let source = Source { bench, run, link: current(bench), tools };
    shown::dialog(bench, DIALOG, move |done| share_view(source, done)).await;
    Ok(())
}

/// What Preview shows now.
fn current(bench: Workbench) -> SharedLink {
    SharedLink {
        input: String::from(bench.text()),
        settings: bench.settings.get_untracked(),
        form: bench.form.get_untracked(),
        partitions: bench.partitions.get_untracked().max(1),
        received_at: bench.received_at.get_untracked(),
    }
}

/// What links are made of.
#[derive(Clone)]
struct Source {
    bench: Workbench,
    /// The run over what is shared.
    run: u64,
    link: SharedLink,
    tools: Tools,
}

/// A link that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Made {
    /// What is in it.
    link: SharedLink,
    /// What was replaced in it; `None` if nothing was to be.
    scrubbed: Option<Scrubbed>,
    /// Its address, or why there is none.
    address: Result<String, String>,
}

async fn make(source: Source, with_fakes: bool) -> Made {
    let bytes = source.link.input.len();
    let scrubbed = if bytes > LARGEST {
        Err(LinkFault::TooLarge { bytes }.to_string())
    } else if with_fakes {
        scrub(&source).await.map(Some)
    } else {
        Ok(None)
    };
    let (scrubbed, address) = match scrubbed {
        Ok(scrubbed) => {
            let link = scrubbed.as_ref().map_or(&source.link, |it| &it.link);
            let address = address(link, &source.tools).await;
            (scrubbed, address)
        }
        Err(words) => (None, Err(words)),
    };
    let link = scrubbed.as_ref().map_or(source.link, |it| it.link.clone());
    Made { link, scrubbed, address }
}

/// With fakes, which are made where the input is; or why there are none, in words.
async fn scrub(source: &Source) -> Result<Scrubbed, String> {
    let key = source.tools.random_key().to_vec();
    let Some(Seen::Fakes(fakes)) = source.bench.look(source.run, Look::Fakes { key }).await else {
        return Err("Nothing was replaced: what makes fakes could not be fetched. Check that the server is running, then open this again.".to_owned());
    };
    let fakes = fakes?;
    let mut link = source.link.clone();
    link.input = fakes.input;
    link.settings.unique_id = fakes.unique_id;
    Ok(Scrubbed { link, replaced: fakes.replaced })
}

async fn address(link: &SharedLink, tools: &Tools) -> Result<String, String> {
    let text = link.pack();
    let packed = tools.pack(&text).await;
    let packed = packed.ok_or("This browser is too old: it has no CompressionStream to pack a link with.")?;
    seal(&text, &packed).map(|it| fragment::link(&it)).map_err(|it| it.to_string())
}

fn share_view(source: Source, done: Done) -> AnyView {
    let with_fakes = RwSignal::new(true);
    let made = RwSignal::new(None::<Made>);
    Effect::new(move || {
        let (source, wanted) = (source.clone(), with_fakes.get());
        made.set(None);
        spawn_local(async move {
            let link = make(source, wanted).await;
            // By now something else may be wanted.
            if with_fakes.try_get_untracked() == Some(wanted) {
                made.set(Some(link));
            }
        });
    });
    let underway = move || made.read().is_none().then(underway_view);
    let address = move || made.with_untracked(|it| it.as_ref().and_then(|it| it.address.clone().ok()));
    view! {
        <dialog id=DIALOG class="sheet share" aria-labelledby="share-title" on:close=move |_| done.end()>
            <form method="dialog">
                <h2 id="share-title">"Share"</h2>
                <p class="help">"All of this is in the link itself, behind its #, which browsers send to no server. Whoever gets the link can read it."</p>
                <label class="check">
                    <input type="checkbox" data-testid="share-scrub" prop:checked=move || with_fakes.get() on:change=move |event| with_fakes.set(event_target_checked(&event)) />
                    <span>"Replace e-mail addresses, ids, names and IPs"</span>
                </label>
                {underway}
                {move || made.with(|it| it.as_ref().map(facts::facts))}
                {move || made.with(|it| it.as_ref().and_then(|it| it.scrubbed.as_ref()).map(fakes::fakes))}
                <div class="sheet-actions" data-testid="share-copy">
                    <span hidden=move || made.with(|it| it.as_ref().is_none_or(|it| it.address.is_err()))>
                        <CopyButton label="Copy link" title="Copy the link" text=move || async move { address() } />
                    </span>
                    <button>"Close"</button>
                </div>
            </form>
        </dialog>
    }
    .into_any()
}

fn underway_view() -> AnyView {
    view! { <p class="loading" role="status" data-testid="share-underway">"Making the link…"</p> }.into_any()
}
