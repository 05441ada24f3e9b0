//! The connection to IndexedDB: opening it, its tables, transactions. Nothing of what is in them.

use std::pin::pin;

use futures_util::future::{Either, select};
use gloo_timers::future::TimeoutFuture;
use idb::{DatabaseEvent, Factory, ObjectStore, ObjectStoreParams, Transaction, TransactionResult};
use js_sys::{Array, Function, Object, Reflect};
use web_sys::wasm_bindgen::closure::Closure;
use web_sys::wasm_bindgen::{JsCast, JsValue};
use web_sys::{IdbDatabase, IdbTransaction};

const NAME: &str = "guatu";
/// Raised with every change of the tables.
const VERSION: u32 = 1;
/// A browser that has not opened it by then does not get to.
const PATIENCE_MS: u32 = 4_000;

/// Why something could not be read or kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct StoreError(pub(crate) String);

impl From<idb::Error> for StoreError {
    fn from(error: idb::Error) -> Self {
        Self(error.to_string())
    }
}

impl From<JsValue> for StoreError {
    fn from(error: JsValue) -> Self {
        Self(format!("{error:?}"))
    }
}

/// A table; what its rows are is said in [`super::rows`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Table {
    Account,
    Device,
    Queue,
    Copy,
    Record,
    Tray,
    Unseen,
}

impl Table {
    const ALL: [Self; 7] = [
        Self::Account,
        Self::Device,
        Self::Queue,
        Self::Copy,
        Self::Record,
        Self::Tray,
        Self::Unseen,
    ];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Account => "account",
            Self::Device => "device",
            Self::Queue => "queue",
            Self::Copy => "copy",
            Self::Record => "record",
            Self::Tray => "tray",
            Self::Unseen => "unseen",
        }
    }
}

/// How surely a transaction is on the disk when it is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Durability {
    /// The system has it: a killed page or browser loses nothing.
    Relaxed,
    /// The disk has it, as well as the browser can tell.
    Strict,
}

/// An open database. Dropping it closes it.
pub(super) struct Database {
    line: IdbDatabase,
    // Called when a newer version of the app wants other tables.
    _on_change: Closure<dyn FnMut(JsValue)>,
}

impl Database {
    pub(super) async fn open() -> Result<Self, StoreError> {
        let mut request = Factory::new()?.open(NAME, Some(VERSION))?;
        request.on_upgrade_needed(|event| {
            let Ok(database) = event.database() else {
                return;
            };
            let there = database.store_names();
            for table in Table::ALL {
                if !there.iter().any(|name| name == table.name()) {
                    // What cannot be made is missed by the first transaction that wants it.
                    let _made =
                        database.create_object_store(table.name(), ObjectStoreParams::new());
                }
            }
        });
        let opening = pin!(IntoFuture::into_future(request));
        let opened = match select(opening, TimeoutFuture::new(PATIENCE_MS)).await {
            Either::Left((opened, _)) => opened?,
            Either::Right(_) => return Err(StoreError("IndexedDB does not open".to_owned())),
        };
        let line = IdbDatabase::from(opened);
        let to_close = line.clone();
        let on_change = Closure::new(move |_| to_close.close());
        line.set_onversionchange(Some(on_change.as_ref().unchecked_ref()));
        Ok(Self {
            line,
            _on_change: on_change,
        })
    }

    pub(super) fn read(&self, tables: &[Table]) -> Result<Transaction, StoreError> {
        let line = self.begin(tables, "readonly", Durability::Relaxed)?;
        Ok(line.into())
    }

    pub(super) fn write(
        &self,
        tables: &[Table],
        durability: Durability,
    ) -> Result<Writing, StoreError> {
        let line = self.begin(tables, "readwrite", durability)?;
        Ok(Writing {
            line,
            is_done: false,
        })
    }

    /// By hand, because the bindings know nothing of durability yet. A browser that knows nothing
    /// of it either does what it always does.
    fn begin(
        &self,
        tables: &[Table],
        mode: &str,
        durability: Durability,
    ) -> Result<IdbTransaction, StoreError> {
        let names: Array = tables
            .iter()
            .map(|table| JsValue::from_str(table.name()))
            .collect();
        let options = Object::new();
        let durability = match durability {
            Durability::Relaxed => "relaxed",
            Durability::Strict => "strict",
        };
        Reflect::set(&options, &"durability".into(), &durability.into())?;
        let call: Function = Reflect::get(&self.line, &"transaction".into())?.unchecked_into();
        let begun = call.call3(&self.line, &names, &mode.into(), &options)?;
        Ok(begun.unchecked_into())
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        self.line.set_onversionchange(None);
        self.line.close();
    }
}

/// A transaction that writes: all of it is kept, or nothing. When this is dropped before it is done,
/// because something in between failed, what was written so far is taken back: left alone, the
/// browser would keep that half.
pub(super) struct Writing {
    line: IdbTransaction,
    is_done: bool,
}

impl Writing {
    pub(super) fn table(&self, table: Table) -> Result<ObjectStore, StoreError> {
        Ok(self.line.object_store(table.name())?.into())
    }

    /// Waits until everything in it is kept.
    pub(super) async fn done(mut self) -> Result<(), StoreError> {
        self.is_done = true;
        match Transaction::from(self.line.clone()).await? {
            TransactionResult::Committed => Ok(()),
            TransactionResult::Aborted => Err(StoreError("the transaction was aborted".to_owned())),
        }
    }
}

impl Drop for Writing {
    fn drop(&mut self) {
        if !self.is_done {
            // One that has failed already cannot be taken back again.
            let _taken_back = self.line.abort();
        }
    }
}
