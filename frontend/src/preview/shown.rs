//! What is shown for a while: a dialog over the page, or a notice at the input, until it ends itself.

use super::workbench::Workbench;
use js_sys::{Function, Promise};
use leptos::prelude::*;
use ui::browser::page::{self, HtmlElement};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// Where notices stand: at the head of the input.
pub(super) const NOTICES: &str = "notices";

/// Ends it.
#[derive(Clone, Copy)]
pub(super) struct Done(StoredValue<Function, LocalStorage>);

impl Done {
    /// After the first time it changes nothing.
    pub(super) fn end(self) {
        // Resolving a promise cannot fail; one that closes after its end is gone already.
        let _ = self.0.try_with_value(|it| it.call0(&JsValue::UNDEFINED));
    }
}

/// Shows the dialog called `id`, which `view` makes, until it is closed.
pub(super) async fn dialog(bench: Workbench, id: &'static str, view: impl FnOnce(Done) -> AnyView + 'static) {
    // Without it the dialog is plain, but does the same.
    let _ = bench.doorway.get_value().load_rooms_style().await;
    show(page::new_host(), view, move || page::open_dialog(id)).await;
}

/// Shows a notice until it ends.
pub(super) async fn notice(view: impl FnOnce(Done) -> AnyView + 'static) {
    show(page::new_host_in(NOTICES), view, || ()).await;
}

async fn show(host: Option<HtmlElement>, view: impl FnOnce(Done) -> AnyView + 'static, then: impl FnOnce()) {
    let Some(host) = host else { return };
    let mut end = None;
    let promise = Promise::new(&mut |resolve, _| end = Some(resolve));
    let Some(end) = end else { return };
    let done = Done(StoredValue::new_local(end));
    let shown = leptos::mount::mount_to(host.clone(), move || view(done));
    then();
    // It is only ever resolved.
    let _ = JsFuture::from(promise).await;
    drop(shown);
    host.remove();
}
