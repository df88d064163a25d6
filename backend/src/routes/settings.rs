//! The table of settings.

use axum::Json;
use shared::settings::{CONNECTION, KAFKA};
use shared::wire::SettingsTable;

/// `GET /api/settings`
pub(super) async fn table() -> Json<SettingsTable> {
    Json(SettingsTable { kafka: KAFKA, connection: CONNECTION })
}
