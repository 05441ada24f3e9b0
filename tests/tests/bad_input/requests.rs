//! Requests by the wrong people, from the wrong place, for what is not there.

use anyhow::Result;
use reqwest::Method;
use serde_json::{Value as Json, json};
use shared::protocol::{Encoding, Outcome, ProblemCode};
use shared::rules::RefusalCode;
use tests::{Client, Live, ROOM, create_person, everything, rename, task_ids};
use tokio_tungstenite::tungstenite;
use uuid::Uuid;

use crate::scene::Scene;

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
