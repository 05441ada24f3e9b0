//! Making a room.

use room::{RoomRow, StoreError};
use shared::schema::Seq;
use uuid::Uuid;

use crate::clock;
use crate::store::Store;

/// Makes the room, unless there is one with this key.
pub(super) async fn make_room(store: &dyn Store, key: &str, name: &str) -> Result<(), StoreError> {
    let room = RoomRow {
        key: key.to_owned(),
        name: name.to_owned(),
        epoch: Uuid::new_v4(),
        head: Seq::ZERO,
        created: clock::now(),
    };
    store.create_room(&room).await
}
