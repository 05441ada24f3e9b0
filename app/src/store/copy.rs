//! The confirmed records as they are kept, with how far they go; and what a page starts from.

use std::collections::BTreeMap;
use std::sync::Arc;

use idb::ObjectStore;
use shared::model::SCHEMA_VERSION;
use shared::rules::Actor;
use shared::schema::{CommandNumber, DeviceId, Record, RecordId, Seq};
use uuid::Uuid;

use super::Store;
use super::database::{Durability, StoreError, Table, done};
use super::rows::{CopyRow, DeviceRow, Queued, Rejected, Seat, read, write};

/// So many records are handed to the browser before it gets time for something else.
const AT_ONCE: usize = 500;

/// What is kept of a room.
#[derive(Clone, Debug)]
pub(crate) struct Loaded {
    pub(crate) device: DeviceId,
    pub(crate) next: CommandNumber,
    pub(crate) queue: Vec<Queued>,
    pub(crate) tray: Vec<Rejected>,
    /// The confirmed records, when there are any that this program can read.
    pub(crate) copy: Option<Copy>,
}

/// The confirmed records.
#[derive(Clone, Debug)]
pub(crate) struct Copy {
    pub(crate) epoch: Uuid,
    pub(crate) cursor: Seq,
    pub(crate) records: Vec<Arc<Record>>,
    /// Whether a program with another schema wrote them: shown only when the server cannot be
    /// reached.
    pub(crate) is_old: bool,
}

/// What a step of the replica leaves to be kept. Steps that wait become one.
#[derive(Clone, Debug, Default)]
pub(crate) struct Step {
    /// The epoch and how far the records go afterwards.
    pub(crate) at: Option<(Uuid, Seq)>,
    /// Confirmed records that changed.
    pub(crate) records: BTreeMap<RecordId, Arc<Record>>,
    /// Commands that are settled.
    pub(crate) done: Vec<CommandNumber>,
    /// Commands that came to nothing; they leave the queue as they enter the tray.
    pub(crate) rejected: Vec<Rejected>,
}

impl Step {
    pub(crate) fn is_empty(&self) -> bool {
        self.at.is_none() && self.done.is_empty() && self.rejected.is_empty()
    }

    /// This step and then the `next` one.
    pub(crate) fn then(&mut self, next: Self) {
        self.at = next.at.or(self.at);
        self.records.extend(next.records);
        self.done.extend(next.done);
        self.rejected.extend(next.rejected);
    }
}

impl Store {
    /// What is kept of the room; a seat without a device gets the `fresh` one.
    pub(crate) async fn load(&self, seat: &Seat, fresh: DeviceId) -> Result<Loaded, StoreError> {
        let (device, next) = self.device(seat, fresh).await?;
        let queue = self.queue(seat, device).await?;
        let tray = self.tray(seat).await?;
        // A queue is worth more than records that can be fetched again.
        let copy = self.copy(seat).await.ok().flatten();
        Ok(Loaded {
            device,
            next,
            queue,
            tray,
            copy,
        })
    }

    async fn copy(&self, seat: &Seat) -> Result<Option<Copy>, StoreError> {
        let look = async {
            let database = self.database().await?;
            let transaction = database.read(&[Table::Copy, Table::Record])?;
            let copies = transaction.object_store(Table::Copy.name())?;
            let records = transaction.object_store(Table::Record.name())?;
            // Both are asked for at once, as they are at one moment.
            let copy = copies.get(seat.key())?;
            let records = records.get_all(Some(seat.all()?), None)?;
            let (copy, records) = futures_util::join!(
                IntoFuture::into_future(copy),
                IntoFuture::into_future(records)
            );
            let (Some(copy), records) = (copy?, records?) else {
                return Ok(None);
            };
            let row: CopyRow = read(&copy)?;
            let records = records.iter().map(|row| read(row).map(Arc::new));
            Ok(Some(Copy {
                epoch: row.epoch,
                cursor: row.cursor,
                records: records.collect::<Result<_, _>>()?,
                is_old: row.schema != SCHEMA_VERSION,
            }))
        };
        self.let_go(look.await)
    }

