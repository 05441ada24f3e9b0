//! What is kept: the ledger of the rooms ([`Ledger`], as the rooms declare it) and the people who work on it ([`People`]).
//!
//! The rest of the server knows only the traits. Nothing here decides anything: what is written
//! together is handed in together, as a [`Group`], and is there entirely or not at all.

mod people;
mod sqlite;

pub(crate) use people::{Account, People};
use room::Ledger;
pub(crate) use sqlite::{Mode, SqliteStore};

/// A store of everything.
pub(crate) trait Store: Ledger + People {}

impl<T: Ledger + People> Store for T {}
