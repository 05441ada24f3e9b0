//! Everything boards show that is computed, kept up to date by the records that change.
//!
//! Made once for a day; after a change only what the touched records can have changed is computed
//! anew. A changed setting, calendar or day makes everything anew.

use std::collections::BTreeSet;

use super::Basis;
use super::figures::Points;
use super::light::{Colour, Light};
use super::obligation::{RollUp, task_light};
use super::project::ProjectBoard;
use crate::model::{CalendarDay, Settings, Task};
use crate::schema::{Day, Kind, RecordId, View};
use crate::state::State;

/// What is derived from the records of a room on a day.
#[derive(Debug)]
pub struct Derived {
    basis: Basis,
    projects: ProjectBoard,
    duties: RollUp,
}

impl Derived {
    /// Computes everything for the day.
    pub fn new(state: &State, day: Day) -> Self {
        let basis = Basis::new(state, day);
        Self {
            projects: ProjectBoard::new(state, &basis),
            duties: RollUp::new(state, &basis),
            basis,
        }
    }

    /// The day it is for.
    pub fn day(&self) -> Day {
        self.basis.day
    }

    /// What it was computed by.
    pub fn basis(&self) -> &Basis {
        &self.basis
    }

    /// The figures and lights of projects.
    pub fn projects(&self) -> &ProjectBoard {
        &self.projects
    }

    /// How far a project is behind its plan (DOMAIN 9.2); `None` without a plan.
    pub fn lag(&self, project: RecordId) -> Option<Points> {
        self.projects.get(project)?.figures.lag()
    }

    /// What units owe, and what that makes of tasks.
    pub fn duties(&self) -> &RollUp {
        &self.duties
    }

    /// The light of a task; `None` when there is no such task.
    pub fn task_light(&self, state: &State, task: RecordId) -> Option<Light> {
        let task = state.get(task)?.view::<Task>()?;
        Some(task_light(state, &self.basis, &self.duties, task))
    }

    /// The colour of a task's light.
    pub fn task_colour(&self, task: View<'_, Task>) -> Colour {
        let standing = self.duties.task(task.record.id);
        standing.map_or(Colour::Grey, |standing| standing.colour)
    }

    /// Moves to another day.
    pub fn go_to(&mut self, state: &State, day: Day) {
        if day != self.basis.day {
            *self = Self::new(state, day);
        }
    }

    /// Takes in that these records were changed, made or taken away: the tasks whose lights may be
    /// different now.
    pub fn refresh(&mut self, state: &State, touched: &[RecordId]) -> BTreeSet<RecordId> {
        let changes_basis = |id: &RecordId| {
            let kind = state.get(*id).map(|record| record.kind);
            kind.is_none_or(|kind| kind == Settings::ID || kind == CalendarDay::ID)
        };
        if touched.iter().any(changes_basis) {
            *self = Self::new(state, self.basis.day);
            return state.all::<Task>().map(|task| task.id).collect();
        }
        self.projects.refresh(state, &self.basis, touched);
        self.duties.refresh(state, &self.basis, touched)
    }
}
