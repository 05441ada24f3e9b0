//! The confirmed records as they are kept, with how far they go; and what a page starts from.

use std::collections::BTreeMap;
use std::sync::Arc;

use idb::ObjectStore;
use shared::model::SCHEMA_VERSION;
use shared::protocol::Snapshot;
use shared::replica::Overwritten;
use shared::rules::Actor;
use shared::schema::{CommandNumber, DeviceId, Record, RecordId, Seq};
use uuid::Uuid;
use web_sys::wasm_bindgen::JsValue;

use super::Store;
use super::database::{Durability, StoreError, Table};
use super::rows::{CopyRow, DeviceRow, Queued, Rejected, Seat, Unseen, read, write};
use super::tray::Tray;

/// So many records are handed to the browser before it gets time for something else.
const AT_ONCE: usize = 500;

/// What is kept of a room.
#[derive(Clone, Debug)]
pub(crate) struct Loaded {
    pub(crate) device: DeviceId,
    pub(crate) next: CommandNumber,
    /// The epoch the numbers count in, once that is known.
    pub(crate) epoch: Option<Uuid>,
    pub(crate) queue: Vec<Queued>,
    pub(crate) tray: Tray,
    /// The confirmed records, when there are any that this program can read.
    pub(crate) copy: Option<Copy>,
}

/// The confirmed records.
#[derive(Clone, Debug)]
pub(crate) struct Copy {
    pub(crate) epoch: Uuid,
    pub(crate) cursor: Seq,
    pub(crate) records: Vec<Arc<Record>>,
    /// The changes in the log that are this device's own.
    pub(crate) own: Vec<Seq>,
    /// Whether a program with another schema wrote them: shown only when the server cannot be
    /// reached.
    pub(crate) is_old: bool,
}

/// Whose copy is kept.
#[derive(Clone, Debug)]
pub(crate) struct Keeps {
    pub(crate) seat: Seat,
    pub(crate) device: DeviceId,
    pub(crate) actor: Actor,
    /// The changes in the log that are the device's own.
    pub(crate) own: Vec<Seq>,
}

/// How far a step takes the records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Advance {
    pub(crate) epoch: Uuid,
    pub(crate) from: Seq,
    pub(crate) to: Seq,
}

/// What a step of the replica leaves to be kept. Steps that wait become one.
#[derive(Clone, Debug, Default)]
pub(crate) struct Step {
    /// How far the records go.
    pub(crate) advance: Option<Advance>,
    /// Confirmed records that changed.
    pub(crate) records: BTreeMap<RecordId, Arc<Record>>,
    /// Commands that are settled.
    pub(crate) done: Vec<CommandNumber>,
    /// Commands that came to nothing; they leave the queue as they enter the tray.
    pub(crate) rejected: Vec<Rejected>,
    /// Values that were replaced unseen.
    pub(crate) overwritten: Vec<Overwritten>,
}

impl Step {
    pub(crate) fn is_empty(&self) -> bool {
        self.advance.is_none()
            && self.done.is_empty()
            && self.rejected.is_empty()
            && self.overwritten.is_empty()
    }

    /// This step and then the `next` one.
    pub(crate) fn then(&mut self, next: Self) {
        self.advance = match (self.advance, next.advance) {
            (Some(first), Some(second)) => Some(Advance {
                from: first.from,
                ..second
            }),
            (first, second) => second.or(first),
        };
        self.records.extend(next.records);
        self.done.extend(next.done);
        self.rejected.extend(next.rejected);
        self.overwritten.extend(next.overwritten);
    }
}

