//! The connection check, told while it runs.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use axum::extract::State;
use axum::response::Sse;
use axum::response::sse::Event;
use shared::KafkaSettings;
use shared::wire::{CheckEvent, CheckRequest, LastCheck};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::task::JoinHandle;
use tokio_stream::Stream;

use super::body::Body;
use crate::check::{CheckOptions, check};
use crate::error::AppError;
use crate::sandbox::now_ms;
use crate::state::AppState;
use crate::store::Store;

/// `POST /api/check`: server-sent events. Closing the connection ends the check.
pub(super) async fn run(
    State(state): State<AppState>,
    Body(request): Body<CheckRequest>,
) -> Result<Sse<Running>, AppError> {
    let options = CheckOptions { test_record: request.test_record, ..CheckOptions::clone(&state.check_options) };
    // Only what is stored is noted in the list of integrations.
    let noted = request.integration.clone().filter(|_| request.kafka.is_none());
    let settings = settings(&state, request).await?;
    let (tell, told) = unbounded_channel();
    let running = tokio::spawn(async move { check(&settings, now_ms(), &options, tell).await });
    Ok(Sse::new(Running { told, running, noted, store: state.store }))
}

/// What is typed, with the stored secrets where none is typed; or what is stored.
async fn settings(state: &AppState, request: CheckRequest) -> Result<KafkaSettings, AppError> {
    let CheckRequest { integration, kafka, remove_secrets, .. } = request;
    Ok(match (integration, kafka) {
        (Some(id), Some(typed)) => {
            state.store.with(move |store| store.with_stored_secrets(&id, typed, &remove_secrets)).await?
        }
        (Some(id), None) => state.store.with(move |store| store.kafka_settings(&id)).await?,
        (None, typed) => typed.unwrap_or_default(),
    })
}

/// A check under way; it ends with this.
pub(super) struct Running {
    told: UnboundedReceiver<CheckEvent>,
    running: JoinHandle<()>,
    noted: Option<String>,
    store: Arc<Store>,
}

impl Drop for Running {
    fn drop(&mut self) {
        self.running.abort();
    }
}

impl Stream for Running {
    type Item = Result<Event, Infallible>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.told.poll_recv(context).map(|told| {
            let event = told?;
            if let CheckEvent::Done { passed, summary, .. } = &event
                && let Some(id) = self.noted.take()
            {
                let ended = LastCheck { at: now_ms(), passed: *passed, summary: summary.clone() };
                tokio::spawn(note(Arc::clone(&self.store), id, ended));
            }
            // Events have strings and numbers only: they always become JSON.
            Some(Ok(Event::default().json_data(&event).unwrap_or_default()))
        })
    }
}

/// How the check ended is told in the list; that it cannot be noted must not end the check.
async fn note(store: Arc<Store>, id: String, ended: LastCheck) {
    if let Err(error) = store.with(move |store| store.record_check(&id, &ended)).await {
        tracing::warn!(%error, "the end of a check was not noted");
    }
}
