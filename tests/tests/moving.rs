//! Whole rooms: exported and imported, backed up and restored, from engine to engine, and what
//! happens to files that are not what they were.

use std::path::Path;
use std::process::Output;

use anyhow::{Context as _, Result, ensure};
use serde_json::{Value as Json, json};
use shared::protocol::{Encoding, Outcome, Verdict};
use shared::schema::DeviceId;
use tests::{Client, Live, Postgres, ROOM, Server, Stream, create_person, guatu, in_time};

/// Runs `guatu` with these arguments.
async fn run(arguments: &[&str]) -> Result<Output> {
    Ok(in_time("guatu", guatu()?.args(arguments).output()).await??)
}

/// Runs `guatu`, which must succeed.
async fn done(arguments: &[&str]) -> Result<()> {
    let output = run(arguments).await?;
    ensure!(output.status.success(), "{arguments:?}: {output:?}");
    Ok(())
}

/// Runs `guatu`, which must not do it; what it says.
async fn refused(arguments: &[&str]) -> Result<String> {
    let output = run(arguments).await?;
    ensure!(output.status.code() == Some(1), "{arguments:?}: {output:?}");
    Ok(String::from_utf8(output.stderr)?)
}

fn text(path: &Path) -> Result<&str> {
    path.to_str().context("a path that is a text")
}

/// Sends three commands of a device, of which the last one is refused; what became of them.
async fn send(client: &Client, device: DeviceId, commands: &Json) -> Result<Vec<Verdict>> {
    let mut live = client.live(Encoding::Postcard).await?;
    live.hello(device, None).await?;
    let commands: Vec<shared::rules::Command> = serde_json::from_value(commands.clone())?;
    let count = commands.len();
    live.push(1, commands).await?;
    live.results(count).await
}

/// The room's list entry.
async fn listed(client: &Client) -> Result<Json> {
    let rooms = client.get("/api/rooms").await?;
    let rooms = rooms.as_array().context("a list of rooms")?;
    let room = rooms.iter().find(|room| room["key"] == ROOM);
    room.cloned().context("the room is there")
}

#[tokio::test]
async fn a_room_moves_to_postgres_and_back_again() -> Result<()> {
    let postgres = Postgres::start_in_memory()?;
    let database = postgres.database()?;
    let folder = tempfile::tempdir()?;
    let path = |name: &str| folder.path().join(name);
    let (out, back, new) = (path("out.jsonl"), path("back.jsonl"), path("new"));
    let (out, back, new) = (text(&out)?, text(&back)?, text(&new)?);

    let (server, data) = Server::start().await?;
    let client = server.sign_in().await?;
    let device = Live::new_device();
    let person = create_person("第一人");
    let commands = json!([person, create_person("第二人"), person]);
    let before = send(&client, device, &commands).await?;
    ensure!(
        matches!(before[2].outcome, Outcome::Rejected(_)),
        "{before:?}"
    );
    let (snapshot, log) = (client.snapshot().await?, client.log().await?);
    done(&[
        "export",
        "--room",
        ROOM,
        "--to",
        out,
        "--data",
        text(data.path())?,
    ])
    .await?;

    done(&["import", "--from", out, "--database", &database]).await?;
    let there = Server::start_on(&database).await?;
    let client = there.sign_in().await?;
    assert_eq!(client.log().await?, log);
    let moved = client.snapshot().await?;
    assert!(moved.records == snapshot.records && moved.seq == snapshot.seq);
    assert_ne!(moved.epoch, snapshot.epoch, "others may have gone on");
    // The device goes on where it was: what it asks again is answered as before.
    assert_eq!(send(&client, device, &commands).await?, before);
    client
        .carry_out(&[serde_json::to_value(create_person("第三人"))?])
        .await?;
    let (snapshot, log) = (client.snapshot().await?, client.log().await?);
    let verified = Server::verify_on(&database).await?;
    ensure!(verified.status.success(), "{verified:?}");
    done(&[
        "export",
        "--room",
        ROOM,
        "--to",
        back,
        "--database",
        &database,
    ])
    .await?;

    // Here the same office has an account already, under an id of its own.
    done(&["link", "--data", new]).await?;
    done(&["import", "--from", back, "--data", new]).await?;
    let home = Server::start_in(Path::new(new)).await?;
    let client = home.sign_in().await?;
    assert_eq!(client.log().await?, log);
    assert!(client.snapshot().await?.records == snapshot.records);
    assert_eq!(send(&client, device, &commands).await?, before);
    assert!(home.stop().await?.success());
    done(&["verify", "--data", new]).await?;
    Ok(())
}

