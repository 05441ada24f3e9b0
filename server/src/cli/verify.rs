//! `guatu verify`.

use std::process::ExitCode;

use anyhow::Result;
use clap::Args;

use super::place::Place;
use crate::store::Mode;
use room::audit;

#[derive(Debug, Args)]
pub(super) struct Options {
    #[command(flatten)]
    place: Place,
}

pub(super) async fn verify(options: Options) -> Result<ExitCode> {
    let store = options.place.open(Mode::Inspect).await?;
    let mut code = ExitCode::SUCCESS;
    for room in store.rooms().await? {
        match audit(&room, store.as_ref()).await {
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
