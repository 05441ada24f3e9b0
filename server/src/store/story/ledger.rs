//! The ledger.

use anyhow::{Context as _, Result};
use room::{Group, LogQuery, LogRow, Newest, StoreError};
use shared::protocol::{Outcome, Verdict};
use shared::schema::{CommandNumber, Seq, Timestamp};

use uuid::Uuid;

use super::scene::{Deed, ROOM, Scene, device, record_id, room};

on_both! {
    rooms_are_made_once_and_in_order,
    a_group_is_there_entirely,
    a_group_that_does_not_fit_leaves_nothing,
    the_log_is_read_from_both_ends_and_by_record,
    devices_and_results_are_kept,
    texts_come_back_byte_for_byte,
}

async fn rooms_are_made_once_and_in_order(scene: Scene) -> Result<()> {
    let store = &scene.store;
    for key in ["b", "a", "c"] {
        store.create_room(&room(key, 5)).await?;
    }
    let mut again = room("a", 1);
    again.name = "another".to_owned();
    store.create_room(&again).await?;
    let rooms = store.rooms().await?;
    let keys: Vec<_> = rooms.iter().map(|room| room.key.as_str()).collect();
    assert_eq!(keys, ["b", "a", "c"]);
    let stored = rooms.get(1).context("a room")?;
    let made = room("a", 5);
    assert_eq!(stored.name, made.name);
    assert_eq!(
        (stored.epoch, stored.head, stored.created),
        (made.epoch, made.head, made.created)
    );
    assert!(store.load("nowhere").await?.is_none());
    store.ping().await?;
    Ok(())
}

async fn a_group_is_there_entirely(scene: Scene) -> Result<()> {
    let scene = scene.with_room().await?;
    let first = Deed::new(7, 0, 1, &[1, 2, 1]);
    scene.store.commit(first.group()).await?;
    let second = Deed::new(8, 3, 1, &[2]);
    scene.store.commit(second.group()).await?;

    let loaded = scene.store.load(ROOM).await?.context("the room is there")?;
    assert_eq!(loaded.row.head, Seq(4));
    assert_eq!(loaded.last.as_ref(), second.rows.last());
    assert!(loaded.former.is_empty());
    let mut records = loaded.records;
    records.sort_by_key(|row| row.record.id);
    // Each as the last entry left it.
    let expected = [&first.records[1], &second.records[0]];
    assert_eq!(records.len(), expected.len());
    for (stored, expected) in records.iter().zip(expected) {
        assert_eq!(&stored.record, expected.as_ref());
        assert_eq!(stored.seq, expected.changed);
        assert_eq!(stored.kind, expected.kind.to_string());
    }
    let log = scene
        .store
        .log(ROOM, LogQuery::after(Seq::ZERO, 10))
        .await?;
    assert_eq!(log[..3], first.rows);
    assert_eq!(log[3..], second.rows);
    Ok(())
}

async fn a_group_that_does_not_fit_leaves_nothing(scene: Scene) -> Result<()> {
    let scene = scene.with_room().await?;
    scene.store.commit(Deed::new(7, 0, 1, &[1]).group()).await?;
    for from in [0, 2] {
        let error = scene
            .store
            .commit(Deed::new(8, from, 1, &[2]).group())
            .await;
        let error = error.err().context("it does not fit")?;
        assert!(
            matches!(&error, StoreError::HeadMoved { expected, .. } if *expected == Seq(from)),
            "{error}"
        );
    }
    // Decided in another epoch, it fits nowhere.
    let deed = Deed::new(8, 1, 1, &[2]);
    let elsewhere = Group {
        epoch: Uuid::from_u128(2),
        ..deed.group()
    };
    let error = scene.store.commit(elsewhere).await;
    assert!(
        matches!(error, Err(StoreError::HeadMoved { .. })),
        "{error:?}"
    );

    // The last table of the group refuses what is there already: nothing of the others stays.
    let mut twice = Deed::new(9, 1, 1, &[3, 4]);
    twice.results = vec![twice.results[0].clone(), twice.results[0].clone()];
    let error = scene.store.commit(twice.group()).await;
    assert!(matches!(error, Err(StoreError::Database(_))), "{error:?}");

    assert_eq!(scene.head().await?, Seq(1));
    assert_eq!(scene.store.records(ROOM).await?.len(), 1);
    for no in [8, 9] {
        assert_eq!(scene.store.device(ROOM, device(no)).await?, None);
    }
    let log = scene
        .store
        .log(ROOM, LogQuery::after(Seq::ZERO, 10))
        .await?;
    assert_eq!(log.len(), 1);
    Ok(())
}

