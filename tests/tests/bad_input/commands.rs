//! Commands that cannot be carried out as they are.

use anyhow::Result;
use reqwest::Method;
use serde_json::{Value as Json, json};
use shared::protocol::{Encoding, ProblemCode};
use tests::{Live, ROOM, Server, create_person, task_ids};
use uuid::Uuid;

use crate::scene::{Scene, post};

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
