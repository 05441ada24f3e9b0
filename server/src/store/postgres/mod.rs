//! The store in a PostgreSQL database, for several servers at once.
//!
//! Whoever writes to a room first locks its row ([`Turn`](room::Turn)), so servers queue instead of
//! finding out afterwards that they were too late. What one has written the others hear of by the
//! doorbell. Reading and writing have connections of their own: who holds a turn can always read.

pub(super) mod commit;
mod doorbell;
mod ledger;
mod people;
mod turn;
mod views;

use std::str::FromStr as _;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use sqlx::Executor as _;
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};

use self::doorbell::Doorbell;
use super::{MigrationFile, Mode, migrator};
use room::StoreError;

/// How many connections write, and how many read.
const WRITERS: u32 = 8;
const READERS: u32 = 8;

/// How long to wait for the database, before whoever asked is told that it is not there.
const PATIENCE: Duration = Duration::from_secs(5);

/// What every writing connection asks of the database: a commit is durable before it is reported;
/// a server that hangs does not keep the others from a room for ever.
const WHEN_WRITING: [(&str, &str); 3] = [
    ("synchronous_commit", "on"),
    ("lock_timeout", "20s"),
    ("idle_in_transaction_session_timeout", "10s"),
];

/// The migrations, in order. Released ones are never changed.
const MIGRATIONS: &[MigrationFile] = &[
    (
        1,
        "ledger",
        include_str!("../../../migrations/postgres/0001_ledger.sql"),
    ),
    (
        2,
        "people",
        include_str!("../../../migrations/postgres/0002_people.sql"),
    ),
    (
        3,
        "former epoch",
        include_str!("../../../migrations/postgres/0003_former_epoch.sql"),
    ),
    (
        4,
        "generated view",
        include_str!("../../../migrations/postgres/0004_generated_view.sql"),
    ),
];

/// The store in a PostgreSQL database.
#[derive(Clone, Debug)]
pub(crate) struct PostgresStore {
    pub(super) write: PgPool,
    pub(super) read: PgPool,
    /// There once somebody wants to hear it.
    doorbell: Arc<OnceLock<Doorbell>>,
}

impl PostgresStore {
    /// Opens the store in the database at this address (`postgres://…`).
    pub(crate) async fn open(address: &str, mode: Mode) -> Result<Self, StoreError> {
        let options = PgConnectOptions::from_str(address)?.application_name("guatu");
        if mode == Mode::Inspect {
            return Self::at_one_moment(options).await;
        }
        let pool = |size| {
            PgPoolOptions::new()
                .max_connections(size)
                .acquire_timeout(PATIENCE)
        };
        let write = pool(WRITERS)
            .connect_with(options.clone().options(WHEN_WRITING))
            .await?;
        let migrated = migrator(MIGRATIONS).run(&write).await;
        migrated.map_err(StoreError::database)?;
        views::refresh(&write).await?;
        let read = pool(READERS).connect_with(options).await?;
        Ok(Self {
            write,
            read,
            doorbell: Arc::default(),
        })
    }

    /// One connection that never leaves the transaction it starts with: everything is read as it
    /// was when it read first.
    async fn at_one_moment(options: PgConnectOptions) -> Result<Self, StoreError> {
        let pool = PgPoolOptions::new()
            .max_connections(1)
            .acquire_timeout(PATIENCE)
            .idle_timeout(None)
            .max_lifetime(None)
            .after_connect(|connection, _| {
                let begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
                Box::pin(async move { connection.execute(begin).await.map(drop) })
            })
            .connect_with(options)
            .await?;
        Ok(Self {
            write: pool.clone(),
            read: pool,
            doorbell: Arc::default(),
        })
    }
}
