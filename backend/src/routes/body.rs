//! Reading a request's JSON body, without ever repeating its values.

use axum::body::to_bytes;
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, header};
use serde::de::DeserializeOwned;

use crate::error::AppError;
use crate::state::AppState;

/// The body of a request as a `T`. Where it is none, the error names members and places, never values: those are
/// people's data, and secrets.
pub(super) struct Body<T>(pub(super) T);

impl<T: DeserializeOwned> FromRequest<AppState> for Body<T> {
    type Rejection = AppError;

    async fn from_request(request: Request, state: &AppState) -> Result<Self, AppError> {
        let limit = state.body_limit;
        read(request, limit, AppError::TooLarge { limit }).await.map(Self)
    }
}

/// The body of a request, of at most `limit` bytes; `too_large` is what one that has more is refused with.
pub(super) async fn read<T: DeserializeOwned>(
    request: Request,
    limit: usize,
    too_large: AppError,
) -> Result<T, AppError> {
    let is_json = is_json(request.headers());
    let bytes = to_bytes(request.into_body(), limit).await.map_err(|_cut_off| too_large)?;
    if !is_json {
        return Err(AppError::NotJson);
    }
    serde_json::from_slice(&bytes).map_err(|error| AppError::Body(without_values(&error)))
}

fn is_json(headers: &HeaderMap) -> bool {
    let content_type = headers.get(header::CONTENT_TYPE).and_then(|it| it.to_str().ok()).unwrap_or_default();
    content_type.starts_with("application/json")
}

/// What `serde_json` says, without the value that it found: that stands before what was expected.
fn without_values(error: &serde_json::Error) -> String {
    let said = error.to_string();
    let has_value = ["invalid type: ", "invalid value: ", "invalid length ", "unknown variant "];
    match (has_value.iter().any(|it| said.starts_with(it)), said.rsplit_once(", expected ")) {
        (true, Some((_, expected))) => format!("expected {expected}"),
        _ => said,
    }
}

#[cfg(test)]
mod tests {
    use shared::KafkaSettings;

    fn said(text: &str) -> String {
        super::without_values(&serde_json::from_str::<KafkaSettings>(text).unwrap_err())
    }

    #[test]
    fn a_value_is_not_repeated_whatever_it_is() {
        let expected = "expected one of `PLAIN`, `SCRAM-SHA-256`, `SCRAM-SHA-512` at line 1 column ";
        let canary = said(r#"{"sasl_mechanism":"canary, expected canary"}"#);
        assert!(canary.starts_with(expected), "{canary}");
        assert_eq!(said(r#""canary, expected canary""#), "expected struct KafkaSettings at line 1 column 25");
        assert_eq!(said(r#"{"password":["canary"]}"#), "expected a string at line 1 column 12");
    }
}
