//! Sending to the sandbox, and what was sent.

use axum::Json;
use axum::extract::State;
use shared::wire::{History, SendRequest, SendResponse};
use shared::{Outcome, Receipt, transform};

use super::body::Body;
use crate::error::AppError;
use crate::sandbox::now_ms;
use crate::state::AppState;

/// The most messages of one request.
const MESSAGES: usize = 10_000;

/// `POST /api/integrations/sandbox/messages`
pub(super) async fn send(
    State(state): State<AppState>,
    Body(request): Body<SendRequest>,
) -> Result<Json<SendResponse>, AppError> {
    let received_at = request.received_at.unwrap_or_else(now_ms);
    let outcome = transformed(request, received_at).await?;
    if outcome.records.len() > MESSAGES {
        return Err(AppError::TooManyMessages { count: outcome.records.len(), limit: MESSAGES });
    }
    let receipts = state.sandbox.send(outcome.records).await;
    Ok(Json(SendResponse { received_at, receipts, issues: outcome.issues }))
}

/// `GET /api/integrations/sandbox/messages`
pub(super) async fn history(State(state): State<AppState>) -> Json<History> {
    Json(state.sandbox.history())
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
