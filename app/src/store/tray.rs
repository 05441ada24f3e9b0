//! The tray: commands that came to nothing, until the person has dealt with them.

use web_sys::wasm_bindgen::JsValue;

use super::Store;
use super::database::{Durability, StoreError, Table, done};
use super::rows::{Rejected, Seat, read, write};

impl Store {
    /// What is in the tray, the oldest first.
    pub(crate) async fn tray(&self, seat: &Seat) -> Result<Vec<Rejected>, StoreError> {
        let look = async {
            let database = self.database().await?;
            let rows = database.read(&[Table::Tray])?;
            let rows = rows.object_store(Table::Tray.name())?;
            let rows = rows.get_all(Some(seat.all()?), None)?.await?;
            in_order(&rows)
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
            let tray = transaction.object_store(Table::Tray.name())?;
            for rejected in put {
                let key = seat.command(rejected.device, rejected.number);
                drop(tray.put(&write(rejected), Some(&key))?);
            }
            for rejected in gone {
                drop(tray.delete(seat.command(rejected.device, rejected.number))?);
            }
            done(transaction).await
        };
        self.let_go(change.await)
    }
}

/// Reads rows of the tray, the oldest first.
pub(super) fn in_order(rows: &[JsValue]) -> Result<Vec<Rejected>, StoreError> {
    let mut tray: Vec<Rejected> = rows.iter().map(read).collect::<Result<_, _>>()?;
    tray.sort_by_key(|rejected| (rejected.at, rejected.number));
    Ok(tray)
}
