//! Every route on one screen, and what each request passes through.

mod envelope;
mod guard;
mod headers;
mod health;
mod messages;
mod page;
mod settings;

use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::get;
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer};
use tower_http::timeout::TimeoutLayer;
use tower_http::trace::TraceLayer;

use crate::state::AppState;

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
        .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, TIMEOUT))
        // axum's own limit of 2 MB gives way to ours.
        .layer(DefaultBodyLimit::disable())
        .layer(RequestBodyLimitLayer::new(state.body_limit));

    Router::new()
        .route("/", get(page::shell))
        .route("/integrations", get(page::shell))
        .route("/deliveries", get(page::shell))
        .route("/assets/{name}", get(page::asset))
        .route("/api/settings", get(settings::table))
        .route("/api/integrations/sandbox/messages", get(messages::history).post(messages::send))
        .route("/healthz", get(health::healthz))
        .layer(layers)
        .with_state(state)
}
