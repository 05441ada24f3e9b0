//! The folder of files a browser loads: the app, ready to be served.
//!
//! In: the app crate, `style/index.css`, and `index.html`, `boot.js`, `icon.svg` and `sw.js` in
//! `app/`. Out: `index.html` and `sw.js`, and beside them every other file under a name that holds
//! a hash of its content, so that a browser may keep it for ever; each also compressed, as `.br`
//! and `.gz`.
//!
//! [`build`] is the way in, the same for every command. Cargo compiles ([`wasm`]); each further
//! step is a file: the JavaScript around the wasm ([`bindgen`]), one stylesheet from many
//! ([`css`]), the page's own files ([`page`]), compressing and writing ([`folder`]), and knowing
//! when there is nothing to do ([`stamp`]).

mod bindgen;
mod css;
mod folder;
mod page;
mod stamp;

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};

pub(crate) use self::folder::{AppFolder, Weight};
use self::page::Page;
use self::stamp::Stamp;
use crate::workspace::Workspace;
use crate::{process, wasm};

/// For whom the app is built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flavour {
    /// For people, and for the tests, which are to see what people see: small.
    Release,
    /// For the developer who waits for it: quick to build, and it reloads itself.
    Dev,
}

impl Flavour {
    fn cargo_profile(self) -> &'static str {
        match self {
            Self::Release => "app",
            Self::Dev => "app-dev",
        }
    }

    /// Under cargo's target folder. Not named as the profiles are: cargo keeps files of its own in
    /// `target/<profile>`, and everything in our folder is served, or put into the binary.
    fn folder(self) -> &'static str {
        match self {
            Self::Release => "bundle",
            Self::Dev => "bundle-dev",
        }
    }

    fn brotli_quality(self) -> i32 {
        match self {
            Self::Release => 11,
            Self::Dev => 5,
        }
    }
}

/// Builds what changed since the last time, and returns the folder.
pub(crate) fn build(workspace: &Workspace, flavour: Flavour) -> Result<AppFolder> {
    let wasm = process::step("app", || {
        wasm::build(workspace, "app", flavour.cargo_profile())
    })?;
    let page = Page::read(&workspace.root().join("app"), flavour)?;
    let css = css::bundle(&workspace.root().join("style/index.css"))?;

    let path = workspace.target().join(flavour.folder());
    // This code is an input too: a change here changes what comes out.
    let recipe = sources_in(&workspace.root().join("xtask/src/app_build"))?;
    let inputs = page
        .sources()
        .chain([wasm.as_slice(), css.as_bytes(), &recipe]);
    let stamp = Stamp::of(inputs);
    if let Some(folder) = AppFolder::open(&path, &stamp) {
        return Ok(folder);
    }

    process::step("files for the browser", || {
        let glue = bindgen::generate(wasm, flavour)?;
        let files = page.assemble(&glue, css)?;
        AppFolder::write(&path, &files, flavour.brotli_quality(), &stamp)
    })
}

/// The text of every file in a folder and its folders, in the order of their names.
fn sources_in(folder: &Path) -> Result<Vec<u8>> {
    let mut paths = fs::read_dir(folder)
        .and_then(|entries| {
            entries
                .map(|entry| entry.map(|entry| entry.path()))
                .collect::<Result<Vec<_>, _>>()
        })
        .with_context(|| format!("cannot list {}", folder.display()))?;
    paths.sort();
    let mut text = Vec::new();
    for path in paths {
        text.extend(if path.is_dir() {
            sources_in(&path)?
        } else {
            fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?
        });
    }
    Ok(text)
}
