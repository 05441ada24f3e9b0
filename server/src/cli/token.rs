//! `guatu token`.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::Args;

use super::For;
use super::data::{default_data, open};
use crate::auth::Secret;
use crate::clock;
use crate::config::TOKEN_LASTS;
use crate::store::{Mode, People as _};
use room::Ledger as _;

#[derive(Debug, Args)]
pub(super) struct Options {
    /// The folder with the data
    #[arg(long, default_value_os_t = default_data())]
    data: PathBuf,
    #[command(flatten)]
    account: For,
}

pub(super) async fn token(options: Options) -> Result<ExitCode> {
    let store = open(&options.data, Mode::Serve).await?;
    let account = options.account.account(&store).await?;
    let secret = Secret::new()?;
    let now = clock::now();
    let expires = clock::after(now, TOKEN_LASTS);
    store
        .add_token(secret.hash(), &account, now, expires)
        .await?;
    store.close().await;
    println!("{}", secret.reveal());
    Ok(ExitCode::SUCCESS)
}
