//! The one who asks, as handlers get them.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use shared::rules::Actor;
use shared::schema::Sentence;

use super::SecretHash;
use crate::clock;
use crate::error::ApiError;
use crate::http::Server;

/// The session's cookie.
pub(crate) const SESSION_COOKIE: &str = "guatu_session";

/// The one who asks.
#[derive(Clone, Debug)]
pub(crate) struct Viewer(pub(crate) Actor);

impl FromRequestParts<Arc<Server>> for Viewer {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, server: &Arc<Server>) -> Result<Self, ApiError> {
        let now = clock::now();
        // A token is shown on purpose, a cookie by habit: the token says who is meant.
        let account = if let Some(token) = bearer(&parts.headers) {
            server.store.token(SecretHash::of(token), now).await?
        } else if let Some(session) = cookie(&parts.headers) {
            server.store.session(SecretHash::of(session), now).await?
        } else {
            None
        };
        account.map(Self).ok_or_else(unauthorized)
    }
}

fn unauthorized() -> ApiError {
    ApiError::new(
        StatusCode::UNAUTHORIZED,
        "unauthorized",
        Sentence::new(
            "请先登录:打开登录链接,或带上令牌(Authorization: Bearer …)",
            "sign in first: open a sign-in link, or send a token (Authorization: Bearer …)",
        ),
    )
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme
        .eq_ignore_ascii_case("bearer")
        .then_some(token.trim())
}

fn cookie(headers: &HeaderMap) -> Option<&str> {
    let lines = headers.get_all(header::COOKIE).iter();
    lines
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, _)| *name == SESSION_COOKIE)
        .map(|(_, value)| value)
}
