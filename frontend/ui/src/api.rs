//! HTTP: the only place where a request is made, and where requests are counted.

mod events;
mod failure;
mod follow;

pub use events::{Cancel, events};
pub use failure::Failure;
pub use follow::{Following, Heard, follow};

use leptos::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use shared::wire::ErrorBody;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Headers, RequestInit, Response};

use crate::browser::page;
use crate::session;

/// Told to the whole page with each request.
const REQUESTED: &str = "headgate-request";

/// Where the integrations are.
pub const INTEGRATIONS: &str = "/api/integrations";

/// How many requests are made from now on.
#[must_use]
pub fn count_requests() -> RwSignal<usize> {
    let requests = RwSignal::new(0);
    page::on(REQUESTED, move |_| requests.update(|it| *it += 1));
    requests
}

/// The messages of an integration.
#[must_use]
pub fn messages_of(integration: &str) -> String {
    format!("{INTEGRATIONS}/{integration}/messages")
}

/// `GET path`
///
/// # Errors
/// If there is no answer, a refusal, or an answer that is none of the API's.
pub async fn get<T: DeserializeOwned>(path: &str) -> Result<T, Failure> {
    read(&request("GET", path, None, None).await?)
}

/// `method path` with `body`.
///
/// # Errors
/// As [`get`].
pub async fn send<T: DeserializeOwned>(method: &str, path: &str, body: &impl Serialize) -> Result<T, Failure> {
    send_until(None, method, path, body).await
}

/// The same, until one cancels: then there is no answer.
///
/// # Errors
/// As [`get`].
pub async fn send_until<T: DeserializeOwned>(
    cancel: Option<&Cancel>,
    method: &str,
    path: &str,
    body: &impl Serialize,
) -> Result<T, Failure> {
    read(&request(method, path, serde_json::to_string(body).ok(), cancel).await?)
}

/// `DELETE path`
///
/// # Errors
/// As [`get`].
pub async fn delete(path: &str) -> Result<(), Failure> {
    request("DELETE", path, None, None).await.map(drop)
}

/// What the server said, and its status.
type Answer = (u16, String);

fn read<T: DeserializeOwned>((status, text): &Answer) -> Result<T, Failure> {
    serde_json::from_str(text).map_err(|_| Failure::Unreadable { status: *status })
}

/// Kept apart from the types of bodies, so that it is compiled once. Where the session has ended, one is asked to sign in,
/// and it is tried again.
async fn request(method: &str, path: &str, body: Option<String>, cancel: Option<&Cancel>) -> Result<Answer, Failure> {
    let answer = ask(method, path, body.as_deref(), cancel).await;
    if signed_in_since(&answer).await { ask(method, path, body.as_deref(), cancel).await } else { answer }
}

async fn ask(method: &str, path: &str, body: Option<&str>, cancel: Option<&Cancel>) -> Result<Answer, Failure> {
    let response = fetch(method, path, body, cancel).await?;
    let status = response.status();
    Ok((status, text_of(&response).await.ok_or(Failure::Offline)?))
}

/// Whether the answer was that one is not signed in, and one has signed in since.
async fn signed_in_since<T>(answer: &Result<T, Failure>) -> bool {
    let is_signed_out = answer.as_ref().err().and_then(Failure::code) == Some("signed_out");
    is_signed_out && session::sign_in_again().await
}

/// A proxy's error page is no `ErrorBody`: then the status is all there is to say.
fn refusal(status: u16, text: &str) -> Failure {
    let refusal = serde_json::from_str::<ErrorBody>(text).ok();
    refusal.map_or(Failure::Unreadable { status }, |it| Failure::Refused(Box::new((it.error, text.to_owned()))))
}

/// An answer that is no refusal. If there is none at all, the browser does not say why.
async fn fetch(method: &str, path: &str, body: Option<&str>, cancel: Option<&Cancel>) -> Result<Response, Failure> {
    let response = respond(method, path, body, cancel).await.ok_or(Failure::Offline)?;
    if response.ok() {
        return Ok(response);
    }
    Err(refusal(response.status(), &text_of(&response).await.ok_or(Failure::Offline)?))
}

async fn respond(method: &str, path: &str, body: Option<&str>, cancel: Option<&Cancel>) -> Option<Response> {
    page::tell(REQUESTED);
    let init = RequestInit::new();
    init.set_method(method);
    init.set_signal(cancel.map(Cancel::signal).as_ref());
    if let Some(body) = body {
        let headers = Headers::new().ok()?;
        headers.set("content-type", "application/json").ok()?;
        init.set_headers(&headers);
        init.set_body(&body.into());
    }
    let answer = page::window().fetch_with_str_and_init(path, &init);
    JsFuture::from(answer).await.ok()?.dyn_into().ok()
}

async fn text_of(response: &Response) -> Option<String> {
    JsFuture::from(response.text().ok()?).await.ok()?.as_string()
}
