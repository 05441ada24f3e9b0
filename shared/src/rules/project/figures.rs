//! The figures of one project on a day, computed in one pass over what refers to it.

use super::{Capacity, ProjectRules, StageDates, hard_deadline};
use crate::model::{
    AnnualPlan, BuildType, FigureState, Funding, MonthCorrection, Project, ProjectMonth, Sector,
    Stage, Standing, Tier,
};
use crate::rules::figures::{Points, Ratio, sequence};
use crate::schema::{Day, Month, RecordId, View};
use crate::state::State;

/// What a project's records come to. Money in yuan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProjectFigures {
    /// The project.
    pub project: RecordId,
    /// The unit that reports on it.
    pub county: Option<RecordId>,
    /// Its sector.
    pub sector: Option<Sector>,
    /// Its stage.
    pub stage: Stage,
    /// Whether work on it goes on.
    pub standing: Standing,
    /// Who dispatches it.
    pub tier: Tier,
    /// What it is in the year's plan.
    pub build: BuildType,
    /// Total investment.
    pub total: i64,
    /// The plan of the year: the annual plan, or what the own months add up to; `None` when nothing
    /// is planned.
    pub plan: Option<i64>,
    /// Invested since the beginning.
    pub cumulative: i64,
    /// Invested this year.
    pub invested: i64,
    /// How far the plan should be, and how far it is, at the end of the month judged.
    pub progress: Progress,
    /// The same a month earlier: nothing expected and nothing done in January.
    pub earlier: Progress,
    /// The sum of planned funding.
    pub funded: i64,
    /// How much of the designed output it puts out; `None` before completion.
    pub capacity: Option<Capacity>,
    /// When it entered each stage.
    pub entered: StageDates,
    /// Planned start, completion and production.
    pub planned: [Option<Day>; 3],
    /// The day on which the start was entered.
    pub start_entered_on: Option<Day>,
    /// The hard deadline of its start (DOMAIN T23, T24).
    pub hard_deadline: Option<Day>,
    /// Whether the office has accepted a reason for being late that still holds.
    pub is_excused: bool,
}

/// How far the plan of the year should be at a month's end, and how far it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The month.
    pub month: Month,
    /// The time sequence (DOMAIN 9.1).
    pub sequence: Ratio,
    /// Invested this year by the end of the month, of the plan of the year.
    pub actual: Ratio,
}

impl Progress {
    /// How far it is behind; `None` without a plan.
    pub fn lag(self) -> Option<Points> {
        Points::behind(self.sequence, self.actual)
    }
}

impl ProjectFigures {
    /// The figures of the project on the day of the rules.
    pub fn of(state: &State, rules: &ProjectRules, project: View<'_, Project>) -> Self {
        let id = project.record.id;
        let total = project.total_investment().unwrap_or(0);
        let year = Year::of(state, rules, project);
        let entered = StageDates::of(project);
        let excused = project
            .excused_until()
            .filter(|_| project.excuse().is_some());
        Self {
            project: id,
            county: project.county(),
            sector: project.sector(),
            stage: project.stage().unwrap_or(Stage::Planned),
            standing: project.standing().unwrap_or(Standing::Active),
            tier: rules.tiers.tier(total),
            build: build_type(project, &entered, rules.day),
            total,
            plan: year.plan(),
            cumulative: year.cumulative,
            invested: year.invested_by(rules.day.month()),
            progress: year.progress(rules.judged),
            earlier: year.progress(rules.judged.plus(-1)),
            funded: funded(state, id),
            capacity: Capacity::of(project, rules),
            entered,
            planned: [
                project.planned_start(),
                project.planned_completion(),
                project.planned_production(),
            ],
            start_entered_on: project.start_entered_on(),
            hard_deadline: hard_deadline(state, rules, id),
            is_excused: excused.is_some_and(|until| until >= rules.day),
        }
    }

    /// How far the project is behind its plan (DOMAIN 9.2); `None` without a plan.
    pub fn lag(&self) -> Option<Points> {
        self.progress.lag()
    }

    /// Invested this year, of the plan of the year.
    pub fn actual(&self) -> Ratio {
        Ratio::new(self.invested, self.plan.unwrap_or(0))
    }

    /// What is still to be invested; below zero when the total is exceeded.
    pub fn remaining(&self) -> i64 {
        self.total.saturating_sub(self.cumulative)
    }

    /// 资金缺口: what the planned funding leaves open; below zero when it is more than the total
    /// (DOMAIN §7.2, 5).
    pub fn funding_gap(&self) -> i64 {
        self.total.saturating_sub(self.funded)
    }

    /// Whether it counts in sums: what has been ended does not.
    pub fn counts(&self) -> bool {
        self.standing != Standing::Ended
    }

    /// 新开工: it started in the year (DOMAIN §8).
    pub fn is_new_start(&self, year: i16) -> bool {
        self.started().is_some_and(|on| on.year() == year)
    }

    /// 续建: it started before the year and was not complete when the year began.
    pub fn is_continued(&self, year: i16) -> bool {
        let was_complete = self
            .entered
            .on(Stage::Completed)
            .is_some_and(|on| on.year() < year);
        self.started().is_some_and(|on| on.year() < year) && !was_complete
    }

