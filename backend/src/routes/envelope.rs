//! Puts errors that libraries answer into the one envelope.

use std::any::Any;

use axum::extract::{Request, State};
use axum::http::header;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::error::AppError;
use crate::state::AppState;

pub(super) async fn wrap(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    let is_json = response.headers().get(header::CONTENT_TYPE).is_some_and(|it| it == "application/json");
    match AppError::of_status(response.status(), state.body_limit) {
        Some(error) if !is_json => error.into_response(),
        _ => response,
    }
}

/// A handler panicked: its own message may hold people's data and is not passed on.
#[allow(clippy::needless_pass_by_value, reason = "the signature is the layer's")]
pub(super) fn panicked(_cause: Box<dyn Any + Send + 'static>) -> Response {
    tracing::error!("a handler panicked");
    AppError::Internal.into_response()
}
