//! The page, carried in the binary.

use std::borrow::Cow;

use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use rust_embed::{Embed, EmbeddedFile};

use crate::error::AppError;

/// `dist/`, as `cargo xtask page` built it. A debug build reads it from the disk.
#[derive(Embed)]
#[folder = "../dist/"]
#[allow_missing = true]
struct Dist;

/// The page's shell: the same at each of its places.
pub(super) async fn shell(headers: HeaderMap) -> Result<Response, AppError> {
    serve("index.html", "no-cache", &headers).ok_or(AppError::NoPage)
}

/// A file of the page. Its name holds its hash, so it never changes.
pub(super) async fn asset(Path(name): Path<String>, headers: HeaderMap) -> Result<Response, AppError> {
    serve(&format!("assets/{name}"), "public, max-age=31536000, immutable", &headers).ok_or(AppError::NotFound)
}

fn serve(path: &str, cache: &'static str, request: &HeaderMap) -> Option<Response> {
    let plain = Dist::get(path)?;
    let tag = entity_tag(&plain);
    if request.get(header::IF_NONE_MATCH).is_some_and(|it| it.as_bytes() == tag.as_bytes()) {
        return Some((StatusCode::NOT_MODIFIED, [(header::ETAG, tag)]).into_response());
    }
    let (encoding, file) = encoded(path, request).unwrap_or(("identity", plain));
    let headers = [
        (header::CONTENT_TYPE, content_type(path).to_owned()),
        (header::CACHE_CONTROL, cache.to_owned()),
        (header::CONTENT_ENCODING, encoding.to_owned()),
        (header::VARY, "accept-encoding".to_owned()),
        (header::ETAG, tag),
    ];
    Some((headers, bytes(file)).into_response())
}

/// The smallest form that was built and that the browser takes.
fn encoded(path: &str, request: &HeaderMap) -> Option<(&'static str, EmbeddedFile)> {
    let accepted = request.get(header::ACCEPT_ENCODING)?.to_str().ok()?;
    let accepts = |encoding: &str| {
        accepted
            .split(',')
            .any(|it| it.split(';').next().is_some_and(|it| it.trim() == encoding) && !it.contains("q=0"))
    };
    [("br", "br"), ("gzip", "gz")]
        .into_iter()
        .filter(|(encoding, _)| accepts(encoding))
        .find_map(|(encoding, suffix)| Some((encoding, Dist::get(&format!("{path}.{suffix}"))?)))
}

fn bytes(file: EmbeddedFile) -> axum::body::Bytes {
    match file.data {
        Cow::Borrowed(bytes) => axum::body::Bytes::from_static(bytes),
        Cow::Owned(bytes) => bytes.into(),
    }
}

fn entity_tag(file: &EmbeddedFile) -> String {
    let hash = file.metadata.sha256_hash();
    let hex: String = hash.iter().take(12).map(|byte| format!("{byte:02x}")).collect();
    format!("\"{hex}\"")
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map(|(_, extension)| extension) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        _ => "application/octet-stream",
    }
}
