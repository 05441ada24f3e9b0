//! Stopping: on SIGINT, SIGTERM.

use tokio::sync::watch;

/// Turns true when the process is asked to stop.
pub(super) fn on_signal() -> std::io::Result<watch::Receiver<bool>> {
    let (stop, stopping) = watch::channel(false);
    let mut asked = signals()?;
    tokio::spawn(async move {
        asked.recv().await;
        tracing::info!("stopping");
        stop.send_replace(true);
        // Dropping the sender would look like a change to nobody: whoever waits has seen it.
        stop.closed().await;
    });
    Ok(stopping)
}

#[cfg(unix)]
struct Signals {
    interrupt: tokio::signal::unix::Signal,
    terminate: tokio::signal::unix::Signal,
}

#[cfg(unix)]
fn signals() -> std::io::Result<Signals> {
    use tokio::signal::unix::{SignalKind, signal};
    Ok(Signals {
        interrupt: signal(SignalKind::interrupt())?,
        terminate: signal(SignalKind::terminate())?,
    })
}

#[cfg(unix)]
impl Signals {
    async fn recv(&mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }
}

#[cfg(not(unix))]
struct Signals;

#[cfg(not(unix))]
fn signals() -> std::io::Result<Signals> {
    Ok(Signals)
}

#[cfg(not(unix))]
impl Signals {
    async fn recv(&mut self) {
        if let Err(error) = tokio::signal::ctrl_c().await {
            tracing::error!(%error, "Ctrl-C cannot be waited for");
            std::future::pending::<()>().await;
        }
    }
}
