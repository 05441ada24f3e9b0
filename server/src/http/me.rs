//! `GET /api/me`: who is asking.

use axum::Json;
use shared::rules::Actor;

use crate::auth::Viewer;

pub(super) async fn me(Viewer(actor): Viewer) -> Json<Actor> {
    Json(actor)
}
