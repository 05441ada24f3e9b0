//! The page about one problem for those who decide (DOMAIN B24): project, history, options,
//! proposal. The history itself is the log's; here are the meetings and decisions it led to.

use super::problem::{age, level};
use super::timeliness::{self, Timeliness};
use crate::model::{AgendaItem, Decision, Problem, Project, Unit};
use crate::rules::Basis;
use crate::schema::{Day, RecordId, View};
use crate::state::State;

/// What the page says.
#[derive(Clone, Copy, Debug)]
pub struct Brief<'a> {
    /// The problem: its wish, measures, options and proposal are read off it.
    pub problem: View<'a, Problem>,
    /// The project it is about.
    pub project: Option<View<'a, Project>>,
    /// Who has to solve it.
    pub owner: Option<View<'a, Unit>>,
    /// Its level, 1 to 4.
    pub level: i64,
    /// Since when it is at this level.
    pub level_since: Option<Day>,
    /// For how many days it is open.
    pub age: i32,
    /// Whether it is in time.
    pub timeliness: Timeliness,
}

/// The page about the problem; `None` when there is no such problem.
pub fn of_problem<'a>(state: &'a State, basis: &Basis, id: RecordId) -> Option<Brief<'a>> {
    let problem = state.get(id)?.view::<Problem>()?;
    let project = problem.project().and_then(|id| state.get(id));
    let owner = problem.owner().and_then(|id| state.get(id));
    Some(Brief {
        problem,
        project: project.and_then(|record| record.view()),
        owner: owner.and_then(|record| record.view()),
        level: level(problem),
        level_since: problem.level_since().or_else(|| problem.found_on()),
        age: age(problem, basis.day),
        timeliness: timeliness::of_problem(problem, basis),
    })
}

impl<'a> Brief<'a> {
    /// Where meetings took it up.
    pub fn items(&self, state: &'a State) -> impl Iterator<Item = View<'a, AgendaItem>> {
        state
            .referring::<AgendaItem>(self.problem.record.id, AgendaItem::PROBLEM)
            .filter_map(|record| record.view())
    }

    /// What was decided about it.
    pub fn decisions(&self, state: &'a State) -> impl Iterator<Item = View<'a, Decision>> {
        state
            .referring::<Decision>(self.problem.record.id, Decision::PROBLEM)
            .filter_map(|record| record.view())
    }
}
