//! `GET /healthz`: whether the server can read what it keeps.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde::Serialize;

use super::Server;
use crate::error::ApiError;

#[derive(Serialize)]
pub(super) struct Health {
    status: &'static str,
}

pub(super) async fn health(State(server): State<Arc<Server>>) -> Result<Json<Health>, ApiError> {
    server.store.ping().await?;
    Ok(Json(Health { status: "ok" }))
}
