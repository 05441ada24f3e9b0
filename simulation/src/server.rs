//! A server process: the real room, its task and its connections, over the simulated disk.

use std::sync::Arc;

use room::{Connection, Host, Ledger, Room};
use shared::protocol::{Encoding, Snapshot};
use shared::rules::Actor;
use tokio::sync::watch;

use crate::clock::{Clock, Machine};
use crate::disk::{Disk, ROOM};
use crate::tasks::{Owner, Tasks, block_on};
use crate::wire::{Line, Socket};

/// A running process.
pub(crate) struct Server {
    owner: Owner,
    room: Arc<Room>,
    clock: Arc<Clock>,
    stop: watch::Sender<bool>,
}

impl Server {
    /// Starts a process on what is on the disk.
    pub(crate) fn start(
        owner: Owner,
        disk: &Arc<Disk>,
        clock: &Arc<Clock>,
        skew: i64,
        tasks: &mut Tasks,
    ) -> Result<Self, String> {
        let ledger: Arc<dyn Ledger> = Arc::<Disk>::clone(disk);
        let machine = Machine {
            clock: Arc::clone(clock),
            skew,
        };
        let host: Arc<dyn Host> = Arc::new(machine);
        let opened = block_on(async {
            let rows = ledger.rooms().await?;
            let row = rows.into_iter().find(|row| row.key == ROOM);
            let row = row.ok_or_else(|| room::StoreError::unreadable(ROOM, "is not there"))?;
            Room::open(row, Arc::clone(&ledger), host).await
        });
        let (room, task, counting) = opened.map_err(|error| error.to_string())?;
        tasks.spawn(owner, task.run());
        tasks.spawn(owner, counting.run());
        Ok(Self {
            owner,
            room: Arc::new(room),
            clock: Arc::clone(clock),
            stop: watch::Sender::new(false),
        })
    }

    /// Whose futures it runs.
    pub(crate) fn owner(&self) -> Owner {
        self.owner
    }

    /// Takes a client's connection.
    pub(crate) fn accept(&self, actor: Actor, encoding: Encoding, tasks: &mut Tasks) -> Arc<Line> {
        let line = Line::new(Arc::clone(&self.clock), encoding);
        let socket = Socket(Arc::clone(&line));
        let room = Arc::clone(&self.room);
        let connection = Connection::new(socket, room, actor, self.stop.subscribe());
        tasks.spawn(self.owner, connection.run());
        line
    }

    /// The whole room, handed to `receive` when it is there.
    pub(crate) fn fetch(&self, receive: impl FnOnce(Snapshot) + 'static, tasks: &mut Tasks) {
        let room = Arc::clone(&self.room);
        tasks.spawn(self.owner, async move {
            let epoch = room.epoch();
            let look = room.look(move |state, seq| Snapshot {
                epoch,
                seq,
                records: state.records().cloned().collect(),
            });
            if let Ok(snapshot) = look.await {
                receive(snapshot);
            }
        });
    }

    /// Asks it to stop: its connections say goodbye, its room ends what it has begun.
    pub(crate) fn stop(self) {
        self.stop.send_replace(true);
    }
}
