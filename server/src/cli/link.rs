//! `guatu link`.

use std::net::SocketAddr;
use std::process::ExitCode;

use anyhow::Result;
use clap::Args;

use super::For;
use super::place::Place;
use crate::auth::{enter_url, new_link};
use crate::store::Mode;

#[derive(Debug, Args)]
pub(super) struct Options {
    #[command(flatten)]
    place: Place,
    /// The address the server listens at
    #[arg(long, default_value = "127.0.0.1:8750")]
    listen: SocketAddr,
    #[command(flatten)]
    account: For,
}

pub(super) async fn link(options: Options) -> Result<ExitCode> {
    let store = options.place.open(Mode::Serve).await?;
    let account = options.account.account(store.as_ref()).await?;
    let secret = new_link(store.as_ref(), account.id).await?;
    store.close().await;
    println!("{}", enter_url(options.listen, None, &secret));
    Ok(ExitCode::SUCCESS)
}
