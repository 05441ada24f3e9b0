//! Several connections to one room: what each is told, and that all end up the same.

use anyhow::{Context as _, Result, ensure};
use shared::protocol::{
    ClientMessage, Delta, Encoding, Outcome, ProblemCode, ServerMessage, Verdict,
};
use shared::replica::Replica;
use shared::rules::{Actor, Command};
use shared::schema::{CommandNumber, DeviceId, Record, RecordId, Seq, Timestamp};
use tests::{Client, Live, ROOM, Server, create_person, everything, in_time, rename, task_ids};

const NOW: Timestamp = Timestamp(0);

/// A device as the app has it: a connection and a copy of the room.
struct Tablet {
    live: Live,
    replica: Replica,
}

impl Tablet {
    async fn open(client: &Client, encoding: Encoding) -> Result<Self> {
        let snapshot = client.snapshot().await?;
        let actor: Actor = serde_json::from_value(client.get("/api/me").await?)?;
        let device = Live::new_device();
        let mut live = client.live(encoding).await?;
        live.hello(device, Some(snapshot.seq)).await?;
        let replica = Replica::new(device, actor, snapshot);
        Ok(Self { live, replica })
    }

    async fn issue(&mut self, command: Command) -> Result<()> {
        let checked = self.replica.check(command, NOW)?;
        let command = checked.context("the command changes nothing")?;
        let number = self.replica.next();
        self.replica.enqueue(number, command.clone(), NOW);
        self.live.push(number.0, vec![command]).await
    }

    /// Takes in what comes until nothing is pending and the copy is as far as `head`.
    async fn settle(&mut self, head: Seq) -> Result<()> {
        while self.replica.pending() > 0 || self.replica.cursor() < head {
            match self.live.next().await? {
                Some(ServerMessage::Delta(delta)) => {
                    let at = self.replica.cursor();
                    ensure!(
                        delta.from == at,
                        "the delta starts at {}, not at {at}",
                        delta.from
                    );
                    ensure!(contiguous(&delta), "{delta:?}");
                    self.replica.advance(&delta, NOW)?;
                }
                Some(ServerMessage::Result(verdict)) => {
                    self.replica.settle(&[verdict], NOW);
                }
                Some(ServerMessage::Present { .. }) => {}
                other => anyhow::bail!("{other:?}"),
            }
        }
        Ok(())
    }

    fn records(&self) -> Vec<Record> {
        let records = self.replica.state().records();
        let mut records: Vec<Record> = records.map(|record| Record::clone(record)).collect();
        records.sort_by_key(|record| record.id);
        records
    }
}

fn contiguous(delta: &Delta) -> bool {
    let seqs: Vec<u64> = delta.entries.iter().map(|entry| entry.seq.0).collect();
    seqs == (delta.from.0 + 1..=delta.to.0).collect::<Vec<_>>()
}

/// R1, R5
#[tokio::test]
async fn two_tablets_on_the_same_tasks_converge() -> Result<()> {
    let (server, data) = Server::start().await?;
    let client = server.sign_in().await?;
    let tasks: Vec<RecordId> = task_ids(&client).await?.into_iter().take(3).collect();
    let before = client.head().await?;
    let mut one = Tablet::open(&client, Encoding::Postcard).await?;
    let mut two = Tablet::open(&client, Encoding::Json).await?;
    for round in 0..100 {
        let task = tasks[round % tasks.len()];
        one.issue(rename(task, Seq::ZERO, &format!("one {round}")))
            .await?;
        two.issue(rename(task, Seq::ZERO, &format!("two {round}")))
            .await?;
    }
    let head = Seq(before + 200);
    in_time("one", one.settle(head)).await??;
    in_time("two", two.settle(head)).await??;
    assert_eq!(Seq(client.head().await?), head);

    let snapshot = client.snapshot().await?;
    let truth: Vec<Record> = snapshot
        .records
        .iter()
        .map(|record| Record::clone(record))
        .collect();
    assert_eq!(one.records(), truth);
    assert_eq!(two.records(), truth);
    assert!(Server::verify(data.path()).await?.status.success());
    Ok(())
}

/// R2
#[tokio::test]
async fn a_resend_is_answered_as_before_and_changes_nothing() -> Result<()> {
    let (server, data) = Server::start().await?;
    let client = server.sign_in().await?;
    let task = task_ids(&client).await?[0];
    let device = Live::new_device();
    let commands = vec![
        create_person("一"),
        rename(task, everything(), "x"),
        rename(task, everything(), "x"),
        rename(RecordId(device.0), everything(), "nothing"),
    ];
    let mut live = client.live(Encoding::Postcard).await?;
    live.hello(device, None).await?;
    live.push(1, commands.clone()).await?;
    let first: Vec<Verdict> = live.results(4).await?;
    assert!(matches!(first[0].outcome, Outcome::Applied { .. }));
    assert!(matches!(first[1].outcome, Outcome::Applied { .. }));
    assert_eq!(first[2].outcome, Outcome::NoChange);
    assert!(matches!(first[3].outcome, Outcome::Rejected(_)));
    let log = client.log().await?;

    // On the same connection, on another one, and after a restart; whole, and with more to it.
    live.push(1, commands.clone()).await?;
    assert_eq!(live.results(4).await?, first);
    let mut again = client.live(Encoding::Json).await?;
    assert_eq!(
        again.hello(device, None).await?.last_number,
        CommandNumber(4)
    );
    again.push(1, commands.clone()).await?;
    assert_eq!(again.results(4).await?, first);
    assert_eq!(client.log().await?, log);
    assert!(server.stop().await?.success());

    let server = Server::start_in(data.path()).await?;
    let client = client.at(server.url());
    let mut live = client.live(Encoding::Postcard).await?;
    assert_eq!(
        live.hello(device, None).await?.last_number,
        CommandNumber(4)
    );
    let more = [&commands[1..], &[create_person("二")]].concat();
    live.push(2, more).await?;
    let results = live.results(4).await?;
    assert_eq!(results[..3], first[1..]);
    assert_eq!(results[3].number, CommandNumber(5));
    assert_eq!(client.log().await?.len(), log.len() + 1);
    Ok(())
}

