//! Signing in and out, and who is let through to which route.

use axum::Json;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use shared::settings::Secret;
use shared::wire::SignInRequest;

use super::body;
use super::table;
use crate::auth::{Credentials, SESSION};
use crate::error::AppError;
use crate::state::AppState;

/// The most bytes of a body with a token. Anybody may send one: it is not for those who are not signed in to fill the memory.
const LIMIT: usize = 4096;
/// The cookie that holds a session's id. Scripts cannot read it, and other sites' pages do not send it.
const COOKIE: &str = "headgate_session";

/// Lets a request pass that is for an open route, or whose sender is signed in. Everything else is closed, an address
/// with nothing at it too.
pub(super) async fn check(State(state): State<AppState>, request: Request, next: Next) -> Result<Response, AppError> {
    let path = request.extensions().get::<MatchedPath>().map(MatchedPath::as_str);
    if !path.is_some_and(|path| table::is_open(path, request.method())) {
        state.auth.check(credentials(request.headers())).await?;
    }
    Ok(next.run(request).await)
}

/// `GET /api/session`: whether the sender is signed in.
pub(super) async fn read(State(state): State<AppState>, headers: HeaderMap) -> Result<Response, AppError> {
    state.auth.check(credentials(&headers)).await?;
    Ok(Json(serde_json::json!({ "signed_in": true })).into_response())
}

/// `POST /api/session`: exchanges the token for a cookie.
pub(super) async fn sign_in(State(state): State<AppState>, request: Request) -> Result<Response, AppError> {
    let limit = LIMIT.min(state.body_limit);
    let request: SignInRequest = body::read(request, limit, AppError::TokenTooLarge { limit }).await?;
    let session = state.auth.sign_in(request.token).await?;
    let cookie = cookie(&state, session.expose(), SESSION.as_secs());
    Ok(([(header::SET_COOKIE, cookie)], Json(serde_json::json!({ "signed_in": true }))).into_response())
}

/// `DELETE /api/session`: ends the session and takes the cookie back.
pub(super) async fn sign_out(State(state): State<AppState>, headers: HeaderMap) -> Result<Response, AppError> {
    if let Some(session) = credentials(&headers).session {
        state.auth.sign_out(&session).await?;
    }
    Ok((StatusCode::NO_CONTENT, [(header::SET_COOKIE, cookie(&state, "", 0))]).into_response())
}

fn cookie(state: &AppState, value: &str, max_age: u64) -> String {
    let secure = if state.addresses.is_https { "; Secure" } else { "" };
    format!("{COOKIE}={value}; HttpOnly; SameSite=Strict; Path=/; Max-Age={max_age}{secure}")
}

/// The token in `Authorization`, and the session in the cookie.
pub(super) fn credentials(headers: &HeaderMap) -> Credentials {
    let bearer = |text: &str| {
        let (scheme, token) = text.split_once(' ')?;
        scheme.eq_ignore_ascii_case("bearer").then(|| Secret::new(token.trim()))
    };
    let cookie = |text: &str| {
        let mut pairs = text.split(';').filter_map(|pair| pair.trim().split_once('='));
        pairs.find(|(name, _)| *name == COOKIE).map(|(_, value)| Secret::new(value))
    };
    let texts = |name| headers.get_all(name).iter().filter_map(|it| it.to_str().ok());
    Credentials {
        token: texts(header::AUTHORIZATION).find_map(bearer),
        session: texts(header::COOKIE).find_map(cookie),
    }
}
