//! Signing in, and what a browser is told and given.

use anyhow::{Context as _, Result};
use reqwest::{Method, StatusCode};
use tests::{Client, ROOM, Server};

#[tokio::test]
async fn a_link_works_once_and_a_preview_does_not_use_it_up() -> Result<()> {
    let (server, _data) = Server::start().await?;
    let http = reqwest::Client::builder().no_proxy().build()?;
    assert_eq!(
        http.head(server.link()).send().await?.status(),
        StatusCode::OK
    );

    let client = server.sign_in().await?;
    assert_eq!(client.get("/api/me").await?["name"], "领导小组办公室");
    let again = http.get(server.link()).send().await?;
    assert_eq!(again.status(), StatusCode::GONE);
    let page = again.text().await?;
    assert!(
        page.contains("guatu link") && !page.contains("style="),
        "{page}"
    );
    Ok(())
}

#[tokio::test]
async fn links_and_tokens_are_made_while_the_server_runs() -> Result<()> {
    let (server, data) = Server::start().await?;
    let listen = server.url().trim_start_matches("http://");
    let run = |arguments: &'static [&'static str]| {
        let (data, listen) = (data.path(), listen.to_owned());
        async move {
            let mut guatu = tests::guatu()?;
            guatu
                .arg(arguments[0])
                .arg("--data")
                .arg(data)
                .args(&arguments[1..]);
            if arguments[0] == "link" {
                guatu.args(["--listen", &listen]);
            }
            let output = guatu.output().await?;
            anyhow::ensure!(output.status.success(), "{output:?}");
            Ok(String::from_utf8(output.stdout)?.trim().to_owned())
        }
    };
    let link = run(&["link", "--name", "王局长"]).await?;
    let client = Client::enter(&link).await?;
    assert_eq!(client.get("/api/me").await?["name"], "王局长");
    let token = run(&["token", "--name", "王局长"]).await?;
    let program = Client::with_token(server.url(), &token)?;
    assert_eq!(program.get("/api/me").await?, client.get("/api/me").await?);
    Ok(())
}

#[tokio::test]
async fn no_second_server_on_the_same_data() -> Result<()> {
    let (server, data) = Server::start().await?;
    let second = tests::guatu()?
        .args(["serve", "--listen", "127.0.0.1:0", "--data"])
        .arg(data.path())
        .output()
        .await?;
    assert_eq!(second.status.code(), Some(1));
    let complaint = String::from_utf8(second.stderr)?;
    assert!(complaint.contains("another server"), "{complaint}");
    server.sign_in().await?;
    Ok(())
}

#[tokio::test]
async fn every_answer_has_the_security_headers_and_foreign_names_are_refused() -> Result<()> {
    let (server, _data) = Server::start().await?;
    let client = server.sign_in().await?;
    let room = format!("/api/rooms/{ROOM}/log");
    for path in [
        "/",
        "/r/yichang-2020",
        "/assets/none.js",
        "/nothing",
        "/api/nothing",
        &room,
    ] {
        let answer = client.send(Method::GET, path, &[], "").await?;
        let header = |name| {
            answer
                .headers
                .get(name)
                .and_then(|value| value.to_str().ok())
        };
        let policy = header("content-security-policy").context("a policy")?;
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe-inline"));
        assert_eq!(header("x-content-type-options"), Some("nosniff"), "{path}");
        assert_eq!(header("referrer-policy"), Some("no-referrer"), "{path}");
        assert_eq!(
            header("cross-origin-opener-policy"),
            Some("same-origin"),
            "{path}"
        );
    }
    let foreign = [("host", "evil.example")];
    let answer = client.send(Method::GET, "/api/me", &foreign, "").await?;
    assert_eq!(answer.status, 421);
    assert_eq!(answer.json["error"]["code"], "unknown_host");
    Ok(())
}

#[tokio::test]
async fn a_snapshot_is_fetched_once_and_compressed_as_wanted() -> Result<()> {
    let (server, _data) = Server::start().await?;
    let client = server.sign_in().await?;
    let path = format!("/api/rooms/{ROOM}/snapshot");
    let get = async |headers: &[(&str, &str)]| client.send(Method::GET, &path, headers, "").await;
    let plain = get(&[("accept", "application/json")]).await?;
    assert_eq!(plain.json["seq"], client.head().await?);
    assert_eq!(plain.json["records"].as_array().map(Vec::len), Some(1363));

    let tag = plain.headers["etag"].to_str()?.to_owned();
    let epoch = plain.json["epoch"].as_str().context("an epoch")?;
    assert_eq!(tag, format!("\"{epoch}-1363\""));
    assert_eq!(
        get(&[("if-none-match", &tag)]).await?.status,
        StatusCode::NOT_MODIFIED
    );
    for coding in ["br", "gzip"] {
        let answer = get(&[("accept-encoding", coding)]).await?;
        assert_eq!(answer.headers["content-encoding"], coding);
        assert_eq!(answer.headers["content-type"], "application/octet-stream");
    }

    let person = serde_json::to_value(tests::create_person("新人"))?;
    client.carry_out(&[person]).await?;
    let fresh = get(&[("if-none-match", &tag), ("accept", "application/json")]).await?;
    assert_eq!(fresh.status, StatusCode::OK);
    assert_eq!(fresh.json["records"].as_array().map(Vec::len), Some(1364));
    Ok(())
}

#[tokio::test]
async fn the_apps_files_are_served_as_they_were_built() -> Result<()> {
    let (data, app) = (tempfile::tempdir()?, tempfile::tempdir()?);
    for (name, content) in [
        ("index.html", "<!doctype html>"),
        ("index.html.br", "compressed page"),
        ("app.0123abcd.wasm", "wasm"),
        ("app.0123abcd.wasm.br", "compressed wasm"),
        ("dev-stamp.txt", "1"),
    ] {
        std::fs::write(app.path().join(name), content)?;
    }
    let folder = app.path().to_str().context("a path")?;
    let server = Server::start_with(data.path(), &["--app", folder, "--reload"]).await?;
    let http = reqwest::Client::builder().no_proxy().build()?;
    let get = async |path: &str, coding: &str| {
        let request = http.get(format!("{}{path}", server.url()));
        let answer = request.header("accept-encoding", coding).send().await?;
        let headers = answer.headers().clone();
        let header = |name: &str| {
            let value = headers.get(name).and_then(|value| value.to_str().ok());
            value.unwrap_or_default().to_owned()
        };
        let facts = [
            header("content-type"),
            header("cache-control"),
            header("content-encoding"),
        ];
        anyhow::Ok((facts, answer.text().await?))
    };
    let (facts, text) = get("/r/anything/at?all=1", "gzip, br").await?;
    assert_eq!(facts, ["text/html; charset=utf-8", "no-cache", "br"]);
    assert_eq!(text, "compressed page");
    let (facts, text) = get("/assets/app.0123abcd.wasm", "identity").await?;
    assert_eq!(
        facts,
        [
            "application/wasm",
            "public, max-age=31536000, immutable",
            ""
        ]
    );
    assert_eq!(text, "wasm");
    let (facts, _) = get("/assets/dev-stamp.txt", "br").await?;
    assert_eq!(facts[1], "no-cache");
    std::fs::write(app.path().join("dev-stamp.txt"), "2")?;
    assert_eq!(get("/assets/dev-stamp.txt", "br").await?.1, "2");
    let (_, text) = get("/assets/..%2f..%2fetc%2fpasswd", "br").await?;
    assert!(text.contains("没有这个页面"), "{text}");
    Ok(())
}
