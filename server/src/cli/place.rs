//! Where the data is: in a folder, or in a database.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, Result, bail};
use clap::Args;

use crate::store::{Mode, PostgresStore, SqliteStore, Store};

/// Where the data is.
#[derive(Clone, Debug, Args)]
pub(super) struct Place {
    /// The folder with the data; made when it is not there
    #[arg(long, default_value = "./data")]
    data: PathBuf,
    /// The `PostgreSQL` database with the data, in place of the folder
    #[arg(
        long,
        value_name = "URL",
        env = "GUATU_DATABASE",
        hide_env_values = true
    )]
    database: Option<String>,
}

impl Place {
    /// Opens the store.
    pub(super) async fn open(&self, mode: Mode) -> Result<Arc<dyn Store>> {
        match &self.database {
            Some(address) => {
                let store = PostgresStore::open(address, mode).await;
                Ok(Arc::new(store.context("cannot open the database")?))
            }
            None => Ok(Arc::new(open_folder(&self.data, mode).await?)),
        }
    }

    /// Makes sure that no other process writes to the rooms, where only one may. The lock goes with
    /// the process, however that ends.
    pub(super) fn lock(&self) -> Result<Option<File>> {
        match &self.database {
            // There servers take turns.
            Some(_) => Ok(None),
            None => lock_folder(&self.data).map(Some),
        }
    }
}

/// Opens the store of a data folder that is there already, or makes it.
pub(super) async fn open_folder(data: &Path, mode: Mode) -> Result<SqliteStore> {
    if mode == Mode::Serve {
        std::fs::create_dir_all(data)
            .with_context(|| format!("cannot make the folder {}", data.display()))?;
    }
    SqliteStore::open(data, mode)
        .await
        .with_context(|| format!("cannot open the data in {}", data.display()))
}

/// Two servers on the same folder would each believe to know the newest state.
fn lock_folder(data: &Path) -> Result<File> {
    let path = data.join("serve.lock");
    let file = File::create(&path).with_context(|| format!("cannot write {}", path.display()))?;
    if file.try_lock().is_err() {
        bail!("another server already works on {}", data.display());
    }
    Ok(file)
}