/// What can become of a file: what was done to it, its bytes, and what is said about it.
fn damages(bytes: &[u8]) -> Result<Vec<(&'static str, Vec<u8>, &'static str)>> {
    let lines: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
    let last = lines.len() - 1;
    let is_result = |line: &&[u8]| line.starts_with(br#"{"result""#);
    let result = lines.iter().position(is_result).context("a result")?;
    let without = |gone: usize| {
        let kept = lines.iter().enumerate().filter(|(at, _)| *at != gone);
        kept.flat_map(|(_, line)| line.iter().copied())
            .collect::<Vec<_>>()
    };
    let replaced = |what: &str, with: &str| {
        String::from_utf8_lossy(bytes)
            .replacen(what, with, 1)
            .into_bytes()
    };
    let mut swapped = lines.clone();
    swapped.swap(3, 4);
    let mut half = lines[..last].concat();
    half.truncate(half.len() - 20);
    Ok(vec![
        ("cut off", lines[..last].concat(), "cut off"),
        ("cut off within a line", half, "line"),
        ("empty", Vec::new(), "cut off"),
        ("an entry less", without(3), "seq 3 is missing"),
        ("two entries swapped", swapped.concat(), "seq 3 is missing"),
        ("a result less", without(result), "SHA-256"),
        (
            "a name changed",
            replaced("无名氏", "有名氏"),
            "was changed",
        ),
        (
            "a later version",
            replaced("\"version\":1", "\"version\":2"),
            "version 2",
        ),
        ("something else", b"PK\x03\x04".to_vec(), "line 1"),
        (
            "something after it",
            [bytes, b"{}\n"].concat(),
            "something follows the end",
        ),
    ])
}

#[tokio::test]
async fn a_damaged_file_is_refused_before_anything_is_written() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let path = |name: &str| folder.path().join(name);
    let (whole, damaged, new) = (path("whole.jsonl"), path("damaged.jsonl"), path("new"));
    let (server, data) = Server::start().await?;
    let person = serde_json::to_value(create_person("无名氏"))?;
    server.sign_in().await?.carry_out(&[person]).await?;
    assert!(server.stop().await?.success());
    done(&[
        "export",
        "--room",
        ROOM,
        "--to",
        text(&whole)?,
        "--data",
        text(data.path())?,
    ])
    .await?;

    for (what, bytes, why) in damages(&std::fs::read(&whole)?)? {
        std::fs::write(&damaged, bytes)?;
        let said = refused(&["import", "--from", text(&damaged)?, "--data", text(&new)?]).await?;
        assert!(said.contains("nothing was imported"), "{what}: {said}");
        assert!(said.contains(why), "{what}: {said}");
        assert!(!new.exists(), "{what}");
    }

    // What is whole goes in, once.
    let import = ["import", "--from", text(&whole)?, "--data", text(&new)?];
    done(&import).await?;
    let said = refused(&import).await?;
    assert!(said.contains("already"), "{said}");
    done(&["verify", "--data", text(&new)?]).await?;
    let again = [
        "export",
        "--room",
        ROOM,
        "--to",
        text(&whole)?,
        "--data",
        text(&new)?,
    ];
    assert!(refused(&again).await?.contains("is there already"));
    let nowhere = path("nowhere.jsonl");
    let unknown = [
        "export",
        "--room",
        "nowhere",
        "--to",
        text(&nowhere)?,
        "--data",
        text(&new)?,
    ];
    assert!(
        refused(&unknown)
            .await?
            .contains("there is no room `nowhere`")
    );
    assert!(
        std::fs::read_dir(folder.path())?.count() == 3,
        "nothing else is left behind"
    );
    Ok(())
}

