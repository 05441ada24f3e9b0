//! 清单管理、对口服务、逐项完成 (DOMAIN T16): every approval of a project with its officer and tick.

use super::template::{is_done, steps_of, template};
use crate::model::{ApprovalState, Project, StepKind};
use crate::rules::figures::Ratio;
use crate::schema::{RecordId, Sentence, View};
use crate::state::State;

/// A line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What it is for.
    pub kind: StepKind,
    /// Its record, when there is one.
    pub step: Option<RecordId>,
    /// How far it is.
    pub state: ApprovalState,
    /// Who serves the project in it.
    pub officer: Option<String>,
}

impl Line {
    /// Whether it is ticked.
    pub fn is_done(&self) -> bool {
        is_done(self.state)
    }

    /// The officer's name, or that there is none.
    pub fn officer(&self) -> Sentence {
        match &self.officer {
            Some(name) => Sentence::new(name, name),
            None => Sentence::new("未对口", "no officer"),
        }
    }
}

/// The list of a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checklist {
    /// The lines: first the steps of the template, then others that were entered. Steps that are
    /// not needed are left out.
    pub lines: Vec<Line>,
}

impl Checklist {
    /// Ticked lines of all.
    pub fn done(&self) -> Ratio {
        let count = |lines: usize| i64::try_from(lines).unwrap_or(i64::MAX);
        let done = self.lines.iter().filter(|line| line.is_done()).count();
        Ratio::new(count(done), count(self.lines.len()))
    }

    /// How many lines have no officer.
    pub fn without_officer(&self) -> usize {
        let has_none = |line: &&Line| line.officer.is_none();
        self.lines.iter().filter(has_none).count()
    }
}

/// The list of the project. The filing itself opens the list of filed projects and is not on it.
pub fn checklist(state: &State, project: View<'_, Project>) -> Checklist {
    let id = project.record.id;
    let mut lines: Vec<Line> = steps_of(state, id)
        .filter_map(|step| {
            Some(Line {
                kind: step.kind()?,
                step: Some(step.record.id),
                state: step.state()?,
                officer: step
                    .officer()
                    .filter(|name| !name.is_empty())
                    .map(str::to_owned),
            })
        })
        .collect();
    let template = project.approval_type().map(template);
    for step in template.into_iter().flat_map(super::Template::steps) {
        if step.is_required && !lines.iter().any(|line| line.kind == step.kind) {
            lines.push(Line {
                kind: step.kind,
                step: None,
                state: ApprovalState::Open,
                officer: None,
            });
        }
    }
    lines.retain(|line| line.state != ApprovalState::NotNeeded && line.kind != StepKind::Filing);
    let place = |kind| template.and_then(|template| template.steps().position(|s| s.kind == kind));
    lines.sort_by_key(|line| (place(line.kind).unwrap_or(usize::MAX), line.kind));
    Checklist { lines }
}
