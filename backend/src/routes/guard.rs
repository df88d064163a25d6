//! Refuses calls under a foreign name (DNS rebinding) and from foreign pages.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, header};
use axum::middleware::Next;
use axum::response::Response;

use crate::error::AppError;
use crate::state::AppState;

/// Lets a request pass whose `Host` is the server's, and whose `Origin`, if it has one, is the server's page.
pub(super) async fn check(State(state): State<AppState>, request: Request, next: Next) -> Result<Response, AppError> {
    let addresses = &state.addresses;
    // A monitor asks by whatever name it knows, and learns nothing but that the server is alive.
    if request.uri().path() != "/healthz" {
        let host = request.uri().authority().map(|it| it.as_str().to_owned());
        let host = host.or_else(|| text(request.headers(), &header::HOST)).unwrap_or_default();
        if !addresses.hosts.contains(&host.to_ascii_lowercase()) {
            return Err(AppError::ForeignHost);
        }
    }
    let origin = text(request.headers(), &header::ORIGIN);
    if origin.is_some_and(|origin| !addresses.origins.contains(&origin.to_ascii_lowercase())) {
        return Err(AppError::ForeignOrigin);
    }
    Ok(next.run(request).await)
}

/// A header as text; one that is no text is no name of ours.
fn text(headers: &HeaderMap, name: &HeaderName) -> Option<String> {
    headers.get(name).map(|value| value.to_str().unwrap_or_default().to_owned())
}
