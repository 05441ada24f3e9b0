//! How a unit stands under an obligation: the worst of what it owes.

use foldhash::{HashMap, HashMapExt as _};

use super::is_report;
use crate::model::{Obligation, Occurrence};
use crate::rules::Basis;
use crate::rules::obligation::dues::{dues, is_undated, once};
use crate::rules::obligation::owed::{counts, is_once};
use crate::rules::obligation::verdict::{DueVerdict, Measure};
use crate::rules::obligation::who::{Owing, on, owing};
use crate::schema::{Day, Period, RecordId, View};
use crate::state::State;

/// The next time of something that comes again is looked for this many days ahead.
const AHEAD: i32 = 400;

/// What is owed once or in steps is looked for this many days ahead: ten years.
const ONCE_AHEAD: i32 = 3_660;

/// How a unit stands under an obligation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The obligation.
    pub obligation: RecordId,
    /// The worst of what is owed.
    pub verdict: DueVerdict,
    /// For which period that is; `None` when no day is set.
    pub period: Option<Period>,
    /// Until when; `None` when no day is set.
    pub due: Option<Day>,
    /// How many times it is open with a last day that has passed.
    pub overdue: u16,
}

impl Cell {
    /// The worse of two, and what is overdue in both.
    pub(super) fn worse(self, other: Self) -> Self {
        let overdue = self.overdue.saturating_add(other.overdue);
        let rank = |cell: Self| (cell.verdict.severity(), std::cmp::Reverse(cell.due));
        let worse = if rank(other) > rank(self) {
            other
        } else {
            self
        };
        Self { overdue, ..worse }
    }
}

/// An obligation, with everything that does not depend on what has been written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cover {
    pub(super) obligation: RecordId,
    pub(super) owing: Vec<Owing>,
    pub(super) is_report: bool,
    since: Option<Day>,
    is_undated: bool,
    /// What has been due, and what comes next.
    dues: Vec<(Period, Day)>,
}

impl Cover {
    pub(super) fn new(state: &State, basis: &Basis, obligation: View<'_, Obligation>) -> Self {
        let from = obligation.from().unwrap_or(basis.day);
        Self {
            obligation: obligation.record.id,
            owing: owing(state, obligation),
            is_report: is_report(obligation),
            since: obligation.from(),
            is_undated: is_undated(obligation.schedule().unwrap_or_default()),
            dues: looked_at(obligation, basis, from),
        }
    }
}

/// Everything due until the day, everything owed once or in steps, and the next of what comes
/// again.
fn looked_at(obligation: View<'_, Obligation>, basis: &Basis, from: Day) -> Vec<(Period, Day)> {
    let mut all = dues(obligation, basis, from, basis.day.plus(AHEAD));
    let mut has_next = false;
    all.retain(|(period, due)| {
        *due < basis.day || is_once(*period) || !std::mem::replace(&mut has_next, true)
    });
    let later = (basis.day.plus(AHEAD + 1), basis.day.plus(ONCE_AHEAD));
    all.extend(
        once(obligation, basis)
            .into_iter()
            .filter(|(_, due)| later.0 <= *due && *due <= later.1),
    );
    all
}

type Records<'a> = Vec<(Period, View<'a, Occurrence>)>;

/// The cells of all units under an obligation.
pub(super) fn cells_of(
    state: &State,
    measure: &Measure<'_>,
    cover: &Cover,
    places: &mut HashMap<RecordId, (RecordId, RecordId)>,
) -> Vec<(RecordId, Cell)> {
    let mut records: HashMap<RecordId, Records<'_>> = HashMap::new();
    for owing in &cover.owing {
        records.entry(owing.unit).or_default();
    }
    for record in state.referring::<Occurrence>(cover.obligation, Occurrence::OBLIGATION) {
        let Some(view) = record.view::<Occurrence>() else {
            continue;
        };
        if let (Some(unit), Some(period)) = (view.unit(), view.period()) {
            places.insert(record.id, (cover.obligation, unit));
            records.entry(unit).or_default().push((period, view));
        }
    }
    let cell = |(unit, records)| Some((unit, fold(measure, cover, unit, records)?));
    records.into_iter().filter_map(cell).collect()
}

/// The cell of one unit.
pub(super) fn cell_of(
    state: &State,
    measure: &Measure<'_>,
    cover: &Cover,
    unit: RecordId,
    places: &mut HashMap<RecordId, (RecordId, RecordId)>,
) -> Option<Cell> {
    let mut records = Records::new();
    for record in state.referring::<Occurrence>(unit, Occurrence::UNIT) {
        let Some(view) = record.view::<Occurrence>() else {
            continue;
        };
        if let (Some(obligation), Some(period)) = (view.obligation(), view.period())
            && obligation == cover.obligation
        {
            places.insert(record.id, (obligation, unit));
            records.push((period, view));
        }
    }
    fold(measure, cover, unit, records)
}

fn fold(
    measure: &Measure<'_>,
    cover: &Cover,
    unit: RecordId,
    mut records: Records<'_>,
) -> Option<Cell> {
    let first = cover.owing.partition_point(|owing| owing.unit < unit);
    let last = cover.owing.partition_point(|owing| owing.unit <= unit);
    // Both are within the owing, and `first` is not after `last`.
    let own = cover.owing.get(first..last).unwrap_or_default();
    let judge = |period: Period, due: Day, record| {
        let since = cover.since.filter(|_| is_once(period));
        let verdict = measure.judge(Some(due), since, record);
        Cell {
            obligation: cover.obligation,
            verdict,
            period: Some(period),
            due: Some(due),
            overdue: u16::from(matches!(verdict, DueVerdict::Overdue { .. })),
        }
    };
    let mut worst: Option<Cell> = None;
    let mut add = |cell: Cell| worst = Some(worst.map_or(cell, |known| known.worse(cell)));
    for (period, due) in &cover.dues {
        if on(own, *due).next().is_none() {
            continue;
        }
        let at = records.iter().position(|(other, _)| other == period);
        let record = at.map(|at| records.swap_remove(at).1);
        let due = record.and_then(View::<Occurrence>::due).unwrap_or(*due);
        add(judge(*period, due, record));
    }
    // Those whose day the office has moved or set, and those ahead of the next.
    let mut has_record = false;
    for (period, record) in records {
        let Some(due) = record.due() else {
            continue;
        };
        if counts(record, own, unit, due) {
            has_record = true;
            add(judge(period, due, Some(record)));
        }
    }
    let is_open = cover.is_undated && !has_record;
    if is_open && on(own, measure.day()).next().is_some() {
        add(Cell {
            obligation: cover.obligation,
            verdict: DueVerdict::Undated,
            period: None,
            due: None,
            overdue: 0,
        });
    }
    worst
}
