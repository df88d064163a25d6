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

#[cfg(test)]
mod tests {
    use axum::Router;
    use axum::body::Body;
    use axum::http::{Request, StatusCode};
    use axum::routing::get;
    use tower::ServiceExt;
    use tower_http::catch_panic::CatchPanicLayer;

    #[tokio::test]
    async fn a_handler_that_panics_answers_in_the_envelope_without_its_words() {
        async fn handler() -> &'static str {
            panic!("canary")
        }
        let router = Router::new().route("/", get(handler)).layer(CatchPanicLayer::custom(super::panicked));
        let answer = router.oneshot(Request::new(Body::empty())).await.unwrap();
        assert_eq!(answer.status(), StatusCode::INTERNAL_SERVER_ERROR);
        let body = axum::body::to_bytes(answer.into_body(), 10_000).await.unwrap();
        let body = String::from_utf8(body.to_vec()).unwrap();
        assert!(
            body.starts_with(r#"{"error":{"code":"internal","message":"Something failed in the server.""#),
            "{body}"
        );
        assert!(!body.contains("canary"));
    }
}
