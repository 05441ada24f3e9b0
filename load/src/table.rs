//! Figures, for people and for scripts.

use anyhow::Result;
use serde::Serialize;

/// One figure.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Figure {
    /// In which scenario.
    pub(crate) scenario: String,
    /// What.
    pub(crate) what: &'static str,
    /// How much.
    pub(crate) value: f64,
    /// Of what.
    pub(crate) unit: &'static str,
    /// What it should be at most, or at least.
    pub(crate) budget: &'static str,
}

/// A figure.
pub(crate) fn figure(
    scenario: impl Into<String>,
    what: &'static str,
    value: f64,
    unit: &'static str,
    budget: &'static str,
) -> Figure {
    Figure {
        scenario: scenario.into(),
        what,
        value,
        unit,
        budget,
    }
}

/// Prints them.
pub(crate) fn print(figures: &[Figure], json: bool) -> Result<()> {
    if json {
        println!("{}", serde_json::to_string_pretty(figures)?);
        return Ok(());
    }
    println!("| scenario | what | measured | budget |");
    println!("|---|---|---|---|");
    for figure in figures {
        let Figure {
            scenario,
            what,
            value,
            unit,
            budget,
        } = figure;
        let value = if *value >= 1_000.0 {
            format!("{value:.0}")
        } else {
            format!("{value:.1}")
        };
        println!("| {scenario} | {what} | {value} {unit} | {budget} |");
    }
    Ok(())
}
