//! The monthly ranking of places (DOMAIN T28, 9.6).

use std::cmp::Reverse;

use super::marks::ten_thousandths;
use crate::model::{self, RankingLine, RankingSnapshot, SnapshotState, TotalRank};
use crate::rules::figures::ranking::{by_sum_of_ranks, ranks};
use crate::rules::figures::{Fraction, Ratio, money};
use crate::rules::report::is_locked;
use crate::rules::{Attempt, Refusal, Settings, effects};
use crate::schema::{Month, Record, RecordId, Value, View, counted};
use crate::state::{Effect, State};

/// The figures of one place in a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figures {
    /// Projects, in ten-thousandths: a project that stands in several places counts by its shares.
    pub projects: i64,
    /// Total investment of its projects, in yuan.
    pub total: i64,
    /// Invested in the month.
    pub invested: i64,
    /// Invested in the month before; `None` when the two are not compared.
    pub before: Option<i64>,
}

/// The figures of the city, of which places have their shares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct City {
    /// Projects, in ten-thousandths.
    pub projects: i64,
    /// Total investment.
    pub total: i64,
}

/// The ranks of one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ranks {
    /// By its share of projects.
    pub projects: u32,
    /// By its share of total investment.
    pub total: u32,
    /// By its monthly change.
    pub change: u32,
    /// All together.
    pub overall: u32,
}

/// One line of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// The place.
    pub unit: RecordId,
    /// 个数占比
    pub projects: Ratio,
    /// 投资总量占比
    pub total: Ratio,
    /// 月环比; a share of nothing when there is nothing to compare with.
    pub change: Ratio,
    /// Its ranks.
    pub ranks: Ranks,
}

impl Figures {
    /// The share of the city's projects.
    pub fn share_of_projects(self, city: City) -> Ratio {
        Ratio::new(self.projects, city.projects)
    }

    /// The share of the city's total investment.
    pub fn share_of_total(self, city: City) -> Ratio {
        Ratio::new(self.total, city.total)
    }

    /// By how much the month's investment has changed; a share of nothing when the month before had
    /// none or is not compared.
    pub fn change(self) -> Ratio {
        Ratio::change(self.before.unwrap_or_default(), self.invested)
    }
}

/// The ranks of the places, in their order. Equal figures share a place; what cannot be compared
/// stands last.
pub fn rank(places: &[Figures], city: City, settings: &Settings) -> Vec<Ranks> {
    let column = |ratio: &dyn Fn(&Figures) -> Ratio| {
        let keys: Vec<_> = places.iter().map(|place| ratio(place).value()).collect();
        ranks(&keys)
    };
    let columns = [
        column(&|place| place.share_of_projects(city)),
        column(&|place| place.share_of_total(city)),
        column(&|place| place.change()),
    ];
    let [projects, total, change] = &columns;
    let rows: Vec<[u32; 3]> = (projects.iter().zip(total).zip(change))
        .map(|((projects, total), change)| [*projects, *total, *change])
        .collect();
    let overall = overall(&rows, settings);
    rows.into_iter()
        .zip(overall)
        .map(|([projects, total, change], overall)| Ranks {
            projects,
            total,
            change,
            overall,
        })
        .collect()
}

/// The smallest sum of ranks first, weighted where the room weighs them.
fn overall(rows: &[[u32; 3]], settings: &Settings) -> Vec<u32> {
    let is_weighted = settings.choice(model::Settings::TOTAL_RANK) == Some(TotalRank::Weighted);
    if !is_weighted {
        return by_sum_of_ranks(rows);
    }
    let weights = [
        model::Settings::WEIGHT_COUNT,
        model::Settings::WEIGHT_TOTAL,
        model::Settings::WEIGHT_CHANGE,
    ]
    .map(|field| u64::from(settings.count(field)));
    let weighted = |row: &[u32; 3]| -> u64 {
        let products = row.iter().zip(weights);
        products
            .map(|(rank, weight)| u64::from(*rank) * weight)
            .sum()
    };
    let sums: Vec<_> = rows
        .iter()
        .map(|row| Some(Reverse(weighted(row))))
        .collect();
    ranks(&sums)
}

