//! Many writers into one room: durable commands a second.

use std::time::Instant;

use anyhow::{Result, ensure};
use shared::protocol::Outcome;
use tests::{Live, everything, rename};
use tokio::task::JoinSet;

use crate::scene::Scene;
use crate::table::{Figure, figure};

/// Runs with pushes of several sizes.
pub(crate) async fn run() -> Result<Vec<Figure>> {
    let mut figures = Vec::new();
    for (writers, push, each) in [(50, 50, 1_000), (200, 10, 200), (200, 1, 50)] {
        let scene = Scene::start().await?;
        figures.extend(write(&scene, writers, push, each).await?);
    }
    Ok(figures)
}

#[expect(clippy::cast_precision_loss, reason = "for people to read")]
async fn write(scene: &Scene, writers: usize, push: usize, each: usize) -> Result<Vec<Figure>> {
    let mut lines = Vec::new();
    for _ in 0..writers {
        lines.push(scene.connect(None).await?.0);
    }
    let cpu = scene.process.cpu_micros()?;
    let start = Instant::now();
    let mut set = JoinSet::new();
    for (writer, live) in lines.into_iter().enumerate() {
        let task = scene.tasks[writer % scene.tasks.len()];
        set.spawn(write_one(live, writer, task, push, each));
    }
    while let Some(done) = set.join_next().await {
        done??;
    }
    let took = start.elapsed().as_secs_f64();
    let total = (writers * each) as f64;
    let cpu = (scene.process.cpu_micros()? - cpu) / total;
    let name = format!("{writers} writers, pushes of {push}");
    let budget = if push == 50 { "≥ 20,000" } else { "" };
    Ok(vec![
        figure(&name, "durable commands", total / took, "/s", budget),
        figure(&name, "processor time for a command", cpu, "µs", ""),
    ])
}

async fn write_one(
    mut live: Live,
    writer: usize,
    task: shared::schema::RecordId,
    push: usize,
    each: usize,
) -> Result<()> {
    // The next push goes out while the last one is on its way.
    let mut waiting = 0;
    for first in (1..=each).step_by(push) {
        let command = |number| rename(task, everything(), &format!("{writer}:第 {number} 次"));
        let commands = (first..first + push).map(command).collect();
        live.push(first as u64, commands).await?;
        waiting += push;
        if waiting > push {
            check(&mut live, push).await?;
            waiting -= push;
        }
    }
    check(&mut live, waiting).await
}

async fn check(live: &mut Live, count: usize) -> Result<()> {
    for verdict in live.results(count).await? {
        ensure!(
            matches!(verdict.outcome, Outcome::Applied { .. }),
            "{verdict:?}"
        );
    }
    Ok(())
}
