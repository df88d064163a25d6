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

/// What somebody sends, and what it yields.
struct Submitted {
    /// When the server received it.
    at: i64,
    received: shared::wire::Received,
    settings: ConnectionSettings,
    /// Those that are to be sent.
    records: Vec<Record>,
    /// The number of each of them in what the input yields, from 1, in order.
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
        let (numbers, records) = chosen(only, records)?;
        Ok(Submitted { at, received, settings, records, numbers, issues })
    };
    tokio::task::spawn_blocking(work).await.map_err(|error| {
        tracing::error!(%error, "the transformation did not end");
        AppError::Internal
    })?
}

/// The messages that are sent, with their numbers: in the order of the batch, whatever order they are named in.
fn chosen(only: Option<Vec<usize>>, records: Vec<Record>) -> Result<(Vec<usize>, Vec<Record>), AppError> {
    let count = records.len();
    if count > MESSAGES {
        return Err(AppError::TooManyMessages { count, limit: MESSAGES });
    }
    let Some(mut numbers) = only else { return Ok(((1..=count).collect(), records)) };
    numbers.sort_unstable();
    numbers.dedup();
    if let Some(&number) = numbers.iter().find(|it| !(1..=count).contains(*it)) {
        return Err(AppError::NoSuchMessage { number, count });
    }
    let is_chosen = |(index, _): &(usize, Record)| numbers.binary_search(&(index + 1)).is_ok();
    let records = records.into_iter().enumerate().filter(is_chosen).map(|(_, it)| it).collect();
    Ok((numbers, records))
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
        let mut receipts = publish(Arc::new(records)).await;
        // Of a part of the messages they count from 1 too.
        for (receipt, number) in receipts.iter_mut().zip(numbers) {
            receipt.number = number;
        }
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
