//! What is fetched when it is first asked for: the other places, and what of Preview is not seen at first.
//!
//! The page is one WebAssembly module until `cargo xtask page` cuts it at the functions marked here. What only one of them
//! reaches becomes a file of its own; calling it fetches that file first.

use std::future::Future;
use std::pin::Pin;

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::ConnectionSettings;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

use crate::desk::{self, Looker};
use crate::preview::workbench::Workbench;
use crate::preview::{self, SendTarget, opening, share, transfer};
use ui::api::Failure;
use ui::browser::files::File;
use ui::failure::FailureNote;

/// A part could not be fetched.
#[derive(Debug, Clone, Copy)]
pub(crate) struct NotLoaded;

impl From<SplitLoaderError> for NotLoaded {
    fn from(_: SplitLoaderError) -> Self {
        Self
    }
}

/// What is under way.
pub(crate) type Underway<T> = Pin<Box<dyn Future<Output = T>>>;

#[wasm_split(rooms, fallible)]
fn rooms_part(owner: Owner) -> Result<AnyView, NotLoaded> {
    Ok(owner.with(rooms::rooms))
}

/// Integrations and Deliveries.
pub(crate) fn rooms() -> AnyView {
    later(|owner| Box::pin(rooms_part(owner)), Some("Not loaded"))
}

#[wasm_split(rooms, fallible)]
fn connections_part(settings: ConnectionSettings) -> Result<Underway<Option<ConnectionSettings>>, NotLoaded> {
    Ok(Box::pin(rooms::choose_connection(settings)))
}

/// Lets one choose among the saved connections, or save `settings` as one; `None` if none was chosen.
pub(crate) async fn choose_connection(settings: ConnectionSettings) -> Result<Option<ConnectionSettings>, NotLoaded> {
    Ok(connections_part(settings).await?.await)
}

#[wasm_split(look, fallible)]
fn looker_part() -> Result<Looker, NotLoaded> {
    Ok(desk::look)
}

/// What closer looks are taken with.
pub(crate) async fn looker() -> Result<Looker, NotLoaded> {
    looker_part().await
}

#[wasm_split(output, fallible)]
fn diff_part(owner: Owner) -> Result<AnyView, NotLoaded> {
    Ok(owner.with(preview::diff_view))
}

/// The source beside the output.
pub(crate) fn diff() -> AnyView {
    later(|owner| Box::pin(diff_part(owner)), None)
}

#[wasm_split(output, fallible)]
fn account_part(owner: Owner) -> Result<AnyView, NotLoaded> {
    Ok(owner.with(preview::account_view))
}

/// What happened to each event and member.
pub(crate) fn account() -> AnyView {
    later(|owner| Box::pin(account_part(owner)), None)
}

#[wasm_split(output, fallible)]
fn compare_part(owner: Owner) -> Result<AnyView, NotLoaded> {
    Ok(owner.with(preview::compare_view))
}

/// Pinned settings beside the present ones.
pub(crate) fn compare() -> AnyView {
    later(|owner| Box::pin(compare_part(owner)), None)
}

#[wasm_split(send, fallible)]
fn answer_part(owner: Owner) -> Result<AnyView, NotLoaded> {
    Ok(owner.with(preview::answer_view))
}

/// Sends, and shows what came of it.
pub(crate) fn answer() -> AnyView {
    later(|owner| Box::pin(answer_part(owner)), None)
}

#[wasm_split(send, fallible)]
fn targets_part(target: SendTarget) -> Result<Underway<()>, NotLoaded> {
    Ok(Box::pin(target.load()))
}

/// Asks the server where one could send to. Without an answer there is the sandbox, as before.
pub(crate) async fn targets(target: SendTarget) {
    if let Ok(loading) = targets_part(target).await {
        loading.await;
    }
}

#[wasm_split(send, fallible)]
fn session_part() -> Result<Underway<bool>, NotLoaded> {
    Ok(Box::pin(ui::session::sign_in()))
}

/// Asks for the token. Whether one has signed in.
pub(crate) fn sign_in() -> Underway<bool> {
    Box::pin(async {
        match session_part().await {
            Ok(asking) => asking.await,
            Err(NotLoaded) => false,
        }
    })
}

#[wasm_split(share, fallible)]
fn share_part(bench: Workbench) -> Result<Underway<Result<(), NotLoaded>>, NotLoaded> {
    Ok(Box::pin(share::share(bench)))
}

/// Shows what a link would hold, and copies it.
pub(crate) async fn share(bench: Workbench) -> Result<(), NotLoaded> {
    share_part(bench).await?.await
}

#[wasm_split(share, fallible)]
fn open_link_part(bench: Workbench) -> Result<Underway<Result<(), NotLoaded>>, NotLoaded> {
    Ok(Box::pin(share::opened::open_link(bench)))
}

/// Opens the link in the address.
pub(crate) async fn open_link(bench: Workbench) -> Result<(), NotLoaded> {
    open_link_part(bench).await?.await
}

#[wasm_split(share, fallible)]
fn remind_part(bench: Workbench) -> Result<Underway<()>, NotLoaded> {
    Ok(Box::pin(share::opened::remind(bench)))
}

/// Says that what was there before a link is kept.
pub(crate) async fn remind(bench: Workbench) -> Result<(), NotLoaded> {
    remind_part(bench).await?.await;
    Ok(())
}

#[wasm_split(share, fallible)]
fn open_file_part(bench: Workbench, file: File) -> Result<Underway<Result<(), NotLoaded>>, NotLoaded> {
    Ok(Box::pin(opening::open_file(bench, file)))
}

/// Puts the text of `file` into the input.
pub(crate) async fn open_file(bench: Workbench, file: File) -> Result<(), NotLoaded> {
    open_file_part(bench, file).await?.await
}

#[wasm_split(share, fallible)]
fn transfer_part(bench: Workbench) -> Result<Underway<()>, NotLoaded> {
    Ok(Box::pin(transfer::transfer(bench)))
}

/// Shows the settings as a file, and reads them from one.
pub(crate) async fn transfer(bench: Workbench) -> Result<(), NotLoaded> {
    transfer_part(bench).await?.await;
    Ok(())
}

/// How far fetching went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fetching {
    Underway,
    Done,
    Failed,
}

/// Shows what `part` fetches; until then that it is under way, or that it failed, under `title` where that is all of the page.
fn later(part: fn(Owner) -> Underway<Result<AnyView, NotLoaded>>, title: Option<&'static str>) -> AnyView {
    let state = RwSignal::new(Fetching::Underway);
    let fetched = StoredValue::new_local(None);
    // What is fetched lives as long as the place that it is shown in.
    let owner = Owner::current().unwrap_or_default();
    let fetch = move || {
        let part = part(owner.clone());
        state.set(Fetching::Underway);
        spawn_local(async move {
            let answer = part.await.ok();
            state.try_set(if answer.is_some() { Fetching::Done } else { Fetching::Failed });
            fetched.try_set_value(answer);
        });
    };
    fetch();
    let fetch = StoredValue::new_local(fetch);
    let shown = move || match state.get() {
        Fetching::Done => fetched.try_update_value(Option::take).flatten(),
        Fetching::Underway => Some(view! { <p class="starting loading" role="status">"Loading…"</p> }.into_any()),
        Fetching::Failed => {
            let retry = move || fetch.with_value(|it| it());
            Some(view! { <div class="starting">{title.map(|it| view! { <h1>{it}</h1> })}<FailureNote failure=Failure::Offline retry=retry /></div> }.into_any())
        }
    };
    shown.into_any()
}
