//! The routes, and what is laid around them.

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{StatusCode, Uri};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{any, get, post};
use shared::schema::Sentence;
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;

use super::{
    Server, asset, commands, derived, enter, health, host, log, me, record, records, rooms, schema,
    security, snapshot, trace,
};
use crate::config::MESSAGE_HARD_LIMIT;
use crate::error::ApiError;
use crate::live;

/// The whole server as one service.
pub(crate) fn router(server: Arc<Server>) -> Router {
    let compression = CompressionLayer::new().quality(CompressionLevel::Fastest);
    Router::new()
        .route("/", get(asset::index))
        .route("/r", get(asset::index))
        .route("/r/{*path}", get(asset::index))
        .route("/assets/{file}", get(asset::asset))
        .route("/sw.js", get(asset::worker))
        .route("/enter/{token}", get(enter::enter))
        .route("/healthz", get(health::health))
        .nest("/api", api())
        .layer(compression)
        // Not inside the compression: a socket is no document.
        .route("/api/rooms/{room}/live", any(live::live))
        .fallback(asset::nothing)
        .layer(from_fn_with_state(Arc::clone(&server), host::check))
        .layer(from_fn(security::headers))
        .layer(trace::layer())
        .with_state(server)
}

fn api() -> Router<Arc<Server>> {
    Router::new()
        .route("/me", get(me::me))
        .route("/schema", get(schema::schema))
        .route("/rooms", get(rooms::rooms))
        .route("/rooms/{room}/records", get(records::records))
        .route("/rooms/{room}/records/{id}", get(record::record))
        .route("/rooms/{room}/commands", post(commands::commands))
        .route("/rooms/{room}/derived/{what}", get(derived::derived))
        .route("/rooms/{room}/log", get(log::log))
        .route("/rooms/{room}/snapshot", get(snapshot::snapshot))
        .fallback(unknown_path)
        .method_not_allowed_fallback(wrong_method)
        .layer(DefaultBodyLimit::max(MESSAGE_HARD_LIMIT))
}

async fn unknown_path(uri: Uri) -> ApiError {
    let path = uri.path();
    ApiError::not_found(
        "unknown_path",
        format!("没有这个地址:/api{path}"),
        format!("there is nothing at /api{path}"),
    )
}

async fn wrong_method() -> ApiError {
    ApiError::new(
        StatusCode::METHOD_NOT_ALLOWED,
        "wrong_method",
        Sentence::new(
            "这个地址不接受该请求方法",
            "this address does not take that method",
        ),
    )
}
