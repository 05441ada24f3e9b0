//! The data folder: opened once, by one process that writes.

use std::fs::File;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use shared::schema::Seq;
use uuid::Uuid;

use crate::clock;
use crate::store::{Mode, SqliteStore, Store};
use room::{RoomRow, StoreError};

/// Where the data is when nobody says.
pub(super) fn default_data() -> PathBuf {
    PathBuf::from("./data")
}

/// Opens the store of a data folder that is there already, or makes it.
pub(super) async fn open(data: &Path, mode: Mode) -> Result<SqliteStore> {
    if mode == Mode::Serve {
        std::fs::create_dir_all(data)
            .with_context(|| format!("cannot make the folder {}", data.display()))?;
    }
    SqliteStore::open(data, mode)
        .await
        .with_context(|| format!("cannot open the data in {}", data.display()))
}

/// Two servers on the same data would each believe to know the newest state. The lock goes with
/// the process, however that ends.
pub(super) fn lock(data: &Path) -> Result<File> {
    let path = data.join("serve.lock");
    let file = File::create(&path).with_context(|| format!("cannot write {}", path.display()))?;
    if file.try_lock().is_err() {
        bail!("another server already works on {}", data.display());
    }
    Ok(file)
}

/// Makes the room when there is none with this key; whether it was made.
pub(super) async fn make_room(
    store: &dyn Store,
    key: &str,
    name: &str,
) -> Result<bool, StoreError> {
    let rooms = store.rooms().await?;
    if rooms.iter().any(|room| room.key == key) {
        return Ok(false);
    }
    let room = RoomRow {
        key: key.to_owned(),
        name: name.to_owned(),
        epoch: Uuid::new_v4(),
        head: Seq::ZERO,
        created: clock::now(),
    };
    store.create_room(&room).await?;
    Ok(true)
}
