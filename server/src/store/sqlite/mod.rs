//! The store in one SQLite file.
//!
//! One connection writes, a few read. WAL lets them do so at the same time; `synchronous = FULL`
//! makes a commit durable before it is reported. Another process (`guatu link`) may write as well:
//! SQLite makes them take turns.

mod commit;
mod ledger;
mod people;

use std::path::Path;
use std::time::Duration;

use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{Executor as _, SqlSafeStr as _};

use room::StoreError;

/// The file's name in the data folder.
const FILE: &str = "guatu.db";

/// How long to wait for another process's turn to end.
const BUSY: Duration = Duration::from_secs(10);

/// How many connections read.
const READERS: u32 = 4;

/// The migrations, in order. Released ones are never changed.
const MIGRATIONS: &[(i64, &str, &str)] = &[
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
];

/// What the store is opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// To work with; made when it is not there.
    Serve,
    /// To look at as it is at this one moment, whatever others write meanwhile.
    Inspect,
}

/// The store in one SQLite file.
#[derive(Clone, Debug)]
pub(crate) struct SqliteStore {
    write: SqlitePool,
    read: SqlitePool,
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
        let migrated = migrator().run(&write).await;
        migrated.map_err(StoreError::database)?;
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

fn migrator() -> Migrator {
    let migrations = MIGRATIONS.iter().map(|(version, name, sql)| {
        let sql = sql.into_sql_str();
        Migration::new(*version, (*name).into(), MigrationType::Simple, sql, false)
    });
    Migrator::with_migrations(migrations.collect())
}

/// A count as SQLite keeps it. None ever gets near the limit.
fn int(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// A count read back.
fn count(column: &str, value: i64) -> Result<u64, StoreError> {
    u64::try_from(value).map_err(|error| StoreError::unreadable(column, error))
}

/// An identity read back.
fn uuid(column: &str, text: &str) -> Result<uuid::Uuid, StoreError> {
    uuid::Uuid::try_parse(text).map_err(|error| StoreError::unreadable(column, error))
}
