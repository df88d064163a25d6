//! The session: what is done where it has ended.

mod dialog;

use std::cell::{Cell, RefCell};
use std::future::Future;
use std::pin::Pin;

use js_sys::Promise;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

pub use dialog::sign_in;

/// Asks for the token. Whether one has signed in.
pub type Asking = Pin<Box<dyn Future<Output = bool>>>;

thread_local! {
    static ASK: Cell<Option<fn() -> Asking>> = const { Cell::new(None) };
    /// The question that is open.
    static OPEN: RefCell<Option<Promise>> = const { RefCell::new(None) };
}

/// From now on `ask` is called where the server says that one is not signed in. The dialog itself, [`sign_in`], is fetched
/// only then.
pub fn on_signed_out(ask: fn() -> Asking) {
    ASK.set(Some(ask));
}

/// Waits until one has signed in again; false if one does not. Who asks meanwhile waits for the same dialog.
pub(crate) async fn sign_in_again() -> bool {
    let Some(ask) = ASK.get() else { return false };
    let open = OPEN.with_borrow_mut(|open| {
        let asking = || {
            future_to_promise(async move {
                let signed_in = ask().await;
                OPEN.take();
                Ok(signed_in.into())
            })
        };
        open.get_or_insert_with(asking).clone()
    });
    JsFuture::from(open).await.is_ok_and(|it| it.is_truthy())
}
