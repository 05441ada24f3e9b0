//! The tray: commands that came to nothing, and values that were replaced unseen, until the person
//! has dealt with them.

use shared::replica::Overwritten;
use web_sys::wasm_bindgen::JsValue;

use super::Store;
use super::database::{Durability, StoreError, Table};
use super::rows::{Rejected, Seat, Unseen, read, write};

/// What is in the tray, the oldest first.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tray {
    pub(crate) rejected: Vec<Rejected>,
    pub(crate) overwritten: Vec<Overwritten>,
}

impl Store {
    /// What is in the tray, the oldest first.
    pub(crate) async fn tray(&self, seat: &Seat) -> Result<Tray, StoreError> {
        let look = async {
            let database = self.database().await?;
            let transaction = database.read(&[Table::Tray, Table::Unseen])?;
            let rejected = transaction.object_store(Table::Tray.name())?;
            let rejected = rejected.get_all(Some(seat.all()?), None)?;
            let unseen = transaction.object_store(Table::Unseen.name())?;
            let unseen = unseen.get_all(Some(seat.all()?), None)?;
            let (rejected, unseen) = futures_util::join!(
                IntoFuture::into_future(rejected),
                IntoFuture::into_future(unseen)
            );
            Tray::read(&rejected?, &unseen?)
        };
        self.let_go(look.await)
    }

    /// Changes rows of the tray: `put` are written, `gone` taken away.
    pub(crate) async fn change_tray(
        &self,
        seat: &Seat,
        put: &[Rejected],
        gone: &[Rejected],
    ) -> Result<(), StoreError> {
        let change = async {
            let database = self.database().await?;
            let transaction = database.write(&[Table::Tray], Durability::Relaxed)?;
            let tray = transaction.table(Table::Tray)?;
            for rejected in put {
                let key = seat.command(rejected.device, rejected.number);
                drop(tray.put(&write(rejected), Some(&key))?);
            }
            for rejected in gone {
                drop(tray.delete(seat.command(rejected.device, rejected.number))?);
            }
            transaction.done().await
        };
        self.let_go(change.await)
    }

    /// The person has dealt with an overwritten value.
    pub(crate) async fn let_be(&self, seat: &Seat, one: &Overwritten) -> Result<(), StoreError> {
        let change = async {
            let database = self.database().await?;
            let transaction = database.write(&[Table::Unseen], Durability::Relaxed)?;
            let unseen = transaction.table(Table::Unseen)?;
            drop(unseen.delete(seat.unseen(one))?);
            transaction.done().await
        };
        self.let_go(change.await)
    }
}

impl Tray {
    /// Reads its rows.
    pub(super) fn read(rejected: &[JsValue], unseen: &[JsValue]) -> Result<Self, StoreError> {
        let mut rejected: Vec<Rejected> = rejected.iter().map(read).collect::<Result<_, _>>()?;
        rejected.sort_by_key(|rejected| (rejected.at, rejected.number));
        let unseen = unseen.iter().map(|row| Ok(read::<Unseen>(row)?.0));
        Ok(Self {
            rejected,
            overwritten: unseen.collect::<Result<_, StoreError>>()?,
        })
    }
}
