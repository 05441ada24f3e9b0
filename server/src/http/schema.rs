//! `GET /api/schema`: every kind of record, its fields and its actions.

use axum::Json;
use serde_json::Value;
use shared::schema::describe;

use crate::auth::Viewer;

pub(super) async fn schema(_: Viewer) -> Json<Value> {
    Json(describe::schema())
}
