//! What is kept: the ledger of the rooms ([`Ledger`], as the rooms declare it) and the people who
//! work on it ([`People`]), in a SQLite file or in a PostgreSQL database.
//!
//! The rest of the server knows only the traits. Nothing here decides anything: what is written
//! together is handed in together, as a [`Group`](room::Group), and is there entirely or not at all.

mod people;
mod postgres;
mod rows;
mod sqlite;
#[cfg(test)]
mod story;
mod views;
mod whole;

pub(crate) use people::{Account, People};
pub(crate) use postgres::PostgresStore;
use room::Ledger;
pub(crate) use sqlite::SqliteStore;
use sqlx::SqlSafeStr as _;
use sqlx::migrate::{Migration, MigrationType, Migrator};
pub(crate) use whole::{Intake, KeptResult, Whole};

/// A store of everything.
pub(crate) trait Store: Ledger + People + Whole {}

impl<T: Ledger + People + Whole> Store for T {}

/// What the store is opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// To work with; made when it is not there.
    Serve,
    /// To look at as it is at this one moment, whatever others write meanwhile.
    Inspect,
}

/// A migration: its number, its name, its statements. Released ones are never changed.
type MigrationFile = (i64, &'static str, &'static str);

fn migrator(files: &[MigrationFile]) -> Migrator {
    let migrations = files.iter().map(|(version, name, sql)| {
        let sql = sql.into_sql_str();
        Migration::new(*version, (*name).into(), MigrationType::Simple, sql, false)
    });
    Migrator::with_migrations(migrations.collect())
}
