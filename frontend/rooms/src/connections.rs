//! Saved connections, for Preview: settings that are kept on the server, each beside the integration that it is for.

mod kept;
mod save_row;

use js_sys::{Function, Promise};
use leptos::prelude::*;
use shared::ConnectionSettings;
use shared::wire::Connection;
use ui::browser::page;
use ui::failure::FailureNote;
use ui::link::{self, Link};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use kept::{Group, Kept, Loading};
use save_row::SaveRow;

const DIALOG: &str = "connections";

/// Shows the saved connections over the page, where `settings` can be saved too. The settings of the one that is chosen;
/// `None` if none is.
pub async fn choose(settings: ConnectionSettings) -> Option<ConnectionSettings> {
    let host = page::new_host()?;
    let mut end = None;
    let promise = Promise::new(&mut |resolve, _| end = Some(resolve));
    let done = Done { end: StoredValue::new_local(end?), chosen: StoredValue::new(None) };
    let view = move || view! { <Dialog settings=settings.clone() done=done /> };
    let shown = leptos::mount::mount_to(host.clone(), view);
    page::open_dialog(DIALOG);
    let ended = JsFuture::from(promise).await;
    drop(shown);
    host.remove();
    ended.ok().and(done.chosen.try_get_value()?)
}

/// Ends the choice.
#[derive(Clone, Copy)]
struct Done {
    end: StoredValue<Function, LocalStorage>,
    chosen: StoredValue<Option<ConnectionSettings>>,
}

impl Done {
    fn with(self, chosen: Option<&ConnectionSettings>) {
        if chosen.is_some() {
            self.chosen.set_value(chosen.cloned());
        }
        // Resolving a promise cannot fail; after the first time it changes nothing.
        let _ = self.end.with_value(|resolve| resolve.call0(&JsValue::UNDEFINED));
    }
}

#[component]
fn Dialog(settings: ConnectionSettings, done: Done) -> impl IntoView {
    let kept = Kept::load();
    let content = move || match kept.state.get() {
        Loading::Underway => view! { <p class="loading" role="status">"Loading the connections…"</p> }.into_any(),
        Loading::Failed(failure) => view! { <FailureNote failure=failure retry=move || kept.reload() /> }.into_any(),
        Loading::Done(groups) if groups.is_empty() => view! { <Nothing done=done /> }.into_any(),
        Loading::Done(groups) => {
            let list =
                groups.iter().cloned().map(|it| view! { <GroupRows group=it kept=kept done=done /> }).collect_view();
            view! { {list}<SaveRow groups=groups settings=settings.clone() kept=kept /> }.into_any()
        }
    };
    view! {
        <dialog id=DIALOG class="sheet paste" aria-labelledby="connections-title" on:close=move |_| done.with(None)>
            <form method="dialog">
                <h2 id="connections-title">"Saved connections"</h2>
                {content}
                <div class="sheet-actions"><button>"Close"</button></div>
            </form>
        </dialog>
    }
}

#[component]
fn Nothing(done: Done) -> impl IntoView {
    view! {
        <p class="room-note" on:click=move |_| done.with(None)>
            "A connection belongs to an integration, and there is none yet. " <Link to=format!("{}/new", link::INTEGRATIONS)>"Add an integration"</Link>
        </p>
    }
}

/// The connections of one integration.
#[component]
fn GroupRows(group: Group, kept: Kept, done: Done) -> impl IntoView {
    let row = move |it: Connection| view! { <Row connection=it kept=kept done=done /> };
    let is_empty = group.connections.is_empty();
    view! {
        <h3 class="told">{group.name}</h3>
        <ul class="connections">{group.connections.into_iter().map(row).collect_view()}</ul>
        {is_empty.then(|| view! { <p class="help">"No connection is saved."</p> })}
    }
}

#[component]
fn Row(connection: Connection, kept: Kept, done: Done) -> impl IntoView {
    let name = connection.name.clone();
    let settings = StoredValue::new(connection.settings.clone());
    view! {
        <li data-testid="connection">
            <span>{name}</span>
            <span class="grow"></span>
            <button type="button" data-testid="connection-load" on:click=move |_| settings.with_value(|it| done.with(Some(it)))>"Load"</button>
            <button type="button" class="quiet" on:click=move |_| kept.delete(&connection)>"Delete"</button>
        </li>
    }
}
