//! Who is served first (DOMAIN T26, T35, T42): elements follow projects, in this order.

use crate::model::{Project, ProjectLevel};
use crate::rules::{Attempt, Refusal};
use crate::schema::{FieldNo, RecordId};
use crate::state::State;

use super::{Amount, name_of};

/// A place in the queue for land and emissions, the first to be served first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precedence {
    /// The unit's own new project, for emissions it has cut itself (DOMAIN T42).
    OwnUnit,
    /// A provincial key project.
    Provincial,
    /// A city key project.
    City,
    /// Any other.
    Other,
}

impl Precedence {
    /// By the key lists the project is on.
    pub fn of(state: &State, project: RecordId) -> Self {
        let levels = state
            .get(project)
            .and_then(|record| record.view::<Project>()?.levels())
            .unwrap_or_default();
        if levels.contains(&ProjectLevel::Provincial) {
            Self::Provincial
        } else if levels.contains(&ProjectLevel::City) {
            Self::City
        } else {
            Self::Other
        }
    }

    /// What it is called.
    pub const fn label(self) -> crate::schema::Label {
        use crate::schema::Label;
        match self {
            Self::OwnUnit => Label::new("本单位项目", "the unit's own project"),
            Self::Provincial => Label::new("省重点项目", "provincial key project"),
            Self::City => Label::new("市重点项目", "city key project"),
            Self::Other => Label::new("其他项目", "other project"),
        }
    }
}

/// Something a project waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Need {
    /// The record that says so.
    pub record: RecordId,
    /// The project.
    pub project: RecordId,
    /// Its place in the queue.
    pub precedence: Precedence,
    /// How much it needs.
    pub amount: Amount,
}

/// The needs in the order in which they are served: by precedence, then by `progress`, which says
/// how well a project goes on, the smaller the better (DOMAIN T26: light, then lag).
pub(super) fn in_order<K: Ord>(
    mut needs: Vec<Need>,
    progress: impl Fn(RecordId) -> K,
) -> Vec<Need> {
    needs.sort_by_cached_key(|need| (need.precedence, progress(need.project), need.record));
    needs
}

/// Serving one before others that come first needs a reason.
pub(super) fn check_turn(
    attempt: &Attempt<'_>,
    own: Precedence,
    waiting: &[Need],
    reason: (FieldNo, Option<&str>),
) -> Result<(), Refusal> {
    let (field, given) = reason;
    let first = waiting
        .iter()
        .filter(|need| need.record != attempt.after.id && need.precedence < own)
        .min_by_key(|need| (need.precedence, need.record));
    let Some(first) = first else { return Ok(()) };
    if given.is_some_and(|reason| !reason.trim().is_empty()) {
        return Ok(());
    }
    let name = name_of(attempt.state, first.project);
    let label = first.precedence.label();
    Err(attempt.refuse(
        field,
        format!(
            "{}「{name}」尚待安排,应先予保障;确需先安排本项目的,请写明原因",
            label.zh
        ),
        format!(
            "“{name}” ({}) is still waiting and comes first; say why this one is served before it",
            label.en
        ),
    ))
}
