//! The dialog that asks for the token where the session has ended: whatever is typed stays, and what was asked of the
//! server goes on.

use js_sys::{Function, Promise};
use leptos::ev::{Event, SubmitEvent};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::de::IgnoredAny;
use shared::settings::Secret;
use shared::wire::SignInRequest;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use crate::api;
use crate::browser::page;

/// The dialog, and what it is closed with once one has signed in. `js/boot.js` closes it too, when one signs in by the link.
const DIALOG: &str = "sign-in";
const SIGNED_IN: &str = "signed-in";

/// Asks for the token until it is right or one gives up. Whether one has signed in.
pub async fn sign_in() -> bool {
    let Some(host) = page::new_host() else { return false };
    let mut end = None;
    let promise = Promise::new(&mut |resolve, _| end = Some(resolve));
    let Some(end) = end else { return false };
    let shown = leptos::mount::mount_to(host.clone(), move || session_dialog(end));
    page::open_dialog(DIALOG);
    let signed_in = JsFuture::from(promise).await.is_ok_and(|it| it.is_truthy());
    drop(shown);
    host.remove();
    signed_in
}

fn session_dialog(end: Function) -> AnyView {
    let typed = RwSignal::new(String::new());
    let problem = RwSignal::new(String::new());
    let closed = move |event: Event| {
        let signed_in = page::closed_with(&event) == SIGNED_IN;
        // Resolving a promise cannot fail.
        let _ = end.call1(&JsValue::UNDEFINED, &signed_in.into());
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        spawn_local(async move {
            let request = SignInRequest { token: Secret::new(token_in(&typed.get_untracked())) };
            match api::send::<IgnoredAny>("POST", "/api/session", &request).await {
                Ok(_) => page::close_dialog_with(DIALOG, SIGNED_IN),
                Err(failure) => {
                    let words = [failure.message(), failure.hint().unwrap_or_default()].join(" ");
                    // One may have given up before the answer came.
                    let _ = problem.try_set(words);
                }
            }
        });
    };
    view! {
        <dialog id=DIALOG class="sheet session" aria-labelledby="sign-in-title" on:close=closed>
            <form on:submit=submit>
                <h2 id="sign-in-title">"You are not signed in"</h2>
                <p>"Your session has ended, or there was none. Nothing that you typed is lost: once you are signed in, what you did last goes on."</p>
                <label for="sign-in-token">"Token, or the whole link that the server printed at its first start"</label>
                <input id="sign-in-token" type="password" autocomplete="off" required autofocus data-testid="token" on:input=move |event| typed.set(event_target_value(&event)) />
                <p class="help">"Lost it? "<code>"headgate token rotate"</code>" prints a new one."</p>
                <p class="session-problem" role="alert">{problem}</p>
                <div class="sheet-actions">
                    <button type="button" on:click=move |_| page::close_dialog(DIALOG)>"Not now"</button>
                    <button class="primary" data-testid="sign-in">"Sign in"</button>
                </div>
            </form>
        </dialog>
    }
    .into_any()
}

/// The token in what was typed: it stands behind the `#token=` of the link.
fn token_in(typed: &str) -> &str {
    typed.rsplit_once("#token=").map_or(typed, |(_, token)| token).trim()
}

#[cfg(test)]
mod tests {
    use super::token_in;

    #[test]
    fn the_token_is_taken_as_it_is_or_out_of_the_link() {
        for typed in
            ["abc", " abc\n", "http://127.0.0.1:8080/#token=abc", "http://127.0.0.1:8080/integrations#token=abc "]
        {
            assert_eq!(token_in(typed), "abc");
        }
    }
}
