//! The monthly ranking of places as a record: drafted from the figures of the locked month, and
//! frozen with the bulletin (DOMAIN T28, 9.6).

use super::marks::{in_ones, ten_thousandths};
use crate::model::{MonthLock, MonthState, RankingLine, RankingSnapshot, SnapshotState};
use crate::rules::figures::{Fraction, money};
use crate::rules::listing::ranking::{Figures, Ranking, Ranks, is_compared, rank};
use crate::rules::organization::number_of;
use crate::rules::report::is_locked;
use crate::rules::{Attempt, Basis, Refusal, Settings, effects};
use crate::schema::{Record, RecordId, Value, View, counted};
use crate::state::{Effect, State};

/// The table of a ranking, best first: as it was frozen, or as it would be now. Of the city only
/// what the shares are taken of is kept; the rest is that of the places together. `None` for one
/// without a month.
pub fn table(
    state: &State,
    snapshot: View<'_, RankingSnapshot>,
    settings: &Settings,
) -> Option<Ranking> {
    let month = snapshot.month()?;
    let lines = lines(state, snapshot.record.id);
    let is_frozen = snapshot.state() == Some(SnapshotState::Frozen);
    let compares = is_compared(settings, month);
    // What was frozen says itself whether it was compared, whatever the room says now.
    let figures = figures(&lines, |line| {
        if is_frozen {
            line.rank_change().is_some()
        } else {
            compares
        }
    });
    let rows = (lines.iter().zip(&figures).zip(rank(&figures, settings))).filter_map(
        |((line, figures), computed)| {
            let kept = kept(*line).filter(|_| is_frozen);
            let ranks = Some(kept.unwrap_or(computed));
            Some((Some(line.unit()?), *figures, ranks))
        },
    );
    let scope = snapshot.scope()?;
    let city = city(snapshot, &figures);
    Some(Ranking::table(month, scope, city, rows))
}

/// The ranks as they were frozen. Where the months were not compared there is none by the monthly
/// change: all places shared the first.
fn kept(line: View<'_, RankingLine>) -> Option<Ranks> {
    let rank = |rank: i64| u32::try_from(rank).ok();
    Some(Ranks {
        count: rank(line.rank_count()?)?,
        total: rank(line.rank_total()?)?,
        change: rank(line.rank_change().unwrap_or(1))?,
        overall: rank(line.rank()?)?,
    })
}

fn city(snapshot: View<'_, RankingSnapshot>, places: &[Figures]) -> Figures {
    let projects = snapshot.count_all().and_then(ten_thousandths);
    let sum = |amount: fn(&Figures) -> i64| places.iter().map(amount).fold(0, i64::saturating_add);
    Figures {
        projects: projects.unwrap_or_default(),
        total: snapshot.total_all().unwrap_or_default(),
        done: sum(|place| place.done),
        invested: sum(|place| place.invested),
        before: None,
    }
}

/// The lines of a ranking, in the order of places.
fn lines(state: &State, snapshot: RecordId) -> Vec<View<'_, RankingLine>> {
    let mut lines: Vec<View<'_, RankingLine>> = state
        .referring::<RankingLine>(snapshot, RankingLine::SNAPSHOT)
        .filter_map(|record| record.view::<RankingLine>())
        .collect();
    let place = |unit: Option<RecordId>| unit.map(|unit| (number_of(state, unit), unit));
    lines.sort_by_key(|line| place(line.unit()));
    lines
}

