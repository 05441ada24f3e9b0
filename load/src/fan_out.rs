//! One writer, many followers.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use anyhow::Result;
use shared::protocol::{Outcome, ServerMessage};
use shared::schema::Seq;
use tests::{Live, everything, rename};
use tokio::task::JoinSet;
use tokio::time::{MissedTickBehavior, interval, sleep};

use crate::baseline::Baseline;
use crate::latency::Latencies;
use crate::scene::Scene;
use crate::table::{Figure, figure};

/// How long nothing must come until everything has come.
const QUIET: Duration = Duration::from_secs(3);

/// When each command was sent, by its number, in microseconds since the start.
pub(crate) struct Sent {
    start: Instant,
    at: Vec<AtomicU64>,
}

impl Sent {
    pub(crate) fn new(count: usize) -> Self {
        Self {
            start: Instant::now(),
            at: (0..=count).map(|_| AtomicU64::new(0)).collect(),
        }
    }

    pub(crate) fn now(&self, number: usize) {
        let micros = u64::try_from(self.start.elapsed().as_micros()).unwrap_or(u64::MAX);
        if let Some(at) = self.at.get(number) {
            at.store(micros, Ordering::Relaxed);
        }
    }

    pub(crate) fn since(&self, number: u64) -> Duration {
        let at = usize::try_from(number).ok().and_then(|at| self.at.get(at));
        let at = at.map_or(0, |at| at.load(Ordering::Relaxed));
        self.start
            .elapsed()
            .saturating_sub(Duration::from_micros(at))
    }
}

/// What the followers of one run saw.
pub(crate) struct Seen {
    pub(crate) latencies: Latencies,
    pub(crate) deliveries: usize,
    pub(crate) lost: usize,
    pub(crate) cpu_micros: f64,
}

