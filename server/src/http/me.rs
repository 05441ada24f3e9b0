//! `GET /api/me`: who is asking.

use axum::response::Response;

use super::form::Form;
use crate::auth::Viewer;

pub(super) async fn me(Viewer(actor): Viewer, form: Form) -> Response {
    form.answer(&actor)
}
