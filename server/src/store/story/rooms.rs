//! Whole rooms on the store.

use anyhow::{Context as _, Result};
use room::{LogQuery, Submission, audit};
use shared::protocol::Outcome;
use shared::rules::{Actor, Role};
use shared::schema::Seq;

use super::scene::{ROOM, Scene, create, device, record_id};
use crate::rooms::Rooms;
use crate::store::{Mode, Store};

on_both! {
    a_room_works_and_is_found_again,
    an_inspection_sees_one_moment,
}

/// What a device hands in.
pub(super) fn submission(by: u128, first: Option<u64>, records: &[u128]) -> Submission {
    Submission {
        device: device(by),
        actor: Actor::new(record_id(by), format!("actor {by}"), Role::Office),
        first: first.map(shared::schema::CommandNumber),
        at: None,
        commands: records.iter().map(|no| create(*no, "某人")).collect(),
    }
}

/// Where the commands ended up.
pub(super) fn places(answer: &room::Answer) -> Vec<Option<u64>> {
    let place = |outcome: &Outcome| match outcome {
        Outcome::Applied { seq } => Some(seq.0),
        _ => None,
    };
    let verdicts = answer.verdicts.iter();
    verdicts.map(|verdict| place(&verdict.outcome)).collect()
}

/// `guatu verify`: how many entries.
pub(super) async fn verify(store: &dyn Store) -> Result<u64> {
    let rooms = store.rooms().await?;
    let room = rooms.first().context("the room is there")?;
    Ok(audit(room, store).await?.entries)
}

async fn a_room_works_and_is_found_again(scene: Scene) -> Result<()> {
    let scene = scene.with_room().await?;
    for round in 0..3 {
        let (rooms, tasks) = Rooms::start(&scene.store).await?;
        let room = rooms.get(ROOM).context("the room is there")?;
        let new = submission(7, None, &[100 + round, 200 + round, 100 + round]);
        let answer = room.carry_out(new).await;
        let seq = u64::try_from(round)? * 2;
        assert_eq!(places(&answer), [Some(seq + 1), Some(seq + 2), None]);
        // Sent again under their numbers, they are what they were, also in a later round.
        let again = room
            .carry_out(submission(7, Some(1), &[100, 200, 100]))
            .await;
        assert_eq!(places(&again), [Some(1), Some(2), None]);
        drop(rooms);
        for task in tasks {
            task.await?;
        }
    }
    assert_eq!(verify(scene.store.as_ref()).await?, 6);
    assert_eq!(scene.head().await?, Seq(6));
    Ok(())
}

async fn an_inspection_sees_one_moment(scene: Scene) -> Result<()> {
    let scene = scene.with_room().await?;
    let (rooms, _) = Rooms::start(&scene.store).await?;
    let room = rooms.get(ROOM).context("the room is there")?;
    room.carry_out(submission(7, None, &[1, 2])).await;
    let inspection = scene.open(Mode::Inspect).await?;
    assert_eq!(inspection.rooms().await?.len(), 1);

    room.carry_out(submission(7, None, &[3])).await;
    assert_eq!(verify(inspection.as_ref()).await?, 2);
    assert_eq!(verify(scene.store.as_ref()).await?, 3);
    let query = LogQuery::after(Seq::ZERO, 10);
    assert_eq!(inspection.log(ROOM, query).await?.len(), 2);
    let made = inspection.account("somebody", Role::Office).await;
    assert!(made.is_err(), "it only looks");
    Ok(())
}
