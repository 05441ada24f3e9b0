//! `simulate`: runs stories by their seeds, and stops at the first that goes wrong.

use std::process::ExitCode;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::Instant;

use clap::Parser;
use simulation::{Bug, Report, Violation, run};

#[derive(Debug, Parser)]
#[command(
    name = "simulate",
    about = "Runs the real sync under a seeded scheduler"
)]
struct Options {
    /// How many stories
    #[arg(long, default_value_t = 2_000)]
    seeds: u64,
    /// The first seed
    #[arg(long, default_value_t = 0)]
    from: u64,
    /// How many run at once
    #[arg(long, default_value_t = 2)]
    threads: u64,
    /// A bug to plant
    #[arg(long, value_enum, default_value_t = Bug::None)]
    plant: Bug,
}

fn main() -> ExitCode {
    let options = Options::parse();
    let start = Instant::now();
    let next = AtomicU64::new(options.from);
    let end = options.from.saturating_add(options.seeds);
    let work = || -> Result<Report, Violation> {
        let mut sum = Report::default();
        loop {
            let seed = next.fetch_add(1, Ordering::Relaxed);
            if seed >= end {
                return Ok(sum);
            }
            match run(seed, options.plant) {
                Ok(report) => sum = sum.and(report),
                Err(violation) => {
                    next.store(end, Ordering::Relaxed);
                    return Err(violation);
                }
            }
        }
    };
    let outcomes: Vec<_> = thread::scope(|scope| {
        let workers: Vec<_> = (0..options.threads.max(1))
            .map(|_| scope.spawn(work))
            .collect();
        workers
            .into_iter()
            .map(thread::ScopedJoinHandle::join)
            .collect()
    });
    let mut sum = Report::default();
    for outcome in outcomes {
        match outcome {
            Ok(Ok(report)) => sum = sum.and(report),
            Ok(Err(violation)) => {
                eprint!("{}", violation.story);
                eprintln!(
                    "seed {}, step {}: {}",
                    violation.seed, violation.step, violation.what
                );
                eprintln!("cargo xtask simulate --seeds 1 --from {}", violation.seed);
                return ExitCode::FAILURE;
            }
            Err(_) => {
                eprintln!("a story panicked; run with --threads 1 to see which");
                return ExitCode::FAILURE;
            }
        }
    }
    let seconds = start.elapsed().as_secs_f64();
    #[expect(clippy::cast_precision_loss, reason = "for people to read")]
    let rate = options.seeds as f64 / seconds;
    println!(
        "{} seeds, {} steps, {} commands ({} rejected), {} entries: no violation; {rate:.0} seeds/s",
        options.seeds, sum.steps, sum.commands, sum.rejected, sum.entries
    );
    ExitCode::SUCCESS
}
