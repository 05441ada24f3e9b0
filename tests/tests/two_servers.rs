//! Two servers on one PostgreSQL: both written to and both followed, one killed, the database
//! itself cut off. Nothing that was acknowledged is lost, and nobody else notices.

use anyhow::{Result, ensure};
use shared::protocol::{Encoding, ServerMessage};
use shared::schema::Seq;
use tests::{Client, Live, Postgres, ROOM, Server, Stream, guatu, in_time};
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// How many commands each device gets done.
const COMMANDS: u64 = 400;

/// How many of each are done when something is killed.
const BEFORE: usize = 100;

/// Follows a room from where it is now, and sees every place exactly once, in order; ends at the
/// connection's end, or when `until` has been seen.
async fn follow(client: &Client, until: Option<Seq>) -> Result<JoinHandle<Result<Seq>>> {
    let mut live = client.live(Encoding::Postcard).await?;
    let welcome = live.hello(Live::new_device(), None).await?;
    Ok(tokio::spawn(async move {
        let mut at = welcome.head;
        while until.is_none_or(|until| at < until) {
            match live.next().await? {
                Some(ServerMessage::Delta(delta)) => {
                    ensure!(
                        delta.from == at,
                        "at {at}, but told what follows {}",
                        delta.from
                    );
                    for entry in &delta.entries {
                        at = at.next();
                        ensure!(entry.seq == at, "{} in place of {at}", entry.seq);
                    }
                }
                Some(_) => {}
                None => break,
            }
        }
        Ok(at)
    }))
}

/// Sends until everything is acknowledged, to one server after the other, while there is a
/// database.
fn send(
    mut stream: Stream,
    clients: Vec<Client>,
    mut there: watch::Receiver<bool>,
) -> JoinHandle<Result<Stream>> {
    tokio::spawn(async move {
        for client in clients.iter().cycle() {
            there.wait_for(|there| *there).await?;
            if stream.run(client, COMMANDS).await? {
                break;
            }
        }
        Ok(stream)
    })
}

async fn verify(database: &str) -> Result<()> {
    let verified = Server::verify_on(database).await?;
    ensure!(verified.status.success(), "{verified:?}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn one_of_two_servers_is_killed() -> Result<()> {
    let postgres = Postgres::start()?;
    let database = postgres.database()?;
    let first = Server::start_on(&database).await?;
    let second = Server::start_on(&database).await?;
    let clients = [first.sign_in().await?, second.sign_in().await?];
    let start = clients[1].head().await?;
    let streams: Vec<Stream> = (0..4).map(|_| Stream::default()).collect();
    let end = Seq(start + 4 * COMMANDS);
    let lost = follow(&clients[0], None).await?;
    let unaffected = follow(&clients[1], Some(end)).await?;

    let there = watch::Sender::new(true);
    let watched: Vec<_> = streams.iter().map(Stream::progress).collect();
    let sending: Vec<_> = (0..)
        .zip(streams)
        .map(|(no, stream)| {
            let mut order = clients.to_vec();
            order.rotate_left(no % 2);
            send(stream, order, there.subscribe())
        })
        .collect();
    for mut progress in watched {
        in_time("results", progress.wait_for(|count| *count >= BEFORE)).await??;
    }
    first.kill().await?;

    let mut done = Vec::new();
    for sending in sending {
        done.push(in_time("every acknowledgement", sending).await???);
    }
    assert_eq!(in_time("the follower", unaffected).await???, end);
    let cut_off = in_time("the end of the connection", lost).await???;
    assert!(cut_off > Seq(start) && cut_off <= end, "{cut_off}");

    let log = clients[1].log().await?;
    for stream in &done {
        stream.check(&log)?;
    }
    // A server that starts now and the one that has followed all along have the same.
    let third = Server::start_on(&database).await?;
    let (fresh, followed) = (
        clients[1].at(third.url()).snapshot().await?,
        clients[1].snapshot().await?,
    );
    assert_eq!(fresh.seq, end);
    assert!(fresh == followed, "the two servers differ");
    verify(&database).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_database_goes_away_and_comes_back() -> Result<()> {
    let postgres = Postgres::start()?;
    let database = postgres.database()?;
    let mut servers = [
        Server::start_on(&database).await?,
        Server::start_on(&database).await?,
    ];
    let clients = [servers[0].sign_in().await?, servers[1].sign_in().await?];
    let start = clients[0].head().await?;
    let end = Seq(start + 2 * COMMANDS);
    let there = watch::Sender::new(true);
    let mut following = Vec::new();
    let mut sending = Vec::new();
    let mut watched = Vec::new();
    for client in &clients {
        following.push(follow(client, Some(end)).await?);
        let stream = Stream::default();
        watched.push(stream.progress());
        sending.push(send(stream, vec![client.clone()], there.subscribe()));
    }
    for mut progress in watched {
        in_time("results", progress.wait_for(|count| *count >= BEFORE)).await??;
    }
    there.send_replace(false);
    postgres.crash()?;
    postgres.start_again()?;
    there.send_replace(true);

    let mut done = Vec::new();
    for sending in sending {
        done.push(in_time("every acknowledgement", sending).await???);
    }
    // Whoever follows was never cut off, only told later.
    for following in following {
        assert_eq!(in_time("the follower", following).await???, end);
    }
    let log = clients[0].log().await?;
    for stream in &done {
        stream.check(&log)?;
    }
    assert!(servers.iter_mut().all(Server::is_alive));
    verify(&database).await
}

#[tokio::test]
async fn the_environment_names_the_database_unless_the_command_line_names_a_place() -> Result<()> {
    let postgres = Postgres::start_in_memory()?;
    let database = postgres.database()?;
    drop(Server::start_on(&database).await?);
    let folder = tempfile::tempdir()?;
    let verify = async |arguments: &[&str]| -> Result<(bool, String)> {
        let mut verify = guatu()?;
        verify
            .arg("verify")
            .args(arguments)
            .env("GUATU_DATABASE", &database);
        let output = in_time("guatu verify", verify.output()).await??;
        Ok((output.status.success(), String::from_utf8(output.stdout)?))
    };
    let (found, said) = verify(&[]).await?;
    assert!(found && said.contains(ROOM), "{said}");
    let empty = folder.path().to_str().unwrap_or_default();
    assert_eq!(verify(&["--data", empty]).await?, (false, String::new()));
    let both = verify(&["--data", empty, "--database", &database]).await?;
    assert_eq!(both, (false, String::new()));
    Ok(())
}

#[tokio::test]
async fn an_address_that_leads_nowhere_is_named_without_its_password() -> Result<()> {
    let verified = Server::verify_on("postgres://guatu:SECRET@127.0.0.1:1/guatu").await?;
    assert_eq!(verified.status.code(), Some(1));
    let said = String::from_utf8(verified.stderr)?;
    assert!(said.contains("cannot open the database"), "{said}");
    assert!(!said.contains("SECRET"), "{said}");
    Ok(())
}
