//! The matrix “12+5” (DOMAIN T13, 9.10): which marks may follow which, and how ready a project is.

use std::collections::BTreeMap;

use crate::model::{MarkState, PreWorkCell, PreWorkMark};
use crate::rules::figures::Ratio;
use crate::rules::{Attempt, Refusal};
use crate::schema::{Choices, Kind, RecordId, Value, View, coordinates};
use crate::state::State;

/// The documents in their order, each with its marks in theirs.
pub const DOCUMENTS: [[PreWorkCell; 3]; 4] = [
    [
        PreWorkCell::ProposalWritten,
        PreWorkCell::ProposalArgued,
        PreWorkCell::ProposalReviewed,
    ],
    [
        PreWorkCell::FeasibilityWritten,
        PreWorkCell::FeasibilityArgued,
        PreWorkCell::FeasibilityReviewed,
    ],
    [
        PreWorkCell::DesignWritten,
        PreWorkCell::DesignArgued,
        PreWorkCell::DesignReviewed,
    ],
    [
        PreWorkCell::DrawingsWritten,
        PreWorkCell::DrawingsArgued,
        PreWorkCell::DrawingsReviewed,
    ],
];

/// The conditions.
pub const CONDITIONS: [PreWorkCell; 5] = [
    PreWorkCell::DevelopmentPlan,
    PreWorkCell::Land,
    PreWorkCell::Environment,
    PreWorkCell::Energy,
    PreWorkCell::Money,
];

/// The marks that should stand before this one: the one before it in its document, and the same
/// one of the document before.
pub fn before(cell: PreWorkCell) -> Vec<PreWorkCell> {
    let position = |document: &[PreWorkCell; 3]| document.iter().position(|mark| *mark == cell);
    let found = DOCUMENTS
        .iter()
        .enumerate()
        .find_map(|(document, marks)| Some((document, position(marks)?)));
    let Some((document, stage)) = found else {
        return Vec::new();
    };
    let at = |document: Option<usize>, stage: Option<usize>| {
        DOCUMENTS.get(document?)?.get(stage?).copied()
    };
    let same_document = at(Some(document), stage.checked_sub(1));
    let earlier_document = at(document.checked_sub(1), Some(stage));
    same_document.into_iter().chain(earlier_document).collect()
}

pub(super) fn check(attempt: &Attempt<'_>, mark: View<'_, PreWorkMark>) -> Result<(), Refusal> {
    if attempt.action.map(|action| action.no) != Some(PreWorkMark::FINISH) {
        return Ok(());
    }
    not_in_the_future(attempt, mark)?;
    in_order(attempt, mark)
}

fn not_in_the_future(attempt: &Attempt<'_>, mark: View<'_, PreWorkMark>) -> Result<(), Refusal> {
    match mark.done_on() {
        Some(done) if done > attempt.day => {
            let today = attempt.day;
            Err(attempt.refuse(
                PreWorkMark::DONE_ON,
                format!("「完成日期」{done} 晚于作战日 {today}"),
                format!("`done on` {done} lies after the day {today}"),
            ))
        }
        _ => Ok(()),
    }
}

/// Out of order only with a reason.
fn in_order(attempt: &Attempt<'_>, mark: View<'_, PreWorkMark>) -> Result<(), Refusal> {
    let (Some(project), Some(cell)) = (mark.project(), mark.cell()) else {
        return Ok(());
    };
    let has_reason = attempt.changes(PreWorkMark::OVERRIDE_REASON)
        && mark
            .override_reason()
            .is_some_and(|text| !text.trim().is_empty());
    let missing = before(cell)
        .into_iter()
        .find(|earlier| !is_settled(state_of(attempt.state, project, *earlier)));
    let Some(missing) = missing.filter(|_| !has_reason) else {
        return Ok(());
    };
    let (now, first) = (cell.label(), missing.label());
    Err(attempt.refuse(
        PreWorkMark::OVERRIDE_REASON,
        format!(
            "「{}」须在「{}」之后;确需越序的请填写原因",
            now.zh, first.zh
        ),
        format!(
            "“{}” comes after “{}”: a reason is needed",
            now.en, first.en
        ),
    ))
}

fn is_settled(state: MarkState) -> bool {
    matches!(state, MarkState::Done | MarkState::NotNeeded)
}

/// How far the cell of the project is; one without a record has not been begun.
pub fn state_of(state: &State, project: RecordId, cell: PreWorkCell) -> MarkState {
    let known = [
        (PreWorkMark::PROJECT, Value::Ref(project)),
        (PreWorkMark::CELL, Value::Choice(cell.no())),
    ];
    let value_of = |no| {
        known
            .iter()
            .find(|(field, _)| *field == no)
            .map(|(_, value)| value)
    };
    let record = coordinates::id_of(PreWorkMark::SPEC, value_of)
        .and_then(|id| state.get(id))
        .filter(|record| record.archived.is_none());
    let mark = record.and_then(|record| record.view::<PreWorkMark>()?.state());
    mark.unwrap_or(MarkState::Open)
}

/// The marks of a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matrix(BTreeMap<PreWorkCell, MarkState>);

impl Matrix {
    /// The marks of the project.
    pub fn of(state: &State, project: RecordId) -> Self {
        let marks = state
            .referring::<PreWorkMark>(project, PreWorkMark::PROJECT)
            .filter_map(|record| record.view::<PreWorkMark>());
        Self(
            marks
                .filter_map(|mark| Some((mark.cell()?, mark.state()?)))
                .collect(),
        )
    }

    /// How far a cell is.
    pub fn state(&self, cell: PreWorkCell) -> MarkState {
        self.0.get(&cell).copied().unwrap_or(MarkState::Open)
    }

    /// Finished of applicable.
    pub fn completeness(&self) -> Ratio {
        self.ratio(PreWorkCell::ALL)
    }

    /// The four steps of the notice: 项目提出, 可行性研究, 设计, 开工准备.
    pub fn steps(&self) -> [Ratio; 4] {
        let [proposal, feasibility, design, drawings] = DOCUMENTS;
        [
            self.ratio(&proposal),
            self.ratio(&feasibility),
            self.ratio(&[design, drawings].concat()),
            self.ratio(&CONDITIONS),
        ]
    }

    /// Finished of applicable, among these.
    pub fn ratio(&self, cells: &[PreWorkCell]) -> Ratio {
        let count = |wanted: fn(MarkState) -> bool| {
            let cells = cells.iter().filter(|cell| wanted(self.state(**cell)));
            i64::try_from(cells.count()).unwrap_or(i64::MAX)
        };
        Ratio::new(
            count(|state| state == MarkState::Done),
            count(|state| state != MarkState::NotNeeded),
        )
    }
}

/// How ready a project is to start: finished of the applicable marks (DOMAIN 9.10).
pub fn readiness(state: &State, project: RecordId) -> Ratio {
    Matrix::of(state, project).completeness()
}
