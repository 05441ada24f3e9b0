//! A server of one's own, and who connects to it.

use anyhow::Result;
use shared::protocol::Encoding;
use shared::schema::{RecordId, Seq};
use tests::{Client, Live, Server, task_ids};

use crate::process::Process;

/// A server with the sample room, and the office signed in.
pub(crate) struct Scene {
    pub(crate) client: Client,
    pub(crate) tasks: Vec<RecordId>,
    pub(crate) process: Process,
    _server: Server,
    _data: tests::Folder,
}

impl Scene {
    /// Starts a server.
    pub(crate) async fn start() -> Result<Self> {
        let (server, data) = Server::start().await?;
        let client = server.sign_in().await?;
        let tasks = task_ids(&client).await?;
        let process = Process(server.process_id()?);
        Ok(Self {
            client,
            tasks,
            process,
            _server: server,
            _data: data,
        })
    }

    /// Connects somebody who wants what comes after `cursor`; without one, from now on. Returns the
    /// room's head.
    pub(crate) async fn connect(&self, cursor: Option<Seq>) -> Result<(Live, Seq)> {
        let mut live = Live::open(&self.client, Encoding::Postcard).await?;
        let welcome = live.hello(Live::new_device(), cursor).await?;
        Ok((live, welcome.head))
    }
}
