//! Whatever comes in, it is named what is wrong with it, nothing of it is done, and everyone else
//! goes on as before.

use anyhow::{Context as _, Result};
use reqwest::Method;
use serde_json::{Value as Json, json};
use shared::protocol::{
    ClientMessage, Encoding, Hello, Outcome, ProblemCode, Push, Resume, ServerMessage,
};
use shared::rules::RefusalCode;
use shared::schema::{CommandNumber, Seq};
use tests::{Client, Live, ROOM, Server, create_person, everything, rename, task_ids};
use tokio_tungstenite::tungstenite::{self, Message};
use uuid::Uuid;

/// A server, somebody signed in, and an honest connection that must not notice anything.
struct Scene {
    server: Server,
    client: Client,
    honest: Live,
    head: u64,
    sent: u64,
    data: tempfile::TempDir,
}

impl Scene {
    async fn set() -> Result<Self> {
        let (server, data) = Server::start().await?;
        let client = server.sign_in().await?;
        let mut honest = client.live(Encoding::Postcard).await?;
        honest.hello(Live::new_device(), None).await?;
        Ok(Self {
            server,
            head: client.head().await?,
            client,
            honest,
            sent: 0,
            data,
        })
    }

    /// Nothing was changed, and the honest connection goes on working.
    async fn unharmed(&mut self) -> Result<()> {
        assert_eq!(self.client.head().await?, self.head, "the log has grown");
        self.sent += 1;
        self.honest
            .push(self.sent, vec![create_person("诚实")])
            .await?;
        let result = self.honest.results(1).await?.remove(0);
        assert!(
            matches!(result.outcome, Outcome::Applied { .. }),
            "{result:?}"
        );
        self.head += 1;
        assert!(self.server.is_alive());
        Ok(())
    }
}

/// The error of an answer, with its status.
async fn post(client: &Client, commands: Json) -> Result<(u16, Json)> {
    let answer = client.post(&json!({ "commands": commands })).await?;
    Ok((answer.status.as_u16(), answer.json["error"].clone()))
}

#[tokio::test]
async fn commands_that_cannot_be_read_name_the_command_and_the_field() -> Result<()> {
    let mut scene = Scene::set().await?;
    let task = task_ids(&scene.client).await?[0];
    let good = json!({"do": "set", "kind": "task", "id": task, "fields": {"remark": "好"}});
    for (bad, field, words) in [
        (
            json!({"do": "set", "kind": "tusk", "id": task}),
            "kind",
            "no kind `tusk`",
        ),
        (
            json!({"do": "set", "kind": "task", "id": "x"}),
            "id",
            "not a UUID",
        ),
        (
            json!({"do": "burn", "kind": "task", "id": task}),
            "do",
            "`burn`",
        ),
        (json!({"kind": "task", "id": task}), "do", "missing field"),
        (
            json!({"do": "set", "kind": "task", "id": task, "fields": {"colour": "red"}}),
            "colour",
            "no field `colour`",
        ),
        (
            json!({"do": "set", "kind": "task", "id": task, "fields": {"remark": 7}}),
            "remark",
            "must be",
        ),
        (
            json!({"do": "set", "kind": "task", "id": task, "surprise": 1}),
            "surprise",
            "unknown field",
        ),
        (
            json!({"do": "act", "kind": "task", "id": task, "action": "explode"}),
            "action",
            "no action `explode`",
        ),
    ] {
        let (status, error) = post(&scene.client, json!([good, bad])).await?;
        assert_eq!(status, 400, "{error}");
        assert_eq!(error["code"], "bad_command", "{error}");
        assert_eq!(error["command"], 1, "{error}");
        assert_eq!(error["field"], field, "{error}");
        assert!(
            error["reason"]["en"]
                .as_str()
                .is_some_and(|en| en.contains(words)),
            "{error}"
        );
        assert!(
            error["reason"]["zh"]
                .as_str()
                .is_some_and(|zh| !zh.is_empty()),
            "{error}"
        );
    }
    scene.unharmed().await
}

