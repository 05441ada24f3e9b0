//! The draft of a bulletin, made from what is recorded once the month is locked (DOMAIN B15, B17):
//! a section people have written is left to them.

use std::collections::BTreeMap;

use super::sections::{Figures, Place, Progress, sections};
use super::{corrections, readers};
use crate::model::{
    Bulletin, BulletinState, ListKind, MonthLock, MonthState, Problem, Project, RankScope,
    RankingSnapshot, Sector, Stage, Unit,
};
use crate::rules::conference::local;
use crate::rules::evaluation::ranking;
use crate::rules::figures::Ratio;
use crate::rules::listing::hard_start::HardStarts;
use crate::rules::listing::new_starts::NewStarts;
use crate::rules::listing::ranking::Ranking;
use crate::rules::listing::supervised::completion::{Because, completion};
use crate::rules::listing::supervised::continuation::continuation;
use crate::rules::listing::supervised::conversion::conversion;
use crate::rules::organization::Places;
use crate::rules::project::tier::is_major;
use crate::rules::project::{Entry, ProjectBoard};
use crate::rules::report::is_locked;
use crate::rules::{Attempt, Basis, Settings, effects};
use crate::schema::{Day, FieldNo, Kind, Month, RecordId, Sentence, Value, View, coordinates};
use crate::state::{Effect, State};

/// A bulletin is drafted when it is made, of a month that is locked, or when its month is locked.
pub(super) fn consequences(attempt: &Attempt<'_>) -> Vec<Effect> {
    if let Some(lock) = attempt.of::<MonthLock>() {
        if !attempt.enters(MonthLock::STATE, MonthState::Locked) {
            return Vec::new();
        }
        let bulletins = attempt.state.all::<Bulletin>();
        let drafts = bulletins.filter_map(|record| record.view::<Bulletin>());
        return drafts
            .filter(|draft| draft.month() == lock.month())
            .filter(|draft| draft.state() == Some(BulletinState::Draft))
            .filter_map(|draft| fill(attempt, draft))
            .collect();
    }
    let made = attempt.of::<Bulletin>().filter(|_| attempt.is_new());
    let of_locked = made.filter(|bulletin| {
        let month = bulletin.month();
        month.is_some_and(|month| is_locked(attempt.state, month))
    });
    let filled = of_locked.and_then(|bulletin| fill(attempt, bulletin));
    filled.into_iter().collect()
}

/// What the draft does not say yet.
fn fill(attempt: &Attempt<'_>, bulletin: View<'_, Bulletin>) -> Option<Effect> {
    let (state, month) = (attempt.state, bulletin.month()?);
    let figures = figures(state, month, attempt.day);
    let mut drafted: Vec<(FieldNo, Sentence)> = sections(month, &figures);
    drafted.push((Bulletin::CORRECTIONS, corrections::note(state, bulletin)));
    let texts = drafted
        .into_iter()
        .filter(|(_, text)| !text.zh.is_empty())
        .map(|(no, text)| (no, Value::Text(text.zh)));
    let ranking = snapshot_of(state, month).map(|snapshot| snapshot.record.id);
    let ranking = ranking.map(|id| (Bulletin::SNAPSHOT, Value::Ref(id)));
    let wanted = texts
        .chain(ranking)
        .chain(readers::distribution(state))
        .filter(|(no, _)| bulletin.record.value(*no).is_none())
        .map(|(no, value)| (no, Some(value)));
    effects::set(bulletin.record, wanted.collect())
}

/// The ranking of the month over all key projects, where there is one.
fn snapshot_of(state: &State, month: Month) -> Option<View<'_, RankingSnapshot>> {
    let (month, both) = (Value::Month(month), Value::Choice(RankScope::Both.number()));
    let id = coordinates::id_of(RankingSnapshot::SPEC, |no| match no {
        RankingSnapshot::MONTH => Some(&month),
        _ => Some(&both),
    })?;
    let record = state.get(id)?;
    record.view().filter(|_| record.archived.is_none())
}

/// The figures of the month as it ended; what was held and corrected, up to the day.
pub fn figures(state: &State, month: Month, day: Day) -> Figures {
    let basis = Basis::new(state, month.last_day());
    let board = ProjectBoard::new(state, &basis);
    let sums = Sums::of(state, &board, month);
    let starts = |list| {
        let starts = HardStarts::of(state, &basis, list)?.city().rate();
        (starts.denominator > 0).then_some(starts)
    };
    let new_starts = NewStarts::of(state, &basis, month).city.month;
    let lag = |project| board.get(project).and_then(|entry| entry.figures.lag());
    let below = completion(state, &basis, month).list.into_iter();
    let below = below.filter(|one| !matches!(one.because, Because::Planned { .. }));
    let (problems_open, problems_closed) = problems(state, month);
    Figures {
        city: sums.city,
        places: places(state, &sums, month, day),
        sectors: sums.sectors(),
        started: sums.started,
        completed: sums.completed,
        central_starts: starts(ListKind::HardStart2019),
        fund_starts: starts(ListKind::HardStart2020),
        new_starts: (new_starts.count, new_starts.total),
        conversion: Some(conversion(state, &basis, month).rate),
        lagging: number(continuation(state, &basis, month, lag).list.len()),
        below_capacity: number(below.count()),
        problems_open,
        problems_closed,
    }
}

