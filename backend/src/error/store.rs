//! The store's errors in HTTP.

use axum::http::StatusCode;

use super::{AppError, Row};
use crate::store::{StoreError, Thing};

impl From<StoreError> for AppError {
    /// What is not the caller's to mend is logged here, and answered without detail.
    fn from(error: StoreError) -> Self {
        use StoreError::{Database, Ended, Random, Unreadable};
        match error {
            Database(_) | Ended | Random | Unreadable(_) => {
                tracing::error!(%error, "the store failed");
                Self::Internal
            }
            error => Self::Store(error),
        }
    }
}

pub(super) fn row(error: &StoreError) -> Row {
    match error {
        StoreError::NotFound(Thing::Submission) => {
            (StatusCode::NOT_FOUND, "not_found", Some("The oldest ones are dropped when there are too many."))
        }
        StoreError::NotFound(Thing::Integration | Thing::Connection) => {
            (StatusCode::NOT_FOUND, "not_found", Some("It may have been deleted: the list has all that there are."))
        }
        StoreError::NameTaken { .. } => (StatusCode::CONFLICT, "name_taken", Some("Choose another name.")),
        StoreError::Conflict { .. } => (
            StatusCode::CONFLICT,
            "version_conflict",
            Some("Read it again, and make the change to what is stored now."),
        ),
        StoreError::Full => (
            StatusCode::INSUFFICIENT_STORAGE,
            "storage_full",
            Some("Make room there, and try again. Nothing of this change was kept."),
        ),
        StoreError::ReadOnly => (
            StatusCode::SERVICE_UNAVAILABLE,
            "storage_read_only",
            Some("Let the server's user write there, and try again. Nothing of this change was kept."),
        ),
        StoreError::Unsealable { .. } => {
            (StatusCode::INTERNAL_SERVER_ERROR, "secret_unreadable", Some("Set the secret again, or remove it."))
        }
        StoreError::Database(_) | StoreError::Ended | StoreError::Random | StoreError::Unreadable(_) => {
            AppError::Internal.row()
        }
    }
}

/// The field of the request that it is about.
pub(super) fn field(error: &StoreError) -> Option<&'static str> {
    match error {
        StoreError::NameTaken { .. } => Some("name"),
        StoreError::Conflict { .. } => Some("version"),
        _ => None,
    }
}
