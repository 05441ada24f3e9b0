//! `GET /api/rooms/{room}/records/{id}`: one record.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use shared::schema::Record;

use super::Server;
use super::query::record_id;
use crate::auth::Viewer;
use crate::error::ApiError;

pub(super) async fn record(
    State(server): State<Arc<Server>>,
    _: Viewer,
    Path((room, id)): Path<(String, String)>,
) -> Result<Json<Arc<Record>>, ApiError> {
    let room = server.room(&room)?;
    let id = record_id("id", &id)?;
    let record = room.look(move |state, _| state.get(id).cloned()).await?;
    record.map(Json).ok_or_else(|| {
        ApiError::not_found(
            "unknown_record",
            format!("没有记录 {id}"),
            format!("there is no record {id}"),
        )
    })
}
