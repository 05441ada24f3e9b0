//! `guatu token`.

use std::process::ExitCode;

use anyhow::Result;
use clap::Args;

use super::For;
use super::place::Place;
use crate::auth::Secret;
use crate::clock;
use crate::config::TOKEN_LASTS;
use crate::store::Mode;

#[derive(Debug, Args)]
pub(super) struct Options {
    #[command(flatten)]
    place: Place,
    #[command(flatten)]
    account: For,
}

pub(super) async fn token(options: Options) -> Result<ExitCode> {
    let store = options.place.open(Mode::Serve).await?;
    let account = options.account.account(store.as_ref()).await?;
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