/// The table of a ranking, best first: as it was frozen, or as it would be now.
pub fn table(state: &State, snapshot: View<'_, RankingSnapshot>, settings: &Settings) -> Vec<Line> {
    let city = city(snapshot);
    let lines = lines(state, snapshot.record.id);
    let is_frozen = snapshot.state() == Some(SnapshotState::Frozen);
    let compares = is_compared(snapshot, settings);
    // What was frozen says itself whether it was compared, whatever the room says now.
    let figures = figures(&lines, |line| {
        if is_frozen {
            line.rank_change().is_some()
        } else {
            compares
        }
    });
    let computed = rank(&figures, city, settings);
    let mut table: Vec<Line> = (lines.iter().zip(&figures).zip(computed))
        .filter_map(|((line, figures), computed)| {
            let kept = kept(*line).filter(|_| is_frozen);
            Some(Line {
                unit: line.unit()?,
                projects: figures.share_of_projects(city),
                total: figures.share_of_total(city),
                change: figures.change(),
                ranks: kept.unwrap_or(computed),
            })
        })
        .collect();
    table.sort_by_key(|line| (line.ranks.overall, line.unit));
    table
}

/// The ranks as they were frozen. Where the months were not compared there is none by the monthly
/// change: all places shared the first.
fn kept(line: View<'_, RankingLine>) -> Option<Ranks> {
    let rank = |rank: i64| u32::try_from(rank).ok();
    Some(Ranks {
        projects: rank(line.rank_count()?)?,
        total: rank(line.rank_total()?)?,
        change: rank(line.rank_change().unwrap_or(1))?,
        overall: rank(line.rank()?)?,
    })
}

fn city(snapshot: View<'_, RankingSnapshot>) -> City {
    City {
        projects: snapshot
            .count_all()
            .and_then(ten_thousandths)
            .unwrap_or_default(),
        total: snapshot.total_all().unwrap_or_default(),
    }
}

fn lines(state: &State, snapshot: RecordId) -> Vec<View<'_, RankingLine>> {
    state
        .referring::<RankingLine>(snapshot, RankingLine::SNAPSHOT)
        .filter_map(|record| record.view::<RankingLine>())
        .collect()
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
            invested: line.invested().unwrap_or_default(),
            before: line.invested_before().filter(|_| is_compared(*line)),
        })
        .collect()
}

/// Whether the month is compared with the one before.
fn is_compared(snapshot: View<'_, RankingSnapshot>, settings: &Settings) -> bool {
    let crosses = snapshot.month().is_some_and(crosses_years);
    !crosses || settings.flag(model::Settings::CROSS_YEAR_CHANGE)
}

/// Whether the month before lies in another accounting year.
fn crosses_years(month: Month) -> bool {
    month == month.year_start()
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
    let city = city(snapshot);
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
    match attempt.of::<RankingSnapshot>() {
        Some(snapshot) if attempt.enters(RankingSnapshot::STATE, SnapshotState::Frozen) => {
            keep_ranks(attempt, snapshot)
        }
        _ => Vec::new(),
    }
}

/// The ranks, written down.
fn keep_ranks(attempt: &Attempt<'_>, snapshot: View<'_, RankingSnapshot>) -> Vec<Effect> {
    let settings = attempt.settings();
    let lines = lines(attempt.state, snapshot.record.id);
    let compares = is_compared(snapshot, &settings);
    let figures = figures(&lines, |_| compares);
    let ranked = rank(&figures, city(snapshot), &settings);
    let written = lines.iter().zip(ranked).filter_map(|(line, ranks)| {
        let value = |rank: u32| Some(Value::Int(i64::from(rank)));
        let change = value(ranks.change).filter(|_| compares);
        let values = vec![
            (RankingLine::RANK_COUNT, value(ranks.projects)),
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