    /// The day of its actual start.
    pub fn started(&self) -> Option<Day> {
        self.entered.on(Stage::Building)
    }
}

/// What the project is in the plan of the day's year.
fn build_type(project: View<'_, Project>, entered: &StageDates, day: Day) -> BuildType {
    let by_now = |stage| entered.on(stage).filter(|on| *on <= day);
    if by_now(Stage::Completed).is_some() {
        return BuildType::Completion;
    }
    match by_now(Stage::Building) {
        Some(on) if on.year() < day.year() => BuildType::Continued,
        Some(_) => BuildType::NewStart,
        None if project.stage() >= Some(Stage::Preparing) => BuildType::Preparation,
        None => BuildType::Planning,
    }
}

fn funded(state: &State, project: RecordId) -> i64 {
    state
        .referring::<Funding>(project, Funding::PROJECT)
        .filter_map(|record| record.view::<Funding>()?.planned())
        .fold(0, i64::saturating_add)
}

/// Whether the month's investment is part of the figures: it has been reported, and not returned.
pub fn is_reported(month: View<'_, ProjectMonth>) -> bool {
    matches!(
        month.state(),
        Some(FigureState::Submitted | FigureState::Accepted)
    )
}

/// The months of the day's year, and the sum of all.
struct Year {
    number: i16,
    /// The annual plan, when there is one.
    annual: Option<i64>,
    /// The own plan of each month.
    planned: [i64; 12],
    has_own_plan: bool,
    /// Invested in each month, corrections included.
    invested: [i64; 12],
    cumulative: i64,
    /// The month in which it starts.
    start: Option<Month>,
}

impl Year {
    fn of(state: &State, rules: &ProjectRules, project: View<'_, Project>) -> Self {
        let id = project.record.id;
        let start = project.planned_start().or(project.started_on());
        let mut year = Self {
            number: rules.day.year(),
            annual: annual_plan(state, id, rules.day.year()),
            planned: [0; 12],
            has_own_plan: false,
            invested: [0; 12],
            cumulative: 0,
            start: start.map(Day::month),
        };
        let months = state.referring::<ProjectMonth>(id, ProjectMonth::PROJECT);
        for month in months.filter_map(|record| record.view::<ProjectMonth>()) {
            year.add(month, rules.day);
        }
        let corrections = state.referring::<MonthCorrection>(id, MonthCorrection::PROJECT);
        for entry in corrections.filter_map(|record| record.view::<MonthCorrection>()) {
            let is_known = entry.entered_on().is_none_or(|on| on <= rules.day);
            if let (Some(month), Some(change), true) = (entry.month(), entry.change(), is_known) {
                year.invest(month, change, rules.day);
            }
        }
        year
    }

    fn add(&mut self, report: View<'_, ProjectMonth>, day: Day) {
        let Some(month) = report.month() else {
            return;
        };
        if let (Some(planned), Some(at)) = (report.planned(), self.index(month)) {
            self.planned[at] = planned;
            self.has_own_plan = true;
        }
        if let Some(invested) = report.invested().filter(|_| is_reported(report)) {
            self.invest(month, invested, day);
        }
    }

    fn invest(&mut self, month: Month, amount: i64, day: Day) {
        if month > day.month() {
            return;
        }
        self.cumulative = self.cumulative.saturating_add(amount);
        if let Some(at) = self.index(month) {
            self.invested[at] = self.invested[at].saturating_add(amount);
        }
    }

    /// The month's place in the year, 0 to 11; `None` when it is in another.
    fn index(&self, month: Month) -> Option<usize> {
        let at = usize::try_from(month.number() - 1).ok()?;
        (month.year() == self.number).then_some(at)
    }

    fn plan(&self) -> Option<i64> {
        let own = self.has_own_plan.then(|| sum(&self.planned));
        self.annual.or(own).filter(|plan| *plan > 0)
    }

    fn invested_by(&self, month: Month) -> i64 {
        self.index(month).map_or(0, |at| sum(&self.invested[..=at]))
    }

    fn progress(&self, month: Month) -> Progress {
        Progress {
            month,
            sequence: self.sequence(month),
            actual: Ratio::new(self.invested_by(month), self.plan().unwrap_or(0)),
        }
    }

    /// The own monthly plan where there is one; else from the month it starts in; else the months
    /// of the year (DOMAIN 9.1). Nothing is expected before the year's first month is over.
    fn sequence(&self, month: Month) -> Ratio {
        match (self.index(month), self.start) {
            (None, _) => Ratio::new(0, 12),
            (Some(at), _) if self.has_own_plan => {
                sequence::of_plan(sum(&self.planned[..=at]), self.plan().unwrap_or(0))
            }
            (Some(_), Some(start)) => sequence::from_start(start, month),
            (Some(_), None) => sequence::of_year(month),
        }
    }
}

fn sum(months: &[i64]) -> i64 {
    months.iter().copied().fold(0, i64::saturating_add)
}

fn annual_plan(state: &State, project: RecordId, year: i16) -> Option<i64> {
    state
        .referring::<AnnualPlan>(project, AnnualPlan::PROJECT)
        .filter_map(|record| record.view::<AnnualPlan>())
        .find(|plan| plan.year() == Some(i64::from(year)))?
        .planned()
}
