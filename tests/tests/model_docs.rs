//! `docs/model.md` says what the declarations say.
//!
//! After a change of a declaration: `UPDATE=1 cargo test -p tests --test model_docs` writes it anew.

use std::path::Path;

use anyhow::{Result, ensure};
use shared::schema::describe::markdown;

#[test]
fn the_document_of_the_model_is_true() -> Result<()> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/model.md");
    let declared = markdown();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &declared)?;
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    ensure!(
        written == declared,
        "docs/model.md is out of date: UPDATE=1 cargo test -p tests --test model_docs"
    );
    Ok(())
}
