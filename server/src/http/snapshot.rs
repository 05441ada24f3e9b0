//! `GET /api/rooms/{room}/snapshot`: the whole room in one piece.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use shared::protocol::Encoding;
use shared::schema::Seq;
use uuid::Uuid;

use super::form::COMPACT;
use super::{Coding, Server};
use crate::auth::Viewer;
use crate::error::ApiError;

pub(super) async fn snapshot(
    State(server): State<Arc<Server>>,
    _: Viewer,
    Path(room): Path<String>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let room = server.room(&room)?;
    if has(&headers, &etag(room.epoch(), room.head())) {
        let tag = etag(room.epoch(), room.head());
        return Ok((StatusCode::NOT_MODIFIED, common(&tag)).into_response());
    }
    let encoding = encoding(&headers);
    let coding = Coding::wanted(&headers);
    let (seq, bytes) = server.snapshots.get(room, encoding, coding).await?;
    let kind = match encoding {
        Encoding::Postcard => COMPACT,
        Encoding::Json => "application/json",
    };
    let mut response = (common(&etag(room.epoch(), seq)), bytes).into_response();
    let answer = response.headers_mut();
    answer.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    if let Some(coding) = coding.name() {
        answer.insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding));
    }
    Ok(response)
}

/// JSON for whoever asks for it and not for the binary form.
fn encoding(headers: &HeaderMap) -> Encoding {
    let accept = headers.get(header::ACCEPT);
    let accept = accept.and_then(|value| value.to_str().ok()).unwrap_or("");
    if accept.contains("application/json") && !accept.contains(COMPACT) {
        Encoding::Json
    } else {
        Encoding::Postcard
    }
}

fn etag(epoch: Uuid, seq: Seq) -> String {
    format!("\"{epoch}-{seq}\"")
}

/// Whether the client has this one already. A proxy that compresses marks the tag as weak.
fn has(headers: &HeaderMap, tag: &str) -> bool {
    let given = headers.get_all(header::IF_NONE_MATCH).iter();
    given
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|given| given.trim().trim_start_matches("W/") == tag)
}

fn common(tag: &str) -> [(header::HeaderName, String); 3] {
    [
        (header::ETAG, tag.to_owned()),
        (header::CACHE_CONTROL, "private, no-cache".to_owned()),
        (
            header::VARY,
            "accept, accept-encoding, cookie, authorization".to_owned(),
        ),
    ]
}