fn figures(
    lines: &[View<'_, RankingLine>],
    is_compared: impl Fn(View<'_, RankingLine>) -> bool,
) -> Vec<Figures> {
    lines
        .iter()
        .map(|line| Figures {
            projects: line.count().and_then(ten_thousandths).unwrap_or_default(),
            total: line.total().unwrap_or_default(),
            done: line.done().unwrap_or_default(),
            invested: line.invested().unwrap_or_default(),
            before: line.invested_before().filter(|_| is_compared(*line)),
        })
        .collect()
}

pub(super) fn check(attempt: &Attempt<'_>) -> Result<(), Refusal> {
    if let Some(line) = attempt.of::<RankingLine>()
        && line
            .count()
            .is_some_and(|count| ten_thousandths(count).is_none())
    {
        return Err(attempt.refuse(
            RankingLine::COUNT,
            "项目数最多四位小数",
            "the number of projects has at most four decimals",
        ));
    }
    let Some(snapshot) = attempt.of::<RankingSnapshot>() else {
        return Ok(());
    };
    if !attempt.enters(RankingSnapshot::STATE, SnapshotState::Frozen) {
        return Ok(());
    }
    can_be_frozen(attempt, snapshot)
}

/// The month is locked, there is something to rank, and the places do not exceed the city.
pub(super) fn can_be_frozen(
    attempt: &Attempt<'_>,
    snapshot: View<'_, RankingSnapshot>,
) -> Result<(), Refusal> {
    let state = attempt.state;
    if !snapshot
        .month()
        .is_some_and(|month| is_locked(state, month))
    {
        return Err(attempt.refuse(
            RankingSnapshot::STATE,
            "当月数据锁定后方可冻结排名",
            "the month must be locked before its ranking is frozen",
        ));
    }
    let lines = lines(state, snapshot.record.id);
    if lines.is_empty() {
        return Err(attempt.refuse(
            RankingSnapshot::STATE,
            "排名中还没有县市区",
            "the ranking has no places yet",
        ));
    }
    let (mut projects, mut total) = (0_i64, 0_i64);
    for line in &lines {
        let count = line.count().and_then(ten_thousandths).unwrap_or_default();
        projects = projects.saturating_add(count);
        total = total.saturating_add(line.total().unwrap_or_default());
    }
    let city = city(snapshot, &[]);
    if projects > city.projects {
        let said = |count| Fraction::new(count, 10_000).map_or_else(String::new, |n| n.rounded(2));
        let (places, all) = (said(projects), said(city.projects));
        return Err(attempt.refuse(
            RankingSnapshot::COUNT_ALL,
            format!("各地项目合计 {places} 个,超过全市的 {all} 个"),
            format!(
                "the places have {}, the city {all}",
                counted(places, "project")
            ),
        ));
    }
    if total > city.total {
        let (places, all) = (money::sentence(total), money::sentence(city.total));
        return Err(attempt.refuse(
            RankingSnapshot::TOTAL_ALL,
            format!("各地总投资合计{},超过全市的{}", places.zh, all.zh),
            format!("the places have {}, the city {}", places.en, all.en),
        ));
    }
    Ok(())
}

pub(super) fn consequences(attempt: &Attempt<'_>) -> Vec<Effect> {
    if let Some(lock) = attempt.of::<MonthLock>() {
        if !attempt.enters(MonthLock::STATE, MonthState::Locked) {
            return Vec::new();
        }
        let drafts = attempt.state.all::<RankingSnapshot>();
        let of_month = drafts.filter(|record| {
            let draft = record.view::<RankingSnapshot>();
            draft.is_some_and(|draft| draft.month() == lock.month())
        });
        return of_month.flat_map(|draft| fill(attempt, draft)).collect();
    }
    let Some(snapshot) = attempt.of::<RankingSnapshot>() else {
        return Vec::new();
    };
    if attempt.enters(RankingSnapshot::STATE, SnapshotState::Frozen) {
        return keep_ranks(attempt, snapshot);
    }
    let month = snapshot.month();
    if attempt.is_new() && month.is_some_and(|month| is_locked(attempt.state, month)) {
        return fill(attempt, attempt.after);
    }
    Vec::new()
}

/// Fills a draft from the records of its month, which are locked: the city and a line for each
/// place (DOMAIN T28, B17). One into which people have entered figures stays theirs.
fn fill(attempt: &Attempt<'_>, snapshot: &Record) -> Vec<Effect> {
    let state = attempt.state;
    let Some(draft) = snapshot.view::<RankingSnapshot>() else {
        return Vec::new();
    };
    let is_entered = draft.count_all().is_some() || draft.total_all().is_some();
    let (Some(month), Some(scope)) = (draft.month(), draft.scope()) else {
        return Vec::new();
    };
    if is_entered || !lines(state, snapshot.id).is_empty() {
        return Vec::new();
    }
    let Ranking { city, lines, .. } =
        Ranking::of(state, &Basis::new(state, attempt.day), month, scope);
    let of_city = vec![
        (
            RankingSnapshot::COUNT_ALL,
            Some(Value::Decimal(in_ones(city.projects))),
        ),
        (RankingSnapshot::TOTAL_ALL, Some(Value::Money(city.total))),
    ];
    let of_places = lines.into_iter().filter_map(|line| {
        let figures = line.figures;
        let mut given = vec![
            (RankingLine::SNAPSHOT, Value::Ref(snapshot.id)),
            (RankingLine::UNIT, Value::Ref(line.unit?)),
            (
                RankingLine::COUNT,
                Value::Decimal(in_ones(figures.projects)),
            ),
            (RankingLine::TOTAL, Value::Money(figures.total)),
            (RankingLine::DONE, Value::Money(figures.done)),
            (RankingLine::INVESTED, Value::Money(figures.invested)),
        ];
        let before = figures.before.map(Value::Money);
        given.extend(before.map(|before| (RankingLine::INVESTED_BEFORE, before)));
        Some(effects::create_known::<RankingLine>(state, given))
    });
    let of_city = effects::set(snapshot, of_city);
    of_city.into_iter().chain(of_places.flatten()).collect()
}

/// The ranks, written down.
fn keep_ranks(attempt: &Attempt<'_>, snapshot: View<'_, RankingSnapshot>) -> Vec<Effect> {
    let settings = attempt.settings();
    let lines = lines(attempt.state, snapshot.record.id);
    let compares = snapshot
        .month()
        .is_none_or(|month| is_compared(&settings, month));
    let figures = figures(&lines, |_| compares);
    let ranked = rank(&figures, &settings);
    let written = lines.iter().zip(ranked).filter_map(|(line, ranks)| {
        let value = |rank: u32| Some(Value::Int(i64::from(rank)));
        let change = value(ranks.change).filter(|_| compares);
        let values = vec![
            (RankingLine::RANK_COUNT, value(ranks.count)),
            (RankingLine::RANK_TOTAL, value(ranks.total)),
            (RankingLine::RANK_CHANGE, change),
            (RankingLine::RANK, value(ranks.overall)),
        ];
        effects::set(line.record, values)
    });
    written.collect()
}

/// Freezes the ranking together with the bulletin that carries it.
pub(super) fn freeze_with(attempt: &Attempt<'_>, snapshot: &Record) -> Vec<Effect> {
    let Some(view) = snapshot.view::<RankingSnapshot>() else {
        return Vec::new();
    };
    if view.state() == Some(SnapshotState::Frozen) {
        return Vec::new();
    }
    let values = vec![
        (
            RankingSnapshot::STATE,
            Some(Value::Choice(SnapshotState::Frozen.number())),
        ),
        (RankingSnapshot::FROZEN_ON, Some(Value::Day(attempt.day))),
        (
            RankingSnapshot::FROZEN_BY,
            Some(effects::signature(attempt)),
        ),
    ];
    let mut frozen: Vec<Effect> = effects::set(snapshot, values).into_iter().collect();
    frozen.extend(keep_ranks(attempt, view));
    frozen
}
