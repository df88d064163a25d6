//! Sending to the sandbox and to integrations, and what was sent to the sandbox.

use std::future::Future;
use std::sync::Arc;
use std::time::Instant;

use axum::Json;
use axum::extract::{Path, State};
use shared::wire::{History, MessageReceipt, SANDBOX, SendRequest, SendResponse};
use shared::{ConnectionSettings, Issue, Outcome, Receipt, Record, transform};

use super::body::Body;
use crate::deliveries::{Destination, is_delivered, received, trail};
use crate::error::AppError;
use crate::sandbox::{TOPIC, now_ms};
use crate::state::AppState;

/// The most messages of one request.
const MESSAGES: usize = 10_000;

/// `POST /api/integrations/sandbox/messages`
pub(super) async fn send(
    State(state): State<AppState>,
    Body(request): Body<SendRequest>,
) -> Result<Json<SendResponse>, AppError> {
    let submitted = submitted(request).await?;
    let (id, sandbox) = (SANDBOX.to_owned(), Arc::clone(&state.sandbox));
    let to = Destination { integration_name: id.clone(), integration_id: id, topic: TOPIC.to_owned() };
    submit(state, to, submitted, |records| async move { sandbox.send(records).await }).await
}

/// `POST /api/integrations/{id}/messages`
pub(super) async fn publish(
    State(state): State<AppState>,
    Path(id): Path<String>,
    Body(request): Body<SendRequest>,
) -> Result<Json<SendResponse>, AppError> {
    let of = id.clone();
    let stored = state.store.with(move |store| Ok((store.integration(&of)?.name, store.kafka_settings(&of)?)));
    let (name, kafka) = stored.await?;
    let submitted = submitted(request).await?;
    let topic = kafka.topic.clone().unwrap_or_default();
    let to = Destination { integration_id: id.clone(), integration_name: name, topic };
    let noted = state.clone();
    let publish = |records| async move {
        let receipts = noted.publishers.send(&id, &kafka, records).await;
        if receipts.iter().any(is_delivered) {
            note_delivery(&noted, id).await;
        }
        receipts
    };
    submit(state, to, submitted, publish).await
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

/// What somebody sends, and what it yields.
struct Submitted {
    /// When the server received it.
    at: i64,
    received: shared::wire::Received,
    settings: ConnectionSettings,
    records: Vec<Record>,
    /// The number of each record, from 1, in order.
    numbers: Vec<usize>,
    issues: Vec<Issue>,
}

/// Transforms away from the threads that answer requests: it is nothing but computation.
async fn submitted(request: SendRequest) -> Result<Submitted, AppError> {
    let at = now_ms();
    let SendRequest { batch, settings, received_at, form, only } = request;
    let received_at = received_at.unwrap_or(at);
    let work = move || {
        let outcome = transform(&batch, &settings, Receipt { time_ms: received_at, number: 0 }, form);
        let received = received(received_at, batch.len(), form, &outcome);
        let Outcome { records, issues, .. } = outcome;
        let numbers = chosen(only, records.len())?;
        let is_chosen = |(index, _): &(usize, Record)| numbers.binary_search(&(index + 1)).is_ok();
        let records = records.into_iter().enumerate().filter(is_chosen).map(|(_, it)| it).collect();
        Ok::<_, AppError>(Submitted { at, received, settings, records, numbers, issues })
    };
    let submitted = tokio::task::spawn_blocking(work).await.map_err(|error| {
        tracing::error!(%error, "the transformation did not end");
        AppError::Internal
    })??;
    match submitted.records.len() {
        count if count > MESSAGES => Err(AppError::TooManyMessages { count, limit: MESSAGES }),
        _ => Ok(submitted),
    }
}

/// Publishes, and keeps what became of it. That goes on if the sender leaves: what is handed over is not taken back.
/// Without a message there is nothing to keep.
async fn submit<F>(
    state: AppState,
    to: Destination,
    submitted: Submitted,
    publish: impl FnOnce(Arc<Vec<Record>>) -> F + Send + 'static,
) -> Result<Json<SendResponse>, AppError>
where
    F: Future<Output = Vec<MessageReceipt>> + Send,
{
    let Submitted { at, received, settings, records, numbers, issues } = submitted;
    let received_at = received.received_at;
    let publishing = tokio::spawn(async move {
        let started = Instant::now();
        let receipts = numbered(publish(Arc::new(records)).await, &numbers);
        if !receipts.is_empty() {
            state.deliveries.record(trail(at, to, (received, settings), &receipts, started.elapsed())).await;
        }
        receipts
    });
    let receipts = publishing.await.map_err(|error| {
        tracing::error!(%error, "publishing did not end");
        AppError::Internal
    })?;
    Ok(Json(SendResponse { received_at, receipts, issues }))
}
