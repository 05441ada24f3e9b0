//! Where the data is: in a folder, or in a database.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, Result, bail};
use clap::Args;

use crate::store::{Mode, PostgresStore, SqliteStore, Store};

/// Says which database, where the command line says nothing: an address with a password is not for
/// every list of processes.
const DATABASE: &str = "GUATU_DATABASE";

/// Where the data is, as the command line says it.
#[derive(Clone, Debug, Args)]
pub(super) struct Place {
    /// The folder with the data; made when it is not there [default: ./data]
    #[arg(long)]
    data: Option<PathBuf>,
    /// The `PostgreSQL` database with the data, in place of a folder [env: `GUATU_DATABASE`]
    #[arg(long, value_name = "URL", conflicts_with = "data")]
    database: Option<String>,
}

/// Where it is.
enum Found {
    Folder(PathBuf),
    Database(String),
}

impl Place {
    /// What was named is what is meant, whatever the environment says.
    fn find(&self) -> Found {
        let from_environment = || std::env::var(DATABASE).ok().filter(|url| !url.is_empty());
        match (&self.database, &self.data) {
            (Some(url), _) => Found::Database(url.clone()),
            (None, Some(folder)) => Found::Folder(folder.clone()),
            (None, None) => from_environment()
                .map_or_else(|| Found::Folder(PathBuf::from("./data")), Found::Database),
        }
    }

    /// Opens the store.
    pub(super) async fn open(&self, mode: Mode) -> Result<Arc<dyn Store>> {
        match self.find() {
            Found::Folder(folder) => Ok(Arc::new(open_folder(&folder, mode).await?)),
            Found::Database(url) => {
                let store = PostgresStore::open(&url, mode).await;
                Ok(Arc::new(store.context("cannot open the database")?))
            }
        }
    }

    /// Makes sure that no other process writes to the rooms, where only one may. The lock goes with
    /// the process, however that ends.
    pub(super) fn lock(&self) -> Result<Option<File>> {
        match self.find() {
            Found::Folder(folder) => lock_folder(&folder).map(Some),
            // There servers take turns.
            Found::Database(_) => Ok(None),
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
