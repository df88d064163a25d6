//! Server-sent events that answer a request: read as they come, until they end or one cancels.

use js_sys::Uint8Array;
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, AbortSignal, ReadableStreamDefaultReader};

use super::{Failure, fetch, signed_in_since};

#[wasm_bindgen]
extern "C" {
    /// What a stream's reader gives.
    type Chunk;
    #[wasm_bindgen(method, getter)]
    fn value(this: &Chunk) -> Option<Uint8Array>;
}

/// Ends a request that is under way.
#[derive(Clone)]
pub struct Cancel(AbortController);

impl Cancel {
    /// For one request; `None` in browsers that cannot.
    #[must_use]
    pub fn new() -> Option<Self> {
        AbortController::new().ok().map(Self)
    }

    /// Closes the connection: the server stops what it does for it.
    pub fn cancel(&self) {
        self.0.abort();
    }

    pub(super) fn signal(&self) -> AbortSignal {
        self.0.signal()
    }
}

/// `POST path`; `heard` is called with each event.
///
/// # Errors
/// As [`get`](super::get); also if the connection breaks before the events end.
pub async fn events<T: DeserializeOwned>(
    path: &str,
    body: &impl Serialize,
    cancel: Option<&Cancel>,
    mut heard: impl FnMut(T),
) -> Result<(), Failure> {
    let body = serde_json::to_string(body).ok();
    let mut answer = fetch("POST", path, body.as_deref(), cancel).await;
    if signed_in_since(&answer).await {
        answer = fetch("POST", path, body.as_deref(), cancel).await;
    }
    let response = answer?;
    let status = response.status();
    let reader = response.body().map(|it| it.get_reader()).ok_or(Failure::Unreadable { status })?;
    let reader: ReadableStreamDefaultReader = reader.unchecked_into();
    let mut lines = Lines::default();
    while let Some(bytes) = next(&reader).await? {
        for data in lines.push(&bytes) {
            heard(serde_json::from_str(&data).map_err(|_| Failure::Unreadable { status })?);
        }
    }
    Ok(())
}

/// The next bytes; `None` at the end.
async fn next(reader: &ReadableStreamDefaultReader) -> Result<Option<Vec<u8>>, Failure> {
    let chunk = JsFuture::from(reader.read()).await.map_err(|_| Failure::Offline)?;
    Ok(chunk.unchecked_into::<Chunk>().value().map(|it| it.to_vec()))
}

/// Puts lines together from what comes in pieces. Each event of this API is one `data:` line.
#[derive(Debug, Default)]
struct Lines {
    unfinished: Vec<u8>,
}

impl Lines {
    /// The data of the lines that `bytes` complete.
    fn push(&mut self, bytes: &[u8]) -> Vec<String> {
        self.unfinished.extend_from_slice(bytes);
        let Some(end) = self.unfinished.iter().rposition(|it| *it == b'\n') else { return Vec::new() };
        let rest = self.unfinished.split_off(end + 1);
        let whole = std::mem::replace(&mut self.unfinished, rest);
        let text = String::from_utf8_lossy(&whole);
        text.lines().filter_map(|it| it.strip_prefix("data:")).map(|it| it.trim_start().to_owned()).collect()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::Lines;

    #[test]
    fn an_event_may_come_in_pieces_and_two_may_come_at_once() {
        let mut lines = Lines::default();
        assert!(lines.push("data: {\"a\":\"é".as_bytes().split_last().unwrap().1).is_empty());
        assert!(lines.push(&["é".as_bytes()[1]]).is_empty());
        assert_eq!(lines.push(b"\"}\n\n:keep-alive\n\ndata:2\r\n\r\ndata: 3"), ["{\"a\":\"é\"}", "2"]);
        assert_eq!(lines.push(b"\n\n"), ["3"]);
    }
}
