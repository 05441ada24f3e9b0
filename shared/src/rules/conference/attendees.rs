//! Who should come to a joint conference (DOMAIN B23): the units on the problems of its topics, and
//! when needed the places.

use std::collections::BTreeMap;

use super::{meeting, problem};
use crate::model::{AgendaItem, Decision, Problem, ProblemKind, Project, Unit};
use crate::schema::{Choices, RecordId, Sentence, View};
use crate::state::State;

/// The bureau that answers for a kind of problem: its code and its name in the notice.
const fn bureau(kind: ProblemKind) -> Option<(&'static str, &'static str)> {
    Some(match kind {
        ProblemKind::Approval => ("zwj", "市政务服务和大数据管理局"),
        ProblemKind::Land | ProblemKind::Resettlement => ("zgj", "市自然资源和规划局"),
        ProblemKind::Money => ("czj", "市财政局"),
        ProblemKind::Environment => ("hbj", "市生态环境局"),
        ProblemKind::Utilities => ("zjj", "市住建局"),
        ProblemKind::Contract => ("zsj", "市招商局"),
        ProblemKind::Energy
        | ProblemKind::Tender
        | ProblemKind::Policy
        | ProblemKind::Conditions => ("fgw", "市发改委"),
        ProblemKind::Other => return None,
    })
}

/// The bureau that answers for a kind of problem, as the room has it.
pub fn bureau_for(state: &State, kind: ProblemKind) -> Option<RecordId> {
    let (code, name) = bureau(kind)?;
    let answers = |unit: View<'_, Unit>| unit.code() == Some(code) || unit.name() == Some(name);
    state
        .all::<Unit>()
        .find(|record| record.view().is_some_and(answers))
        .map(|record| record.id)
}

/// A unit that should come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attendee {
    /// The unit.
    pub unit: RecordId,
    /// Because of what; of several reasons the first.
    pub why: Sentence,
}

/// The units for the topics of the meeting, in the order of their numbers.
pub fn of_meeting(state: &State, meeting: RecordId) -> Vec<Attendee> {
    of_items(state, meeting::items(state, meeting))
}

/// The units for these topics, in the order of their numbers.
pub fn of_items<'a>(
    state: &State,
    items: impl IntoIterator<Item = View<'a, AgendaItem>>,
) -> Vec<Attendee> {
    let mut proposal = Proposal {
        state,
        units: BTreeMap::new(),
    };
    for item in items {
        proposal.item(item);
    }
    let no = |unit: &RecordId| {
        state
            .get(*unit)
            .and_then(|record| record.view::<Unit>()?.no())
    };
    let mut attendees: Vec<Attendee> = proposal
        .units
        .into_iter()
        .map(|(unit, why)| Attendee { unit, why })
        .collect();
    attendees.sort_by_key(|attendee| (no(&attendee.unit), attendee.unit));
    attendees
}

struct Proposal<'a> {
    state: &'a State,
    units: BTreeMap<RecordId, Sentence>,
}

impl Proposal<'_> {
    fn item(&mut self, item: View<'_, AgendaItem>) {
        let title = item.title().unwrap_or("?");
        if let Some(unit) = item.unit() {
            self.add(unit, title, ("提请单位", "proposes it"));
        }
        let state = self.state;
        let problem = item.problem().and_then(|id| state.get(id)?.view());
        let decision = item.decision().and_then(|id| state.get(id)?.view());
        match (problem, decision, item.project()) {
            (Some(problem), ..) => self.problem(problem),
            (None, Some(decision), _) => self.decision(decision),
            (None, None, Some(project)) => self.project(project),
            (None, None, None) => {}
        }
    }

    fn problem(&mut self, problem: View<'_, Problem>) {
        let title = problem.title().unwrap_or("?");
        if let Some(owner) = problem.owner() {
            self.add(owner, title, ("责任单位", "has to solve it"));
        }
        for helper in problem.helpers().into_iter().flatten() {
            self.add(*helper, title, ("配合单位", "helps"));
        }
        if let Some(kind) = problem.kind()
            && let Some(unit) = bureau_for(self.state, kind)
        {
            let label = kind.label();
            let zh = format!("{}问题主管部门", label.zh);
            let en = format!("answers for {}", label.en);
            self.add(unit, title, (&zh, &en));
        }
        if let Some(county) = problem.project().and_then(|id| self.county(id)) {
            self.add(county, title, ("项目所在地", "the project stands there"));
        }
    }

    fn decision(&mut self, decision: View<'_, Decision>) {
        let text = decision.text().unwrap_or("?");
        for unit in decision.units().into_iter().flatten() {
            self.add(*unit, text, ("责任单位", "is responsible"));
        }
    }

    /// A project on its own brings its place and whoever is on its open problems.
    fn project(&mut self, project: RecordId) {
        let state = self.state;
        let name = state
            .get(project)
            .and_then(|record| record.view::<Project>()?.name())
            .unwrap_or("?");
        if let Some(county) = self.county(project) {
            self.add(county, name, ("项目所在地", "the project stands there"));
        }
        state
            .referring::<Problem>(project, Problem::PROJECT)
            .filter_map(|record| record.view::<Problem>())
            .filter(|problem| problem::is_open(*problem))
            .for_each(|problem| self.problem(problem));
    }

    fn county(&self, project: RecordId) -> Option<RecordId> {
        self.state.get(project)?.view::<Project>()?.county()
    }

    fn add(&mut self, unit: RecordId, topic: &str, (zh, en): (&str, &str)) {
        self.units.entry(unit).or_insert_with(|| {
            Sentence::new(format!("「{topic}」的{zh}"), format!("“{topic}”: {en}"))
        });
    }
}
