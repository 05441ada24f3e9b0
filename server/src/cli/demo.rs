//! `guatu demo`.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context as _, Result, anyhow};
use clap::Args;
use sample::demo::{self, Step};
use shared::schema::Day;

use super::data::{default_data, lock, make_room, open};
use crate::rooms::{Portion, Rooms, import};
use crate::store::{Mode, Store};

#[derive(Debug, Args)]
pub(super) struct Options {
    /// How many projects the room has
    #[arg(long, default_value_t = 300, value_parser = clap::value_parser!(u32).range(1..=50_000))]
    projects: u32,
    /// The same seed gives the same room
    #[arg(long, default_value_t = 7)]
    seed: u64,
    /// The last day of the room's history, after 2020-06-08
    #[arg(long, default_value = "2020-10-20", value_parser = day)]
    until: Day,
    /// The folder with the data; made when it is not there
    #[arg(long, default_value_os_t = default_data())]
    data: PathBuf,
}

fn day(text: &str) -> Result<Day, String> {
    let is_in_range = |day: &Day| *day > demo::first_day() && day.year() <= 2030;
    let day = Day::parse(text).filter(is_in_range);
    let range = format!("after {} and up to 2030", demo::first_day());
    day.ok_or_else(|| format!("`{text}` is not a day such as 2020-10-20, {range}"))
}

/// Makes a generated room, or goes on with one whose making was interrupted.
pub(super) async fn demo(options: Options) -> Result<ExitCode> {
    let store = open(&options.data, Mode::Serve).await?;
    let lock = lock(&options.data)?;
    let store: Arc<dyn Store> = Arc::new(store);
    make_room(store.as_ref(), demo::ROOM_KEY, demo::ROOM_NAME).await?;
    let (rooms, tasks) = Rooms::start(&store).await?;
    let room = rooms
        .get(demo::ROOM_KEY)
        .context("the room is not there after it was made")?;
    let history = demo::history(&demo::Options {
        projects: options.projects,
        seed: options.seed,
        until: options.until,
    })?;
    let portions = history.into_iter().map(|step: Step| Portion {
        actor: step.actor,
        at: Some(step.at),
        commands: step.commands,
    });
    let carried_out = import(room, store.as_ref(), portions.collect())
        .await
        .map_err(|error| {
            anyhow!("{error:#} (was the room begun with other options? use another --data)")
        })?;
    let records = room.look(|state, _| state.len()).await;
    let records = records.map_err(|problem| anyhow!("{}", problem.reason.en))?;
    println!(
        "{}: {} projects, {records} records, {} changes ({carried_out} of them now), up to {}",
        demo::ROOM_KEY,
        options.projects,
        room.head(),
        options.until,
    );
    drop(rooms);
    for task in tasks {
        task.await?;
    }
    store.close().await;
    drop(lock);
    Ok(ExitCode::SUCCESS)
}
