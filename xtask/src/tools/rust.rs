//! Parts of the Rust toolchain beyond the compiler.

use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result};

use crate::process;

/// What the app is compiled for.
pub(crate) const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// Adds the standard library for the browser where it is missing.
pub(crate) fn ensure_wasm_target() -> Result<()> {
    // Asked of the compiler and not of rustup: a distribution's Rust has no rustup.
    let library = process::probe(
        "rustc",
        &["--print", "target-libdir", "--target", WASM_TARGET],
    );
    if library.is_some_and(|library| Path::new(&library).is_dir()) {
        return Ok(());
    }
    rustup(&["target", "add", WASM_TARGET])
}

/// Adds rustfmt and clippy where they are missing.
pub(crate) fn ensure_lints() -> Result<()> {
    for (subcommand, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if process::probe("cargo", &[subcommand, "--version"]).is_none() {
            rustup(&["component", "add", component])?;
        }
    }
    Ok(())
}

fn rustup(arguments: &[&str]) -> Result<()> {
    process::run(Command::new("rustup").args(arguments)).with_context(|| {
        let part = arguments.last().copied().unwrap_or_default();
        format!(
            "Rust's `{part}` is missing; install it with `rustup {}` or from your distribution",
            arguments.join(" ")
        )
    })
}
