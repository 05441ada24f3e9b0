//! A PostgreSQL for one test: a cluster of its own in a temporary folder, reached by a socket there.

use std::fs;
use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

use anyhow::{Context as _, Result, ensure};
use tempfile::TempDir;

/// Where Debian keeps the programs, a folder for each version.
const INSTALLED: &str = "/usr/lib/postgresql";

/// The one who may do everything in it.
const USER: &str = "guatu";

/// A running cluster. It is stopped when this is dropped.
#[derive(Debug)]
pub struct Postgres {
    folder: TempDir,
    programs: PathBuf,
    /// Whose processes they are: the server refuses to run as root.
    owner: Option<(u32, u32)>,
    durable: bool,
    databases: AtomicU32,
}

impl Postgres {
    /// Starts a cluster whose commits are durable.
    pub fn start() -> Result<Self> {
        Self::start_with(true)
    }

    /// Starts a cluster that does not wait for the disk, for stories in which nothing is pulled.
    pub fn start_in_memory() -> Result<Self> {
        Self::start_with(false)
    }

    fn start_with(durable: bool) -> Result<Self> {
        let postgres = Self {
            folder: tempfile::tempdir()?,
            programs: programs()?,
            owner: owner()?,
            durable,
            databases: AtomicU32::new(0),
        };
        if let Some((user, group)) = postgres.owner {
            chown(postgres.folder.path(), Some(user), Some(group))?;
        }
        let mut initdb = postgres.program("initdb");
        initdb.args([
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
            "--username",
            USER,
            "--pgdata",
            "cluster",
        ]);
        let made = initdb.output()?;
        ensure!(made.status.success(), "initdb: {}", said(&made));
        postgres.start_again()?;
        Ok(postgres)
    }

    /// Starts it after it was stopped.
    pub fn start_again(&self) -> Result<()> {
        let sync = if self.durable { "on" } else { "off" };
        let folder = self.folder.path().display();
        let options = format!(
            "-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync={sync} \
             -c synchronous_commit={sync} -c full_page_writes={sync}"
        );
        let started = self
            .control(&["--log", "cluster/log", "--options", &options, "start"])
            .context("cannot start PostgreSQL")?;
        let log = || fs::read_to_string(self.folder.path().join("cluster/log"));
        ensure!(
            started,
            "PostgreSQL did not start: {}",
            log().unwrap_or_default()
        );
        Ok(())
    }

    /// Stops it at once, as if it had crashed; whoever is connected is cut off.
    pub fn crash(&self) -> Result<()> {
        let stopped = self.control(&["--mode=immediate", "stop"])?;
        ensure!(stopped, "PostgreSQL did not stop");
        Ok(())
    }

    /// Makes an empty database; its address.
    pub fn database(&self) -> Result<String> {
        let name = format!("story_{}", self.databases.fetch_add(1, Ordering::Relaxed));
        let made = self.connected("createdb").arg(&name).output()?;
        ensure!(made.status.success(), "createdb: {}", said(&made));
        let folder = self.folder.path().display();
        Ok(format!("postgres://{USER}@localhost/{name}?host={folder}"))
    }

    /// What `psql` answers to a statement: a line for each row, columns parted by `|`.
    pub fn ask(&self, database: &str, statement: &str) -> Result<String> {
        let answer = self
            .connected("psql")
            .args(["--no-psqlrc", "--tuples-only", "--no-align", "--dbname"])
            .args([database, "--command", statement])
            .output()?;
        ensure!(answer.status.success(), "psql: {}", said(&answer));
        Ok(String::from_utf8(answer.stdout)?.trim_end().to_owned())
    }

    fn connected(&self, name: &str) -> Command {
        let mut command = self.program(name);
        command.args(["--username", USER, "--host"]);
        command.arg(self.folder.path());
        command
    }

    /// Runs `pg_ctl` and waits until it is done; whether it did it.
    fn control(&self, arguments: &[&str]) -> Result<bool> {
        let status = self
            .program("pg_ctl")
            .args(["--wait", "--pgdata", "cluster"])
            .args(arguments)
            // The server keeps what it is given for as long as it runs.
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()?;
        Ok(status.success())
    }

    fn program(&self, name: &str) -> Command {
        let mut command = Command::new(self.programs.join(name));
        command.current_dir(self.folder.path());
        command.env("LC_ALL", "C.UTF-8");
        if let Some((user, group)) = self.owner {
            command.uid(user).gid(group);
        }
        command
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        // It may have been stopped already.
        let _ = self.crash();
    }
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// The folder with the programs: of the newest version that is installed.
fn programs() -> Result<PathBuf> {
    let versions = fs::read_dir(INSTALLED).into_iter().flatten().flatten();
    let newest = versions
        .map(|version| version.path().join("bin"))
        .filter(|folder| folder.join("initdb").is_file())
        .max_by_key(|folder| version_of(folder));
    newest.context(
        "PostgreSQL is not installed: run `apt-get install postgresql` as root, \
         or `cargo xtask test`, which does it",
    )
}

fn version_of(folder: &Path) -> Option<u32> {
    folder.parent()?.file_name()?.to_str()?.parse().ok()
}

/// Root starts it as the user that the package made, or else as nobody.
fn owner() -> Result<Option<(u32, u32)>> {
    let is_root = fs::read_to_string("/proc/self/status")?
        .lines()
        .any(|line| line.split_whitespace().take(2).eq(["Uid:", "0"]));
    if !is_root {
        return Ok(None);
    }
    let users = fs::read_to_string("/etc/passwd")?;
    let ids = |name: &str| {
        let line = users
            .lines()
            .find(|line| line.split(':').next() == Some(name))?;
        let mut ids = line.split(':').skip(2).map(str::parse);
        Some((ids.next()?.ok()?, ids.next()?.ok()?))
    };
    let owner = ids("postgres").or_else(|| ids("nobody"));
    owner
        .map(Some)
        .context("there is no user `postgres` or `nobody` to run PostgreSQL as")
}
