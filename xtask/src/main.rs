//! The one build tool of the workspace: `cargo xtask run`, `dev`, `test`, `bench`, `simulate`,
//! `load` and `dist`.
//!
//! Each command is a file of its own and reads as a list of steps. What they share: [`app_build`]
//! makes the folder of files a browser loads, [`server`] makes the server's binary, [`wasm`]
//! compiles for the browser, [`tools`] looks after what has to be installed, [`process`] runs other
//! programs, and [`workspace`] knows where things are. Nothing here is part of the product.

mod app_build;
mod bench;
mod dev;
mod dist;
mod load;
mod process;
mod run;
mod server;
mod simulate;
mod test;
mod tools;
mod wasm;
mod workspace;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::workspace::Workspace;

/// Builds, runs and tests Guatu.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Build the app and the server, then start the server on ./data with the sample room
    Run {
        /// Handed to `guatu serve` as they are, for example `--listen 127.0.0.1:18750`
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        server_arguments: Vec<OsString>,
    },
    /// Like run, but quick to rebuild, and again after every change; the page reloads itself
    Dev {
        /// Handed to `guatu serve` as they are
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        server_arguments: Vec<OsString>,
    },
    /// Check everything: lints, documentation, unit and server tests, browser tests
    Test(test::Selection),
    /// Measure how long the rules and views take, natively and in wasm
    Bench(bench::Selection),
    /// Run stories of the real sync under a seeded scheduler that breaks everything it can
    Simulate {
        /// `--seeds N`, `--from S`, `--plant BUG`
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<OsString>,
    },
    /// Send traffic over loopback, and print what the server makes of it
    Load {
        /// `--only SCENARIO`, `--seconds N`, `--json`
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<OsString>,
    },
    /// Make dist/guatu, one binary with the app inside, and weigh the download
    Dist,
}

fn main() -> ExitCode {
    let outcome = Workspace::locate().and_then(|workspace| match Arguments::parse().command {
        Command::Run { server_arguments } => run::run(&workspace, &server_arguments),
        Command::Dev { server_arguments } => dev::dev(&workspace, &server_arguments),
        Command::Test(selection) => test::test(&workspace, &selection),
        Command::Bench(selection) => bench::bench(&workspace, &selection),
        Command::Simulate { arguments } => simulate::simulate(&workspace, &arguments),
        Command::Load { arguments } => load::load(&workspace, &arguments),
        Command::Dist => dist::dist(&workspace),
    });
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
