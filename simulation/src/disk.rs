//! The server's disk: what is written is there after a crash, what was not is gone.
//!
//! Everything takes a step before and a step after, so a process can be killed on either side. A
//! commit may fail, or be reported as failed although it was written. And the disk is the judge:
//! whatever is written is replayed beside it, so that it knows what anyone may hold at any seq.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use rand::rngs::ChaCha8Rng;
use rand::{RngExt as _, SeedableRng as _};
use room::{Device, Group, Hash, Ledger, LogQuery, LogRow, Newest, RecordRow, RoomRow, StoreError};
use shared::protocol::{Outcome, Verdict};
use shared::schema::{CommandNumber, DeviceId, Record, RecordId, Seq, Timestamp};
use shared::state::{Checksum, State};
use uuid::Uuid;

use crate::Bug;
use crate::tasks::pause;

/// How long results are kept, in milliseconds.
const RESULTS_KEPT_MS: i64 = 90 * 24 * 3_600 * 1_000;

/// The key of the room.
pub(crate) const ROOM: &str = "room";

/// What is on the disk, and what the judge made of it.
#[derive(Clone, Debug)]
pub(crate) struct Data {
    /// The room's epoch.
    pub(crate) epoch: Uuid,
    /// The log.
    pub(crate) log: Vec<LogRow>,
    records: BTreeMap<RecordId, Arc<Record>>,
    devices: BTreeMap<DeviceId, Device>,
    results: BTreeMap<(DeviceId, CommandNumber), (Outcome, Timestamp)>,
    touched: Vec<(RecordId, Seq)>,
    /// The log replayed.
    pub(crate) replay: State,
    /// The checksum of the records at every seq.
    pub(crate) checksums: Vec<Checksum>,
    /// The first thing that was wrong with what was written.
    pub(crate) wrong: Option<String>,
}

impl Data {
    /// An empty room.
    pub(crate) fn new(epoch: Uuid) -> Self {
        Self {
            epoch,
            log: Vec::new(),
            records: BTreeMap::new(),
            devices: BTreeMap::new(),
            results: BTreeMap::new(),
            touched: Vec::new(),
            replay: State::default(),
            checksums: vec![Checksum::default()],
            wrong: None,
        }
    }

    /// How far the log goes.
    pub(crate) fn head(&self) -> Seq {
        Seq(self.log.len() as u64)
    }

    /// The checksum of the records at a seq.
    pub(crate) fn checksum(&self, seq: Seq) -> Option<Checksum> {
        self.checksums.get(usize::try_from(seq.0).ok()?).copied()
    }

    /// The entry that a command became.
    pub(crate) fn entry_of(&self, device: DeviceId, number: CommandNumber) -> Option<&LogRow> {
        let is_it = |row: &&LogRow| row.device == device && row.number == number;
        self.log.iter().rev().find(is_it)
    }

    /// What became of a command, as far as it is kept.
    pub(crate) fn outcome(&self, device: DeviceId, number: CommandNumber) -> Option<&Outcome> {
        self.results
            .get(&(device, number))
            .map(|(outcome, _)| outcome)
    }

    /// The same, put back from a backup: another epoch, whose chain starts anew on the records.
    pub(crate) fn restored(mut self, epoch: Uuid) -> Self {
        let mut before = Hash::of_epoch(epoch);
        for row in &mut self.log {
            row.prev_hash = before;
            row.hash = before.then(&row.chained(ROOM));
            before = row.hash;
        }
        self.epoch = epoch;
        self
    }

    fn blame(&mut self, what: String) {
        self.wrong.get_or_insert(what);
    }

