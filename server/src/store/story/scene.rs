//! A store for one story, and what is written to it.

use std::sync::{Arc, Mutex, PoisonError, Weak};

use anyhow::{Context as _, Result, bail};
use room::{Device, Group, Hash, LogRow, RoomRow};
use shared::model::Person;
use shared::protocol::{Outcome, Verdict};
use shared::rules::{Command, Verb};
use shared::schema::{
    CommandNumber, DeviceId, Kind as _, Record, RecordId, Seq, Slot, Timestamp, Value,
};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{AssertSqlSafe, Connection as _};
use tempfile::TempDir;
use tests::{Postgres, in_time};
use uuid::Uuid;

use crate::store::{Mode, PostgresStore, SqliteStore, Store};

/// The epoch of the room.
pub(super) const EPOCH: Uuid = Uuid::from_u128(1);

/// The room of the stories.
pub(super) const ROOM: &str = "room";

/// A store of its own.
pub(super) struct Scene {
    pub(super) store: Arc<dyn Store>,
    place: Place,
}

/// Where it is; it goes with this.
enum Place {
    Folder(TempDir),
    Database(Arc<Postgres>, String),
}

/// One cluster for the stories that run at the same time.
fn cluster() -> Result<Arc<Postgres>> {
    static CLUSTER: Mutex<Weak<Postgres>> = Mutex::new(Weak::new());
    let mut running = CLUSTER.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(running) = running.upgrade() {
        return Ok(running);
    }
    let started = Arc::new(Postgres::start_in_memory()?);
    *running = Arc::downgrade(&started);
    Ok(started)
}

impl Scene {
    pub(super) async fn sqlite() -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let store = SqliteStore::open(folder.path(), Mode::Serve).await?;
        Ok(Self {
            store: Arc::new(store),
            place: Place::Folder(folder),
        })
    }

    pub(super) async fn postgres() -> Result<Self> {
        let cluster = cluster()?;
        let address = cluster.database()?;
        let store = PostgresStore::open(&address, Mode::Serve).await?;
        Ok(Self {
            store: Arc::new(store),
            place: Place::Database(cluster, address),
        })
    }

    /// The same once more, as another process would open it.
    pub(super) async fn open(&self, mode: Mode) -> Result<Arc<dyn Store>> {
        Ok(match &self.place {
            Place::Folder(folder) => Arc::new(SqliteStore::open(folder.path(), mode).await?),
            Place::Database(_, address) => Arc::new(PostgresStore::open(address, mode).await?),
        })
    }

    /// Waits until one transaction waits for another.
    pub(super) async fn somebody_waits_for_a_lock(&self) -> Result<()> {
        let Place::Database(cluster, address) = &self.place else {
            bail!("there are no locks to wait for");
        };
        let waiting = "SELECT count(*) FROM pg_stat_activity
             WHERE datname = current_database() AND wait_event_type = 'Lock'";
        let waits = async {
            while cluster.ask(address, waiting)? != "1" {
                tokio::task::yield_now().await;
            }
            anyhow::Ok(())
        };
        in_time("somebody who waits", waits).await?
    }

    /// The one value a statement asks for, as text, as any other program would get it.
    pub(super) async fn select(&self, statement: &str) -> Result<String> {
        match &self.place {
            Place::Folder(folder) => {
                let statement = format!("SELECT CAST(({statement}) AS TEXT)");
                let mut file = self.file(folder).await?;
                let value = sqlx::query_scalar(AssertSqlSafe(statement));
                Ok(value.fetch_one(&mut file).await?)
            }
            Place::Database(cluster, address) => cluster.ask(address, statement),
        }
    }

    /// Does something behind the store's back.
    pub(super) async fn execute(&self, statement: &str) -> Result<()> {
        match &self.place {
            Place::Folder(folder) => {
                let statement = AssertSqlSafe(statement.to_owned());
                let mut file = self.file(folder).await?;
                sqlx::query(statement).execute(&mut file).await?;
            }
            Place::Database(cluster, address) => drop(cluster.ask(address, statement)?),
        }
        Ok(())
    }

    async fn file(&self, folder: &TempDir) -> Result<SqliteConnection> {
        let options = SqliteConnectOptions::new().filename(folder.path().join("guatu.db"));
        Ok(SqliteConnection::connect_with(&options).await?)
    }

    /// Makes the room.
    pub(super) async fn with_room(self) -> Result<Self> {
        self.store.create_room(&room(ROOM, 1)).await?;
        Ok(self)
    }

    /// Where the room is.
    pub(super) async fn head(&self) -> Result<Seq> {
        let rooms = self.store.rooms().await?;
        let room = rooms.iter().find(|room| room.key == ROOM);
        Ok(room.context("the room is there")?.head)
    }
}

