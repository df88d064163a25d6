//! HTTP: the only place where a request is made, and where requests are counted.

use leptos::prelude::*;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use shared::wire::{ApiError, ErrorBody, History, MessageReceipt, SendRequest};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Headers, RequestInit, Response};

const SANDBOX_MESSAGES: &str = "/api/integrations/sandbox/messages";

/// The server, and how often it was asked since the page was opened.
#[derive(Clone, Copy)]
pub(crate) struct Api {
    requests: RwSignal<usize>,
}

/// What the page shows of a [`shared::wire::SendResponse`]. The problems of the input it knows already.
#[derive(Debug, Deserialize)]
struct Receipts {
    receipts: Vec<MessageReceipt>,
}

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Failure {
    /// The server cannot be reached.
    Offline,
    /// It refused, and said why.
    Refused(ApiError),
    /// It answered with something else than the API's bodies.
    Unreadable { status: u16 },
}

impl Failure {
    /// What is wrong, in a sentence.
    pub(crate) fn message(&self) -> String {
        match self {
            Self::Offline => "The server cannot be reached.".to_owned(),
            Self::Refused(error) => error.message.clone(),
            Self::Unreadable { status } => {
                format!("The server gave an answer that this page cannot read (HTTP {status}).")
            }
        }
    }

    /// What to do about it.
    pub(crate) fn hint(&self) -> Option<String> {
        match self {
            Self::Offline => Some("The preview still works. Start the server again, then retry.".to_owned()),
            Self::Refused(error) => error.hint.clone(),
            Self::Unreadable { .. } => Some("Reload the page: it may be older than the server.".to_owned()),
        }
    }
}

impl Api {
    pub(crate) fn new() -> Self {
        Self { requests: RwSignal::new(0) }
    }

    /// How many requests were made since the page was opened.
    pub(crate) fn requests(self) -> usize {
        self.requests.get()
    }

    /// Publishes to the sandbox.
    pub(crate) async fn send_to_sandbox(self, request: &SendRequest) -> Result<Vec<MessageReceipt>, Failure> {
        self.request("POST", SANDBOX_MESSAGES, Some(request)).await.map(|it: Receipts| it.receipts)
    }

    /// What was published to the sandbox.
    pub(crate) async fn sandbox_history(self) -> Result<History, Failure> {
        self.request("GET", SANDBOX_MESSAGES, None::<&()>).await
    }

    async fn request<T: DeserializeOwned>(
        self,
        method: &str,
        path: &str,
        body: Option<&impl Serialize>,
    ) -> Result<T, Failure> {
        self.requests.update(|it| *it += 1);
        let response = fetch(method, path, body).await.ok_or(Failure::Offline)?;
        let status = response.status();
        let text = text_of(&response).await.ok_or(Failure::Offline)?;
        if response.ok() {
            return serde_json::from_str(&text).map_err(|_| Failure::Unreadable { status });
        }
        // A proxy's error page is no `ErrorBody`: then the status is all there is to say.
        let refusal = serde_json::from_str::<ErrorBody>(&text).ok();
        Err(refusal.map_or(Failure::Unreadable { status }, |it| Failure::Refused(it.error)))
    }
}

/// `None`: no answer. The browser does not say why.
async fn fetch(method: &str, path: &str, body: Option<&impl Serialize>) -> Option<Response> {
    let init = RequestInit::new();
    init.set_method(method);
    if let Some(body) = body {
        let headers = Headers::new().ok()?;
        headers.set("content-type", "application/json").ok()?;
        init.set_headers(&headers);
        init.set_body(&serde_json::to_string(body).ok()?.into());
    }
    let answer = crate::browser::page::window().fetch_with_str_and_init(path, &init);
    JsFuture::from(answer).await.ok()?.dyn_into().ok()
}

async fn text_of(response: &Response) -> Option<String> {
    JsFuture::from(response.text().ok()?).await.ok()?.as_string()
}
