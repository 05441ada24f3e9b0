//! The command line.

mod backup;
mod demo;
mod export;
mod import;
mod link;
mod make_room;
mod place;
mod serve;
mod stop;
mod token;
mod verify;

use std::io::IsTerminal as _;
use std::process::ExitCode;

use anyhow::{Context as _, Result, ensure};
use clap::{Args, Parser, Subcommand};
use shared::rules::Role;
use tracing_subscriber::EnvFilter;

use crate::store::{Account, Store};

/// The live wall chart for a city's major projects
#[derive(Debug, Parser)]
#[command(name = "guatu", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the server
    Serve(serve::Options),
    /// Make a generated room of any size, for trying out and measuring
    Demo(demo::Options),
    /// Print a bearer token for a program, valid for a year
    Token(token::Options),
    /// Print a one-time sign-in link, valid for 24 hours; works while the server runs
    Link(link::Options),
    /// Replay the log of every room, check its hash chain and compare it with the records
    Verify(verify::Options),
    /// Copy everything into a new folder; works while the server runs
    Backup(backup::BackupOptions),
    /// Take in a backup, into a folder or database without rooms
    Restore(backup::RestoreOptions),
    /// Write a whole room to one file; works while the server runs
    Export(export::Options),
    /// Take in a room from a file
    Import(import::Options),
}

/// The account something is for.
#[derive(Debug, Args)]
struct For {
    /// The account; made when there is none of this name
    #[arg(long)]
    name: Option<String>,
    /// The account may read and change nothing
    #[arg(long)]
    reader: bool,
}

impl For {
    async fn account(&self, store: &dyn Store) -> Result<Account> {
        let (role, default) = if self.reader {
            (Role::Reader, "只读")
        } else {
            (Role::Office, crate::config::OFFICE_ACCOUNT)
        };
        let name = self.name.as_deref().unwrap_or(default).trim();
        ensure!(!name.is_empty(), "--name is empty");
        let account = store.account(name, role).await?;
        ensure!(
            account.role == role || (!self.reader && account.role == Role::Reader),
            "the account `{name}` may change things: choose another --name for --reader"
        );
        Ok(account)
    }
}

/// Parses the command line and does what it says. What goes wrong is said once, here.
pub(crate) fn main() -> ExitCode {
    let cli = Cli::parse();
    match run(cli.command) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("guatu: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Result<ExitCode> {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr)
        .init();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .context("the runtime did not start")?;
    runtime.block_on(async {
        match command {
            Command::Serve(options) => serve::serve(options).await,
            Command::Demo(options) => demo::demo(options).await,
            Command::Token(options) => token::token(options).await,
            Command::Link(options) => link::link(options).await,
            Command::Verify(options) => verify::verify(options).await,
            Command::Backup(options) => backup::backup(options).await,
            Command::Restore(options) => backup::restore(options).await,
            Command::Export(options) => export::export(options).await,
            Command::Import(options) => import::import(options).await,
        }
    })
}
