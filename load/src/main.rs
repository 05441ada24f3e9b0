//! `load`: traffic on loopback, and what the server makes of it.
//!
//! Every scenario starts a server of its own in a temporary folder, sends a bounded amount and
//! stops. What is measured is the server's: processor time and memory come from its process, not
//! from here. The scenario [`baseline`] is the same traffic through a broadcast that stores nothing,
//! so that a figure can be compared within one run.

mod baseline;
mod fan_out;
mod latency;
mod process;
mod queue;
mod scene;
mod storm;
mod table;
mod writers;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, ValueEnum};

use self::table::{Figure, print};

#[derive(Debug, Parser)]
#[command(
    name = "load",
    about = "Traffic on loopback, and what the server makes of it"
)]
struct Options {
    /// One scenario; all without it
    #[arg(long, value_enum)]
    only: Option<Scenario>,
    /// How long each steady scenario sends, in seconds
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..=120))]
    seconds: u32,
    /// For scripts: one JSON object
    #[arg(long)]
    json: bool,
    /// Serves the broadcast that stores nothing
    #[arg(long, hide = true)]
    serve_baseline: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Scenario {
    /// One writer, many followers, against a plain broadcast
    FanOut,
    /// As many changes as one writer can make, to a hundred followers, some of them slow
    Flood,
    /// Many writers into one room
    Writers,
    /// Ten thousand commands that waited on a device
    Queue,
    /// Five hundred connections at once, and a device ten thousand changes behind
    Storm,
}

impl Scenario {
    async fn run(self, seconds: u32) -> Result<Vec<Figure>> {
        match self {
            Self::FanOut => fan_out::run(seconds).await,
            Self::Flood => fan_out::flood().await,
            Self::Writers => writers::run().await,
            Self::Queue => queue::run().await,
            Self::Storm => storm::run().await,
        }
    }
}

#[tokio::main]
async fn main() -> Result<ExitCode> {
    let options = Options::parse();
    if options.serve_baseline {
        baseline::serve().await?;
        return Ok(ExitCode::SUCCESS);
    }
    let mut figures = Vec::new();
    for scenario in Scenario::value_variants() {
        if options.only.is_none_or(|only| only == *scenario) {
            figures.extend(scenario.run(options.seconds).await?);
        }
    }
    print(&figures, options.json)?;
    Ok(ExitCode::SUCCESS)
}
