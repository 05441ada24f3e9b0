//! How fast groups are written durably. Prints figures and judges nothing:
//! `cargo test -p server figures -- --ignored --nocapture`.

use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::Result;
use tests::Postgres;

use super::scene::{Deed, ROOM, Scene, room};
use crate::store::{Mode, PostgresStore, Store};

/// How many commands are written together, and how often.
const GROUP: u64 = 100;
const GROUPS: u64 = 300;

#[tokio::test(flavor = "multi_thread")]
#[ignore = "a measurement"]
async fn figures_of_durable_groups() -> Result<()> {
    let sqlite = Scene::sqlite().await?.with_room().await?;
    print("SQLite", write(&sqlite.store, 7).await?);

    let cluster = Postgres::start()?;
    let address = cluster.database()?;
    let one: Arc<dyn Store> = Arc::new(PostgresStore::open(&address, Mode::Serve).await?);
    one.create_room(&room(ROOM, 1)).await?;
    print("PostgreSQL, one server", write(&one, 7).await?);

    let address = cluster.database()?;
    let one: Arc<dyn Store> = Arc::new(PostgresStore::open(&address, Mode::Serve).await?);
    let two: Arc<dyn Store> = Arc::new(PostgresStore::open(&address, Mode::Serve).await?);
    one.create_room(&room(ROOM, 1)).await?;
    let start = Instant::now();
    let both = tokio::try_join!(
        tokio::spawn(async move { write(&one, 7).await }),
        tokio::spawn(async move { write(&two, 8).await }),
    )?;
    both.0?;
    both.1?;
    print(
        "PostgreSQL, two servers in one room, together",
        start.elapsed() / 2,
    );
    Ok(())
}

/// Writes all groups as a room does: with the turn, where there are turns.
async fn write(store: &Arc<dyn Store>, by: u128) -> Result<Duration> {
    let start = Instant::now();
    for group in 0..GROUPS {
        let turn = store.turn(ROOM).await?;
        let head = match &turn {
            Some(turn) => turn.head().0,
            None => group * GROUP,
        };
        let first = u128::from(group * GROUP) + by * 1_000_000;
        let records: Vec<u128> = (first..first + u128::from(GROUP)).collect();
        let deed = Deed::new(by, head, group * GROUP + 1, &records);
        match turn {
            Some(turn) => turn.commit(deed.group()).await?,
            None => store.commit(deed.group()).await?,
        }
    }
    Ok(start.elapsed())
}

fn print(what: &str, time: Duration) {
    let commands = u128::from(GROUP * GROUPS);
    let each = commands * 1_000_000 / time.as_micros().max(1);
    let group = time.as_micros() / u128::from(GROUPS);
    println!("{what}: {each} commands/s, {group} µs for each group of {GROUP}");
}
