//! The score sheet of a quarter: places × indicators, each cell with its ground (DOMAIN B19).
//!
//! Until the evaluation is approved the sheet follows the figures; from then on it is what was
//! approved.

mod ground;

use std::collections::BTreeMap;

pub use ground::Ground;

use super::marks::Marks;
use super::{ledger, scheme};
use crate::model::{
    Direction, Evaluation, EvaluationState, Indicator, IndicatorSource, Method, Score, Unit,
};
use crate::rules::figures::merit::Scale;
use crate::rules::figures::ranking;
use crate::schema::{
    FieldNo, Kind, Period, Quarter, Record, RecordId, Sentence, Value, View, coordinates,
};
use crate::state::State;

/// The sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// The indicators, the columns of every row.
    pub indicators: Vec<RecordId>,
    /// The places in the order of units.
    pub rows: Vec<Row>,
}

/// One place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The place.
    pub unit: RecordId,
    /// One for each indicator.
    pub cells: Vec<Cell>,
    /// Points of all indicators, with bonus and deduction.
    pub total: Marks,
    /// Its place among those it is compared with.
    pub rank: u32,
}

/// One place and indicator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The indicator.
    pub indicator: RecordId,
    /// The most points it gives without bonus.
    pub weight: u32,
    /// What the points follow from.
    pub ground: Ground,
    /// The points, before bonus and deduction.
    pub points: Marks,
    /// Points added.
    pub bonus: Marks,
    /// Points taken off.
    pub deduction: Marks,
    /// Whether somebody still has to enter something.
    pub is_missing: bool,
}

impl Cell {
    /// All of it.
    pub fn total(&self) -> Marks {
        self.points + self.bonus - self.deduction
    }

    /// Why it is so many points: the figures behind it.
    pub fn sentence(&self, state: &State) -> Sentence {
        let record = state.get(self.indicator);
        let view = record.and_then(|record| record.view::<Indicator>());
        self.ground.sentence(self.points, self.weight, view)
    }
}

impl Sheet {
    /// The row of a place: its own sheet.
    pub fn row(&self, unit: RecordId) -> Option<&Row> {
        self.rows.iter().find(|row| row.unit == unit)
    }

    /// What somebody still has to enter: places and indicators.
    pub fn missing(&self) -> impl Iterator<Item = (RecordId, RecordId)> {
        self.rows.iter().flat_map(|row| {
            let missing = row.cells.iter().filter(|cell| cell.is_missing);
            missing.map(|cell| (row.unit, cell.indicator))
        })
    }
}

/// The sheet of the evaluation; `None` when its quarter or scheme is not known here.
pub fn sheet(state: &State, evaluation: View<'_, Evaluation>) -> Option<Sheet> {
    let Some(Period::Quarter(quarter)) = evaluation.quarter() else {
        return None;
    };
    let scheme = evaluation.scheme()?;
    let indicators: Vec<View<'_, Indicator>> = scheme::indicators(state, scheme)
        .into_iter()
        .filter_map(Record::view::<Indicator>)
        .collect();
    let units: Vec<RecordId> = evaluation.units()?.iter().copied().collect();
    let source = Source {
        state,
        evaluation: evaluation.record.id,
        quarter,
        is_kept: is_kept(evaluation),
    };
    let mut rows = Vec::with_capacity(units.len());
    for group in scheme::groups(state, scheme, &units) {
        rows.extend(of_group(&source, &group, &indicators));
    }
    let place = |unit: RecordId| {
        let record = state.get(unit);
        record.and_then(|record| record.view::<Unit>()?.no())
    };
    rows.sort_by_key(|row| (place(row.unit), row.unit));
    Some(Sheet {
        indicators: indicators.iter().map(|view| view.record.id).collect(),
        rows,
    })
}

/// Whether the figures have been approved and are kept.
pub(super) fn is_kept(evaluation: View<'_, Evaluation>) -> bool {
    matches!(
        evaluation.state(),
        Some(EvaluationState::Approved | EvaluationState::Published | EvaluationState::Settled)
    )
}

/// What makes the id of a score.
#[derive(Clone, Copy)]
pub(super) struct Coordinates {
    pub(super) evaluation: RecordId,
    pub(super) unit: RecordId,
    pub(super) indicator: RecordId,
}

impl Coordinates {
    pub(super) fn values(self) -> [(FieldNo, Value); 3] {
        [
            (Score::EVALUATION, Value::Ref(self.evaluation)),
            (Score::UNIT, Value::Ref(self.unit)),
            (Score::INDICATOR, Value::Ref(self.indicator)),
        ]
    }

    /// The score there, archived or not.
    pub(super) fn score(self, state: &State) -> Option<&Record> {
        let values = self.values();
        let value_of = |no: FieldNo| {
            let found = values.iter().find(|(field, _)| *field == no);
            found.map(|(_, value)| value)
        };
        let id = coordinates::id_of(Score::SPEC, value_of)?;
        state.get(id).map(AsRef::as_ref)
    }
}

/// Where figures come from.
struct Source<'a> {
    state: &'a State,
    evaluation: RecordId,
    quarter: Quarter,
    is_kept: bool,
}

