//! `docs/api.md` tells the truth: its examples are run in the order in which they stand there.
//!
//! - A block ```` ```http request ```` holds a request: a line with method and path, headers, an
//!   empty line, the body. `$TOKEN` is the token of the account `统计接口`.
//! - The block ```` ```json response 200 ```` after it holds the status and what the answer must
//!   hold at least: the same keys, list items from the front, equal values. `"…"` is any value.
//! - A block ```` ```websocket <subprotocol> ```` holds a conversation: `>` is sent, `<` is the next
//!   message that comes, other than `present` and deltas that are not waited for.

use std::path::Path;

use anyhow::{Context as _, Result, bail, ensure};
use futures_util::{SinkExt as _, StreamExt as _};
use reqwest::{Method, StatusCode};
use serde_json::Value as Json;
use tests::{Client, Live, Server, in_time};
use tokio_tungstenite::connect_async;
use tokio_tungstenite::tungstenite::Message;

/// A fenced block: its tag, its text, and the line it starts at.
struct Block {
    tag: String,
    text: String,
    line: usize,
}

fn blocks(document: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut open = false;
    for (at, line) in document.lines().enumerate() {
        match (open, line.strip_prefix("```")) {
            (false, Some(tag)) => blocks.push(Block {
                tag: tag.to_owned(),
                text: String::new(),
                line: at + 1,
            }),
            (true, None) => {
                if let Some(block) = blocks.last_mut() {
                    block.text.push_str(line);
                    block.text.push('\n');
                }
            }
            (false, None) | (true, Some(_)) => {}
        }
        open ^= line.starts_with("```");
    }
    blocks
}

/// Why `actual` does not hold what is documented; the path leads to the place.
fn missing(documented: &Json, actual: &Json, path: &str) -> Option<String> {
    match (documented, actual) {
        (Json::String(any), _) if any == "…" => None,
        (Json::Object(documented), Json::Object(actual)) => {
            documented.iter().find_map(|(key, value)| {
                let path = format!("{path}.{key}");
                match actual.get(key) {
                    Some(actual) => missing(value, actual, &path),
                    None => Some(format!("{path} is missing")),
                }
            })
        }
        (Json::Array(documented), Json::Array(actual)) => {
            // An empty list says that it is empty.
            if documented.is_empty() && !actual.is_empty() {
                return Some(format!("{path} is not empty"));
            }
            documented.iter().enumerate().find_map(|(at, value)| {
                let path = format!("{path}[{at}]");
                match actual.get(at) {
                    Some(actual) => missing(value, actual, &path),
                    None => Some(format!("{path} is missing")),
                }
            })
        }
        (documented, actual) if documented == actual => None,
        (documented, actual) => Some(format!("{path} is {actual}, documented as {documented}")),
    }
}

/// Sends a documented request.
async fn send(url: &str, token: &str, text: &str) -> Result<(StatusCode, Json)> {
    let text = text.replace("$TOKEN", token);
    let (head, body) = text.split_once("\n\n").unwrap_or((&text, ""));
    let mut lines = head.lines();
    let first = lines.next().context("a request line")?;
    let (method, path) = first.split_once(' ').context("a method and a path")?;
    let http = reqwest::Client::builder().no_proxy().build()?;
    let mut request = http.request(
        Method::from_bytes(method.as_bytes())?,
        format!("{url}{path}"),
    );
    for line in lines {
        let (name, value) = line
            .split_once(": ")
            .with_context(|| format!("header {line:?}"))?;
        request = request.header(name, value);
    }
    let answer = request.body(body.to_owned()).send().await?;
    Ok((answer.status(), answer.json().await?))
}

/// Has a documented conversation.
async fn converse(client: &Client, subprotocol: &str, text: &str) -> Result<()> {
    let (mut socket, _) = connect_async(Live::request(client, subprotocol)?).await?;
    for line in text.lines() {
        if let Some(message) = line.strip_prefix("> ") {
            socket.send(Message::text(message)).await?;
            continue;
        }
        let documented = line
            .strip_prefix("< ")
            .with_context(|| format!("{line:?}"))?;
        let documented: Json = serde_json::from_str(documented)?;
        loop {
            let frame = in_time("a message", socket.next())
                .await?
                .context("it goes on")??;
            let Message::Text(actual) = frame else {
                continue;
            };
            let actual: Json = serde_json::from_str(&actual)?;
            let is_aside = |key| actual.get(key).is_some() && documented.get(key).is_none();
            if is_aside("present") || is_aside("delta") {
                continue;
            }
            match missing(&documented, &actual, "message") {
                None => break,
                Some(why) => bail!("{why}\ndocumented: {documented}\nactual: {actual}"),
            }
        }
    }
    Ok(())
}

#[tokio::test]
async fn every_example_is_true() -> Result<()> {
    let document = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/api.md");
    let blocks = blocks(&std::fs::read_to_string(document)?);
    let (server, data) = Server::start().await?;
    let token = tests::guatu()?
        .args(["token", "--name", "统计接口", "--data"])
        .arg(data.path())
        .output()
        .await?;
    let token = String::from_utf8(token.stdout)?;
    let token = token.trim();
    let client = Client::with_token(server.url(), token)?;

    let mut answered: Option<(usize, StatusCode, Json)> = None;
    let mut checked = 0;
    for Block { tag, text, line } in blocks {
        let words: Vec<&str> = tag.split(' ').collect();
        match words[..] {
            ["http", "request"] => {
                ensure!(
                    answered.is_none(),
                    "line {line}: the request before has no response"
                );
                let answer = send(server.url(), token, &text).await;
                let (status, json) = answer.with_context(|| format!("line {line}"))?;
                answered = Some((line, status, json));
            }
            ["json", "response", status] => {
                let (_, actual_status, actual) = answered
                    .take()
                    .with_context(|| format!("line {line}: no request before"))?;
                ensure!(
                    actual_status.as_str() == status,
                    "line {line}: {actual_status}: {actual}"
                );
                let documented: Json =
                    serde_json::from_str(&text).with_context(|| format!("line {line}"))?;
                if let Some(why) = missing(&documented, &actual, "answer") {
                    bail!("line {line}: {why}\nactual: {actual}");
                }
                checked += 1;
            }
            ["websocket", subprotocol] => {
                let conversation = converse(&client, subprotocol, &text).await;
                conversation.with_context(|| format!("line {line}"))?;
                checked += 1;
            }
            ["sh"] => {}
            _ => bail!("line {line}: what is a block tagged {tag:?}?"),
        }
    }
    ensure!(answered.is_none(), "the last request has no response");
    assert!(checked >= 15, "only {checked} examples were found");
    Ok(())
}

#[test]
fn a_document_that_is_wrong_is_found_out() {
    let actual = serde_json::json!({"a": [{"b": 1}, 2], "c": "x", "d": null});
    let check = |documented: Json| missing(&documented, &actual, "").is_none();
    assert!(check(serde_json::json!({"a": [{"b": 1}], "c": "…"})));
    assert!(check(serde_json::json!({"a": "…", "d": null})));
    assert!(!check(serde_json::json!({"a": [{"b": "1"}]})));
    assert!(!check(serde_json::json!({"a": [{"b": 1}, 2, 3]})));
    assert!(!check(serde_json::json!({"e": "…"})));
    assert!(!check(serde_json::json!({"a": []})));
    assert!(!check(serde_json::json!({"d": {}})));
}
