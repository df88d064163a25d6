//! What can go wrong with a request, and the one place that says so in HTTP.
//!
//! Every answer that is not a success carries `{"error":{"code","message",…}}`. Causes that are not the caller's to mend
//! are logged once, here, and answered without detail.

mod sign_in;
mod store;

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use shared::wire::{ApiError, ErrorBody, Finding, Invalid, InvalidBody};
use thiserror::Error;

use crate::auth::SignInError;
use crate::store::StoreError;

/// Status, code and what to do.
type Row = (StatusCode, &'static str, Option<&'static str>);

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
    #[error("There is no message {number}: the input yields {}.", messages(*count))]
    NoSuchMessage { number: usize, count: usize },
    #[error("There is nothing at this address.")]
    NotFound,
    #[error("The address is not one that this route takes.")]
    Address,
    /// Something behind the `?`, in words.
    #[error("{0}")]
    Query(String),
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
    /// Each thing that is wrong, at its field; the first one's words stand for all.
    #[error("{}", _0.first().map_or("", |it| it.message.as_str()))]
    Invalid(Vec<Finding>),
    #[error("The sandbox is built in: it cannot be read, changed or deleted as an integration.")]
    TheSandbox,
    #[error(transparent)]
    Store(StoreError),
    #[error(transparent)]
    SignIn(SignInError),
    #[error("Something failed in the server.")]
    Internal,
}

/// `no message`, `1 message`, `2 messages`.
fn messages(count: usize) -> String {
    match count {
        0 => "no message".to_owned(),
        1 => "1 message".to_owned(),
        _ => format!("{count} messages"),
    }
}

impl AppError {
    fn row(&self) -> Row {
        let (status, code) = match self {
            Self::Store(error) => return store::row(error),
            Self::SignIn(error) => return sign_in::row(error),
            Self::Invalid(_) => (StatusCode::UNPROCESSABLE_ENTITY, "invalid"),
            Self::TheSandbox => (StatusCode::CONFLICT, "sandbox_is_built_in"),
            Self::Body(_) => (StatusCode::UNPROCESSABLE_ENTITY, "bad_body"),
            Self::TooLarge { .. } => (StatusCode::PAYLOAD_TOO_LARGE, "body_too_large"),
            Self::NotJson => (StatusCode::UNSUPPORTED_MEDIA_TYPE, "not_json"),
            Self::TooManyMessages { .. } => (StatusCode::PAYLOAD_TOO_LARGE, "too_many_messages"),
            Self::NoSuchMessage { .. } => (StatusCode::UNPROCESSABLE_ENTITY, "no_such_message"),
            Self::NotFound => (StatusCode::NOT_FOUND, "not_found"),
            Self::Address => (StatusCode::BAD_REQUEST, "bad_address"),
            Self::Query(_) => (StatusCode::BAD_REQUEST, "bad_query"),
            Self::Method => (StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed"),
            Self::ForeignHost => (StatusCode::FORBIDDEN, "foreign_host"),
            Self::ForeignOrigin => (StatusCode::FORBIDDEN, "foreign_origin"),
            Self::Timeout => (StatusCode::REQUEST_TIMEOUT, "timeout"),
            Self::NoPage => (StatusCode::NOT_FOUND, "no_page"),
            Self::Internal => (StatusCode::INTERNAL_SERVER_ERROR, "internal"),
        };
        (status, code, self.hint())
    }

    /// What to do.
    #[rustfmt::skip]
    fn hint(&self) -> Option<&'static str> {
        Some(match self {
            Self::TheSandbox => "Make an integration of your own; the sandbox's messages are at /api/integrations/sandbox/messages.",
            Self::Body(_) => "See /api/settings for the names of settings.",
            Self::TooLarge { .. } => "Send fewer batches, or start the server with a larger --body-limit.",
            Self::NotJson => "Send `Content-Type: application/json`.",
            Self::TooManyMessages { .. } => "Send fewer batches, or switch Send as Batch on.",
            Self::NoSuchMessage { .. } => "Messages are numbered from 1. Send the batch, the settings, the receipt time and the form that the numbers are of.",
            Self::Address => "Check the ids in its path, and what stands behind the `?`.",
            Self::Query(_) => "Correct what stands behind the `?`.",
            Self::ForeignHost => "Open the address that the server printed, or start it with --public-url and the one you use.",
            Self::ForeignOrigin => "Call it from its own page, or start it with --public-url and the address of that page.",
            Self::Timeout => "Try again.",
            Self::NoPage => "Build it with `cargo xtask page`, and then the server; or use ./script/server.",
            Self::Internal => "The server's log has the cause, under the request's id.",
            Self::Store(_) | Self::SignIn(_) | Self::Invalid(_) | Self::NotFound | Self::Method => return None,
        })
    }

    /// The error that a bare status stands for: libraries answer with those.
    pub(crate) fn of_status(status: StatusCode, body_limit: usize) -> Option<Self> {
        Some(match status {
            StatusCode::BAD_REQUEST => Self::Address,
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

impl AppError {
    /// What the caller is told.
    fn told(&self, code: &str, hint: Option<&str>) -> ApiError {
        let (field, hint) = match self {
            Self::Invalid(problems) => {
                let first = problems.first();
                (first.and_then(|it| it.field.clone()), first.map(|it| it.hint.clone()))
            }
            Self::Store(error) => (store::field(error).map(str::to_owned), hint.map(str::to_owned)),
            Self::NoSuchMessage { .. } => (Some("only".to_owned()), hint.map(str::to_owned)),
            _ => (None, hint.map(str::to_owned)),
        };
        ApiError { code: code.to_owned(), message: self.to_string(), field, pointer: None, hint }
    }
}

impl IntoResponse for AppError {
    fn into_response(self) -> Response {
        let (status, code, hint) = self.row();
        let retry_after = sign_in::retry_after(&self);
        let first = self.told(code, hint);
        let mut response = match self {
            Self::Invalid(problems) => {
                (status, Json(InvalidBody { error: Invalid { first, problems } })).into_response()
            }
            _ => (status, Json(ErrorBody { error: first })).into_response(),
        };
        if let Some(seconds) = retry_after {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}
