//! Why the ledger did not do it.

/// Why the ledger did not do it.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database did not.
    #[error("the database failed: {0}")]
    Database(#[source] Box<dyn std::error::Error + Send + Sync>),
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
    /// A failure of the database.
    pub fn database(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Database(error.into())
    }

    /// Something stored that cannot be read.
    pub fn unreadable(what: impl Into<String>, why: impl std::fmt::Display) -> Self {
        Self::Unreadable {
            what: what.into(),
            why: why.to_string(),
        }
    }
}

#[cfg(feature = "sqlx")]
impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        Self::database(error)
    }
}
