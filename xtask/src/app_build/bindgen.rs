//! The JavaScript that loads the wasm and speaks for it.
//!
//! wasm-bindgen is used as a library at the version in Cargo.toml: there is no tool to install and
//! none that could be of another version than the app's own wasm-bindgen.

use anyhow::{Context as _, Result, bail};
use wasm_bindgen_cli_support::Bindgen;

use super::Flavour;

/// The wasm for the browser and the module around it.
pub(super) struct Glue {
    pub(super) js: String,
    pub(super) wasm: Vec<u8>,
}

/// Splits the compiler's module into what the browser runs. The names of functions, which only a
/// stack trace shows, stay in the dev flavour alone: nobody else should download them.
pub(super) fn generate(wasm: Vec<u8>, flavour: Flavour) -> Result<Glue> {
    let mut output = Bindgen::new()
        .input_bytes("app", wasm)
        .web(true)?
        .typescript(false)
        .omit_default_module_path(false)
        .remove_name_section(flavour == Flavour::Release)
        .remove_producers_section(flavour == Flavour::Release)
        .generate_output()
        .context("wasm-bindgen cannot read the app")?;

    // Such files would need hashed names of their own. None of our crates brings one.
    // (Each crate is in the list, most with no file at all.)
    let inline = output.snippets().iter();
    let snippet = inline
        .filter(|(_, files)| !files.is_empty())
        .map(|(source, _)| source)
        .chain(output.local_modules().keys())
        .next();
    if let Some(source) = snippet {
        bail!("{source} brings a JavaScript file of its own, which this build does not serve");
    }

    Ok(Glue {
        wasm: output.wasm_mut().emit_wasm(),
        js: output.js().to_owned(),
    })
}