    fn write(&mut self, group: &Written) {
        if group.from != self.head() {
            self.blame(format!(
                "a group from {} was written at {}",
                group.from,
                self.head()
            ));
            return;
        }
        for row in &group.rows {
            let last = self.log.last().map(|last| (last.hash, last.at));
            let before = last.map_or_else(|| Hash::of_epoch(self.epoch), |(hash, _)| hash);
            if row.prev_hash != before || row.hash != before.then(&row.chained(ROOM)) {
                self.blame(format!("seq {} breaks the chain", row.seq));
            }
            if last.is_some_and(|(_, at)| at > row.at) {
                self.blame(format!("seq {} goes back in time", row.seq));
            }
            if let Some(first) = self.entry_of(row.device, row.number) {
                let (device, number, first) = (row.device, row.number, first.seq);
                self.blame(format!(
                    "command {number} of {device} is applied twice: {first} and {}",
                    row.seq
                ));
            }
            match row.read_effects() {
                Ok(effects) => drop(self.replay.apply(row.seq, &effects)),
                Err(error) => self.blame(error.to_string()),
            }
            self.checksums.push(self.replay.checksum());
            self.log.push(row.clone());
        }
        for record in &group.records {
            if self.replay.get(record.id) != Some(record) {
                self.blame(format!(
                    "record {} is not what the log makes of it",
                    record.id
                ));
            }
            self.records.insert(record.id, Arc::clone(record));
        }
        self.touched.extend(&group.touched);
        self.devices.extend(group.devices.iter().copied());
        for (device, verdict) in &group.results {
            let kept = (verdict.outcome.clone(), group.at);
            self.results.insert((*device, verdict.number), kept);
        }
    }
}

/// A group, to be written later than it was handed in.
#[derive(Clone, Debug)]
struct Written {
    from: Seq,
    at: Timestamp,
    rows: Vec<LogRow>,
    touched: Vec<(RecordId, Seq)>,
    records: Vec<Arc<Record>>,
    devices: Vec<(DeviceId, Device)>,
    results: Vec<(DeviceId, Verdict)>,
}

impl From<Group<'_>> for Written {
    fn from(group: Group<'_>) -> Self {
        Self {
            from: group.from,
            at: group.at,
            rows: group.rows.to_vec(),
            touched: group.touched.to_vec(),
            records: group.records.to_vec(),
            devices: group.devices.to_vec(),
            results: group.results.to_vec(),
        }
    }
}

/// The disk.
#[derive(Debug)]
pub(crate) struct Disk {
    inner: Mutex<Inner>,
    bug: Bug,
}

#[derive(Debug)]
struct Inner {
    data: Data,
    rng: ChaCha8Rng,
    /// Whether nothing goes wrong and nothing takes time.
    calm: bool,
    /// Acknowledged and not written, as only a planted bug does it.
    late: VecDeque<Written>,
}

/// What happens to a commit.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Luck {
    Good,
    Fails,
    /// It is written, but reported as failed.
    Lies,
}

impl Disk {
    /// A disk with something on it.
    pub(crate) fn new(data: Data, seed: u64, bug: Bug) -> Arc<Self> {
        Arc::new(Self {
            inner: Mutex::new(Inner {
                data,
                rng: ChaCha8Rng::seed_from_u64(seed),
                calm: true,
                late: VecDeque::new(),
            }),
            bug,
        })
    }

