//! The rooms of this server.

use std::sync::Arc;

use super::Room;
use super::task::Running;
use crate::store::{Store, StoreError};

/// The rooms of this server, in the order in which they were made.
pub(crate) struct Rooms(Vec<Arc<Room>>);

impl Rooms {
    /// Loads every room and starts its task.
    pub(crate) async fn start(store: &Arc<dyn Store>) -> Result<(Self, Vec<Running>), StoreError> {
        let mut rooms = Vec::new();
        let mut tasks = Vec::new();
        for row in store.rooms().await? {
            let (room, task) = Room::start(row, Arc::clone(store)).await?;
            rooms.push(Arc::new(room));
            tasks.push(task);
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
