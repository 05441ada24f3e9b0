//! Quarters side by side: how a place has moved (DOMAIN B22).

use super::frozen::is_published;
use super::marks::Marks;
use super::sheet::{Row, Sheet, sheet};
use crate::model::Evaluation;
use crate::rules::figures::ranking::Trend;
use crate::schema::{Period, Quarter, RecordId, View};
use crate::state::State;

/// A place in one published quarter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quarterly {
    /// The quarter.
    pub quarter: Quarter,
    /// Its points.
    pub total: Marks,
    /// Its rank.
    pub rank: u32,
    /// Against the published quarter before; `None` for the first.
    pub trend: Option<Trend>,
}

/// Two quarters of a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// The place.
    pub unit: RecordId,
    /// Points and rank in the earlier quarter.
    pub earlier: (Marks, u32),
    /// Points and rank in the later quarter.
    pub later: (Marks, u32),
    /// How the rank has changed.
    pub trend: Trend,
}

/// The published quarters of a place, oldest first.
pub fn history(state: &State, unit: RecordId) -> Vec<Quarterly> {
    let mut results: Vec<Quarterly> = Vec::new();
    for (quarter, sheet) in published(state) {
        let Some(row) = sheet.row(unit) else {
            continue;
        };
        let before = results.last().map(|result| result.rank);
        results.push(Quarterly {
            quarter,
            total: row.total,
            rank: row.rank,
            trend: before.map(|rank| Trend::between(rank, row.rank)),
        });
    }
    results
}

/// Every place that both published quarters have.
pub fn compare(state: &State, earlier: Quarter, later: Quarter) -> Vec<Comparison> {
    let sheets = published(state);
    let of = |quarter| {
        sheets
            .iter()
            .find(|(q, _)| *q == quarter)
            .map(|(_, sheet)| sheet)
    };
    let (Some(before), Some(after)) = (of(earlier), of(later)) else {
        return Vec::new();
    };
    let compared = |row: &Row| {
        let old = before.row(row.unit)?;
        Some(Comparison {
            unit: row.unit,
            earlier: (old.total, old.rank),
            later: (row.total, row.rank),
            trend: Trend::between(old.rank, row.rank),
        })
    };
    after.rows.iter().filter_map(compared).collect()
}

fn published(state: &State) -> Vec<(Quarter, Sheet)> {
    let of = |evaluation: View<'_, Evaluation>| match evaluation.quarter()? {
        Period::Quarter(quarter) => Some((quarter, sheet(state, evaluation)?)),
        _ => None,
    };
    let mut sheets: Vec<_> = state
        .all::<Evaluation>()
        .filter(|record| is_published(record))
        .filter_map(|record| of(record.view()?))
        .collect();
    sheets.sort_by_key(|(quarter, _)| *quarter);
    sheets
}
