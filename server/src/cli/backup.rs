//! `guatu backup` and `guatu restore`.
//!
//! A backup is a data folder, whatever it was made of: `guatu verify` checks it like any other.

use std::collections::HashMap;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, Result, ensure};
use clap::Args;
use room::Ledger as _;
use uuid::Uuid;

use super::place::{Place, open_folder};
use crate::clock;
use crate::moving::{EpochOf, RoomIntake, walk_room};
use crate::store::{Mode, Store};

#[derive(Debug, Args)]
pub(super) struct BackupOptions {
    /// The folder to make; it must not be there yet
    #[arg(long, value_name = "DIR")]
    to: PathBuf,
    #[command(flatten)]
    place: Place,
}

#[derive(Debug, Args)]
pub(super) struct RestoreOptions {
    /// The folder that `guatu backup` made
    #[arg(long, value_name = "DIR")]
    from: PathBuf,
    #[command(flatten)]
    place: Place,
}

/// Copies everything as it is at one moment, while servers go on. The folder is there once it is
/// complete, and everything in it was checked on the way.
pub(super) async fn backup(options: BackupOptions) -> Result<ExitCode> {
    let to = &options.to;
    ensure!(!to.exists(), "{} is there already", to.display());
    let from = options.place.open(Mode::Inspect).await?;
    let mut part = to.clone().into_os_string();
    part.push(".part");
    let part = PathBuf::from(part);
    // What an interrupted backup has left.
    if part.exists() {
        std::fs::remove_dir_all(&part)
            .with_context(|| format!("cannot remove {}", part.display()))?;
    }
    let copied = copy_to_folder(from.as_ref(), &part).await;
    let renamed = copied.and_then(|()| {
        std::fs::rename(&part, to).with_context(|| format!("cannot make {}", to.display()))
    });
    if renamed.is_err() {
        // It may not even be there.
        let _ = std::fs::remove_dir_all(&part);
    }
    renamed.context("nothing was backed up")?;
    println!("{}", to.display());
    Ok(ExitCode::SUCCESS)
}

async fn copy_to_folder(from: &dyn Store, folder: &Path) -> Result<()> {
    let to = open_folder(folder, Mode::Serve).await?;
    copy(from, &to, || EpochOf::Itself).await?;
    to.close().await;
    for file in std::fs::read_dir(folder)? {
        File::open(file?.path())?.sync_all()?;
    }
    Ok(())
}

/// Takes in a backup: into a place without rooms, all of it or nothing. Every room begins a new
/// epoch, since devices may know more than the backup does.
pub(super) async fn restore(options: RestoreOptions) -> Result<ExitCode> {
    let from = open_folder(&options.from, Mode::Inspect).await?;
    let to = options.place.open(Mode::Serve).await?;
    let lock = options.place.lock()?;
    ensure!(
        to.rooms().await?.is_empty(),
        "there are rooms already: restore into an empty folder or database"
    );
    let now = clock::now();
    copy(&from, to.as_ref(), || EpochOf::Today(Uuid::new_v4(), now))
        .await
        .context("nothing was restored")?;
    to.close().await;
    drop(lock);
    Ok(ExitCode::SUCCESS)
}

/// Copies everyone and every room.
async fn copy(from: &dyn Store, to: &dyn Store, epoch: impl Fn() -> EpochOf) -> Result<()> {
    let mut intake = to.begin_intake().await?;
    let mut known_as = HashMap::new();
    for account in from.accounts().await? {
        known_as.insert(account.id, intake.account(&account).await?);
    }
    for mut credential in from.credentials().await? {
        if let Some(here) = known_as.get(&credential.account) {
            credential.account = *here;
        }
        intake.credential(&credential).await?;
    }
    for row in from.rooms().await? {
        let mut room = RoomIntake::new(intake.as_mut(), epoch());
        walk_room(from, &row.key, &mut room)
            .await
            .with_context(|| format!("room `{}`", row.key))?;
        let (entries, records) = room.check().counts()?;
        println!("{}: {entries} entries, {records} records", row.key);
    }
    Ok(intake.finish().await?)
}
