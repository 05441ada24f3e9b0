//! `guatu verify`.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::Args;

use super::data::{default_data, open};
use crate::store::Mode;
use room::Ledger as _;
use room::audit;

#[derive(Debug, Args)]
pub(super) struct Options {
    /// The folder with the data
    #[arg(long, default_value_os_t = default_data())]
    data: PathBuf,
}

pub(super) async fn verify(options: Options) -> Result<ExitCode> {
    let store = open(&options.data, Mode::Inspect).await?;
    let mut code = ExitCode::SUCCESS;
    for room in store.rooms().await? {
        match audit(&room, &store).await {
            Ok(audited) => println!(
                "{}: {} entries, {} records, head hash {}: ok",
                room.key, audited.entries, audited.records, audited.hash
            ),
            Err(divergence) => {
                println!("{}: WRONG: {divergence}", room.key);
                code = ExitCode::FAILURE;
            }
        }
    }
    Ok(code)
}
