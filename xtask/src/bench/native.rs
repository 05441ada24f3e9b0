//! The measurements in criterion.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use crate::process;
use crate::workspace::Workspace;

/// Seconds, for each measurement. Short: what is looked for is a factor, not a percent.
const WARM_UP: &str = "0.5";
const MEASURE: &str = "2";

const NANOSECONDS_IN_A_MILLISECOND: f64 = 1_000_000.0;

/// Runs criterion, in sight of the user.
pub(super) fn run(workspace: &Workspace) -> Result<()> {
    process::run(
        workspace
            .cargo()
            .args(["bench", "-p", "benches", "--bench", "native"])
            .args(workspace.locked())
            .args(["--", "--warm-up-time", WARM_UP])
            .args(["--measurement-time", MEASURE])
            .env("CRITERION_HOME", home(workspace)),
    )
}

/// The median of each measurement by its name, in milliseconds, as criterion last wrote it down.
pub(super) fn medians(workspace: &Workspace) -> Result<BTreeMap<String, f64>> {
    medians_in(&home(workspace))
}

fn home(workspace: &Workspace) -> PathBuf {
    workspace.target().join("criterion")
}

fn medians_in(home: &Path) -> Result<BTreeMap<String, f64>> {
    let entries = fs::read_dir(home).with_context(|| format!("cannot list {}", home.display()))?;
    let mut medians = BTreeMap::new();
    for entry in entries {
        // Its folders have names of criterion's making; the measurement's own is inside.
        let latest = entry?.path().join("new");
        if latest.is_dir() {
            let name = read(&latest.join("benchmark.json"))?["full_id"]
                .as_str()
                .map(str::to_owned);
            let median = read(&latest.join("estimates.json"))?["median"]["point_estimate"].as_f64();
            let (name, median) = name
                .zip(median)
                .with_context(|| format!("no name or no median in {}", latest.display()))?;
            medians.insert(name, median / NANOSECONDS_IN_A_MILLISECOND);
        }
    }
    Ok(medians)
}

fn read(path: &Path) -> Result<serde_json::Value> {
    let text =
        fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    serde_json::from_str(&text).with_context(|| format!("{} is not JSON", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn medians_go_by_the_names_of_measurements() {
        let home = tempfile::tempdir().unwrap();
        let latest = home.path().join("board_ notice/new");
        fs::create_dir_all(&latest).unwrap();
        fs::create_dir(home.path().join("report")).unwrap();
        fs::write(
            latest.join("benchmark.json"),
            r#"{"full_id":"board: notice"}"#,
        )
        .unwrap();
        fs::write(
            latest.join("estimates.json"),
            r#"{"median":{"point_estimate":2500000.0}}"#,
        )
        .unwrap();
        let medians = medians_in(home.path()).unwrap();
        assert_eq!(medians, [("board: notice".to_owned(), 2.5)].into());
    }
}
