//! A server with somebody who must not notice anything.

use anyhow::Result;
use serde_json::{Value as Json, json};
use shared::protocol::{Encoding, Outcome};
use tests::{Client, Live, Server, create_person};

/// A server, somebody signed in, and an honest connection that must not notice anything.
pub(crate) struct Scene {
    pub(crate) server: Server,
    pub(crate) client: Client,
    pub(crate) honest: Live,
    pub(crate) head: u64,
    sent: u64,
    pub(crate) data: tempfile::TempDir,
}

impl Scene {
    pub(crate) async fn set() -> Result<Self> {
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
    pub(crate) async fn unharmed(&mut self) -> Result<()> {
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
pub(crate) async fn post(client: &Client, commands: Json) -> Result<(u16, Json)> {
    let answer = client.post(&json!({ "commands": commands })).await?;
    Ok((answer.status.as_u16(), answer.json["error"].clone()))
}
