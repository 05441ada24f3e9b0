//! Where things are: the checkout's root and cargo's target folder.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use crate::process;

/// The checkout this tool was built from.
#[derive(Debug)]
pub(crate) struct Workspace {
    root: PathBuf,
    target: PathBuf,
}

impl Workspace {
    /// Asks cargo, which alone knows every way to move the target folder elsewhere.
    pub(crate) fn locate() -> Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .parent()
            .context("xtask has no folder above it")?
            .to_path_buf();
        let metadata = process::capture(process::cargo(&root).args([
            "metadata",
            "--format-version=1",
            "--no-deps",
        ]))?;
        let metadata: serde_json::Value =
            serde_json::from_str(&metadata).context("cargo metadata is not JSON")?;
        let target = metadata["target_directory"]
            .as_str()
            .context("cargo metadata names no target_directory")?
            .into();
        Ok(Self { root, target })
    }

    /// The folder of the workspace's Cargo.toml.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// Cargo's target folder, absolute.
    pub(crate) fn target(&self) -> &Path {
        &self.target
    }

    /// A cargo that runs in the root.
    pub(crate) fn cargo(&self) -> std::process::Command {
        process::cargo(&self.root)
    }

    /// `--locked`, once there is a lock file to hold to: what is built is what was written down.
    pub(crate) fn locked(&self) -> Option<&'static str> {
        self.root.join("Cargo.lock").exists().then_some("--locked")
    }
}
