//! Several servers on one PostgreSQL, here as several stores in one process.

use anyhow::{Context as _, Result};
use futures_util::future::join_all;
use shared::schema::Seq;
use tests::in_time;

use super::rooms::{places, submission, verify};
use super::scene::{Deed, ROOM, Scene, device};
use crate::rooms::Rooms;
use crate::store::Mode;

#[tokio::test]
async fn a_turn_is_waited_for_and_says_what_was_written() -> Result<()> {
    let scene = Scene::postgres().await?.with_room().await?;
    let other = scene.open(Mode::Serve).await?;
    let first = scene
        .store
        .turn(ROOM)
        .await?
        .context("servers take turns")?;
    assert_eq!((first.head(), first.written()), (Seq::ZERO, 0));
    let second = tokio::spawn(async move { other.turn(ROOM).await });
    scene.somebody_waits_for_a_lock().await?;

    first.commit(Deed::new(7, 0, 1, &[1, 2]).group()).await?;
    let second = in_time("the turn", second).await???.context("a turn")?;
    assert_eq!((second.head(), second.written()), (Seq(2), 1));
    // A turn that is given up leaves everything as it is.
    drop(second);
    let third = in_time("the turn", scene.store.turn(ROOM)).await??;
    assert_eq!(third.context("a turn")?.written(), 1);
    assert!(scene.store.turn("nowhere").await?.is_none());
    Ok(())
}

#[tokio::test]
async fn on_one_folder_nobody_takes_turns() -> Result<()> {
    let scene = Scene::sqlite().await?.with_room().await?;
    assert!(scene.store.turn(ROOM).await?.is_none());
    assert!(scene.store.doorbell(ROOM).is_none());
    Ok(())
}

#[tokio::test]
async fn two_servers_decide_in_one_order_and_hear_of_each_other() -> Result<()> {
    const PUSHES: u128 = 60;
    let scene = Scene::postgres().await?.with_room().await?;
    let stores = [scene.store.clone(), scene.open(Mode::Serve).await?];
    let mut servers = Vec::new();
    for store in &stores {
        servers.push(Rooms::start(store).await?.0);
    }
    let rooms: Vec<_> = servers.iter().filter_map(|rooms| rooms.get(ROOM)).collect();
    // Of each two, one is about a record that the other server makes at the same time.
    let pushes = (0..PUSHES).flat_map(|no| [(0, no), (1, no), (0, 1_000 + no), (1, 2_000 + no)]);
    let answers = pushes.map(|(server, no)| {
        let by = 10 + u128::from(server == 1);
        rooms[server].carry_out(submission(by, None, &[no]))
    });
    let answers = in_time("answers", join_all(answers)).await?;
    let mut taken: Vec<u64> = answers.iter().flat_map(places).flatten().collect();
    taken.sort_unstable();
    // Of two that made the same record one was refused; no place is left out or given twice.
    let all = u64::try_from(3 * PUSHES)?;
    assert_eq!(taken, (1..=all).collect::<Vec<_>>());

    // Each has heard of everything, without being asked to do anything.
    let mut states = Vec::new();
    for room in &rooms {
        let arrived = async {
            while room.head() < Seq(all) {
                tokio::task::yield_now().await;
            }
        };
        in_time("the other server's changes", arrived).await?;
        let look = |state: &shared::state::State, _| {
            let mut records: Vec<_> = state.records().cloned().collect();
            records.sort_by_key(|record| record.id);
            records
        };
        states.push(
            room.look(look)
                .await
                .map_err(|problem| anyhow::anyhow!("{problem:?}"))?,
        );
    }
    assert_eq!(states[0], states[1]);
    assert_eq!(verify(stores[1].as_ref()).await?, all);
    Ok(())
}

#[tokio::test]
async fn a_device_that_changes_servers_is_answered_once() -> Result<()> {
    let scene = Scene::postgres().await?.with_room().await?;
    let (here, _) = Rooms::start(&scene.store).await?;
    let (there, _) = Rooms::start(&scene.open(Mode::Serve).await?).await?;
    let (here, there) = (
        here.get(ROOM).context("a room")?,
        there.get(ROOM).context("a room")?,
    );
    let made = here.carry_out(submission(7, Some(1), &[1])).await;
    assert_eq!(places(&made), [Some(1)]);
    // The other server has never seen the device, and refuses what leaves no trace in the log.
    let refused = there.carry_out(submission(7, Some(2), &[1, 1])).await;
    assert_eq!(places(&refused), [None, None]);
    // Back here: the numbers went on, and what was refused is not decided on again.
    let again = here.carry_out(submission(7, Some(2), &[2, 3, 4])).await;
    assert_eq!(again.problem, None);
    assert_eq!(places(&again), [None, None, Some(2)]);
    let known = scene.store.device(ROOM, device(7)).await?;
    assert_eq!(known.context("it is known")?.last.0, 4);
    Ok(())
}
