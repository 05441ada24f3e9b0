//! `guatu import`.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context as _, Result};
use clap::Args;
use uuid::Uuid;

use super::place::Place;
use crate::clock;
use crate::moving::{Check, EpochOf, RoomIntake, walk_file};
use crate::store::Mode;

#[derive(Debug, Args)]
pub(super) struct Options {
    /// The file with the room
    #[arg(long, value_name = "FILE")]
    from: PathBuf,
    #[command(flatten)]
    place: Place,
}

/// Takes in a room from a file: after the whole file was judged, and then all of it or nothing.
pub(super) async fn import(options: Options) -> Result<ExitCode> {
    let nothing = || "nothing was imported";
    walk_file(&options.from, &mut Check::default())
        .await
        .with_context(nothing)?;

    let store = options.place.open(Mode::Serve).await?;
    let lock = options.place.lock()?;
    let mut intake = store.begin_intake().await?;
    let epoch = EpochOf::Today(Uuid::new_v4(), clock::now());
    let mut room = RoomIntake::new(intake.as_mut(), epoch);
    walk_file(&options.from, &mut room)
        .await
        .with_context(nothing)?;
    let key = room.check().room()?.to_owned();
    let (entries, records) = room.check().counts()?;
    intake.finish().await.with_context(nothing)?;
    store.close().await;
    drop(lock);
    println!("{key}: {entries} entries, {records} records");
    Ok(ExitCode::SUCCESS)
}
