//! The errors of signing in, in HTTP.

use axum::http::StatusCode;

use super::{AppError, Row};
use crate::auth::SignInError;

/// What to do without the right token.
pub(super) const HINT: &str =
    "Open the link that the server printed at its first start, or run `headgate token rotate` for a new one.";

impl From<SignInError> for AppError {
    fn from(error: SignInError) -> Self {
        match error {
            SignInError::Store(error) => error.into(),
            error => Self::SignIn(error),
        }
    }
}

pub(super) fn row(error: &SignInError) -> Row {
    match error {
        SignInError::SignedOut => (StatusCode::UNAUTHORIZED, "signed_out", Some(HINT)),
        SignInError::WrongToken => (StatusCode::UNAUTHORIZED, "wrong_token", Some(HINT)),
        SignInError::TooManyTries { .. } => (StatusCode::TOO_MANY_REQUESTS, "too_many_tries", Some(HINT)),
        SignInError::Store(error) => super::store::row(error),
    }
}

/// After how many seconds to try again.
pub(super) fn retry_after(error: &AppError) -> Option<u64> {
    match error {
        AppError::SignIn(SignInError::TooManyTries { seconds }) => Some(*seconds),
        _ => None,
    }
}
