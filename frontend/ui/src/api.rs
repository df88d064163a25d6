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
use web_sys::{AbortSignal, Headers, RequestInit, Response};

use crate::browser::page;

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
    read(&request("GET", path, None).await?)
}

/// `method path` with `body`.
///
/// # Errors
/// As [`get`].
pub async fn send<T: DeserializeOwned>(method: &str, path: &str, body: &impl Serialize) -> Result<T, Failure> {
    read(&request(method, path, serde_json::to_string(body).ok()).await?)
}

/// `DELETE path`
///
/// # Errors
/// As [`get`].
pub async fn delete(path: &str) -> Result<(), Failure> {
    request("DELETE", path, None).await.map(drop)
}

/// What the server said, and its status.
type Answer = (u16, String);

fn read<T: DeserializeOwned>((status, text): &Answer) -> Result<T, Failure> {
    serde_json::from_str(text).map_err(|_| Failure::Unreadable { status: *status })
}

/// Kept apart from the types of bodies, so that it is compiled once.
async fn request(method: &str, path: &str, body: Option<String>) -> Result<Answer, Failure> {
    let response = fetch(method, path, body, None).await.ok_or(Failure::Offline)?;
    let status = response.status();
    let text = text_of(&response).await.ok_or(Failure::Offline)?;
    if response.ok() { Ok((status, text)) } else { Err(refusal(status, &text)) }
}

/// A proxy's error page is no `ErrorBody`: then the status is all there is to say.
fn refusal(status: u16, text: &str) -> Failure {
    let refusal = serde_json::from_str::<ErrorBody>(text).ok();
    refusal.map_or(Failure::Unreadable { status }, |it| Failure::Refused(Box::new((it.error, text.to_owned()))))
}

/// `None`: no answer. The browser does not say why.
async fn fetch(method: &str, path: &str, body: Option<String>, signal: Option<&AbortSignal>) -> Option<Response> {
    page::tell(REQUESTED);
    let init = RequestInit::new();
    init.set_method(method);
    init.set_signal(signal);
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
