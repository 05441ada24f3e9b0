//! The HTTP side: one file a verb.
//!
//! Everything under `/api` answers in JSON, errors included, to whoever has a session or a token.
//! The rest are the app's files, the sign-in and the health check. What every answer has in common
//! (security headers, the check of the host, compression, the log) is laid around the routes in
//! [`router()`].

mod app_files;
mod asset;
mod coding;
mod commands;
mod derived;
mod enter;
mod form;
mod health;
mod host;
mod log;
mod me;
mod query;
mod record;
mod records;
mod rooms;
mod router;
mod schema;
mod security;
mod snapshot;
mod trace;

use std::sync::Arc;

use room::Room;
use tokio::sync::{mpsc, watch};

pub(crate) use self::app_files::AppFiles;
pub(crate) use self::coding::Coding;
pub(crate) use self::host::Hosts;
pub(crate) use self::router::router;
use crate::error::ApiError;
use crate::rooms::{Rooms, Snapshots};
use crate::store::Store;

/// What handlers work with.
pub(crate) struct Server {
    /// Everything that is kept.
    pub(crate) store: Arc<dyn Store>,
    /// The rooms.
    pub(crate) rooms: Rooms,
    /// The rooms in one piece, as they were fetched last.
    pub(crate) snapshots: Snapshots,
    /// The app.
    pub(crate) files: AppFiles,
    /// The names this server answers to.
    pub(crate) hosts: Hosts,
    /// Turns true when the server stops.
    pub(crate) stopping: watch::Receiver<bool>,
    /// Held by every live connection: when all are gone, all have said goodbye.
    pub(crate) alive: mpsc::WeakSender<()>,
}

impl Server {
    /// The room with this key.
    pub(crate) fn room(&self, key: &str) -> Result<&Arc<Room>, ApiError> {
        self.rooms.get(key).ok_or_else(|| {
            ApiError::not_found(
                "unknown_room",
                format!("没有作战室「{key}」"),
                format!("there is no room `{key}`"),
            )
        })
    }
}
