//! The measurements in node, compiled as the app is: small before fast.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};
use wasm_bindgen_cli_support::Bindgen;

use super::figures::Figures;
use crate::workspace::Workspace;
use crate::{process, wasm};

/// The program node runs.
const SCRIPT: &str = include_str!("measure.cjs");

/// Compiles the measurements, and writes what node needs to run them; returns its folder.
pub(super) fn build(workspace: &Workspace) -> Result<PathBuf> {
    let module = wasm::build(workspace, "benches", "app")?;
    let folder = workspace.target().join("bench-wasm");
    fs::create_dir_all(&folder)
        .and_then(|()| fs::write(folder.join("measure.cjs"), SCRIPT))
        .with_context(|| format!("cannot write to {}", folder.display()))?;
    Bindgen::new()
        .input_bytes("benches", module)
        .nodejs(true)?
        .typescript(false)
        .generate(&folder)
        .context("wasm-bindgen cannot read the measurements")?;
    Ok(folder)
}

/// Takes every measurement so many times, in the order of the list.
pub(super) fn run(folder: &Path, times: u32) -> Result<Vec<(String, Figures)>> {
    let script = folder.join("measure.cjs");
    let output = process::capture(Command::new("node").arg(script).arg(times.to_string()))?;
    read(&output)
}

fn read(output: &str) -> Result<Vec<(String, Figures)>> {
    let series: serde_json::Value =
        serde_json::from_str(output).context("what node wrote is not JSON")?;
    let series = series.as_array().context("node wrote no list")?;
    series
        .iter()
        .map(|one| {
            let name = one["name"].as_str().context("a series has no name")?;
            let durations = one["durations"].as_array().into_iter().flatten();
            let durations: Vec<f64> = durations.filter_map(serde_json::Value::as_f64).collect();
            let figures =
                Figures::of(&durations).with_context(|| format!("`{name}` took no time"))?;
            Ok((name.to_owned(), figures))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_node_writes_is_read_in_its_order() {
        let read = read(r#"[{"name":"b","durations":[2.5,1]},{"name":"a","durations":[3]}]"#);
        let read = read.unwrap();
        let names: Vec<_> = read.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["b", "a"]);
        assert_eq!(read[0].1, Figures::of(&[2.5, 1.0]).unwrap());
    }

    #[test]
    fn a_series_without_times_is_named() {
        let error = read(r#"[{"name":"board","durations":[]}]"#).unwrap_err();
        assert_eq!(error.to_string(), "`board` took no time");
    }
}