/// The figures of one cell.
#[derive(Clone, Copy)]
struct Figure<'a> {
    score: Option<View<'a, Score>>,
    value: Option<i64>,
    target: Option<i64>,
}

impl<'a> Source<'a> {
    fn figure(&self, unit: RecordId, indicator: View<'_, Indicator>) -> Figure<'a> {
        let coordinates = Coordinates {
            evaluation: self.evaluation,
            unit,
            indicator: indicator.record.id,
        };
        let record = coordinates.score(self.state);
        let score = record
            .filter(|record| record.archived.is_none())
            .and_then(Record::view::<Score>);
        if self.is_kept {
            return Figure {
                score,
                value: score.and_then(View::<Score>::value),
                target: score.and_then(View::<Score>::goal),
            };
        }
        let entered = score.and_then(View::<Score>::entered);
        let target = score.and_then(View::<Score>::target);
        let from_ledger = match indicator.source() {
            Some(IndicatorSource::Ledger) => indicator.figure(),
            _ => None,
        };
        let (state, quarter) = (self.state, self.quarter);
        let computed = || Some(ledger::figure(state, from_ledger?, unit, quarter));
        let planned = || ledger::target(state, from_ledger?, unit, quarter);
        Figure {
            score,
            value: entered.or_else(computed),
            target: target.or_else(planned),
        }
    }
}

fn of_group(
    source: &Source<'_>,
    units: &[RecordId],
    indicators: &[View<'_, Indicator>],
) -> Vec<Row> {
    let mut cells: BTreeMap<RecordId, Vec<Cell>> = BTreeMap::new();
    for indicator in indicators {
        let column = column(source, units, *indicator);
        for (unit, cell) in units.iter().zip(column) {
            cells.entry(*unit).or_default().push(cell);
        }
    }
    let rows = units.iter().map(|unit| {
        let cells = cells.remove(unit).unwrap_or_default();
        let total: Marks = cells.iter().map(Cell::total).sum();
        (*unit, cells, total)
    });
    let rows: Vec<_> = rows.collect();
    let totals: Vec<Option<Marks>> = rows.iter().map(|(_, _, total)| Some(*total)).collect();
    rows.into_iter()
        .zip(ranking::ranks(&totals))
        .map(|((unit, cells, total), rank)| Row {
            unit,
            cells,
            total,
            rank,
        })
        .collect()
}

/// One indicator for the places of a group, in their order.
fn column(source: &Source<'_>, units: &[RecordId], indicator: View<'_, Indicator>) -> Vec<Cell> {
    let figures: Vec<Figure<'_>> = units
        .iter()
        .map(|unit| source.figure(*unit, indicator))
        .collect();
    let weight = indicator
        .weight()
        .and_then(|weight| u32::try_from(weight).ok());
    let weight = weight.unwrap_or_default();
    let is_entered = indicator.source() == Some(IndicatorSource::Entered);
    let cells = figures.iter().zip(grounds(&figures, indicator));
    cells
        .map(|(figure, ground)| {
            let marks = |decimal| Marks::exactly(decimal).unwrap_or_default();
            let score = figure.score;
            let kept = score.and_then(View::<Score>::points).map(marks);
            let computed = Marks::nearest(ground.points(weight));
            Cell {
                indicator: indicator.record.id,
                weight,
                ground,
                points: kept.filter(|_| source.is_kept).unwrap_or(computed),
                bonus: score
                    .and_then(View::<Score>::bonus)
                    .map(marks)
                    .unwrap_or_default(),
                deduction: score
                    .and_then(View::<Score>::deduction)
                    .map(marks)
                    .unwrap_or_default(),
                is_missing: is_entered && ground.is_missing(),
            }
        })
        .collect()
}

fn grounds(figures: &[Figure<'_>], indicator: View<'_, Indicator>) -> Vec<Ground> {
    let values: Vec<Option<i64>> = figures.iter().map(|figure| figure.value).collect();
    let direction = indicator.direction().unwrap_or(Direction::More);
    match indicator.method() {
        Some(Method::Merit) => {
            let present = || values.iter().copied().flatten();
            let (least, most) = (present().min(), present().max());
            let (worst, best) = match direction {
                Direction::More => (least, most),
                Direction::Less => (most, least),
            };
            let of_value = |value: &Option<i64>| match (*value, worst, best) {
                (Some(value), Some(worst), Some(best)) => Ground::Merit {
                    value,
                    scale: Scale { worst, best },
                },
                _ => Ground::Missing,
            };
            values.iter().map(of_value).collect()
        }
        Some(Method::Place) => {
            let better = |value: Option<i64>| match direction {
                Direction::More => value.map(i128::from),
                Direction::Less => value.map(|value| -i128::from(value)),
            };
            let keys: Vec<Option<i128>> = values.iter().copied().map(better).collect();
            let of = u32::try_from(values.len()).unwrap_or(u32::MAX);
            let places = values.iter().zip(ranking::ranks(&keys));
            places
                .map(|(value, place)| match value {
                    Some(value) => Ground::Place {
                        value: *value,
                        place,
                        of,
                    },
                    None => Ground::Missing,
                })
                .collect()
        }
        _ => figures
            .iter()
            .map(|figure| Ground::completion(figure.value, figure.target, direction))
            .collect(),
    }
}
