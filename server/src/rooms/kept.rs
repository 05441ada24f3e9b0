//! The rooms of this server.

use std::sync::Arc;

use room::{Room, StoreError};
use tokio::task::JoinHandle;

use super::host::Machine;
use crate::store::Store;

/// The rooms of this server, in the order in which they were made.
pub(crate) struct Rooms(Vec<Arc<Room>>);

impl Rooms {
    /// Loads every room and starts its task. A task ends when every handle of its room is gone.
    pub(crate) async fn start(
        store: &Arc<dyn Store>,
    ) -> Result<(Self, Vec<JoinHandle<()>>), StoreError> {
        let mut rooms = Vec::new();
        let mut tasks = Vec::new();
        for row in store.rooms().await? {
            let ledger = Arc::clone(store);
            let (room, task, counting) = Room::open(row, ledger, Arc::new(Machine)).await?;
            rooms.push(Arc::new(room));
            tasks.push(tokio::spawn(task.run()));
            tokio::spawn(counting.run());
        }
        Ok((Self(rooms), tasks))
    }

    /// The room with this key.
    pub(crate) fn get(&self, key: &str) -> Option<&Arc<Room>> {
        self.0.iter().find(|room| room.key() == key)
    }

    /// All of them.
    pub(crate) fn all(&self) -> &[Arc<Room>] {
        &self.0
    }
}
