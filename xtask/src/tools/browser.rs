//! What the browser tests need: chromium, node with npm, and a font with Chinese characters.

use std::env;
use std::path::PathBuf;

use anyhow::{Result, bail};

use super::packages::{self, Missing};
use super::{find_program, node};
use crate::process;

/// The browser to test with.
#[derive(Debug)]
pub(crate) struct Browser {
    pub(crate) chromium: PathBuf,
}

/// Finds everything, after installing what is missing where we may.
pub(crate) fn ensure() -> Result<Browser> {
    if let Some(named) = named_chromium().filter(|path| !path.is_file()) {
        bail!("CHROMIUM_PATH is {}, which is no file", named.display());
    }
    packages::ensure("installing what the browser tests need", missing)?;
    let chromium = chromium();
    // It is among what was looked for.
    chromium.map_or_else(
        || bail!("chromium is gone"),
        |chromium| Ok(Browser { chromium }),
    )
}

fn missing() -> Vec<Missing> {
    let mut missing = Vec::new();
    let mut need = |there: bool, what, packages| {
        if !there {
            missing.push(Missing { what, packages });
        }
    };
    need(chromium().is_some(), "chromium", &["chromium"]);
    need(node::is_there(), "node 18 or later", &["nodejs"]);
    need(find_program("npm").is_some(), "npm", &["npm"]);
    // Without one, every Chinese character is the same empty box, and widths are wrong.
    let fonts = process::probe("fc-list", &[":lang=zh"]);
    need(
        fonts.is_some_and(|fonts| !fonts.is_empty()),
        "a font with Chinese characters, known to fc-list",
        &["fonts-noto-cjk", "fontconfig"],
    );
    missing
}

/// The browser the user names, or the first known one.
fn chromium() -> Option<PathBuf> {
    named_chromium().or_else(|| {
        [
            "chromium",
            "chromium-browser",
            "google-chrome",
            "google-chrome-stable",
        ]
        .into_iter()
        .find_map(find_program)
    })
}

fn named_chromium() -> Option<PathBuf> {
    env::var_os("CHROMIUM_PATH").map(PathBuf::from)
}
