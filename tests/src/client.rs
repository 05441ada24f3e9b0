//! Somebody who is signed in.

use anyhow::{Context as _, Result, ensure};
use reqwest::header::{
    AUTHORIZATION, COOKIE, HeaderMap, HeaderName, HeaderValue, LOCATION, SET_COOKIE,
};
use reqwest::{Method, StatusCode, redirect};
use serde_json::{Value as Json, json};
use shared::protocol::Encoding;

use crate::{Live, ROOM};

/// Somebody who is signed in, with a cookie or a token.
#[derive(Clone, Debug)]
pub struct Client {
    http: reqwest::Client,
    url: String,
    credentials: (HeaderName, HeaderValue),
}

/// An answer of the API.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Its status.
    pub status: StatusCode,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its body; `null` when it is not JSON.
    pub json: Json,
}

/// A client that follows no redirects and uses no proxy.
pub(crate) fn http() -> Result<reqwest::Client> {
    let builder = reqwest::Client::builder();
    Ok(builder
        .no_proxy()
        .redirect(redirect::Policy::none())
        .build()?)
}

impl Client {
    /// Opens a sign-in link.
    pub async fn enter(link: &str) -> Result<Self> {
        let http = http()?;
        let answer = http.get(link).send().await?;
        ensure!(
            answer.status() == StatusCode::SEE_OTHER,
            "{}",
            answer.status()
        );
        ensure!(answer.headers().get(LOCATION).is_some(), "it leads nowhere");
        let cookie = answer
            .headers()
            .get(SET_COOKIE)
            .context("a cookie is set")?;
        let cookie = cookie.to_str()?.split(';').next().unwrap_or_default();
        let (url, _) = link.split_once("/enter/").context("a link with /enter/")?;
        Ok(Self {
            http,
            url: url.to_owned(),
            credentials: (COOKIE, HeaderValue::from_str(cookie)?),
        })
    }

    /// Uses a bearer token.
    pub fn with_token(url: &str, token: &str) -> Result<Self> {
        let bearer = HeaderValue::from_str(&format!("Bearer {token}"))?;
        Ok(Self {
            http: http()?,
            url: url.to_owned(),
            credentials: (AUTHORIZATION, bearer),
        })
    }

    /// The same person at another address: a server that was started again.
    pub fn at(&self, url: &str) -> Self {
        let url = url.to_owned();
        Self {
            url,
            ..self.clone()
        }
    }

    /// What says who it is.
    pub(crate) fn credentials(&self) -> &(HeaderName, HeaderValue) {
        &self.credentials
    }

    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// Sends a request with more headers.
    pub async fn send(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: impl Into<reqwest::Body>,
    ) -> Result<Answer> {
        let (name, value) = &self.credentials;
        let mut request = self
            .http
            .request(method, format!("{}{path}", self.url))
            .header(name, value)
            .body(body);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let answer = request.send().await?;
        let (status, headers) = (answer.status(), answer.headers().clone());
        let body = answer.bytes().await?;
        Ok(Answer {
            status,
            headers,
            json: serde_json::from_slice(&body).unwrap_or_default(),
        })
    }

    /// Gets what must be there.
    pub async fn get(&self, path: &str) -> Result<Json> {
        let answer = self.send(Method::GET, path, &[], "").await?;
        ensure!(answer.status.is_success(), "{path}: {answer:?}");
        Ok(answer.json)
    }

    /// Posts commands.
    pub async fn post(&self, body: &Json) -> Result<Answer> {
        let path = format!("/api/rooms/{ROOM}/commands");
        let headers = [("content-type", "application/json")];
        self.send(Method::POST, &path, &headers, body.to_string())
            .await
    }

    /// Posts commands that must be taken, and returns the results.
    pub async fn carry_out(&self, commands: &[Json]) -> Result<Vec<Json>> {
        let answer = self.post(&json!({ "commands": commands })).await?;
        ensure!(answer.status.is_success(), "{answer:?}");
        let results = answer.json["results"].as_array().context("results")?;
        Ok(results.clone())
    }

    /// How far the room is.
    pub async fn head(&self) -> Result<u64> {
        let rooms = self.get("/api/rooms").await?;
        rooms[0]["head"].as_u64().context("a head")
    }

    /// Every entry of the log.
    pub async fn log(&self) -> Result<Vec<Json>> {
        let mut entries: Vec<Json> = Vec::new();
        loop {
            let from = entries.len() + 1;
            let path = format!("/api/rooms/{ROOM}/log?from={from}&limit=1000");
            let page = self.get(&path).await?;
            match page["entries"].as_array() {
                Some(page) if !page.is_empty() => entries.extend(page.iter().cloned()),
                _ => return Ok(entries),
            }
        }
    }

    /// The room in one piece.
    pub async fn snapshot(&self) -> Result<shared::protocol::Snapshot> {
        let (name, value) = &self.credentials;
        let path = format!("{}/api/rooms/{ROOM}/snapshot", self.url);
        let answer = self.http.get(path).header(name, value).send().await?;
        let bytes = answer.error_for_status()?.bytes().await?;
        Ok(Encoding::Postcard.decode(&bytes)?)
    }

    /// Opens a live connection.
    pub async fn live(&self, encoding: Encoding) -> Result<Live> {
        Live::open(self, encoding).await
    }
}