/// The binary form of a value has room for days no calendar writes; a log that held one could not
/// be read again, and the room not be opened.
#[tokio::test]
async fn a_value_that_cannot_be_written_down_is_refused_and_the_room_opens_again() -> Result<()> {
    let scene = Scene::set().await?;
    let room = scene
        .client
        .get("/api/rooms/yichang-2020/records?kind=room")
        .await?;
    let id = room["records"][0]["id"].clone();
    for day in [
        json!({"#": "0403ff887a"}),
        json!("9999-12-31"),
        json!("0001-01-01"),
    ] {
        let set = json!({"do": "set", "kind": "room", "id": id, "fields": {"war_day": day}});
        let answer = scene.client.post(&json!({ "commands": [set] })).await?;
        let applied = answer.json["results"][0]["outcome"].get("applied");
        assert!(applied.is_none(), "{}", answer.json);
    }
    let Scene { server, data, .. } = scene;
    server.stop().await?;
    let again = Server::start_in(data.path()).await?;
    again.sign_in().await?;
    again.stop().await?;
    assert!(Server::verify(data.path()).await?.status.success());
    Ok(())
}

#[tokio::test]
async fn a_reference_to_nothing_is_refused_with_its_field() -> Result<()> {
    let mut scene = Scene::set().await?;
    let nobody = Uuid::new_v4();
    let post = json!({
        "do": "create", "kind": "post", "id": Uuid::new_v4(),
        "fields": {"title": "县长", "role": "member", "no": 99, "holder": nobody},
    });
    let nothing = json!({"do": "archive", "kind": "task", "id": nobody});
    let results = scene.client.carry_out(&[post, nothing]).await?;
    let refusal = &results[0]["outcome"]["rejected"];
    assert_eq!(refusal["code"], "dangling_reference", "{refusal}");
    assert_eq!(refusal["field"], "holder");
    assert_eq!(results[1]["outcome"]["rejected"]["code"], "not_found");
    scene.unharmed().await
}

#[tokio::test]
async fn requests_without_a_session_or_from_elsewhere_are_told_so() -> Result<()> {
    let mut scene = Scene::set().await?;
    let stranger = Client::with_token(scene.server.url(), "not-a-token")?;
    for path in [
        "/api/me",
        "/api/rooms",
        &format!("/api/rooms/{ROOM}/snapshot"),
    ] {
        let answer = stranger.send(Method::GET, path, &[], "").await?;
        assert_eq!(answer.status, 401, "{path}");
        assert_eq!(answer.json["error"]["code"], "unauthorized");
    }
    let body = json!({"commands": []});
    assert_eq!(stranger.post(&body).await?.status, 401);
    assert_eq!(
        refused(&stranger, "guatu.v1.json", None).await?,
        (401, "unauthorized".into())
    );

    let path = format!("/api/rooms/{ROOM}/commands");
    let json = ("content-type", "application/json");
    let foreign = ("origin", "http://evil.example");
    let send = |headers: &'static [(&'static str, &'static str)]| {
        scene
            .client
            .send(Method::POST, &path, headers, r#"{"commands":[]}"#)
    };
    assert_eq!(send(&[]).await?.status, 415);
    let headers = [json, foreign];
    let answer = scene
        .client
        .send(Method::POST, &path, &headers, body.to_string())
        .await?;
    assert_eq!(answer.status, 403);
    assert_eq!(answer.json["error"]["code"], "foreign_origin");
    let foreign = Some("http://evil.example");
    assert_eq!(
        refused(&scene.client, "guatu.v1.json", foreign).await?,
        (403, "foreign_origin".into())
    );
    scene.unharmed().await
}

/// How a live connection is refused.
async fn refused(
    client: &Client,
    subprotocol: &str,
    origin: Option<&str>,
) -> Result<(u16, String)> {
    let mut request = Live::request(client, subprotocol)?;
    if let Some(origin) = origin {
        request.headers_mut().insert("origin", origin.parse()?);
    }
    match tokio_tungstenite::connect_async(request).await {
        Err(tungstenite::Error::Http(answer)) => {
            let body = answer.body().clone().unwrap_or_default();
            let json: Json = serde_json::from_slice(&body).unwrap_or_default();
            let code = json["error"]["code"].as_str().unwrap_or_default();
            Ok((answer.status().as_u16(), code.to_owned()))
        }
        other => anyhow::bail!("{other:?}"),
    }
}

