//! `cargo xtask bench`: how long the rules and views take, natively and as the browser runs them.
//!
//! What is measured is the list in `benches/src/lib.rs`. Criterion runs it natively ([`native`]);
//! compiled as the app is, node runs it ([`wasm`]). [`figures`] makes few numbers of many, and
//! [`table`] shows both sides. No figure is judged: they are for comparing within one run.

mod figures;
mod native;
mod table;
mod wasm;

use anyhow::Result;
use clap::Args;

use crate::workspace::Workspace;
use crate::{process, tools};

/// What to measure.
#[derive(Debug, Args)]
pub(crate) struct Selection {
    /// Only natively, in criterion
    #[arg(long)]
    native: bool,
    /// How often each step is taken in wasm
    #[arg(long, default_value_t = 200, value_name = "TIMES", conflicts_with = "native",
          value_parser = clap::value_parser!(u32).range(1..))]
    times: u32,
}

/// Measures and prints.
pub(crate) fn bench(workspace: &Workspace, selection: &Selection) -> Result<()> {
    if selection.native {
        return native::run(workspace);
    }
    tools::node::ensure()?;
    let module = process::step("measurements, as compiled for the browser", || {
        wasm::build(workspace)
    })?;
    process::step("natively", || native::run(workspace))?;
    let native = native::medians(workspace)?;
    let wasm = process::step("in wasm", || wasm::run(&module, selection.times))?;
    print!("\n{}", table::table(&native, &wasm));
    Ok(())
}
