//! `guatu demo` makes a room whose history lies where it says, and whose log holds.

use anyhow::{Context as _, Result, ensure};
use tests::{Client, Server, guatu};

/// The day of an entry of the log.
async fn day(client: &Client, seq: u64) -> Result<String> {
    let path = format!("/api/rooms/demo/log?from={seq}&limit=1");
    let page = client.get(&path).await?;
    let at = page["entries"][0]["at"].as_str().context("a time")?;
    Ok(at.get(..10).context("a day")?.to_owned())
}

#[tokio::test]
async fn a_generated_room_has_its_history_in_its_own_time() -> Result<()> {
    let data = tempfile::tempdir()?;
    let made = guatu()?
        .args([
            "demo",
            "--projects",
            "40",
            "--until",
            "2020-09-15",
            "--data",
        ])
        .arg(data.path())
        .output()
        .await?;
    ensure!(made.status.success(), "{made:?}");
    let verified = Server::verify(data.path()).await?;
    ensure!(verified.status.success(), "{verified:?}");

    let server = Server::start_in(data.path()).await?;
    let client = server.sign_in().await?;
    let head = client.get("/api/rooms/demo/log").await?["head"].as_u64();
    let (first, last) = (
        day(&client, 1).await?,
        day(&client, head.context("a head")?).await?,
    );
    assert!(
        first.as_str() >= "2020-06-01" && last.as_str() <= "2020-09-15",
        "{first} – {last}"
    );

    // Most of what was owed was handed in within its time, so most lights are not red.
    let obligations = "/api/rooms/demo/derived/obligations?date=2020-08-20";
    let owed = client.get(obligations).await?;
    let owed = owed["obligations"].as_array().context("what is owed")?;
    let late = owed.iter().filter(|owed| owed["light"]["colour"] == "red");
    let late = late.count();
    assert!(owed.len() > 40, "{} owed", owed.len());
    assert!(late * 2 < owed.len(), "{late} of {} late", owed.len());
    server.stop().await?;
    Ok(())
}