#[tokio::test]
async fn what_is_not_there_is_404_and_bad_parameters_are_named() -> Result<()> {
    let mut scene = Scene::set().await?;
    let nobody = Uuid::new_v4();
    for (path, status, code, field) in [
        ("/api/nothing".to_owned(), 404, "unknown_path", None),
        (
            "/api/rooms/atlantis/log".to_owned(),
            404,
            "unknown_room",
            None,
        ),
        (
            format!("/api/rooms/{ROOM}/records/{nobody}"),
            404,
            "unknown_record",
            None,
        ),
        (
            format!("/api/rooms/{ROOM}/records/7"),
            400,
            "bad_id",
            Some("id"),
        ),
        (
            format!("/api/rooms/{ROOM}/records?kind=tusk"),
            400,
            "unknown_kind",
            Some("kind"),
        ),
        (
            format!("/api/rooms/{ROOM}/records?kinds=task"),
            400,
            "bad_query",
            Some("kinds"),
        ),
        (
            format!("/api/rooms/{ROOM}/log?from=then"),
            400,
            "bad_query",
            Some("from"),
        ),
        (
            format!("/api/rooms/{ROOM}/log?record=7"),
            400,
            "bad_id",
            Some("record"),
        ),
    ] {
        let answer = scene.client.send(Method::GET, &path, &[], "").await?;
        let error = &answer.json["error"];
        assert_eq!(answer.status, status, "{path}");
        assert_eq!(error["code"], code, "{path}");
        assert_eq!(error["field"].as_str(), field, "{path}");
    }
    assert_eq!(
        refused(&scene.client, "graphql-ws", None).await?,
        (400, "unknown_subprotocol".into())
    );
    scene.unharmed().await
}

#[tokio::test]
async fn bodies_and_pushes_that_are_too_large_are_refused() -> Result<()> {
    let mut scene = Scene::set().await?;
    let huge = format!(r#"{{"commands": [], "x": "{}"}}"#, "x".repeat(2 << 20));
    let path = format!("/api/rooms/{ROOM}/commands");
    let json = [("content-type", "application/json")];
    let answer = scene.client.send(Method::POST, &path, &json, huge).await?;
    assert_eq!(answer.status, 413);
    assert_eq!(answer.json["error"]["code"], "too_large");

    let person = || serde_json::to_value(create_person("many"));
    let many: Vec<Json> = (0..1001).map(|_| person()).collect::<Result<_, _>>()?;
    let (status, error) = post(&scene.client, json!(many)).await?;
    assert_eq!((status, error["field"].as_str()), (413, Some("commands")));

    let mut live = scene.client.live(Encoding::Postcard).await?;
    live.hello(Live::new_device(), None).await?;
    live.push(1, (0..1001).map(|_| create_person("many")).collect())
        .await?;
    let problem = live.problem().await?;
    assert_eq!(problem.code, ProblemCode::TooLarge);
    assert!(problem.reason.en.contains("1001"), "{problem:?}");
    scene.unharmed().await
}

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

#[tokio::test]
async fn a_reader_and_another_account_are_kept_from_what_is_not_theirs() -> Result<()> {
    let mut scene = Scene::set().await?;
    let data = scene.data.path();
    let token = tests::guatu()?
        .args(["token", "--reader", "--data"])
        .arg(data)
        .output()
        .await?;
    assert!(token.status.success(), "{token:?}");
    let token = String::from_utf8(token.stdout)?;
    let reader = Client::with_token(scene.server.url(), token.trim())?;
    assert_eq!(reader.get("/api/me").await?["role"], "reader");
    let person = serde_json::to_value(create_person("reader"))?;
    let results = reader.carry_out(&[person]).await?;
    assert_eq!(results[0]["outcome"]["rejected"]["code"], "forbidden");

    let mut theirs = scene.client.live(Encoding::Postcard).await?;
    let device = Live::new_device();
    theirs.hello(device, None).await?;
    theirs
        .push(
            1,
            vec![rename(task_ids(&scene.client).await?[0], everything(), "x")],
        )
        .await?;
    theirs.results(1).await?;
    scene.head += 1;
    let mut live = reader.live(Encoding::Postcard).await?;
    live.say_hello(device, None).await?;
    assert_eq!(live.problem().await?.code, ProblemCode::NotYourDevice);
    let refusal = RefusalCode::Forbidden;
    live.hello(Live::new_device(), None).await?;
    live.push(1, vec![create_person("reader")]).await?;
    let result = live.results(1).await?.remove(0);
    assert!(matches!(result.outcome, Outcome::Rejected(r) if r.code == refusal));
    scene.unharmed().await
}
