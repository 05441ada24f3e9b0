//! The app's page and files, and what is said where there is nothing.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};

use super::app_files::AppFile;
use super::{Coding, Server};
use crate::error::ApiError;

const NO_APP: &str =
    "挂图服务器正在运行,但没有应用文件。请用 `cargo xtask run` 启动,或用 --app 指定目录。
Guatu is running, but without the app: start it with `cargo xtask run`, or name a folder with --app.
";

/// May be kept for ever: the name holds a hash of the content.
const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// Must be asked for again.
const ASK_AGAIN: &str = "no-cache";

const WORKER: &str = "sw.js";

/// The page: the app itself reads the rest of the address.
pub(super) async fn index(State(server): State<Arc<Server>>, headers: HeaderMap) -> Response {
    match server.files.index(Coding::wanted(&headers)).await {
        Some(file) => answer(file, "text/html; charset=utf-8", ASK_AGAIN),
        None => (StatusCode::OK, NO_APP).into_response(),
    }
}

/// One of its files.
pub(super) async fn asset(
    State(server): State<Arc<Server>>,
    Path(name): Path<String>,
    headers: HeaderMap,
) -> Response {
    match server.files.get(&name, Coding::wanted(&headers)).await {
        Some(file) => answer(file, media_type(&name), lasting(&name)),
        None => not_found(),
    }
}

/// The service worker. Its address is outside the other files' because it may only serve what lies
/// under its own.
pub(super) async fn worker(State(server): State<Arc<Server>>, headers: HeaderMap) -> Response {
    match server.files.get(WORKER, Coding::wanted(&headers)).await {
        Some(file) => answer(file, media_type(WORKER), ASK_AGAIN),
        None => not_found(),
    }
}

/// Whatever is nowhere else.
pub(super) async fn nothing(uri: Uri) -> Response {
    let path = uri.path();
    if path == "/api" || path.starts_with("/api/") {
        return ApiError::not_found(
            "unknown_path",
            format!("没有这个地址:{path}"),
            format!("there is nothing at {path}"),
        )
        .into_response();
    }
    not_found()
}

fn not_found() -> Response {
    (
        StatusCode::NOT_FOUND,
        "没有这个页面。 There is nothing here.\n",
    )
        .into_response()
}

fn answer(file: AppFile, media_type: &'static str, lasting: &'static str) -> Response {
    let mut response = file.bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(lasting));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if let Some(coding) = file.coding.name() {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding));
    }
    response
}

/// `app.0123abcd.js` holds the hash of its content, `dev-stamp.txt` does not.
fn lasting(name: &str) -> &'static str {
    let mut parts = name.rsplit('.').skip(1);
    let hashed = parts
        .next()
        .is_some_and(|part| part.len() == 8 && part.bytes().all(|byte| byte.is_ascii_hexdigit()));
    if hashed { FOR_EVER } else { ASK_AGAIN }
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or("") {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_hashed_names_last() {
        assert_eq!(lasting("app.0123abcd.js"), FOR_EVER);
        assert_eq!(lasting("dev-stamp.txt"), ASK_AGAIN);
        assert_eq!(lasting("index.html"), ASK_AGAIN);
    }
}
