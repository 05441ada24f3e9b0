//! The notice of 2020 through the API, in figures anyone can count in the printed document.

use anyhow::Result;
use serde_json::Value as Json;
use tests::{Client, ROOM, Server};

async fn records(client: &Client, kind: &str) -> Result<Vec<Json>> {
    let answer = client
        .get(&format!("/api/rooms/{ROOM}/records?kind={kind}"))
        .await?;
    Ok(answer["records"].as_array().cloned().unwrap_or_default())
}

#[tokio::test]
async fn the_sample_room_is_the_notice() -> Result<()> {
    let (server, _data) = Server::start().await?;
    let client = server.sign_in().await?;
    for (kind, count) in [
        ("room", 1),
        ("notice", 1),
        ("part", 6),
        ("item", 22),
        ("task", 56),
        ("person", 27),
        ("unit", 44),
        ("assignment", 1141),
    ] {
        assert_eq!(records(&client, kind).await?.len(), count, "{kind}");
    }
    let assignments = records(&client, "assignment").await?;
    let with_duty = |duty: &str| {
        let duties = assignments.iter().map(|record| &record["fields"]["duty"]);
        duties.filter(|given| *given == duty).count()
    };
    assert_eq!(with_duty("lead"), 460);
    assert_eq!(with_duty("responsible"), 681);
    Ok(())
}

#[tokio::test]
async fn a_second_start_adds_nothing() -> Result<()> {
    let (server, data) = Server::start().await?;
    let client = server.sign_in().await?;
    let head = client.head().await?;
    let hash = client
        .log()
        .await?
        .last()
        .map(|entry| entry["hash"].clone());
    assert!(server.stop().await?.success());

    let server = Server::start_in(data.path()).await?;
    // The session is still good.
    let client = client.at(server.url());
    assert_eq!(client.head().await?, head);
    assert_eq!(
        client
            .log()
            .await?
            .last()
            .map(|entry| entry["hash"].clone()),
        hash
    );
    Ok(())
}

#[tokio::test]
async fn without_the_sample_there_is_no_room() -> Result<()> {
    let data = tempfile::tempdir()?;
    let server = Server::start_with(data.path(), &[]).await?;
    let client = server.sign_in().await?;
    assert_eq!(client.get("/api/rooms").await?, serde_json::json!([]));
    Ok(())
}
