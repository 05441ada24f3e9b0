//! `GET /api/rooms`: the rooms there are.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use shared::protocol::RoomListed;

use super::Server;
use super::form::Form;
use crate::auth::Viewer;

pub(super) async fn rooms(State(server): State<Arc<Server>>, _: Viewer, form: Form) -> Response {
    let rooms = server.rooms.all().iter().map(|room| RoomListed {
        key: room.key().to_owned(),
        name: room.name().to_owned(),
        epoch: room.epoch(),
        head: room.head(),
    });
    form.answer(&rooms.collect::<Vec<_>>())
}
