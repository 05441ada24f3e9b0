//! `guatu export`.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, Result, ensure};
use clap::Args;

use super::place::Place;
use crate::moving::{FileWriter, walk_room};
use crate::store::{Mode, Store};

#[derive(Debug, Args)]
pub(super) struct Options {
    /// The key of the room
    #[arg(long)]
    room: String,
    /// The file to write; it must not be there yet
    #[arg(long, value_name = "FILE")]
    to: PathBuf,
    #[command(flatten)]
    place: Place,
}

/// Writes a room as it is at one moment to a file, which is there once it is complete.
pub(super) async fn export(options: Options) -> Result<ExitCode> {
    let to = &options.to;
    ensure!(!to.exists(), "{} is there already", to.display());
    let store = options.place.open(Mode::Inspect).await?;
    let mut part = to.clone().into_os_string();
    part.push(".part");
    let part = PathBuf::from(part);
    let written = write(store.as_ref(), &options.room, &part).await;
    let renamed = written.and_then(|()| {
        std::fs::rename(&part, to).with_context(|| format!("cannot write {}", to.display()))
    });
    if renamed.is_err() {
        // It may not even be there.
        let _ = std::fs::remove_file(&part);
    }
    renamed?;
    println!("{}: {}", options.room, to.display());
    Ok(ExitCode::SUCCESS)
}

async fn write(store: &dyn Store, room: &str, part: &Path) -> Result<()> {
    let file = File::create(part).with_context(|| format!("cannot write {}", part.display()))?;
    let mut writer = FileWriter::new(file);
    walk_room(store, room, &mut writer).await?;
    writer.finish()
}
