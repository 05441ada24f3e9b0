//! `GET /enter/{token}`: a one-time link becomes a session.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{Method, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};

use super::Server;
use crate::auth::{SESSION_COOKIE, Secret, redeem};
use crate::config::SESSION_LASTS;
use crate::error::ApiError;

const GONE: &str = include_str!("gone.html");

pub(super) async fn enter(
    State(server): State<Arc<Server>>,
    method: Method,
    Path(token): Path<String>,
) -> Result<Response, ApiError> {
    // Whoever only asks whether there is something (a chat that previews links) uses nothing up.
    if method == Method::HEAD {
        return Ok(StatusCode::OK.into_response());
    }
    let session = Secret::new()?;
    let Some(account) = redeem(server.store.as_ref(), &token, &session).await? else {
        let never = [(header::CACHE_CONTROL, "no-store")];
        return Ok((StatusCode::GONE, never, Html(GONE)).into_response());
    };
    tracing::info!(account = account.name, "signed in");
    let cookie = format!(
        "{SESSION_COOKIE}={}; HttpOnly; SameSite=Lax; Path=/; Max-Age={}",
        session.reveal(),
        SESSION_LASTS.as_secs()
    );
    let first = server.rooms.all().first();
    let to = first.map_or_else(|| "/".to_owned(), |room| format!("/r/{}", room.key()));
    let headers = [
        (header::SET_COOKIE, cookie),
        (header::LOCATION, to),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((StatusCode::SEE_OTHER, headers).into_response())
}