pub(super) fn room(key: &str, created: i64) -> RoomRow {
    RoomRow {
        key: key.to_owned(),
        name: format!("作战室 {key}"),
        epoch: EPOCH,
        head: Seq::ZERO,
        created: Timestamp(created),
    }
}

pub(super) fn device(no: u128) -> DeviceId {
    DeviceId(Uuid::from_u128(no))
}

pub(super) fn record_id(no: u128) -> RecordId {
    RecordId(Uuid::from_u128(no))
}

/// A command that makes a person.
pub(super) fn create(record: u128, name: &str) -> Command {
    Command {
        kind: Person::ID,
        id: record_id(record),
        base: Seq::ZERO,
        verb: Verb::Create {
            fields: vec![(Person::NAME, Value::Text(name.to_owned()))],
        },
    }
}

/// What one device has done: an entry for each record it touched, from `first` on.
pub(super) struct Deed {
    pub(super) rows: Vec<LogRow>,
    pub(super) touched: Vec<(RecordId, Seq)>,
    pub(super) records: Vec<Arc<Record>>,
    pub(super) devices: Vec<(DeviceId, Device)>,
    pub(super) results: Vec<(DeviceId, Verdict)>,
    from: Seq,
}

impl Deed {
    pub(super) fn new(by: u128, from: u64, first: u64, touched: &[u128]) -> Self {
        let mut deed = Self {
            rows: Vec::new(),
            touched: Vec::new(),
            records: Vec::new(),
            devices: Vec::new(),
            results: Vec::new(),
            from: Seq(from),
        };
        let mut hash = Hash::of_epoch(Uuid::from_u128(u128::from(from)));
        for (at, record) in (1..).zip(touched) {
            let seq = Seq(from + at);
            let number = CommandNumber(first + at - 1);
            let mut row = LogRow {
                seq,
                at: Timestamp(i64::MAX - 1),
                actor_id: record_id(by),
                actor_name: "王敏".to_owned(),
                device: device(by),
                number,
                command: format!("command {number}"),
                effects: "[]".to_owned(),
                prev_hash: hash,
                hash,
            };
            hash = hash.then(&row.chained(ROOM));
            row.hash = hash;
            deed.rows.push(row);
            deed.touched.push((record_id(*record), seq));
            // Once, as it is afterwards.
            deed.records.retain(|other| other.id != record_id(*record));
            deed.records.push(Arc::new(person(*record, seq)));
            let outcome = Outcome::Applied { seq };
            deed.results.push((device(by), Verdict { number, outcome }));
        }
        let last = CommandNumber(first + touched.len() as u64 - 1);
        let account = record_id(by);
        deed.devices.push((device(by), Device { account, last }));
        deed
    }

    pub(super) fn group(&self) -> Group<'_> {
        Group {
            room: ROOM,
            epoch: EPOCH,
            from: self.from,
            to: Seq(self.from.0 + self.rows.len() as u64),
            at: Timestamp(self.from.0.cast_signed() + 10),
            rows: &self.rows,
            touched: &self.touched,
            records: &self.records,
            devices: &self.devices,
            results: &self.results,
        }
    }
}

fn person(no: u128, changed: Seq) -> Record {
    let mut record = Record::new(record_id(no), Person::ID, changed);
    let name = Value::Text(format!("第 {no} 人"));
    let slot = Slot {
        value: Some(name),
        seq: changed,
    };
    record.put(Person::NAME, slot);
    record
}
