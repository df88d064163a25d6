//! Share: shows what a link would hold, offers fakes for what tells of people, and copies it.

mod facts;
mod fakes;
pub(crate) mod opened;

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::scrub::{Key, Scrubbed, scrub};
use shared::share::{LARGEST, LinkFault, SharedLink, seal};
use ui::copy::CopyButton;

use super::shown::{self, Done};
use super::workbench::Workbench;
use crate::browser::fragment;
use crate::browser::tools::Tools;
use crate::later::NotLoaded;

const DIALOG: &str = "share";

/// Shows the dialog until it is closed.
///
/// # Errors
/// If what packs links cannot be fetched.
pub(crate) async fn share(bench: Workbench) -> Result<(), NotLoaded> {
    let tools = bench.tools().await?;
    let link = current(bench);
    shown::dialog(bench, DIALOG, move |done| share_view(link, tools, done)).await;
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

async fn make(link: SharedLink, with_fakes: bool, tools: &Tools) -> Made {
    let bytes = link.input.len();
    if bytes > LARGEST {
        return Made { link, scrubbed: None, address: Err(LinkFault::TooLarge { bytes }.to_string()) };
    }
    let scrubbed = match with_fakes.then(|| scrub(&link, &Key::new(tools.random_key()))) {
        Some(Err(unreadable)) => return Made { link, scrubbed: None, address: Err(unreadable.to_string()) },
        Some(Ok(scrubbed)) => Some(scrubbed),
        None => None,
    };
    let link = scrubbed.as_ref().map_or(link, |it| it.link.clone());
    let address = address(&link, tools).await;
    Made { link, scrubbed, address }
}

async fn address(link: &SharedLink, tools: &Tools) -> Result<String, String> {
    let text = link.pack();
    let packed = tools.pack(&text).await;
    let packed = packed.ok_or("This browser is too old: it has no CompressionStream to pack a link with.")?;
    seal(&text, &packed).map(|it| fragment::link(&it)).map_err(|it| it.to_string())
}

fn share_view(link: SharedLink, tools: Tools, done: Done) -> AnyView {
    let with_fakes = RwSignal::new(true);
    let made = RwSignal::new(None::<Made>);
    Effect::new(move || {
        let (link, tools, with_fakes) = (link.clone(), tools.clone(), with_fakes.get());
        made.set(None);
        spawn_local(async move {
            let _ = made.try_set(Some(make(link, with_fakes, &tools).await));
        });
    });
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