    /// How far the kept records go.
    pub(crate) async fn cursor(&self, seat: &Seat) -> Result<Option<(Uuid, Seq)>, StoreError> {
        let look = async {
            let database = self.database().await?;
            let copies = database.read(&[Table::Copy])?;
            let copies = copies.object_store(Table::Copy.name())?;
            let Some(row) = copies.get(seat.key())?.await? else {
                return Ok(None);
            };
            let row: CopyRow = read(&row)?;
            Ok(Some((row.epoch, row.cursor)))
        };
        self.let_go(look.await)
    }

    /// Keeps what a step has changed.
    pub(crate) async fn keep(
        &self,
        seat: &Seat,
        device: DeviceId,
        actor: &Actor,
        step: &Step,
    ) -> Result<(), StoreError> {
        let keep = async {
            let database = self.database().await?;
            let mut tables = Vec::new();
            if step.at.is_some() {
                tables.extend([Table::Copy, Table::Record]);
            }
            // Only when it must be: a person's next command waits for whoever has the queue.
            if !(step.done.is_empty() && step.rejected.is_empty()) {
                tables.extend([Table::Queue, Table::Tray]);
            }
            let transaction = database.write(&tables, Durability::Relaxed)?;
            let table = |table: Table| transaction.object_store(table.name());
            if let Some(at) = step.at {
                put_copy(&table(Table::Copy)?, seat, actor, at)?;
                let records = table(Table::Record)?;
                for (id, record) in &step.records {
                    drop(records.put(&write(&**record), Some(&seat.record(*id)))?);
                }
            }
            for number in &step.done {
                drop(table(Table::Queue)?.delete(seat.command(device, *number))?);
            }
            for rejected in &step.rejected {
                let key = seat.command(rejected.device, rejected.number);
                drop(table(Table::Tray)?.put(&write(rejected), Some(&key))?);
            }
            done(transaction).await
        };
        self.let_go(keep.await)
    }

    /// Keeps a whole room in the place of what was kept of it.
    pub(crate) async fn keep_all(
        &self,
        seat: &Seat,
        actor: &Actor,
        at: (Uuid, Seq),
        records: &[Arc<Record>],
    ) -> Result<(), StoreError> {
        let keep = async {
            let database = self.database().await?;
            let tables = [Table::Copy, Table::Record];
            let transaction = database.write(&tables, Durability::Relaxed)?;
            let table = transaction.object_store(Table::Record.name())?;
            drop(table.delete(seat.all()?)?);
            for some in records.chunks(AT_ONCE) {
                let mut last = None;
                for record in some {
                    let key = seat.record(record.id);
                    last = Some(table.put(&write(&**record), Some(&key))?);
                }
                if let Some(last) = last {
                    last.await?;
                }
            }
            put_copy(
                &transaction.object_store(Table::Copy.name())?,
                seat,
                actor,
                at,
            )?;
            done(transaction).await
        };
        self.let_go(keep.await)
    }

    /// The device goes on as another one, in another epoch: its queue is numbered anew.
    pub(crate) async fn renumber(
        &self,
        seat: &Seat,
        from: DeviceId,
        to: DeviceId,
        next: CommandNumber,
        queue: &[Queued],
    ) -> Result<(), StoreError> {
        let keep = async {
            let database = self.database().await?;
            let tables = [Table::Device, Table::Queue];
            let transaction = database.write(&tables, Durability::Relaxed)?;
            let rows = transaction.object_store(Table::Queue.name())?;
            drop(rows.delete(seat.of_device(from)?)?);
            for queued in queue {
                let key = seat.command(to, queued.number);
                drop(rows.put(&write(queued), Some(&key))?);
            }
            let row = DeviceRow { device: to, next };
            let devices = transaction.object_store(Table::Device.name())?;
            drop(devices.put(&write(&row), Some(&seat.key()))?);
            done(transaction).await
        };
        self.let_go(keep.await)
    }
}

fn put_copy(
    copies: &ObjectStore,
    seat: &Seat,
    actor: &Actor,
    (epoch, cursor): (Uuid, Seq),
) -> Result<(), StoreError> {
    let row = CopyRow {
        epoch,
        cursor,
        schema: SCHEMA_VERSION,
        actor: actor.clone(),
    };
    drop(copies.put(&write(&row), Some(&seat.key()))?);
    Ok(())
}
