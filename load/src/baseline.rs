//! The same traffic through a broadcast that decides nothing and stores nothing: what the sockets
//! alone cost.

use std::process::Stdio;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result};
use axum::Router;
use axum::extract::ws::{Message, WebSocket, WebSocketUpgrade};
use axum::routing::get;
use bytes::Bytes;
use futures_util::{SinkExt as _, Stream, StreamExt as _};
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::net::TcpListener;
use tokio::process::{Child, Command};
use tokio::sync::broadcast;
use tokio::task::JoinSet;
use tokio::time::{MissedTickBehavior, interval, timeout};
use tokio_tungstenite::connect_async;
use tokio_tungstenite::tungstenite;

use crate::fan_out::{Seen, Sent};
use crate::latency::Latencies;
use crate::process::Process;

/// How large a change of our own is on the wire.
const FRAME: usize = 150;
/// As our own server has it.
const BUFFER: usize = 4 * 1024;

/// Serves until it is killed: whatever one connection sends, all get.
pub(crate) async fn serve() -> Result<()> {
    let (told, _) = broadcast::channel::<Bytes>(4_096);
    let route = get(move |upgrade: WebSocketUpgrade| {
        let told = told.clone();
        let upgrade = upgrade.read_buffer_size(BUFFER).write_buffer_size(BUFFER);
        async move { upgrade.on_upgrade(move |socket| relay(socket, told)) }
    });
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("{}", listener.local_addr()?);
    axum::serve(listener, Router::new().route("/", route)).await?;
    Ok(())
}

async fn relay(mut socket: WebSocket, told: broadcast::Sender<Bytes>) {
    let mut news = told.subscribe();
    loop {
        tokio::select! {
            message = socket.recv() => match message {
                // Nobody may listen.
                Some(Ok(Message::Binary(bytes))) => drop(told.send(bytes)),
                Some(Ok(_)) => {}
                None | Some(Err(_)) => return,
            },
            change = news.recv() => {
                let Ok(change) = change else { return };
                if socket.send(Message::Binary(change)).await.is_err() {
                    return;
                }
            }
        }
    }
}

/// The broadcast in a process of its own.
pub(crate) struct Baseline {
    child: Child,
    address: String,
}

impl Baseline {
    pub(crate) async fn start() -> Result<Self> {
        let mut child = Command::new(std::env::current_exe()?)
            .arg("--serve-baseline")
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()?;
        let output = child.stdout.take().context("it has an output")?;
        let line = BufReader::new(output).lines().next_line().await?;
        let address = line.context("it says where it listens")?;
        Ok(Self { child, address })
    }

    pub(crate) async fn steady(self, followers: u32, rate: u32, seconds: u32) -> Result<Seen> {
        let process = Process(self.child.id().context("it is running")?);
        let url = format!("ws://{}/", self.address);
        let count = (rate * seconds) as usize;
        let sent = Arc::new(Sent::new(count));
        let mut crowd = JoinSet::new();
        for _ in 0..followers {
            let (socket, _) = connect_async(&url).await?;
            crowd.spawn(follow(socket, Arc::clone(&sent), count));
        }
        let (mut writer, _) = connect_async(&url).await?;
        let cpu = process.cpu_micros()?;
        let mut beats = interval(Duration::from_secs(1) / rate);
        beats.set_missed_tick_behavior(MissedTickBehavior::Delay);
        for number in 1..=count {
            beats.tick().await;
            let mut frame = vec![0; FRAME];
            frame[..8].copy_from_slice(&(number as u64).to_be_bytes());
            sent.now(number);
            writer.send(tungstenite::Message::binary(frame)).await?;
        }
        let mut seen = Seen {
            latencies: Latencies::default(),
            deliveries: 0,
            lost: 0,
            cpu_micros: 0.0,
        };
        while let Some(followed) = crowd.join_next().await {
            let latencies = followed?;
            seen.deliveries += latencies.len();
            seen.lost += count.saturating_sub(latencies.len());
            seen.latencies.extend(latencies);
        }
        seen.cpu_micros = process.cpu_micros()? - cpu;
        Ok(seen)
    }
}

async fn follow<S>(mut socket: S, sent: Arc<Sent>, count: usize) -> Latencies
where
    S: Stream<Item = Result<tungstenite::Message, tungstenite::Error>> + Unpin,
{
    let mut latencies = Latencies::default();
    while latencies.len() < count {
        let message = timeout(Duration::from_secs(3), socket.next()).await;
        let Ok(Some(Ok(tungstenite::Message::Binary(frame)))) = message else {
            break;
        };
        if let Some(number) = frame.first_chunk::<8>() {
            latencies.add(sent.since(u64::from_be_bytes(*number)));
        }
    }
    latencies
}
