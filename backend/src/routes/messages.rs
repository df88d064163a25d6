//! Sending to the sandbox, and what was sent.

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::extract::rejection::BytesRejection;
use axum::http::{HeaderMap, header};
use shared::wire::{History, SendRequest, SendResponse};
use shared::{Outcome, Receipt, transform};

use crate::error::AppError;
use crate::sandbox::now_ms;
use crate::state::AppState;

/// The most messages of one request.
const MESSAGES: usize = 10_000;

/// `POST /api/integrations/sandbox/messages`
pub(super) async fn send(
    State(state): State<AppState>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Json<SendResponse>, AppError> {
    let body = body.map_err(|_cut_off| AppError::TooLarge { limit: state.body_limit })?;
    let request = parse(&headers, &body)?;
    let received_at = request.received_at.unwrap_or_else(now_ms);
    let outcome = transformed(request, received_at).await?;
    if outcome.records.len() > MESSAGES {
        return Err(AppError::TooManyMessages { count: outcome.records.len(), limit: MESSAGES });
    }
    let receipts = state.sandbox.send(Arc::new(outcome.records)).await;
    Ok(Json(SendResponse { received_at, receipts, issues: outcome.issues }))
}

/// `GET /api/integrations/sandbox/messages`
pub(super) async fn history(State(state): State<AppState>) -> Json<History> {
    Json(state.sandbox.history())
}

fn parse(headers: &HeaderMap, body: &Bytes) -> Result<SendRequest, AppError> {
    let content_type = headers.get(header::CONTENT_TYPE).and_then(|it| it.to_str().ok()).unwrap_or_default();
    if !content_type.starts_with("application/json") {
        return Err(AppError::NotJson);
    }
    // The error names members and places, never values: those are people's data.
    serde_json::from_slice(body).map_err(|error| AppError::Body(without_values(&error)))
}

/// What `serde_json` says, without the value that it found.
fn without_values(error: &serde_json::Error) -> String {
    let said = error.to_string();
    match (said.strip_prefix("invalid type: "), said.split_once(", expected ")) {
        (Some(_), Some((_, expected))) => format!("expected {expected}"),
        _ => said,
    }
}

/// Transforms away from the threads that answer requests: it is nothing but computation.
async fn transformed(request: SendRequest, received_at: i64) -> Result<Outcome, AppError> {
    let receipt = Receipt { time_ms: received_at, number: 0 };
    let work = move || transform(&request.batch, &request.settings, receipt, request.form);
    tokio::task::spawn_blocking(work).await.map_err(|error| {
        tracing::error!(%error, "the transformation did not end");
        AppError::Internal
    })
}
