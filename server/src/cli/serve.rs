//! `guatu serve`.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context as _, Result};
use axum::serve::ListenerExt as _;
use clap::{Args, ValueEnum};
use sample::notice;
use shared::rules::Role;
use tokio::net::TcpListener;
use tokio::sync::{mpsc, watch};
use tokio::time::{interval, timeout};

use super::data::{default_data, lock, make_room, open};
use super::stop;
use crate::auth::{enter_url, new_link};
use crate::clock;
use crate::config::{OFFICE_ACCOUNT, RESULTS_KEPT, STOP_WITHIN, TIDY_EVERY};
use crate::http::{AppFiles, Hosts, Server, router};
use crate::rooms::{Rooms, Snapshots, by_the_system, import};
use crate::store::{Mode, Store};

#[derive(Debug, Args)]
pub(super) struct Options {
    /// The address to listen at; port 0 takes any free one
    #[arg(long, default_value = "127.0.0.1:8750")]
    listen: SocketAddr,
    /// The folder with the data; made when it is not there
    #[arg(long, default_value_os_t = default_data())]
    data: PathBuf,
    /// The folder with the app's files
    #[arg(long, value_name = "DIR")]
    app: Option<PathBuf>,
    /// Read the app's files anew at every request
    #[arg(long, requires = "app")]
    reload: bool,
    /// Make a sample room when there is none of its kind
    #[arg(long)]
    sample: Option<Sample>,
    /// A name by which the server is called, beside the address it listens at
    #[arg(long, value_name = "NAME")]
    host: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Sample {
    /// The notice of Yichang of 2020
    Notice,
}

pub(super) async fn serve(options: Options) -> Result<ExitCode> {
    let stopping = stop::on_signal().context("signals cannot be waited for")?;
    let files = app_files(&options)?;
    let store = open(&options.data, Mode::Serve).await?;
    let lock = lock(&options.data)?;
    let store: Arc<dyn Store> = Arc::new(store);
    if options.sample == Some(Sample::Notice) {
        make_room(store.as_ref(), notice::ROOM_KEY, notice::ROOM_NAME).await?;
    }
    let (rooms, tasks) = Rooms::start(&store).await?;
    if let (Some(Sample::Notice), Some(room)) = (options.sample, rooms.get(notice::ROOM_KEY)) {
        let commands = by_the_system(notice::commands()?);
        import(room, store.as_ref(), commands).await?;
    }

    let listener = TcpListener::bind(options.listen)
        .await
        .with_context(|| format!("cannot listen at {}", options.listen))?;
    let listen = listener.local_addr()?;
    let (alive, mut all_gone) = mpsc::channel(1);
    let server = Arc::new(Server {
        store: Arc::clone(&store),
        rooms,
        snapshots: Snapshots::default(),
        files,
        hosts: Hosts::new(listen, &options.host),
        stopping: stopping.clone(),
        alive: alive.downgrade(),
    });
    let office = store.account(OFFICE_ACCOUNT, Role::Office).await?;
    let link = new_link(store.as_ref(), office.id).await?;
    let host = options.host.first().map(String::as_str);
    println!("挂图 Guatu: http://{listen}/  登录链接(24 小时内有效,只能用一次) Sign in:");
    println!("{}", enter_url(listen, host, &link));
    tracing::info!(%listen, rooms = server.rooms.all().len(), "serving");

    tokio::spawn(tidy(Arc::clone(&store), stopping.clone()));
    // Small frames must not wait for more to come (Nagle).
    let listener = listener.tap_io(|stream| {
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(%error, "a connection keeps its delay");
        }
    });
    let serving = tokio::spawn(
        axum::serve(listener, router(Arc::clone(&server)))
            .with_graceful_shutdown(stopped(stopping.clone()))
            .into_future(),
    );
    stopped(stopping).await;
    drop(alive);
    let finish = async {
        // Every connection says goodbye, then every room finishes what it has begun.
        all_gone.recv().await;
        serving.await??;
        drop(server);
        for task in tasks {
            task.await?;
        }
        store.close().await;
        anyhow::Ok(())
    };
    if let Ok(finished) = timeout(STOP_WITHIN, finish).await {
        finished.context("the server did not stop as it should")?;
    } else {
        // What was acknowledged is durable; what is cut off here was not.
        tracing::warn!("stopped without waiting any longer");
    }
    drop(lock);
    Ok(ExitCode::SUCCESS)
}

async fn stopped(mut stopping: watch::Receiver<bool>) {
    // An error means that nobody can ask to stop any more, which is as good as a stop.
    let _ = stopping.wait_for(|stopping| *stopping).await;
}

fn app_files(options: &Options) -> Result<AppFiles> {
    match &options.app {
        Some(folder) if options.reload => Ok(AppFiles::Folder(folder.clone())),
        Some(folder) => AppFiles::load(folder)
            .with_context(|| format!("cannot read the app in {}", folder.display())),
        None => Ok(AppFiles::embedded()),
    }
}

/// Throws away what has expired, now and from time to time.
async fn tidy(store: Arc<dyn Store>, mut stopping: watch::Receiver<bool>) {
    let mut times = interval(TIDY_EVERY);
    loop {
        tokio::select! {
            _ = stopping.wait_for(|stopping| *stopping) => return,
            _ = times.tick() => {}
        }
        let now = clock::now();
        let old = clock::before(now, RESULTS_KEPT);
        let tidied = match store.forget_results(old).await {
            Ok(()) => store.forget_expired(now).await,
            failed => failed,
        };
        if let Err(error) = tidied {
            tracing::warn!(%error, "what has expired was not thrown away");
        }
    }
}
