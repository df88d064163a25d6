//! Opening a link: it is shown, and what was there before is kept until one says that it may go.

use leptos::prelude::*;
use shared::share::{LARGEST, LinkFault, SharedLink, open};
use ui::words::counted;

use super::current;
use crate::browser::fragment;
use crate::browser::storage::{self, Slot};
use crate::browser::tools::Tools;
use crate::later::NotLoaded;
use crate::preview::keeping;
use crate::preview::shown::{self, Done};
use crate::preview::workbench::Workbench;

/// Opens the link in the address, and takes it out of there: it would no longer be what is shown after the first key.
///
/// # Errors
/// If what unpacks links cannot be fetched; then the link stays there.
pub(crate) async fn open_link(bench: Workbench) -> Result<(), NotLoaded> {
    let tools = bench.tools().await?;
    let fragment = fragment::take();
    match unpacked(&fragment, &tools).await {
        Ok(link) => {
            let before = before().unwrap_or_else(|| current(bench));
            if keeping::is_kept() {
                storage::save(Slot::Before, &before.pack());
            }
            apply(bench, &link);
            let words = "Opened from a link: ".to_owned()
                + &counted(link.input.len(), "byte")
                + ", "
                + &counted(link.changed().len(), "changed setting")
                + ".";
            offer(bench, before, words).await;
        }
        Err(fault) => refuse(fault).await,
    }
    Ok(())
}

/// Says again, after a reload, that something is kept.
pub(crate) async fn remind(bench: Workbench) {
    if let Some(before) = before() {
        offer(bench, before, "What you had before you opened a link is still kept.".to_owned()).await;
    }
}

async fn unpacked(fragment: &str, tools: &Tools) -> Result<SharedLink, LinkFault> {
    let sealed = open(fragment)?;
    let inflated = tools.unpack(&sealed.deflated, LARGEST).await.ok_or(LinkFault::Damaged)?;
    sealed.unpack(&inflated)
}

/// What was there before a link was opened.
fn before() -> Option<SharedLink> {
    storage::load::<String>(Slot::Before).and_then(|it| SharedLink::unpack(&it).ok())
}

fn apply(bench: Workbench, link: &SharedLink) {
    bench.settings.set(link.settings.clone());
    bench.form.set(link.form);
    bench.partitions.set(link.partitions);
    bench.received_at.set(link.received_at);
    bench.set_text(&link.input.as_str().into());
}

async fn offer(bench: Workbench, before: SharedLink, words: String) {
    shown::notice(move |done| {
        let back = move |_| {
            apply(bench, &before);
            forget(done);
        };
        view! {
            <p class="notice is-link" role="status" data-testid="opened">
                <span>{words}</span>
                <span>
                    <button title="Go back to what you had before" data-testid="keep-mine" on:click=back>"Keep mine"</button>
                    <button class="quiet" title="What you had before is given up" on:click=move |_| forget(done)>"Close"</button>
                </span>
            </p>
        }
        .into_any()
    })
    .await;
}

fn forget(done: Done) {
    storage::forget(Slot::Before);
    done.end();
}

async fn refuse(fault: LinkFault) {
    shown::notice(move |done| {
        view! {
            <p class="notice is-error" role="alert" data-testid="link-refused">
                <span>{fault.to_string()}</span>
                <button class="quiet" on:click=move |_| done.end()>"Close"</button>
            </p>
        }
        .into_any()
    })
    .await;
}
