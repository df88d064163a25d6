//! Integrations: their names and Kafka configurations. Secrets go in and never come out.

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use shared::issue::Severity;
use shared::wire::{Finding, Integration, IntegrationList, IntegrationWrite, SANDBOX};

use super::body::Body;
use super::findings;
use crate::error::AppError;
use crate::sandbox::now_ms;
use crate::state::AppState;
use crate::store::{NewIntegration, Store};

/// `GET /api/integrations`
pub(super) async fn list(State(state): State<AppState>) -> Result<Json<IntegrationList>, AppError> {
    let integrations = state.store.with(Store::integrations).await?;
    Ok(Json(IntegrationList { integrations }))
}

/// `POST /api/integrations`
pub(super) async fn create(
    State(state): State<AppState>,
    Body(write): Body<IntegrationWrite>,
) -> Result<Response, AppError> {
    let new = sound(&state, None, write).await?;
    let made = state.store.with(move |store| store.create(&new, now_ms())).await?;
    let location = format!("/api/integrations/{}", made.id);
    Ok((StatusCode::CREATED, [(header::LOCATION, location)], Json(made)).into_response())
}

/// `GET /api/integrations/{id}`
pub(super) async fn read(State(state): State<AppState>, Path(id): Path<String>) -> Result<Json<Integration>, AppError> {
    not_the_sandbox(&id)?;
    Ok(Json(state.store.with(move |store| store.integration(&id)).await?))
}

/// `PUT /api/integrations/{id}`
pub(super) async fn update(
    State(state): State<AppState>,
    Path(id): Path<String>,
    Body(write): Body<IntegrationWrite>,
) -> Result<Json<Integration>, AppError> {
    not_the_sandbox(&id)?;
    let version = write.version.ok_or_else(|| AppError::Invalid(vec![findings::version_missing()]))?;
    let new = sound(&state, Some(id.clone()), write).await?;
    Ok(Json(state.store.with(move |store| store.update(&id, version, &new, now_ms())).await?))
}

/// `DELETE /api/integrations/{id}`
pub(super) async fn delete(State(state): State<AppState>, Path(id): Path<String>) -> Result<StatusCode, AppError> {
    not_the_sandbox(&id)?;
    state.store.with(move |store| store.delete(&id)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Whose stored secrets stand in for those that are unset.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Of {
    integration: Option<String>,
}

/// Everything that is wrong, warnings too.
#[derive(Debug, Serialize)]
pub(super) struct Validation {
    problems: Vec<Finding>,
}

/// `POST /api/integrations/validate`, with `?integration=ID` for one that is stored. Nothing is kept.
pub(super) async fn validate(
    State(state): State<AppState>,
    Query(of): Query<Of>,
    Body(write): Body<IntegrationWrite>,
) -> Result<Json<Validation>, AppError> {
    Ok(Json(Validation { problems: problems(&state, of.integration, &write).await? }))
}

/// The integration as it is to be stored, unless something is wrong with it. Warnings do not hinder.
async fn sound(state: &AppState, id: Option<String>, write: IntegrationWrite) -> Result<NewIntegration, AppError> {
    let mut problems = problems(state, id, &write).await?;
    problems.retain(|it| it.severity == Severity::Error);
    if problems.is_empty() {
        let name = write.name.trim().to_owned();
        Ok(NewIntegration { name, kafka: write.kafka, remove_secrets: write.remove_secrets })
    } else {
        Err(AppError::Invalid(problems))
    }
}

/// What is wrong with the integration as it would be: with its stored secrets.
async fn problems(state: &AppState, id: Option<String>, write: &IntegrationWrite) -> Result<Vec<Finding>, AppError> {
    let (kafka, remove) = (write.kafka.clone(), write.remove_secrets.clone());
    let kafka = match id {
        Some(id) => state.store.with(move |store| store.with_stored_secrets(&id, kafka, &remove)).await?,
        None => kafka,
    };
    let name = write.name.trim();
    let mut problems: Vec<_> =
        findings::of_name(name).or_else(|| findings::of_sandbox_name(name)).into_iter().collect();
    problems.extend(shared::kafka::check(&kafka, now_ms()).1.iter().map(Finding::from));
    problems.extend(findings::of_secrets(&write.kafka, &write.remove_secrets));
    Ok(problems)
}

/// The sandbox has its id among the integrations' and is none of them.
pub(super) fn not_the_sandbox(id: &str) -> Result<(), AppError> {
    if id == SANDBOX { Err(AppError::TheSandbox) } else { Ok(()) }
}