    fn with<T>(&self, look: impl FnOnce(&mut Inner) -> T) -> T {
        look(&mut self.inner.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Looks at what is on it.
    pub(crate) fn look<T>(&self, look: impl FnOnce(&Data) -> T) -> T {
        self.with(|inner| look(&inner.data))
    }

    /// Puts something else on it: a backup.
    pub(crate) fn restore(&self, data: Data) {
        self.with(|inner| inner.data = data);
    }

    /// Throws away results of 90 days and more before `now`.
    pub(crate) fn forget_results_before(&self, now: Timestamp) {
        let before = Timestamp(now.0 - RESULTS_KEPT_MS);
        self.with(|inner| inner.data.results.retain(|_, (_, kept)| *kept > before));
    }

    /// Whether nothing goes wrong and nothing takes time.
    pub(crate) fn set_calm(&self, calm: bool) {
        self.with(|inner| inner.calm = calm);
    }

    /// The power is gone: what was not written is lost.
    pub(crate) fn crash(&self) {
        self.with(|inner| inner.late.clear());
    }

    async fn step(&self) {
        if !self.with(|inner| inner.calm) {
            pause().await;
        }
    }

    fn luck(&self) -> Luck {
        self.with(|inner| match inner.rng.random_range(0..40) {
            _ if inner.calm => Luck::Good,
            0 => Luck::Fails,
            1 => Luck::Lies,
            _ => Luck::Good,
        })
    }

    fn write_late(&self) {
        self.with(|inner| {
            while let Some(group) = inner.late.pop_front() {
                inner.data.write(&group);
            }
        });
    }
}

fn failed() -> StoreError {
    StoreError::database("the disk failed")
}

#[async_trait]
impl Ledger for Disk {
    async fn ping(&self) -> Result<(), StoreError> {
        Ok(())
    }

    async fn rooms(&self) -> Result<Vec<RoomRow>, StoreError> {
        self.step().await;
        Ok(self.look(|data| {
            vec![RoomRow {
                key: ROOM.to_owned(),
                name: ROOM.to_owned(),
                epoch: data.epoch,
                head: data.head(),
                created: Timestamp(0),
            }]
        }))
    }

    async fn create_room(&self, _: &RoomRow) -> Result<(), StoreError> {
        Ok(())
    }

    async fn records(&self, _: &str) -> Result<Vec<RecordRow>, StoreError> {
        self.step().await;
        let rows = |data: &Data| {
            let records = data.records.values();
            let row = |record: &Arc<Record>| RecordRow {
                kind: String::new(),
                seq: record.changed,
                record: record.as_ref().clone(),
            };
            records.map(row).collect()
        };
        Ok(self.look(rows))
    }

    async fn log(&self, _: &str, query: LogQuery) -> Result<Vec<LogRow>, StoreError> {
        self.step().await;
        let limit = usize::try_from(query.limit).unwrap_or(usize::MAX);
        let rows = |data: &Data| {
            let touches = |row: &&LogRow| {
                query
                    .record
                    .is_none_or(|record| data.touched.contains(&(record, row.seq)))
            };
            let wanted = |row: &&LogRow| row.seq >= query.from && touches(row);
            let rows = data.log.iter();
            match query.newest {
                Newest::First => rows.rev().filter(wanted).take(limit).cloned().collect(),
                Newest::Last => rows.filter(wanted).take(limit).cloned().collect(),
            }
        };
        Ok(self.look(rows))
    }

    async fn entry_of(
        &self,
        _: &str,
        device: DeviceId,
        number: CommandNumber,
    ) -> Result<Option<LogRow>, StoreError> {
        self.step().await;
        if self.bug == Bug::ResultsForgotten {
            return Ok(None);
        }
        Ok(self.look(|data| data.entry_of(device, number).cloned()))
    }

    async fn own_among(
        &self,
        _: &str,
        device: DeviceId,
        seqs: &[Seq],
    ) -> Result<Vec<Seq>, StoreError> {
        self.step().await;
        let own = |data: &Data| {
            let own = data.log.iter().filter(|row| row.device == device);
            own.map(|row| row.seq)
                .filter(|seq| seqs.contains(seq))
                .collect()
        };
        Ok(self.look(own))
    }

    async fn device(&self, _: &str, device: DeviceId) -> Result<Option<Device>, StoreError> {
        self.step().await;
        Ok(self.look(|data| data.devices.get(&device).copied()))
    }

    async fn results(
        &self,
        _: &str,
        device: DeviceId,
        first: CommandNumber,
        last: CommandNumber,
    ) -> Result<Vec<Verdict>, StoreError> {
        self.step().await;
        if self.bug == Bug::ResultsForgotten {
            return Ok(Vec::new());
        }
        let kept = |data: &Data| {
            let kept = data.results.range((device, first)..=(device, last));
            let verdict =
                |((_, number), (outcome, _)): (&(_, CommandNumber), &(Outcome, _))| Verdict {
                    number: *number,
                    outcome: outcome.clone(),
                };
            kept.map(verdict).collect()
        };
        Ok(self.look(kept))
    }

    async fn commit(&self, group: Group<'_>) -> Result<(), StoreError> {
        self.step().await;
        if self.bug == Bug::AckBeforeCommit {
            self.write_late();
            self.with(|inner| inner.late.push_back(group.into()));
            return Ok(());
        }
        let luck = self.luck();
        if luck == Luck::Fails {
            return Err(failed());
        }
        let is_there = self.look(|data| data.head() == group.from);
        if !is_there {
            return Err(StoreError::HeadMoved {
                room: ROOM.to_owned(),
                expected: group.from,
            });
        }
        self.with(|inner| inner.data.write(&group.into()));
        self.step().await;
        if luck == Luck::Lies {
            return Err(failed());
        }
        Ok(())
    }

    async fn forget_results(&self, _: Timestamp) -> Result<(), StoreError> {
        Ok(())
    }

    async fn close(&self) {}
}