/// R5
#[tokio::test]
async fn a_client_that_was_away_gets_what_it_missed_also_from_before_a_restart() -> Result<()> {
    let (server, data) = Server::start().await?;
    let client = server.sign_in().await?;
    let head = Seq(client.head().await?);
    assert!(server.stop().await?.success());
    let server = Server::start_in(data.path()).await?;
    let client = client.at(server.url());
    let person = serde_json::to_value(create_person("after"))?;
    client.carry_out(&[person]).await?;

    // From the store and from memory, joined without a hole.
    for cursor in [Seq::ZERO, Seq(700), head, head.next()] {
        let mut live = client.live(Encoding::Postcard).await?;
        live.hello(DeviceId(uuid::Uuid::new_v4()), Some(cursor))
            .await?;
        let mut at = cursor;
        while at < head.next() {
            let delta = live.until("a delta", |message| match message {
                ServerMessage::Delta(delta) => Some(delta),
                _ => None,
            });
            let delta = delta.await?;
            assert_eq!(delta.from, at);
            assert!(contiguous(&delta));
            at = delta.to;
        }
        assert_eq!(at, head.next());
    }
    Ok(())
}

#[tokio::test]
async fn everyone_hears_how_many_are_there() -> Result<()> {
    let (server, _data) = Server::start().await?;
    let client = server.sign_in().await?;
    let mut one = client.live(Encoding::Postcard).await?;
    one.hello(Live::new_device(), None).await?;
    let heard = |count: u32| {
        move |message| (message == ServerMessage::Present { devices: count }).then_some(())
    };
    one.until("one", heard(1)).await?;
    let mut two = client.live(Encoding::Json).await?;
    two.hello(Live::new_device(), None).await?;
    one.until("two", heard(2)).await?;
    two.until("two", heard(2)).await?;
    drop(two);
    one.until("one again", heard(1)).await?;
    Ok(())
}

#[tokio::test]
async fn a_stop_says_goodbye_and_keeps_what_was_sent() -> Result<()> {
    let (server, data) = Server::start().await?;
    let client = server.sign_in().await?;
    let mut idle = client.live(Encoding::Json).await?;
    idle.hello(Live::new_device(), None).await?;
    let mut silent = client.live(Encoding::Postcard).await?;
    let mut busy = client.live(Encoding::Postcard).await?;
    busy.hello(Live::new_device(), None).await?;
    busy.push(1, vec![create_person("last")]).await?;
    busy.results(1).await?;

    server.terminate().await?;
    for live in [&mut idle, &mut silent, &mut busy] {
        let close = live.closed().await?;
        assert_eq!(close.map(|close| u16::from(close.code)), Some(1001));
    }
    let started = std::time::Instant::now();
    let status = server.ended().await?;
    assert!(status.success(), "{status}");
    assert!(started.elapsed().as_secs() < 6, "it took too long to stop");
    let verified = Server::verify(data.path()).await?;
    assert!(verified.status.success(), "{verified:?}");
    Ok(())
}

#[tokio::test]
async fn ten_thousand_queued_commands_each_get_a_result() -> Result<()> {
    let (server, _data) = Server::start().await?;
    let client = server.sign_in().await?;
    let mut live = client.live(Encoding::Postcard).await?;
    live.hello(Live::new_device(), None).await?;
    for group in 0..20_u64 {
        let people = (0..500).map(|no| create_person(&format!("{group}/{no}")));
        live.push(group * 500 + 1, people.collect()).await?;
    }
    let results = live.results(10_000).await?;
    let numbers: Vec<u64> = results.iter().map(|verdict| verdict.number.0).collect();
    assert_eq!(numbers, (1..=10_000).collect::<Vec<_>>());
    assert!(
        results
            .iter()
            .all(|verdict| matches!(verdict.outcome, Outcome::Applied { .. }))
    );
    live.send(&ClientMessage::Ping).await?;
    live.until("a pong", |message| {
        (message == ServerMessage::Pong).then_some(())
    })
    .await?;
    assert!(
        client
            .get(&format!("/api/rooms/{ROOM}/records?kind=person"))
            .await?["seq"]
            .is_u64()
    );
    Ok(())
}

/// R8
#[tokio::test]
async fn a_client_that_holds_something_else_is_told_and_no_other() -> Result<()> {
    let (server, _data) = Server::start().await?;
    let client = server.sign_in().await?;
    let Tablet { mut live, replica } = Tablet::open(&client, Encoding::Json).await?;
    let check = |cursor: Seq, checksum: u64| ClientMessage::Check { cursor, checksum };
    let (cursor, checksum) = (replica.cursor(), replica.checksum().value());
    // The right one, and one of another place, are not answered: the sign of life comes next.
    live.send(&check(cursor, checksum)).await?;
    live.send(&check(Seq(cursor.0 - 1), checksum + 1)).await?;
    live.send(&ClientMessage::Ping).await?;
    let next = live.until("a pong or a problem", |message| match message {
        ServerMessage::Pong => Some(None),
        ServerMessage::Problem(problem) => Some(Some(problem)),
        _ => None,
    });
    assert_eq!(next.await?, None);
    live.send(&check(cursor, checksum + 1)).await?;
    assert_eq!(live.problem().await?.code, ProblemCode::Diverged);
    Ok(())
}
