//! Sending to the sandbox and to integrations, and what was sent to the sandbox.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use shared::issue::Issue;
use shared::wire::{DeliveryResult, History, MessageReceipt, SendRequest, SendResponse};
use shared::{Outcome, Receipt, Record, transform};

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
    let Wanted { received_at, records, numbers, issues } = wanted(request).await?;
    let receipts = numbered(state.sandbox.send(Arc::new(records)).await, &numbers);
    Ok(Json(SendResponse { received_at, receipts, issues }))
}

/// `POST /api/integrations/{id}/messages`
pub(super) async fn publish(
    State(state): State<AppState>,
    Path(id): Path<String>,
    Body(request): Body<SendRequest>,
) -> Result<Json<SendResponse>, AppError> {
    let of = id.clone();
    let settings = state.store.with(move |store| store.kafka_settings(&of)).await?;
    let Wanted { received_at, records, numbers, issues } = wanted(request).await?;
    let receipts = numbered(state.publishers.send(&id, &settings, Arc::new(records)).await, &numbers);
    if receipts.iter().any(is_delivered) {
        note_delivery(&state, id).await;
    }
    Ok(Json(SendResponse { received_at, receipts, issues }))
}

fn is_delivered(receipt: &MessageReceipt) -> bool {
    matches!(receipt.result, DeliveryResult::Delivered(_))
}

/// The messages are in Kafka: that it cannot be noted must not read as if they were not.
async fn note_delivery(state: &AppState, id: String) {
    if let Err(error) = state.store.with(move |store| store.record_delivery(&id, now_ms())).await {
        tracing::warn!(%error, "a delivery was not noted");
    }
}

/// `GET /api/integrations/sandbox/messages`
pub(super) async fn history(State(state): State<AppState>) -> Json<History> {
    Json(state.sandbox.history())
}

/// What a request wants to be sent.
struct Wanted {
    received_at: i64,
    records: Vec<Record>,
    /// The number of each record, from 1, in order.
    numbers: Vec<usize>,
    issues: Vec<Issue>,
}

async fn wanted(mut request: SendRequest) -> Result<Wanted, AppError> {
    let only = request.only.take();
    let (received_at, outcome) = transformed(request).await?;
    let numbers = chosen(only, outcome.records.len())?;
    let is_chosen = |(index, _): &(usize, Record)| numbers.binary_search(&(index + 1)).is_ok();
    let records = outcome.records.into_iter().enumerate().filter(is_chosen).map(|(_, it)| it).collect();
    Ok(Wanted { received_at, records, numbers, issues: outcome.issues })
}

/// The numbers of the messages that are sent, of `count`: in the order of the batch, whatever order they are named in.
fn chosen(only: Option<Vec<usize>>, count: usize) -> Result<Vec<usize>, AppError> {
    let Some(mut numbers) = only else { return Ok((1..=count).collect()) };
    numbers.sort_unstable();
    numbers.dedup();
    match numbers.iter().find(|it| !(1..=count).contains(*it)) {
        Some(&number) => Err(AppError::NoSuchMessage { number, count }),
        None => Ok(numbers),
    }
}

/// The receipts of a part of the messages count from 1: each gets the number that its message has.
fn numbered(mut receipts: Vec<MessageReceipt>, numbers: &[usize]) -> Vec<MessageReceipt> {
    for (receipt, number) in receipts.iter_mut().zip(numbers) {
        receipt.number = *number;
    }
    receipts
}

/// The receipt time and what the request yields. Transforms away from the threads that answer requests: it is nothing
/// but computation.
async fn transformed(request: SendRequest) -> Result<(i64, Outcome), AppError> {
    let received_at = request.received_at.unwrap_or_else(now_ms);
    let receipt = Receipt { time_ms: received_at, number: 0 };
    let work = move || transform(&request.batch, &request.settings, receipt, request.form);
    let outcome = tokio::task::spawn_blocking(work).await.map_err(|error| {
        tracing::error!(%error, "the transformation did not end");
        AppError::Internal
    })?;
    if outcome.records.len() > MESSAGES {
        return Err(AppError::TooManyMessages { count: outcome.records.len(), limit: MESSAGES });
    }
    Ok((received_at, outcome))
}