/// Backs a server up while it is written to, loses it, and goes on from the backup.
async fn lose_and_restore(from: [&str; 2], to: [&str; 2], server: Server) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let backup = folder.path().join("backup");
    let backup = text(&backup)?;
    let client = server.sign_in().await?;
    let epoch = client.snapshot().await?.epoch;
    let mut stream = Stream::default();
    let mut progress = stream.progress();
    let sender = client.clone();
    let streaming = tokio::spawn(async move { stream.run(&sender, 100_000).await });
    in_time("results", progress.wait_for(|count| *count >= 100)).await??;
    done(&["backup", "--to", backup, from[0], from[1]]).await?;
    assert!(
        refused(&["backup", "--to", backup, from[0], from[1]])
            .await?
            .contains("already")
    );
    server.kill().await?;
    streaming.await??;
    done(&["verify", "--data", backup]).await?;

    done(&["restore", "--from", backup, to[0], to[1]]).await?;
    done(&["verify", to[0], to[1]]).await?;
    assert!(
        refused(&["restore", "--from", backup, to[0], to[1]])
            .await?
            .contains("rooms already")
    );
    let restored = match to {
        ["--database", database] => Server::start_on(database).await?,
        [_, data] => Server::start_in(Path::new(data)).await?,
    };
    // Whoever was signed in still is; clients are told to fetch afresh.
    let client = client.at(restored.url());
    let snapshot = client.snapshot().await?;
    assert_ne!(snapshot.epoch, epoch);
    assert!(snapshot.seq.0 > 100, "{}", snapshot.seq);
    assert_eq!(listed(&client).await?["head"], snapshot.seq.0);
    client
        .carry_out(&[serde_json::to_value(create_person("afterwards"))?])
        .await?;
    assert!(restored.stop().await?.success());
    // The chain goes on over the end of the epoch.
    done(&["verify", to[0], to[1]]).await
}

#[tokio::test]
async fn a_folder_is_restored_from_a_backup_made_while_it_was_written_to() -> Result<()> {
    let (server, data) = Server::start().await?;
    let new = tempfile::tempdir()?;
    let (from, to) = (text(data.path())?, text(new.path())?);
    lose_and_restore(["--data", from], ["--data", to], server).await
}

#[tokio::test]
async fn a_database_is_restored_from_a_backup_made_while_it_was_written_to() -> Result<()> {
    let postgres = Postgres::start_in_memory()?;
    let (from, to) = (postgres.database()?, postgres.database()?);
    let server = Server::start_on(&from).await?;
    lose_and_restore(["--database", &from], ["--database", &to], server).await
}

#[tokio::test]
async fn a_damaged_backup_restores_nothing() -> Result<()> {
    let (server, data) = Server::start().await?;
    let person = serde_json::to_value(create_person("TAMPER-WITH-ME"))?;
    server.sign_in().await?.carry_out(&[person]).await?;
    assert!(server.stop().await?.success());
    let folder = tempfile::tempdir()?;
    let (backup, new) = (folder.path().join("backup"), folder.path().join("new"));
    done(&[
        "backup",
        "--to",
        text(&backup)?,
        "--data",
        text(data.path())?,
    ])
    .await?;
    let file = backup.join("guatu.db");
    let mut bytes = std::fs::read(&file)?;
    let command = br#"{"do":"create","kind":"person""#;
    let places = (0..bytes.len() - command.len()).filter(|at| bytes[*at..].starts_with(command));
    let places: Vec<usize> = places.collect();
    for at in places {
        bytes[at + 2] = b'D';
    }
    std::fs::write(file, bytes)?;

    let said = refused(&["restore", "--from", text(&backup)?, "--data", text(&new)?]).await?;
    assert!(said.contains("nothing was restored"), "{said}");
    assert!(said.contains("was changed"), "{said}");
    let verified = run(&["verify", "--data", text(&new)?]).await?;
    assert!(
        verified.status.success() && verified.stdout.is_empty(),
        "{verified:?}"
    );
    Ok(())
}
