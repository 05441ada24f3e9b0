//! Every rule of the protocol is cited by a test.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

/// Where tests are, from the root of the workspace.
const TESTS: [&str; 4] = [
    "tests/tests",
    "shared/tests",
    "room/src/engine/tests.rs",
    "simulation/src/tests.rs",
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The rules that the lines starting with `mark` name: `R` and a number.
fn rules(text: &str, mark: &str) -> BTreeSet<u32> {
    let lines = text
        .lines()
        .filter_map(|line| line.trim().strip_prefix(mark));
    let words = lines.flat_map(|line| line.split(|sign: char| !sign.is_ascii_alphanumeric()));
    words
        .filter_map(|word| word.strip_prefix('R')?.parse().ok())
        .collect()
}

fn read_all(path: &Path, texts: &mut Vec<String>) -> Result<()> {
    if path.is_dir() {
        for entry in fs::read_dir(path)? {
            read_all(&entry?.path(), texts)?;
        }
    } else if path.extension().is_some_and(|extension| extension == "rs") {
        texts.push(fs::read_to_string(path)?);
    }
    Ok(())
}

#[test]
fn every_rule_of_the_protocol_is_cited_by_a_test() -> Result<()> {
    let protocol = fs::read_to_string(root().join("shared/src/protocol/mod.rs"))?;
    let stated = rules(&protocol, "//! - **");
    let last = *stated.last().context("there are rules")?;
    assert_eq!(stated, (1..=last).collect(), "their numbers have no holes");
    let mut texts = Vec::new();
    for place in TESTS {
        read_all(&root().join(place), &mut texts)?;
    }
    let cited = texts.iter().flat_map(|text| rules(text, "/// ")).collect();
    assert_eq!(stated, cited);
    Ok(())
}
