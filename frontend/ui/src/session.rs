//! The dialog that asks for the token where the session has ended: whatever is typed stays, and what was asked of the
//! server goes on.

use js_sys::{Function, Promise};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::de::IgnoredAny;
use shared::settings::Secret;
use shared::wire::SignInRequest;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use crate::api;
use crate::browser::page;

/// `js/boot.js` closes it by this name when one signs in by the link meanwhile.
const DIALOG: &str = "sign-in";

/// Asks for the token until it is right or one gives up. Whether one has signed in.
pub async fn sign_in() -> bool {
    let Some(host) = page::new_host() else { return false };
    let mut answer = None;
    let promise = Promise::new(&mut |resolve, _| answer = Some(resolve));
    let Some(answer) = answer else { return false };
    let done = StoredValue::new_local(answer);
    let shown = leptos::mount::mount_to(host.clone(), move || view! { <SessionDialog done=done /> });
    page::open_dialog(DIALOG);
    let signed_in = JsFuture::from(promise).await.is_ok_and(|it| it.is_truthy());
    drop(shown);
    host.remove();
    signed_in
}

/// Ends the dialog. After the first time it changes nothing.
fn end(done: StoredValue<Function, LocalStorage>, signed_in: bool) {
    // Resolving a promise cannot fail; one that closes after its end is gone already.
    let _ = done.try_with_value(|it| it.call1(&JsValue::UNDEFINED, &signed_in.into()));
}

/// Asks for the token.
#[component]
fn SessionDialog(done: StoredValue<Function, LocalStorage>) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let problem = RwSignal::new(String::new());
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        spawn_local(async move {
            let request = SignInRequest { token: Secret::new(token_in(&typed.get_untracked())) };
            match api::send::<IgnoredAny>("POST", "/api/session", &request).await {
                Ok(_) => end(done, true),
                Err(failure) => {
                    let _ = problem.try_set(format!("{} {}", failure.message(), failure.hint().unwrap_or_default()));
                }
            }
        });
    };
    view! {
        <dialog id=DIALOG class="sheet session" aria-labelledby="sign-in-title" on:close=move |_| end(done, false)>
            <form on:submit=submit>
                <h2 id="sign-in-title">"You are not signed in"</h2>
                <p>"Your session has ended, or there was none. Nothing that you typed is lost: once you are signed in, what you did last goes on."</p>
                <label for="sign-in-token">"Token, or the whole link that the server printed at its first start"</label>
                <input id="sign-in-token" type="password" autocomplete="off" required autofocus data-testid="token" on:input=move |event| typed.set(event_target_value(&event)) />
                <p class="help">"It is lost? "<code>"headgate token rotate"</code>" prints a new one."</p>
                <p class="session-problem" role="alert">{problem}</p>
                <div class="sheet-actions">
                    <button type="button" on:click=move |_| page::close_dialog(DIALOG)>"Not now"</button>
                    <button class="primary" data-testid="sign-in">"Sign in"</button>
                </div>
            </form>
        </dialog>
    }
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
