//! Blockages of investment (投资堵点): who reports on cleaning them up, and how far it is
//! (DOMAIN T53).

use super::problem;
use crate::model::{Problem, ProblemKind, ProblemSource, Unit};
use crate::rules::figures::Ratio;
use crate::rules::organization::is_place;
use crate::schema::{Day, RecordId, View};
use crate::state::State;

/// What a blockage can be about.
pub const KINDS: &[ProblemKind] = &[
    ProblemKind::Approval,
    ProblemKind::Policy,
    ProblemKind::Conditions,
];

/// The units that report each quarter: the members of the leading group, 市发改委 among them, and
/// the local units: 24 and 14 (DOMAIN §12, 40).
pub fn reporters(state: &State) -> Vec<RecordId> {
    let unit = |record: &'_ std::sync::Arc<crate::schema::Record>| {
        let unit = record.view::<Unit>()?;
        let reports = unit.member() == Some(true) || is_place(unit);
        reports.then_some((unit.no(), record.id))
    };
    let mut units: Vec<_> = state.all::<Unit>().filter_map(unit).collect();
    units.sort_unstable();
    units.into_iter().map(|(_, id)| id).collect()
}

/// The blockages found up to the day, of one unit or of all.
pub fn found(
    state: &State,
    day: Day,
    owner: Option<RecordId>,
) -> impl Iterator<Item = View<'_, Problem>> {
    state
        .all::<Problem>()
        .filter_map(|record| record.view::<Problem>())
        .filter(move |problem| problem.source() == Some(ProblemSource::Blockage))
        .filter(move |problem| problem.found_on().is_some_and(|found| found <= day))
        .filter(move |problem| owner.is_none_or(|owner| problem.owner() == Some(owner)))
}

/// How many of the blockages found up to the day were closed by then.
pub fn clean_up(state: &State, day: Day, owner: Option<RecordId>) -> Ratio {
    rate(found(state, day, owner), day)
}

/// The same for each of the three kinds.
pub fn clean_up_by_kind(state: &State, day: Day) -> Vec<(ProblemKind, Ratio)> {
    let of = |kind| {
        let problems = found(state, day, None).filter(move |problem| problem.kind() == Some(kind));
        (kind, rate(problems, day))
    };
    KINDS.iter().copied().map(of).collect()
}

fn rate<'a>(problems: impl Iterator<Item = View<'a, Problem>>, day: Day) -> Ratio {
    let (mut closed, mut all) = (0, 0);
    for problem in problems {
        all += 1;
        let is_closed = !problem::is_open(problem);
        let in_time = problem.closed_on().is_none_or(|on| on <= day);
        closed += i64::from(is_closed && in_time);
    }
    Ratio::new(closed, all)
}
