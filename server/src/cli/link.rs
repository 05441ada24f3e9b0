//! `guatu link`.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::Args;

use super::For;
use super::data::{default_data, open};
use crate::auth::{enter_url, new_link};
use crate::store::Mode;
use room::Ledger as _;

#[derive(Debug, Args)]
pub(super) struct Options {
    /// The folder with the data
    #[arg(long, default_value_os_t = default_data())]
    data: PathBuf,
    /// The address the server listens at
    #[arg(long, default_value = "127.0.0.1:8750")]
    listen: SocketAddr,
    #[command(flatten)]
    account: For,
}

pub(super) async fn link(options: Options) -> Result<ExitCode> {
    let store = open(&options.data, Mode::Serve).await?;
    let account = options.account.account(&store).await?;
    let secret = new_link(&store, account.id).await?;
    store.close().await;
    println!("{}", enter_url(options.listen, None, &secret));
    Ok(ExitCode::SUCCESS)
}
