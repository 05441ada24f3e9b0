//! A server for one test.

use std::path::{Path, PathBuf};
use std::process::{ExitStatus, Output, Stdio};

use anyhow::{Context as _, Result, ensure};
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::{Child, Command};

use crate::{Client, in_time};

/// The key of the sample room.
pub const ROOM: &str = "yichang-2020";

/// A running server. It is killed when this is dropped.
#[derive(Debug)]
pub struct Server {
    child: Child,
    url: String,
    link: String,
}

/// The program: `GUATU_BIN`, or what cargo built.
pub fn guatu() -> Result<Command> {
    let built = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/debug/guatu");
    let program = std::env::var_os("GUATU_BIN").map_or(built, PathBuf::from);
    ensure!(
        program.exists(),
        "there is no {}: run `cargo build -p server` first",
        program.display()
    );
    let mut command = Command::new(program);
    command.env("RUST_LOG", "warn").kill_on_drop(true);
    Ok(command)
}

impl Server {
    /// Starts a server with the sample room in a new folder.
    pub async fn start() -> Result<(Self, TempDir)> {
        let data = tempfile::tempdir()?;
        Ok((Self::start_in(data.path()).await?, data))
    }

    /// Starts a server with the sample room in this folder.
    pub async fn start_in(data: &Path) -> Result<Self> {
        Self::start_with(data, &["--sample", "notice"]).await
    }

    /// Starts a server in this folder with more arguments.
    pub async fn start_with(data: &Path, arguments: &[&str]) -> Result<Self> {
        let mut child = guatu()?
            .args(["serve", "--listen", "127.0.0.1:0", "--data"])
            .arg(data)
            .args(arguments)
            .stdout(Stdio::piped())
            .spawn()?;
        let output = child.stdout.take().context("it has an output")?;
        let mut lines = BufReader::new(output).lines();
        let link = in_time("the sign-in link", async {
            while let Some(line) = lines.next_line().await? {
                if line.starts_with("http://") {
                    return Ok(line);
                }
            }
            anyhow::bail!("the server ended before it printed its sign-in link")
        })
        .await??;
        let (url, _) = link.split_once("/enter/").context("a link with /enter/")?;
        Ok(Self {
            child,
            url: url.to_owned(),
            link,
        })
    }

    /// `http://127.0.0.1:<port>`
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The one-time link it printed.
    pub fn link(&self) -> &str {
        &self.link
    }

    /// Opens the link it printed.
    pub async fn sign_in(&self) -> Result<Client> {
        Client::enter(&self.link).await
    }

    /// The id of its process.
    pub fn process_id(&self) -> Result<u32> {
        self.child.id().context("it is running")
    }

    /// `kill -9`.
    pub async fn kill(mut self) -> Result<()> {
        self.child.kill().await?;
        Ok(())
    }

    /// SIGTERM; returns when it has ended.
    pub async fn stop(self) -> Result<ExitStatus> {
        self.terminate().await?;
        self.ended().await
    }

    /// SIGTERM.
    pub async fn terminate(&self) -> Result<()> {
        let id = self.process_id()?;
        let kill = Command::new("kill").arg(id.to_string()).status().await?;
        ensure!(kill.success(), "kill {id}");
        Ok(())
    }

    /// Waits until it has ended.
    pub async fn ended(mut self) -> Result<ExitStatus> {
        Ok(in_time("the server's end", self.child.wait()).await??)
    }

    /// Whether it is still running.
    pub fn is_alive(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }

    /// `guatu verify`.
    pub async fn verify(data: &Path) -> Result<Output> {
        let run = guatu()?.arg("verify").arg("--data").arg(data).output();
        Ok(in_time("guatu verify", run).await??)
    }
}