impl Store {
    /// What is kept of the room at one moment; a seat without a device gets the `fresh` one.
    pub(crate) async fn load(&self, seat: &Seat, fresh: DeviceId) -> Result<Loaded, StoreError> {
        self.have_device(seat, fresh).await?;
        let look = async {
            let database = self.database().await?;
            let transaction = database.read(&[
                Table::Device,
                Table::Queue,
                Table::Tray,
                Table::Unseen,
                Table::Copy,
                Table::Record,
            ])?;
            let table = |table: Table| transaction.object_store(table.name());
            let row = table(Table::Device)?.get(seat.key())?.await?;
            let row = row.ok_or_else(|| StoreError("the seat has no device".to_owned()))?;
            let row: DeviceRow = read(&row)?;
            // The rest is asked for at once: a transaction that has nothing to do ends.
            let queue = table(Table::Queue)?.get_all(Some(seat.of_device(row.device)?), None)?;
            let tray = table(Table::Tray)?.get_all(Some(seat.all()?), None)?;
            let unseen = table(Table::Unseen)?.get_all(Some(seat.all()?), None)?;
            let copy = table(Table::Copy)?.get(seat.key())?;
            let records = table(Table::Record)?.get_all(Some(seat.all()?), None)?;
            let (queue, tray, unseen, copy, records) = futures_util::join!(
                IntoFuture::into_future(queue),
                IntoFuture::into_future(tray),
                IntoFuture::into_future(unseen),
                IntoFuture::into_future(copy),
                IntoFuture::into_future(records)
            );
            Ok(Loaded {
                device: row.device,
                next: row.next,
                epoch: row.epoch,
                queue: queue?.iter().map(read).collect::<Result<_, _>>()?,
                tray: Tray::read(&tray?, &unseen?)?,
                copy: copy?.and_then(|copy| {
                    // A queue is worth more than records that can be fetched again.
                    let read = read_copy(&copy, &records.ok()?);
                    read.inspect_err(|error| leptos::logging::warn!("{}", error.0))
                        .ok()
                }),
            })
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
    pub(crate) async fn keep(&self, keeps: &Keeps, step: &Step) -> Result<(), StoreError> {
        let (seat, device) = (&keeps.seat, keeps.device);
        let keep = async {
            let database = self.database().await?;
            let mut tables = Vec::new();
            if step.advance.is_some() {
                tables.extend([Table::Copy, Table::Record]);
            }
            // Only when it must be: a person's next command waits for whoever has the queue.
            if !(step.done.is_empty() && step.rejected.is_empty()) {
                tables.extend([Table::Queue, Table::Tray]);
            }
            if !step.overwritten.is_empty() {
                tables.push(Table::Unseen);
            }
            let transaction = database.write(&tables, Durability::Relaxed)?;
            let table = |table: Table| transaction.table(table);
            if let Some(Advance { epoch, from, to }) = step.advance {
                let copies = table(Table::Copy)?;
                let row = copies.get(seat.key())?.await?;
                let row: Option<CopyRow> = row.map(|row| read(&row)).transpose()?;
                // Another tab may have led meanwhile, or the storage been cleared: records that
                // follow on nothing are not kept, and the next start fetches what is missing.
                if row.is_some_and(|row| (row.epoch, row.cursor) == (epoch, from)) {
                    put_copy(&copies, keeps, (epoch, to))?;
                    let records = table(Table::Record)?;
                    for (id, record) in &step.records {
                        drop(records.put(&write(&**record), Some(&seat.record(*id)))?);
                    }
                }
            }
            for number in &step.done {
                drop(table(Table::Queue)?.delete(seat.command(device, *number))?);
            }
            for rejected in &step.rejected {
                let key = seat.command(rejected.device, rejected.number);
                drop(table(Table::Tray)?.put(&write(rejected), Some(&key))?);
            }
            for one in &step.overwritten {
                let row = write(&Unseen(one.clone()));
                drop(table(Table::Unseen)?.put(&row, Some(&seat.unseen(one)))?);
            }
            transaction.done().await
        };
        self.let_go(keep.await)
    }

    /// Keeps a whole room in the place of what was kept of it.
    pub(crate) async fn keep_all(
        &self,
        keeps: &Keeps,
        snapshot: &Snapshot,
    ) -> Result<(), StoreError> {
        let seat = &keeps.seat;
        let keep = async {
            let database = self.database().await?;
            let tables = [Table::Copy, Table::Record];
            let transaction = database.write(&tables, Durability::Relaxed)?;
            let table = transaction.table(Table::Record)?;
            drop(table.delete(seat.all()?)?);
            for some in snapshot.records.chunks(AT_ONCE) {
                let mut last = None;
                for record in some {
                    let key = seat.record(record.id);
                    last = Some(table.put(&write(&**record), Some(&key))?);
                }
                if let Some(last) = last {
                    last.await?;
                }
            }
            let copies = transaction.table(Table::Copy)?;
            put_copy(&copies, keeps, (snapshot.epoch, snapshot.seq))?;
            transaction.done().await
        };
        self.let_go(keep.await)?;
        self.note_epoch(&keeps.seat, keeps.device, snapshot.epoch)
            .await
    }

    /// The device counts on in another epoch: its queue is numbered anew.
    pub(crate) async fn renumber(
        &self,
        seat: &Seat,
        (device, next, epoch): (DeviceId, CommandNumber, Uuid),
        queue: &[Queued],
    ) -> Result<(), StoreError> {
        let keep = async {
            let database = self.database().await?;
            let tables = [Table::Device, Table::Queue];
            let transaction = database.write(&tables, Durability::Strict)?;
            let rows = transaction.table(Table::Queue)?;
            drop(rows.delete(seat.of_device(device)?)?);
            for queued in queue {
                let key = seat.command(device, queued.number);
                drop(rows.put(&write(queued), Some(&key))?);
            }
            let row = DeviceRow {
                device,
                next,
                epoch: Some(epoch),
            };
            let devices = transaction.table(Table::Device)?;
            drop(devices.put(&write(&row), Some(&seat.key()))?);
            transaction.done().await
        };
        self.let_go(keep.await)
    }
}

fn read_copy(row: &JsValue, records: &[JsValue]) -> Result<Copy, StoreError> {
    let row: CopyRow = read(row)?;
    let records = records.iter().map(|row| read(row).map(Arc::new));
    Ok(Copy {
        epoch: row.epoch,
        cursor: row.cursor,
        records: records.collect::<Result<_, _>>()?,
        own: row.own,
        is_old: row.schema != SCHEMA_VERSION,
    })
}

fn put_copy(
    copies: &ObjectStore,
    keeps: &Keeps,
    (epoch, cursor): (Uuid, Seq),
) -> Result<(), StoreError> {
    let row = CopyRow {
        epoch,
        cursor,
        schema: SCHEMA_VERSION,
        actor: keeps.actor.clone(),
        own: keeps.own.clone(),
    };
    drop(copies.put(&write(&row), Some(&keeps.seat.key()))?);
    Ok(())
}
