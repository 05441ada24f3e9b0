//! In which of the two encodings an answer goes out: JSON, unless the compact form is asked for.

use std::convert::Infallible;

use axum::Json;
use axum::extract::FromRequestParts;
use axum::http::header;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use shared::protocol::to_postcard;

/// The media type of the compact form.
pub(super) const COMPACT: &str = "application/octet-stream";

/// What the request's `Accept` asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Json,
    Compact,
}

impl Form {
    /// The answer in the form that was asked for.
    pub(super) fn answer<T: Serialize>(self, value: &T) -> Response {
        match self {
            Self::Json => Json(value).into_response(),
            Self::Compact => {
                ([(header::CONTENT_TYPE, COMPACT)], to_postcard(value)).into_response()
            }
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Form {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let accept = parts.headers.get(header::ACCEPT);
        let accept = accept.and_then(|value| value.to_str().ok()).unwrap_or("");
        Ok(if accept.contains(COMPACT) {
            Self::Compact
        } else {
            Self::Json
        })
    }
}
