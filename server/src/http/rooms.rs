//! `GET /api/rooms`: the rooms there are.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use shared::schema::Seq;
use uuid::Uuid;

use super::Server;
use crate::auth::Viewer;

#[derive(Serialize)]
pub(super) struct Listed {
    key: String,
    name: String,
    epoch: Uuid,
    head: Seq,
}

pub(super) async fn rooms(State(server): State<Arc<Server>>, _: Viewer) -> Json<Vec<Listed>> {
    let rooms = server.rooms.all().iter().map(|room| Listed {
        key: room.key().to_owned(),
        name: room.name().to_owned(),
        epoch: room.epoch(),
        head: room.head(),
    });
    Json(rooms.collect())
}
