//! The connections of an integration: what is forwarded to it, and in which shape.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use shared::wire::{Connection, ConnectionList, ConnectionWrite};

use super::body::Body;
use super::findings;
use super::integrations::not_the_sandbox;
use crate::error::AppError;
use crate::sandbox::now_ms;
use crate::state::AppState;
use crate::store::{NewConnection, Store};

/// `GET /api/integrations/{id}/connections`
pub(super) async fn list(
    State(state): State<AppState>,
    Path(id): Path<String>,
) -> Result<Json<ConnectionList>, AppError> {
    not_the_sandbox(&id)?;
    let connections = state.store.with(move |store| store.connections(&id)).await?;
    Ok(Json(ConnectionList { connections }))
}

/// `POST /api/integrations/{id}/connections`
pub(super) async fn create(
    State(state): State<AppState>,
    Path(id): Path<String>,
    Body(write): Body<ConnectionWrite>,
) -> Result<Response, AppError> {
    not_the_sandbox(&id)?;
    let new = sound(write)?;
    let made = state.store.with(move |store| store.create_connection(&id, &new, now_ms())).await?;
    let location = format!("/api/integrations/{}/connections/{}", made.integration_id, made.id);
    Ok((StatusCode::CREATED, [(header::LOCATION, location)], Json(made)).into_response())
}

/// `GET /api/integrations/{id}/connections/{connection}`
pub(super) async fn read(
    State(state): State<AppState>,
    Path((id, connection)): Path<(String, String)>,
) -> Result<Json<Connection>, AppError> {
    not_the_sandbox(&id)?;
    Ok(Json(state.store.with(move |store| store.connection(&id, &connection)).await?))
}

/// `PUT /api/integrations/{id}/connections/{connection}`
pub(super) async fn update(
    State(state): State<AppState>,
    Path((id, connection)): Path<(String, String)>,
    Body(write): Body<ConnectionWrite>,
) -> Result<Json<Connection>, AppError> {
    not_the_sandbox(&id)?;
    let version = write.version.ok_or_else(|| AppError::Invalid(vec![findings::version_missing()]))?;
    let new = sound(write)?;
    let work = move |store: &Store| store.update_connection(&id, &connection, version, &new, now_ms());
    Ok(Json(state.store.with(work).await?))
}

/// `DELETE /api/integrations/{id}/connections/{connection}`
pub(super) async fn delete(
    State(state): State<AppState>,
    Path((id, connection)): Path<(String, String)>,
) -> Result<StatusCode, AppError> {
    not_the_sandbox(&id)?;
    state.store.with(move |store| store.delete_connection(&id, &connection)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The connection as it is to be stored, unless its name is wrong. Its settings are sound by their types.
fn sound(write: ConnectionWrite) -> Result<NewConnection, AppError> {
    let name = write.name.trim();
    match findings::of_name(name) {
        Some(problem) => Err(AppError::Invalid(vec![problem])),
        None => Ok(NewConnection { name: name.to_owned(), settings: write.settings }),
    }
}