impl Seen {
    #[expect(clippy::cast_precision_loss, reason = "for people to read")]
    pub(crate) fn figures(&mut self, name: &str, budgets: [&'static str; 3]) -> Vec<Figure> {
        let each = self.cpu_micros / self.deliveries.max(1) as f64;
        vec![
            figure(
                name,
                "latency p50",
                self.latencies.per_mille(500),
                "ms",
                budgets[0],
            ),
            figure(name, "latency p95", self.latencies.per_mille(950), "ms", ""),
            figure(
                name,
                "latency p99",
                self.latencies.per_mille(990),
                "ms",
                budgets[1],
            ),
            figure(name, "lost", self.lost as f64, "changes", "0"),
            figure(
                name,
                "processor time for a delivered change",
                each,
                "µs",
                budgets[2],
            ),
        ]
    }
}

/// The budgets of DESIGN §9, and the plain broadcast beside them.
#[expect(clippy::cast_precision_loss, reason = "for people to read")]
pub(crate) async fn run(seconds: u32) -> Result<Vec<Figure>> {
    let mut figures = Vec::new();
    for (followers, rate, budgets) in [
        (500, 50, ["≤ 10", "≤ 50", ""]),
        (1_000, 20, ["", "", "≤ 5"]),
    ] {
        let scene = Scene::start().await?;
        let before = scene.process.memory()?;
        let mut crowd = Vec::new();
        for _ in 0..followers {
            crowd.push(scene.connect(None).await?.0);
        }
        // What comes with a new connection has been said.
        sleep(Duration::from_secs(1)).await;
        let each = (scene.process.memory()? - before) / f64::from(followers);
        let name = format!("{followers} followers, {rate} changes/s");
        figures.push(figure(
            &name,
            "memory for an idle connection",
            each / 1_000.0,
            "kB",
            "≤ 8",
        ));
        let mut seen = steady(&scene, crowd, rate, seconds).await?;
        figures.extend(seen.figures(&name, budgets));
        let ours = seen.cpu_micros / seen.deliveries.max(1) as f64;

        let name = format!("plain broadcast, {followers} × {rate}/s");
        let mut seen = Baseline::start()
            .await?
            .steady(followers, rate, seconds)
            .await?;
        figures.extend(seen.figures(&name, ["", "", ""]));
        let plain = seen.cpu_micros / seen.deliveries.max(1) as f64;
        figures.push(figure(
            name,
            "ours to it, processor time",
            ours / plain,
            "×",
            "≤ 1",
        ));
    }
    Ok(figures)
}

async fn steady(scene: &Scene, crowd: Vec<Live>, rate: u32, seconds: u32) -> Result<Seen> {
    let count = (rate * seconds) as usize;
    let sent = Arc::new(Sent::new(count));
    let (mut writer, _) = scene.connect(None).await?;
    let cpu = scene.process.cpu_micros()?;
    let followers = follow_all(crowd, &sent, count);
    let mut beats = interval(Duration::from_secs(1) / rate);
    beats.set_missed_tick_behavior(MissedTickBehavior::Delay);
    for number in 1..=count {
        beats.tick().await;
        let task = scene.tasks[number % scene.tasks.len()];
        let command = rename(task, everything(), &format!("进度说明,第 {number} 次"));
        sent.now(number);
        writer.push(number as u64, vec![command]).await?;
    }
    let mut seen = gather(followers).await?;
    seen.cpu_micros = scene.process.cpu_micros()? - cpu;
    Ok(seen)
}

fn follow_all(crowd: Vec<Live>, sent: &Arc<Sent>, count: usize) -> JoinSet<(Latencies, usize)> {
    let mut followers = JoinSet::new();
    for live in crowd {
        followers.spawn(follow(live, Arc::clone(sent), count));
    }
    followers
}

/// Reads until every change has come, or nothing comes any more.
async fn follow(mut live: Live, sent: Arc<Sent>, count: usize) -> (Latencies, usize) {
    let mut latencies = Latencies::default();
    while latencies.len() < count {
        let Ok(Ok(Some(message))) = tokio::time::timeout(QUIET, live.next()).await else {
            break;
        };
        if let ServerMessage::Delta(delta) = message {
            for entry in &delta.entries {
                latencies.add(sent.since(entry.number.0));
            }
        }
    }
    let lost = count.saturating_sub(latencies.len());
    (latencies, lost)
}

async fn gather(mut followers: JoinSet<(Latencies, usize)>) -> Result<Seen> {
    let mut seen = Seen {
        latencies: Latencies::default(),
        deliveries: 0,
        lost: 0,
        cpu_micros: 0.0,
    };
    while let Some(followed) = followers.join_next().await {
        let (latencies, lost) = followed?;
        seen.deliveries += latencies.len();
        seen.lost += lost;
        seen.latencies.extend(latencies);
    }
    Ok(seen)
}

/// As many changes as one writer can make in pushes of a hundred, to a hundred followers, ten of
/// which read a message only every now and then.
#[expect(clippy::cast_precision_loss, reason = "for people to read")]
pub(crate) async fn flood() -> Result<Vec<Figure>> {
    const FOLLOWERS: usize = 100;
    const SLOW: usize = 10;
    const COUNT: usize = 10_000;
    const PUSH: usize = 100;
    let scene = Scene::start().await?;
    let sent = Arc::new(Sent::new(COUNT));
    let mut crowd = Vec::new();
    for _ in 0..FOLLOWERS {
        crowd.push(scene.connect(None).await?.0);
    }
    let mut slow = JoinSet::new();
    let over = Arc::new(AtomicBool::new(false));
    for _ in 0..SLOW {
        let (live, head) = scene.connect(None).await?;
        slow.spawn(dawdle(live, head, Arc::clone(&over), COUNT));
    }
    let before = scene.process.memory()?;
    let (mut writer, _) = scene.connect(None).await?;
    let cpu = scene.process.cpu_micros()?;
    let followers = follow_all(crowd, &sent, COUNT);
    let start = Instant::now();
    for first in (1..=COUNT).step_by(PUSH) {
        let command = |number: usize| {
            sent.now(number);
            let task = scene.tasks[number % scene.tasks.len()];
            rename(task, everything(), &format!("进度说明,第 {number} 次"))
        };
        let commands = (first..first + PUSH).map(command).collect();
        writer.push(first as u64, commands).await?;
    }
    let results = writer.results(COUNT).await?;
    let took = start.elapsed();
    let applied = results
        .iter()
        .filter(|v| matches!(v.outcome, Outcome::Applied { .. }));
    let applied = applied.count();
    let mut seen = gather(followers).await?;
    seen.cpu_micros = scene.process.cpu_micros()? - cpu;
    let memory = scene.process.memory()? - before;
    over.store(true, Ordering::Relaxed);
    let mut behind = 0;
    while let Some(slow) = slow.join_next().await {
        behind += slow??;
    }
    let name = format!("flood of {COUNT} to {FOLLOWERS} followers, {SLOW} more read slowly");
    let mut figures = seen.figures(&name, ["", "", ""]);
    figures.extend([
        figure(
            &name,
            "durable changes",
            applied as f64 / took.as_secs_f64(),
            "/s",
            "",
        ),
        figure(
            &name,
            "memory more than before",
            memory / 1_000_000.0,
            "MB",
            "",
        ),
        figure(&name, "lost to slow readers", behind as f64, "changes", "0"),
    ]);
    Ok(figures)
}

/// Reads one message, rests, and in the end catches up; how many changes never came.
async fn dawdle(mut live: Live, head: Seq, over: Arc<AtomicBool>, count: usize) -> Result<usize> {
    let mut cursor = head;
    let end = Seq(head.0 + count as u64);
    while cursor < end {
        let Some(message) = live.next().await? else {
            break;
        };
        if let ServerMessage::Delta(delta) = message {
            cursor = delta.to;
        }
        if !over.load(Ordering::Relaxed) {
            sleep(Duration::from_millis(200)).await;
        }
    }
    Ok(usize::try_from(end.0.saturating_sub(cursor.0))?)
}
