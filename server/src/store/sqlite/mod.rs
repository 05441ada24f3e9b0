//! The store in one SQLite file.
//!
//! One connection writes, a few read. WAL lets them do so at the same time; `synchronous = FULL`
//! makes a commit durable before it is reported. Another process (`guatu link`) may write as well:
//! SQLite makes them take turns.

pub(super) mod commit;
mod ledger;
mod people;
mod views;

use std::path::Path;
use std::time::Duration;

use sqlx::Executor as _;
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};

use super::{MigrationFile, Mode, migrator};
use room::StoreError;

/// The file's name in the data folder.
const FILE: &str = "guatu.db";

/// How long to wait for another process's turn to end.
const BUSY: Duration = Duration::from_secs(10);

/// How many connections read.
const READERS: u32 = 4;

/// The migrations, in order. Released ones are never changed.
const MIGRATIONS: &[MigrationFile] = &[
    (
        1,
        "ledger",
        include_str!("../../../migrations/sqlite/0001_ledger.sql"),
    ),
    (
        2,
        "people",
        include_str!("../../../migrations/sqlite/0002_people.sql"),
    ),
    (
        3,
        "former epoch",
        include_str!("../../../migrations/sqlite/0003_former_epoch.sql"),
    ),
    (
        4,
        "generated view",
        include_str!("../../../migrations/sqlite/0004_generated_view.sql"),
    ),
];

/// The store in one SQLite file.
#[derive(Clone, Debug)]
pub(crate) struct SqliteStore {
    pub(super) write: SqlitePool,
    pub(super) read: SqlitePool,
}

impl SqliteStore {
    /// Opens the store in a data folder.
    pub(crate) async fn open(folder: &Path, mode: Mode) -> Result<Self, StoreError> {
        let options = SqliteConnectOptions::new()
            .filename(folder.join(FILE))
            .create_if_missing(mode == Mode::Serve)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(BUSY)
            .pragma("cache_size", "-16384");
        if mode == Mode::Inspect {
            return Self::at_one_moment(options).await;
        }
        let write = SqlitePoolOptions::new()
            .max_connections(1)
            .connect_with(options.clone())
            .await?;
        let migrated = migrator(MIGRATIONS).run(&write).await;
        migrated.map_err(StoreError::database)?;
        views::refresh(&write).await?;
        let read = SqlitePoolOptions::new()
            .max_connections(READERS)
            .connect_with(options.pragma("query_only", "1"))
            .await?;
        Ok(Self { write, read })
    }

    /// One connection that never leaves the transaction it starts with: everything is read as it
    /// was when it read first.
    async fn at_one_moment(options: SqliteConnectOptions) -> Result<Self, StoreError> {
        let pool = SqlitePoolOptions::new()
            .max_connections(1)
            .idle_timeout(None)
            .max_lifetime(None)
            .after_connect(|connection, _| {
                Box::pin(async move { connection.execute("BEGIN").await.map(drop) })
            })
            .connect_with(options.pragma("query_only", "1"))
            .await?;
        Ok(Self {
            write: pool.clone(),
            read: pool,
        })
    }
}
