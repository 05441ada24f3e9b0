//! Frames of live connections.

use anyhow::{Context as _, Result};
use serde_json::{Value as Json, json};
use shared::protocol::{
    ClientMessage, Encoding, Hello, Outcome, ProblemCode, Push, Resume, ServerMessage,
};
use shared::schema::{CommandNumber, Seq};
use tests::{Live, create_person, rename, task_ids};
use tokio_tungstenite::tungstenite::Message;
use uuid::Uuid;

use crate::scene::{Scene, post};

#[tokio::test]
async fn a_frame_of_2_mb_closes_only_its_own_connection() -> Result<()> {
    let mut scene = Scene::set().await?;
    for (encoding, megabytes) in [
        (Encoding::Postcard, 2),
        (Encoding::Json, 2),
        (Encoding::Json, 8),
    ] {
        let mut live = scene.client.live(encoding).await?;
        live.hello(Live::new_device(), None).await?;
        let frame = match encoding {
            Encoding::Postcard => Message::binary(vec![0; megabytes << 20]),
            Encoding::Json => Message::text("x".repeat(megabytes << 20)),
        };
        // The server need not wait for the end of what is far too large.
        let sent = live.send_frame(frame).await;
        if megabytes <= 4 {
            sent?;
            assert_eq!(live.problem().await?.code, ProblemCode::TooLarge);
            let close = live.closed().await?.context("it says why")?;
            assert_eq!(u16::from(close.code), 1009);
        } else {
            live.closed().await?;
        }
    }
    scene.unharmed().await
}

/// R7
#[tokio::test]
async fn frames_that_cannot_be_read_are_answered_and_the_connection_goes_on() -> Result<()> {
    let mut scene = Scene::set().await?;
    let push = ClientMessage::Push(Push {
        first: CommandNumber(1),
        commands: vec![create_person("half")],
    });
    let whole = Encoding::Postcard.encode(&push);
    let mut live = scene.client.live(Encoding::Postcard).await?;
    live.hello(Live::new_device(), None).await?;
    let half = whole[..whole.len() / 2].to_vec();
    let left_over = [whole.as_slice(), b"more"].concat();
    for (frame, words) in [
        (Message::binary(half), "end"),
        (Message::binary(left_over), "left over"),
        (Message::binary(vec![99]), ""),
        (Message::binary(Vec::new()), "end"),
        (Message::text("{}"), "binary frames"),
    ] {
        live.send_frame(frame).await?;
        let problem = live.problem().await?;
        assert_eq!(problem.code, ProblemCode::BadFrame);
        assert!(problem.reason.en.contains(words), "{problem:?}");
    }
    live.push(1, vec![create_person("whole")]).await?;
    let result = live.results(1).await?.remove(0);
    assert!(matches!(result.outcome, Outcome::Applied { .. }));
    scene.head += 1;

    let mut live = scene.client.live(Encoding::Json).await?;
    live.hello(Live::new_device(), None).await?;
    let id = Uuid::new_v4();
    let command = |command: Json| json!({"push": {"first": 1, "commands": [command]}}).to_string();
    for (text, words) in [
        ("{".to_owned(), "EOF"),
        ("[]".to_owned(), "expected"),
        (
            command(json!({"do": "set", "kind": "tusk", "id": id})),
            "no kind `tusk`",
        ),
        (
            command(json!({"do": "set", "kind": "task", "id": id, "fields": {"no": "one"}})),
            "field `no` must be",
        ),
    ] {
        live.send_frame(Message::text(text)).await?;
        let problem = live.problem().await?;
        assert_eq!(problem.code, ProblemCode::BadFrame);
        assert!(problem.reason.en.contains(words), "{problem:?}");
    }
    live.send_frame(Message::binary(whole)).await?;
    assert!(live.problem().await?.reason.en.contains("text frames"));
    live.send(&ClientMessage::Ping).await?;
    live.until("a pong", |message| {
        (message == ServerMessage::Pong).then_some(())
    })
    .await?;
    scene.unharmed().await
}

/// R3, R6
#[tokio::test]
async fn numbers_and_places_from_the_future_are_named() -> Result<()> {
    let mut scene = Scene::set().await?;
    let task = task_ids(&scene.client).await?[0];
    let mut live = scene.client.live(Encoding::Postcard).await?;

    let cursor = Seq(scene.head + 1_000);
    let welcome = live.hello(Live::new_device(), Some(cursor)).await?;
    assert_eq!(welcome.resume, Resume::Afresh);
    let problem = live.problem().await?;
    assert_eq!(problem.code, ProblemCode::Ahead);
    assert!(problem.reason.en.contains("`cursor`"), "{problem:?}");

    // It may say hello again, from a place that there is.
    let welcome = live
        .hello(Live::new_device(), Some(Seq(scene.head)))
        .await?;
    assert_eq!(welcome.resume, Resume::Deltas);

    live.push(2, vec![create_person("gap")]).await?;
    let problem = live.problem().await?;
    assert_eq!(
        (problem.code, problem.number),
        (ProblemCode::Gap, Some(CommandNumber(1)))
    );

    let ahead = rename(task, Seq(scene.head + 1), "from the future");
    live.push(1, vec![create_person("good"), ahead]).await?;
    let problem = live.problem().await?;
    assert_eq!(
        (problem.code, problem.number),
        (ProblemCode::Ahead, Some(CommandNumber(2)))
    );
    assert!(problem.reason.en.contains("`base`"), "{problem:?}");

    let ahead = json!({"do": "archive", "kind": "task", "id": task, "base": scene.head + 1});
    let (status, error) = post(&scene.client, json!([ahead])).await?;
    assert_eq!((status, error["code"].as_str()), (409, Some("ahead")));
    let gap = json!({"device": Uuid::new_v4(), "first": 5, "commands": []});
    let answer = scene.client.post(&gap).await?;
    assert_eq!(answer.status, 409);
    assert_eq!(answer.json["error"]["number"], 1);
    scene.unharmed().await
}

/// R1
#[tokio::test]
async fn messages_out_of_place_are_told_so() -> Result<()> {
    let mut scene = Scene::set().await?;
    let mut live = scene.client.live(Encoding::Postcard).await?;
    live.push(1, vec![create_person("too early")]).await?;
    assert_eq!(live.problem().await?.code, ProblemCode::OutOfPlace);
    let device = Live::new_device();
    live.hello(device, None).await?;
    live.say_hello(device, None).await?;
    assert_eq!(live.problem().await?.code, ProblemCode::OutOfPlace);

    let mut live = scene.client.live(Encoding::Json).await?;
    live.send(&ClientMessage::Hello(Hello {
        protocol: 99,
        schema: 1,
        device,
        epoch: None,
        cursor: None,
    }))
    .await?;
    assert_eq!(live.problem().await?.code, ProblemCode::Version);
    let close = live.closed().await?.context("it says why")?;
    assert_eq!(u16::from(close.code), 1002);
    scene.unharmed().await
}

/// R6
#[tokio::test]
async fn another_epoch_starts_afresh() -> Result<()> {
    let mut scene = Scene::set().await?;
    let mut live = scene.client.live(Encoding::Json).await?;
    live.send(&ClientMessage::Hello(Hello {
        protocol: 1,
        schema: 1,
        device: Live::new_device(),
        epoch: Some(Uuid::new_v4()),
        cursor: Some(Seq(1)),
    }))
    .await?;
    match live.next().await? {
        Some(ServerMessage::Welcome(welcome)) => assert_eq!(welcome.resume, Resume::Afresh),
        other => anyhow::bail!("{other:?}"),
    }
    scene.unharmed().await
}
