//! What is kept: the ledger of the rooms ([`Ledger`]) and the people who work on it ([`People`]).
//!
//! The rest of the server knows only the traits. Nothing here decides anything: what is written
//! together is handed in together, as a [`Group`], and is there entirely or not at all.

mod ledger;
mod people;
mod sqlite;

pub(crate) use ledger::{Device, Group, Ledger, LogQuery, LogRow, Newest, RecordRow, RoomRow};
pub(crate) use people::{Account, People};
pub(crate) use sqlite::{Mode, SqliteStore};

/// A store of everything.
pub(crate) trait Store: Ledger + People {}

impl<T: Ledger + People> Store for T {}

/// Why the store did not do it.
#[derive(Debug, thiserror::Error)]
pub(crate) enum StoreError {
    /// The database did not.
    #[error("the database failed: {0}")]
    Database(#[from] sqlx::Error),
    /// Its tables could not be brought to this version.
    #[error("the tables could not be brought to this version: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// Something stored is not what this program stores.
    #[error("{what} cannot be read: {why}")]
    Unreadable {
        /// Which thing.
        what: String,
        /// What is wrong with it.
        why: String,
    },
    /// Somebody else has written to the room.
    #[error("room {room} is no longer at {expected}: another process writes to it")]
    HeadMoved {
        /// The room.
        room: String,
        /// Where it was taken to be.
        expected: shared::schema::Seq,
    },
}

impl StoreError {
    fn unreadable(what: impl Into<String>, why: impl std::fmt::Display) -> Self {
        Self::Unreadable {
            what: what.into(),
            why: why.to_string(),
        }
    }
}
