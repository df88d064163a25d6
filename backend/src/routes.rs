//! What each request passes through on its way to its route; `table` has every route on one screen.

mod body;
mod check;
mod connections;
mod deliveries;
mod envelope;
mod findings;
mod guard;
mod headers;
mod health;
mod integrations;
mod messages;
mod page;
mod session;
mod settings;
mod table;

use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware::{from_fn, from_fn_with_state};
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer};
use tower_http::timeout::TimeoutLayer;
use tower_http::trace::TraceLayer;

use crate::state::AppState;
pub use table::{Access, ROUTES, Route};

/// Longer than any send may take: that has a deadline of its own, and answers in words.
const TIMEOUT: Duration = Duration::from_secs(60);

/// All routes.
pub(crate) fn router(state: AppState) -> Router {
    let layers = ServiceBuilder::new()
        .layer(SetRequestIdLayer::x_request_id(MakeRequestUuid))
        .layer(TraceLayer::new_for_http().make_span_with(headers::span).on_failure(()))
        .layer(PropagateRequestIdLayer::x_request_id())
        .layer(from_fn(headers::add))
        .layer(CompressionLayer::new())
        .layer(from_fn_with_state(state.clone(), envelope::wrap))
        .layer(CatchPanicLayer::custom(envelope::panicked))
        .layer(from_fn_with_state(state.clone(), guard::check))
        .layer(from_fn_with_state(state.clone(), session::check))
        .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, TIMEOUT))
        // axum's own limit of 2 MB gives way to ours.
        .layer(DefaultBodyLimit::disable())
        .layer(RequestBodyLimitLayer::new(state.body_limit));

    table::router().layer(layers).with_state(state)
}
