//! The queue: commands are numbered and kept here before the screen shows them.

use idb::ObjectStore;
use shared::rules::Command;
use shared::schema::{CommandNumber, DeviceId, Timestamp};

use super::Store;
use uuid::Uuid;

use super::database::{Durability, StoreError, Table};
use super::rows::{DeviceRow, Queued, Seat, read, write};

impl Store {
    /// Sees to it that the seat has a device: the `fresh` one, when it has none yet.
    pub(super) async fn have_device(&self, seat: &Seat, fresh: DeviceId) -> Result<(), StoreError> {
        let see = async {
            let database = self.database().await?;
            let transaction = database.write(&[Table::Device], Durability::Relaxed)?;
            let devices = transaction.table(Table::Device)?;
            let row = device_row(&devices, seat, fresh).await?;
            drop(devices.put(&write(&row), Some(&seat.key()))?);
            transaction.done().await
        };
        self.let_go(see.await)
    }

    /// Keeps commands: first those that already have numbers, because an earlier attempt failed,
    /// then new ones, which get the numbers after every number known so far, `known` among them.
    /// Returns the new ones, and whether `device` and `epoch` are still the ones they are numbered
    /// by.
    ///
    /// The number is read, given and moved on in one transaction, so that two tabs never give the
    /// same one. It is on the disk, as well as the browser can tell, when this returns: that takes
    /// no longer than without (2 ms as a rule, 5 ms one time in twenty).
    pub(crate) async fn enqueue(
        &self,
        seat: &Seat,
        (device, epoch): (DeviceId, Uuid),
        unkept: &[Queued],
        known: CommandNumber,
        commands: Vec<(Timestamp, Command)>,
    ) -> Result<(Vec<Queued>, bool), StoreError> {
        let keep = async {
            let database = self.database().await?;
            let transaction = database.write(&[Table::Device, Table::Queue], Durability::Strict)?;
            let devices = transaction.table(Table::Device)?;
            let queue = transaction.table(Table::Queue)?;
            let mut row = device_row(&devices, seat, device).await?;
            let put = |device: DeviceId, queued: &Queued| {
                let key = seat.command(device, queued.number);
                queue.put(&write(queued), Some(&key)).map(drop)
            };
            let is_same =
                row.device == device && row.epoch.is_none_or(|counts_in| counts_in == epoch);
            if is_same {
                for queued in unkept {
                    put(device, queued)?;
                }
                row.next = row.next.max(known);
            }
            let mut kept = Vec::with_capacity(commands.len());
            for (at, command) in commands {
                let number = row.next;
                row.next = number.next();
                let queued = Queued {
                    number,
                    at,
                    command,
                };
                put(row.device, &queued)?;
                kept.push(queued);
            }
            drop(devices.put(&write(&row), Some(&seat.key()))?);
            transaction.done().await?;
            Ok((kept, is_same))
        };
        self.let_go(keep.await)
    }

    /// Notes in which epoch the device's numbers count.
    pub(super) async fn note_epoch(
        &self,
        seat: &Seat,
        device: DeviceId,
        epoch: Uuid,
    ) -> Result<(), StoreError> {
        let note = async {
            let database = self.database().await?;
            let transaction = database.write(&[Table::Device], Durability::Relaxed)?;
            let devices = transaction.table(Table::Device)?;
            let mut row = device_row(&devices, seat, device).await?;
            if row.device == device {
                row.epoch = Some(epoch);
                drop(devices.put(&write(&row), Some(&seat.key()))?);
            }
            transaction.done().await
        };
        self.let_go(note.await)
    }

    /// No number below `least` is given out from now on: the server has them already.
    pub(crate) async fn raise_next(
        &self,
        seat: &Seat,
        device: DeviceId,
        least: CommandNumber,
    ) -> Result<(), StoreError> {
        let raise = async {
            let database = self.database().await?;
            let transaction = database.write(&[Table::Device], Durability::Relaxed)?;
            let devices = transaction.table(Table::Device)?;
            let mut row = device_row(&devices, seat, device).await?;
            if row.device == device && row.next < least {
                row.next = least;
                drop(devices.put(&write(&row), Some(&seat.key()))?);
            }
            transaction.done().await
        };
        self.let_go(raise.await)
    }

    /// The queue as it is kept.
    pub(crate) async fn queue(
        &self,
        seat: &Seat,
        device: DeviceId,
    ) -> Result<Vec<Queued>, StoreError> {
        let look = async {
            let database = self.database().await?;
            let rows = database.read(&[Table::Queue])?;
            let rows = rows.object_store(Table::Queue.name())?;
            let rows = rows.get_all(Some(seat.of_device(device)?), None)?.await?;
            rows.iter().map(read).collect()
        };
        self.let_go(look.await)
    }
}

async fn device_row(
    devices: &ObjectStore,
    seat: &Seat,
    fresh: DeviceId,
) -> Result<DeviceRow, StoreError> {
    match devices.get(seat.key())?.await? {
        Some(row) => read(&row),
        None => Ok(DeviceRow {
            device: fresh,
            next: CommandNumber(1),
            epoch: None,
        }),
    }
}
