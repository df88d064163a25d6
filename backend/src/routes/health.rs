//! Whether the server is alive.

use axum::Json;
use shared::wire::Health;

/// `GET /healthz`
pub(super) async fn healthz() -> Json<Health> {
    Json(Health { status: "ok".to_owned(), version: env!("CARGO_PKG_VERSION").to_owned() })
}
