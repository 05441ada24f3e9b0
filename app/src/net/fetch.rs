//! Requests to the server.

use gloo_net::http::{Request, Response};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use shared::protocol::{Encoding, Snapshot};
use shared::rules::Actor;
use shared::schema::{CommandNumber, DeviceId, RecordId, Seq, Timestamp};
use shared::state::Effect;

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

/// A room as the list names it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub(crate) struct RoomName {
    pub(crate) key: String,
}

#[derive(Deserialize)]
struct Rooms {
    rooms: Vec<RoomName>,
}

/// A change of a record as the log tells it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub(crate) struct HistoryEntry {
    pub(crate) seq: Seq,
    pub(crate) at: Timestamp,
    pub(crate) actor: HistoryActor,
    pub(crate) device: DeviceId,
    pub(crate) number: CommandNumber,
    pub(crate) effects: Vec<Effect>,
}

/// Who did it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub(crate) struct HistoryActor {
    pub(crate) name: String,
}

#[derive(Deserialize)]
struct Log {
    entries: Vec<HistoryEntry>,
}

/// Who is signed in.
pub(crate) async fn me() -> Result<Actor, FetchError> {
    json("/api/me").await
}

/// The rooms this person may see.
pub(crate) async fn rooms() -> Result<Vec<RoomName>, FetchError> {
    let rooms: Rooms = json("/api/rooms").await?;
    Ok(rooms.rooms)
}

/// The whole room at one moment.
pub(crate) async fn snapshot(room: &str) -> Result<Snapshot, FetchError> {
    let response = get(&format!("/api/rooms/{room}/snapshot")).await?;
    let bytes = response.binary().await?;
    Encoding::Postcard
        .decode(&bytes)
        .map_err(|error| FetchError::Failed(error.to_string()))
}

/// What happened to a record, newest first.
pub(crate) async fn history(room: &str, record: RecordId) -> Result<Vec<HistoryEntry>, FetchError> {
    let path = format!("/api/rooms/{room}/log?record={record}&order=desc&limit=100");
    let log: Log = json(&path).await?;
    Ok(log.entries)
}

async fn json<T: DeserializeOwned>(path: &str) -> Result<T, FetchError> {
    let text = get(path).await?.text().await?;
    serde_json::from_str(&text).map_err(|error| FetchError::Failed(error.to_string()))
}

async fn get(path: &str) -> Result<Response, FetchError> {
    let response = Request::get(path).send().await?;
    match response.status() {
        200 => Ok(response),
        401 => Err(FetchError::SignedOut),
        404 => Err(FetchError::NotFound),
        status => Err(FetchError::Failed(format!("{path}: {status}"))),
    }
}
