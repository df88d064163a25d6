//! What can go wrong with a request, and the one place that says so in HTTP.
//!
//! Every answer that is not a success carries `{"error":{"code","message",…}}`. Causes that are not the caller's to mend
//! are logged once, here, and answered without detail.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use shared::wire::{ApiError, ErrorBody};
use thiserror::Error;

/// Why a request is not served.
#[derive(Debug, Error)]
pub(crate) enum AppError {
    #[error("The body is not what this route takes: {0}")]
    Body(String),
    #[error("The body has more than {limit} bytes.")]
    TooLarge { limit: usize },
    #[error("The body must be JSON.")]
    NotJson,
    #[error("The input yields {count} messages; at most {limit} are sent in one request.")]
    TooManyMessages { count: usize, limit: usize },
    #[error("There is nothing at this address.")]
    NotFound,
    #[error("This address does not take that method.")]
    Method,
    #[error("The server does not answer to the name in the `Host` header.")]
    ForeignHost,
    #[error("Another site may not call this server.")]
    ForeignOrigin,
    #[error("The request took too long.")]
    Timeout,
    #[error("The page is not part of this build.")]
    NoPage,
    #[error("Something failed in the server.")]
    Internal,
}

impl AppError {
    /// Status, code and what to do.
    fn row(&self) -> (StatusCode, &'static str, Option<&'static str>) {
        match self {
            Self::Body(_) => {
                (StatusCode::UNPROCESSABLE_ENTITY, "bad_body", Some("See /api/settings for the names of settings."))
            }
            Self::TooLarge { .. } => (
                StatusCode::PAYLOAD_TOO_LARGE,
                "body_too_large",
                Some("Send fewer batches, or start the server with a larger --body-limit."),
            ),
            Self::NotJson => {
                (StatusCode::UNSUPPORTED_MEDIA_TYPE, "not_json", Some("Send `Content-Type: application/json`."))
            }
            Self::TooManyMessages { .. } => (
                StatusCode::PAYLOAD_TOO_LARGE,
                "too_many_messages",
                Some("Send fewer batches, or switch Send as Batch on."),
            ),
            Self::NotFound => (StatusCode::NOT_FOUND, "not_found", None),
            Self::Method => (StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed", None),
            Self::ForeignHost => (
                StatusCode::FORBIDDEN,
                "foreign_host",
                Some("Open the address that the server printed, or start it with --public-url and the one you use."),
            ),
            Self::ForeignOrigin => (
                StatusCode::FORBIDDEN,
                "foreign_origin",
                Some("Call it from its own page, or start it with --public-url and the address of that page."),
            ),
            Self::Timeout => (StatusCode::REQUEST_TIMEOUT, "timeout", Some("Try again.")),
            Self::NoPage => (
                StatusCode::NOT_FOUND,
                "no_page",
                Some("Build it with `cargo xtask page`, and then the server; or use ./script/server."),
            ),
            Self::Internal => (
                StatusCode::INTERNAL_SERVER_ERROR,
                "internal",
                Some("The server's log has the cause, under the request's id."),
            ),
        }
    }

    /// The error that a bare status stands for: libraries answer with those.
    pub(crate) fn of_status(status: StatusCode, body_limit: usize) -> Option<Self> {
        Some(match status {
            StatusCode::NOT_FOUND => Self::NotFound,
            StatusCode::METHOD_NOT_ALLOWED => Self::Method,
            StatusCode::PAYLOAD_TOO_LARGE => Self::TooLarge { limit: body_limit },
            StatusCode::REQUEST_TIMEOUT => Self::Timeout,
            StatusCode::UNSUPPORTED_MEDIA_TYPE => Self::NotJson,
            status if status.is_server_error() => Self::Internal,
            _ => return None,
        })
    }
}

impl IntoResponse for AppError {
    fn into_response(self) -> Response {
        let (status, code, hint) = self.row();
        let error = ApiError {
            code: code.to_owned(),
            message: self.to_string(),
            field: None,
            pointer: None,
            hint: hint.map(str::to_owned),
            problems: Vec::new(),
        };
        (status, Json(ErrorBody { error })).into_response()
    }
}
