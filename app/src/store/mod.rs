//! What this browser keeps: for each account and room the confirmed records, the queue of commands
//! that wait for the server's word, and the tray of those that came to nothing.
//!
//! - `database`: the connection to IndexedDB, transactions
//! - `rows`: what the tables hold, and under which keys
//! - `queue`: numbering and keeping commands, before the screen shows them
//! - `copy`: the confirmed records and how far they go; what a page starts from
//! - `tray`: what was rejected
//! - `file`: the queue as a file, for when the browser cannot keep it
//! - `space`: asking the browser not to throw it away, and how much room there is
//!
//! Every step is one transaction, so a page that is killed between any two leaves a state that a
//! page can start from. All tabs of an account and a room share one queue: numbers are given out
//! inside the transaction that keeps the command. Nothing here decides anything.

mod copy;
mod database;
mod file;
mod queue;
mod rows;
mod space;
mod tray;

use std::cell::RefCell;
use std::rc::Rc;

use shared::rules::Actor;

pub(crate) use copy::{Advance, Keeps, Loaded, Step};
pub(crate) use database::StoreError;
use database::{Database, Durability, Table};
pub(crate) use file::{FileError, QueueFile};
pub(crate) use rows::{Queued, Rejected, Seat};
use rows::{read, write};
pub(crate) use space::{ask_to_persist, is_full};
pub(crate) use tray::Tray;

/// The key of the one row of `account`.
const LAST: &str = "last";

/// The browser's store. Copies are the same store.
#[derive(Clone, Default)]
pub(crate) struct Store {
    /// Opened when first wanted, and again after the browser has closed it.
    open: Rc<RefCell<Option<Rc<Database>>>>,
}

impl Store {
    async fn database(&self) -> Result<Rc<Database>, StoreError> {
        let open = self.open.borrow().clone();
        if let Some(open) = open {
            return Ok(open);
        }
        let opened = Rc::new(Database::open().await?);
        *self.open.borrow_mut() = Some(Rc::clone(&opened));
        Ok(opened)
    }

    /// The connection may be gone (storage cleared, a newer app in another tab): the next step
    /// opens it anew.
    fn let_go<T>(&self, result: Result<T, StoreError>) -> Result<T, StoreError> {
        if result.is_err() {
            self.open.borrow_mut().take();
        }
        result
    }

    /// Who was signed in here last; nobody after a sign-out.
    pub(crate) async fn last_account(&self) -> Result<Option<Actor>, StoreError> {
        let look = async {
            let database = self.database().await?;
            let table = Table::Account;
            let rows = database.read(&[table])?.object_store(table.name())?;
            let row = rows.get(wasm_bindgen::JsValue::from_str(LAST))?.await?;
            row.map(|row| read(&row)).transpose()
        };
        self.let_go(look.await)
    }

    /// A room that is kept for whoever was signed in here last.
    pub(crate) async fn last_room(&self) -> Result<Option<String>, StoreError> {
        let Some(actor) = self.last_account().await? else {
            return Ok(None);
        };
        let look = async {
            let database = self.database().await?;
            let copies = database.read(&[Table::Copy])?;
            let copies = copies.object_store(Table::Copy.name())?;
            let keys = copies.get_all_keys(None, None)?.await?;
            let seats = keys.iter().filter_map(Seat::from_key);
            let own = seats.filter(|seat| seat.account == actor.id);
            Ok(own.map(|seat| seat.room).next())
        };
        self.let_go(look.await)
    }

    /// Notes who is signed in here.
    pub(crate) async fn note_account(&self, actor: Option<&Actor>) -> Result<(), StoreError> {
        let note = async {
            let database = self.database().await?;
            let table = Table::Account;
            let transaction = database.write(&[table], Durability::Relaxed)?;
            let rows = transaction.table(table)?;
            let key = wasm_bindgen::JsValue::from_str(LAST);
            match actor {
                Some(actor) => drop(rows.put(&write(actor), Some(&key))?),
                None => drop(rows.delete(key)?),
            }
            transaction.done().await
        };
        self.let_go(note.await)
    }
}
