//! Requests to the server.

use gloo_net::http::Request;
use serde::de::DeserializeOwned;
use shared::protocol::{Entry, RoomListed, Snapshot, from_postcard};
use shared::rules::Actor;
use shared::schema::RecordId;

/// Why a request came to nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum FetchError {
    /// Nobody is signed in.
    SignedOut,
    /// There is no such thing.
    NotFound,
    /// The server cannot be reached, or its answer cannot be read.
    Failed(String),
}

impl From<gloo_net::Error> for FetchError {
    fn from(error: gloo_net::Error) -> Self {
        Self::Failed(error.to_string())
    }
}

/// Who is signed in.
pub(crate) async fn me() -> Result<Actor, FetchError> {
    read("/api/me").await
}

/// The rooms this person may see.
pub(crate) async fn rooms() -> Result<Vec<RoomListed>, FetchError> {
    read("/api/rooms").await
}

/// The whole room at one moment.
pub(crate) async fn snapshot(room: &str) -> Result<Snapshot, FetchError> {
    read(&format!("/api/rooms/{room}/snapshot")).await
}

/// What happened to a record, newest first.
pub(crate) async fn history(room: &str, record: RecordId) -> Result<Vec<Entry>, FetchError> {
    let path = format!("/api/rooms/{room}/log?record={record}&order=desc&limit=100");
    read(&path).await
}

async fn read<T: DeserializeOwned>(path: &str) -> Result<T, FetchError> {
    let request = Request::get(path).header("Accept", "application/octet-stream");
    let response = request.send().await?;
    match response.status() {
        200 => {
            let bytes = response.binary().await?;
            from_postcard(&bytes).map_err(|error| FetchError::Failed(error.to_string()))
        }
        401 => Err(FetchError::SignedOut),
        404 => Err(FetchError::NotFound),
        status => Err(FetchError::Failed(format!("{path}: {status}"))),
    }
}