async fn the_log_is_read_from_both_ends_and_by_record(scene: Scene) -> Result<()> {
    let scene = scene.with_room().await?;
    let deed = Deed::new(7, 0, 1, &[1, 2, 1, 2, 1]);
    scene.store.commit(deed.group()).await?;
    let cases = [
        (2, 2, None, Newest::Last, vec![2, 3]),
        (2, 2, None, Newest::First, vec![5, 4]),
        (2, 9, Some(1), Newest::Last, vec![3, 5]),
        (1, 2, Some(1), Newest::First, vec![5, 3]),
        (1, 9, Some(3), Newest::First, vec![]),
        (6, 9, None, Newest::Last, vec![]),
    ];
    for (from, limit, record, newest, expected) in cases {
        let query = LogQuery {
            from: Seq(from),
            limit,
            record: record.map(record_id),
            newest,
        };
        let rows = scene.store.log(ROOM, query).await?;
        let seqs: Vec<u64> = rows.iter().map(|row: &LogRow| row.seq.0).collect();
        assert_eq!(seqs, expected, "{query:?}");
    }
    let found = scene
        .store
        .entry_of(ROOM, device(7), CommandNumber(4))
        .await?;
    assert_eq!(found.as_ref(), deed.rows.get(3));
    let none = scene
        .store
        .entry_of(ROOM, device(8), CommandNumber(4))
        .await?;
    assert_eq!(none, None);
    Ok(())
}

async fn devices_and_results_are_kept(scene: Scene) -> Result<()> {
    let scene = scene.with_room().await?;
    let store = &scene.store;
    let (old, new) = (Deed::new(7, 0, 1, &[1, 2]), Deed::new(8, 2, 5, &[3]));
    store.commit(old.group()).await?;
    store.commit(new.group()).await?;
    // Later commands of a device do not give it to another account.
    let mut later = Deed::new(7, 3, 3, &[4]);
    later.devices[0].1.account = record_id(99);
    store.commit(later.group()).await?;

    let known = store
        .devices(ROOM, &[device(8), device(1), device(7)])
        .await?;
    assert_eq!(known[0], Some(new.devices[0].1));
    assert_eq!(known[1], None);
    let moved_on = known[2].context("it is known")?;
    assert_eq!(moved_on.last, CommandNumber(3));
    assert_eq!(moved_on.account, record_id(7));
    assert_eq!(store.device(ROOM, device(7)).await?, known[2]);

    let own = store
        .own_among(ROOM, device(7), &[Seq(2), Seq(3), Seq(4)])
        .await?;
    assert_eq!(own, [Seq(2), Seq(4)]);

    let kept =
        |first, last| store.results(ROOM, device(7), CommandNumber(first), CommandNumber(last));
    let verdict = |number, seq| Verdict {
        number: CommandNumber(number),
        outcome: Outcome::Applied { seq: Seq(seq) },
    };
    assert_eq!(kept(2, 3).await?, [verdict(2, 2), verdict(3, 4)]);
    // The first group was written at 10, the others later.
    store.forget_results(Timestamp(11)).await?;
    assert_eq!(kept(1, 9).await?, [verdict(3, 4)]);
    Ok(())
}

async fn texts_come_back_byte_for_byte(scene: Scene) -> Result<()> {
    let scene = scene.with_room().await?;
    let mut deed = Deed::new(7, 0, 1, &[1]);
    let odd = "\u{7f}\u{fffd}🀄 '\"\\,{}NULL\n\u{2028}é e\u{301} \\u0000 ";
    let row = &mut deed.rows[0];
    row.actor_name = odd.to_owned();
    row.command = serde_json::to_string(&format!("\0{odd}"))?;
    row.effects = format!("[ {{}},\t{{\"b\":1, \"a\":2, \"a\":1e400}} ]{odd}");
    scene.store.commit(deed.group()).await?;
    let log = scene.store.log(ROOM, LogQuery::LAST).await?;
    assert_eq!(log, deed.rows);
    Ok(())
}
