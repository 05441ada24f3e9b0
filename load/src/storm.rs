//! Everyone comes back at once, and somebody was away for long.

use std::sync::Arc;
use std::time::Instant;

use anyhow::{Context as _, Result};
use shared::protocol::{Encoding, ServerMessage};
use shared::schema::Seq;
use tests::{Live, everything, rename};
use tokio::task::JoinSet;

use crate::latency::Latencies;
use crate::scene::Scene;
use crate::table::{Figure, figure};

const CHANGES: usize = 10_000;
const CONNECTIONS: usize = 500;

/// Five hundred connect at once, each a little behind; then one that lacks ten thousand changes.
pub(crate) async fn run() -> Result<Vec<Figure>> {
    let scene = Scene::start().await?;
    let (mut writer, start) = scene.connect(None).await?;
    let command = |number: usize| {
        let task = scene.tasks[number % scene.tasks.len()];
        rename(task, everything(), &format!("进度说明,第 {number} 次"))
    };
    for first in (1..=CHANGES).step_by(500) {
        let commands = (first..first + 500).map(command).collect();
        writer.push(first as u64, commands).await?;
    }
    writer.results(CHANGES).await?;
    let head = Seq(start.0 + CHANGES as u64);

    let began = Instant::now();
    let (mut late, _) = scene.connect(Some(start)).await?;
    reach(&mut late, head).await?;
    let catch_up = began.elapsed().as_secs_f64() * 1_000.0;

    let client = Arc::new(scene.client.clone());
    let mut set = JoinSet::new();
    let began = Instant::now();
    for _ in 0..CONNECTIONS {
        let client = Arc::clone(&client);
        set.spawn(async move {
            let mut live = Live::open(&client, Encoding::Postcard).await?;
            live.hello(Live::new_device(), Some(Seq(head.0 - 10)))
                .await?;
            reach(&mut live, head).await?;
            anyhow::Ok((live, began.elapsed()))
        });
    }
    let mut latencies = Latencies::default();
    let mut lines = Vec::new();
    while let Some(back) = set.join_next().await {
        let (live, took) = back??;
        latencies.add(took);
        // Nobody leaves before all are there.
        lines.push(live);
    }
    let name = format!("{CONNECTIONS} come back at once, 10 changes behind");
    Ok(vec![
        figure(
            format!("one is {CHANGES} changes behind"),
            "up to date after",
            catch_up,
            "ms",
            "",
        ),
        figure(
            &name,
            "up to date after, p50",
            latencies.per_mille(500),
            "ms",
            "",
        ),
        figure(
            &name,
            "up to date after, the last",
            latencies.per_mille(1_000),
            "ms",
            "",
        ),
    ])
}

async fn reach(live: &mut Live, head: Seq) -> Result<()> {
    loop {
        let message = live.next().await?.context("the connection is closed")?;
        if let ServerMessage::Delta(delta) = message
            && delta.to >= head
        {
            return Ok(());
        }
    }
}
