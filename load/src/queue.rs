//! Ten thousand commands that waited on a device for weeks.

use std::time::Instant;

use anyhow::Result;
use tests::{everything, rename};

use crate::scene::Scene;
use crate::table::{Figure, figure};

/// Sends them as the app does, in pushes of five hundred, until each has its result.
pub(crate) async fn run() -> Result<Vec<Figure>> {
    const COUNT: usize = 10_000;
    const PUSH: usize = 500;
    let scene = Scene::start().await?;
    let (mut live, _) = scene.connect(None).await?;
    let start = Instant::now();
    for first in (1..=COUNT).step_by(PUSH) {
        let command = |number: usize| {
            let task = scene.tasks[number % scene.tasks.len()];
            rename(task, everything(), &format!("离线期间第 {number} 条"))
        };
        let commands = (first..first + PUSH).map(command).collect();
        live.push(first as u64, commands).await?;
    }
    let results = live.results(COUNT).await?;
    let took = start.elapsed().as_secs_f64();
    let name = format!("{} queued commands", results.len());
    Ok(vec![figure(
        name,
        "each has its result after",
        took,
        "s",
        "≤ 3",
    )])
}