/// What the major projects come to (DOMAIN §12, 3), each counted once, under the unit that reports
/// on it (DOMAIN §12, 23).
#[derive(Default)]
struct Sums {
    city: Progress,
    by_unit: BTreeMap<Option<RecordId>, Progress>,
    by_sector: BTreeMap<Option<Sector>, Progress>,
    started: u32,
    completed: u32,
}

impl Sums {
    fn of(state: &State, board: &ProjectBoard, month: Month) -> Self {
        let mut sums = Self::default();
        let major = board.entries().filter(|entry| counts(state, entry));
        for figures in major.map(|entry| &entry.figures) {
            let [year, before] = [figures.progress, figures.earlier].map(|progress| {
                let is_of_year = progress.month.year() == month.year();
                if is_of_year {
                    progress.actual.numerator
                } else {
                    0
                }
            });
            let own = Progress {
                projects: 1,
                month: year.saturating_sub(before),
                year,
                planned: figures.plan.unwrap_or(0),
            };
            let groups = [
                &mut sums.city,
                sums.by_unit.entry(figures.county).or_default(),
                sums.by_sector.entry(figures.sector).or_default(),
            ];
            for group in groups {
                add(group, own);
            }
            sums.started += u32::from(figures.entered.entered_in(Stage::Building, month));
            sums.completed += u32::from(figures.entered.entered_in(Stage::Completed, month));
        }
        sums
    }

    /// In their order, what has none at the end.
    fn sectors(&self) -> Vec<(Option<Sector>, Progress)> {
        let mut sectors: Vec<_> = self.by_sector.iter().map(|(s, p)| (*s, *p)).collect();
        sectors.sort_by_key(|(sector, _)| (sector.is_none(), *sector));
        sectors
    }
}

fn counts(state: &State, entry: &Entry) -> bool {
    let project = state.get(entry.figures.project);
    let project = project.and_then(|record| record.view::<Project>());
    let is_major = project.is_some_and(|project| is_major(project, entry.figures.tier));
    is_major && entry.figures.counts()
}

fn add(sum: &mut Progress, one: Progress) {
    sum.projects += one.projects;
    sum.month = sum.month.saturating_add(one.month);
    sum.year = sum.year.saturating_add(one.year);
    sum.planned = sum.planned.saturating_add(one.planned);
}

fn places(state: &State, sums: &Sums, month: Month, day: Day) -> Vec<Place> {
    let settings = Settings::of(state);
    let drafted = snapshot_of(state, month);
    let drafted = drafted.and_then(|snapshot| ranking::table(state, snapshot, &settings));
    let ranking = drafted
        .filter(|ranking| !ranking.lines.is_empty())
        .unwrap_or_else(|| Ranking::of(state, &Basis::new(state, day), month, RankScope::Both));
    let place = |unit: &RecordId| {
        let name = state.get(*unit)?.view::<Unit>()?.name()?;
        let line = ranking.line(*unit);
        Some(Place {
            name: Sentence::new(name, name),
            progress: sums.by_unit.get(&Some(*unit)).copied().unwrap_or_default(),
            rank: line.and_then(|line| line.ranks).map(|ranks| ranks.overall),
            dispatch: Some(local::in_month(state, *unit, month, day))
                .filter(|weeks: &Ratio| weeks.denominator > 0),
        })
    };
    Places::of(state).units().iter().filter_map(place).collect()
}

/// Problems that were open when the month ended, and those struck off in it.
fn problems(state: &State, month: Month) -> (u32, u32) {
    let end = month.last_day();
    let (mut open, mut closed) = (0, 0);
    let problems = state.all::<Problem>();
    for problem in problems.filter_map(|record| record.view::<Problem>()) {
        let is_found = problem.found_on().is_some_and(|on| on <= end);
        let is_closed = problem.closed_on().filter(|on| *on <= end);
        open += u32::from(is_found && is_closed.is_none());
        closed += u32::from(is_closed.is_some_and(|on| on.month() == month));
    }
    (open, closed)
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
