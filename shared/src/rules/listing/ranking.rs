//! The monthly ranking of places by their key projects (DOMAIN T28, 9.6), recomputed from what is
//! recorded. What a bulletin freezes of it is a record and does not change with it
//! ([`crate::rules::evaluation::ranking`]).

use std::cmp::Reverse;

use super::months::{self, Invested};
use crate::model::{Project, ProjectLevel, RankScope, Settings as Fields, Standing, TotalRank};
use crate::rules::figures::ranking::{by_sum_of_ranks, ranks};
use crate::rules::figures::{Fraction, NONE, Ratio, money};
use crate::rules::organization::Places;
use crate::rules::project::{divide, parts};
use crate::rules::{Basis, Settings};
use crate::schema::{Month, RecordId, Sentence, View, WHOLE};
use crate::state::State;

/// The figures of a place, or of the city.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Projects, in ten-thousandths: one that stands in several places counts by its shares.
    pub projects: i64,
    /// Their total investment, in yuan.
    pub total: i64,
    /// All that was invested in them by the end of the month (DOMAIN §12, 30).
    pub done: i64,
    /// Invested in the month.
    pub invested: i64,
    /// Invested in the month before; `None` when the two are not compared.
    pub before: Option<i64>,
}

impl Figures {
    /// The number of projects as people read it: `3`, `2.6`.
    pub fn count(self) -> String {
        let part = self.projects % i64::from(WHOLE);
        let count = Fraction::new(self.projects, i64::from(WHOLE));
        count.map_or_else(String::new, |count| count.rounded(u8::from(part != 0)))
    }

    /// 月环比; a share of nothing when there is nothing to compare with.
    pub fn change(self) -> Ratio {
        // Corrections can leave a month below zero: no base either.
        let before = self.before.filter(|before| *before > 0);
        Ratio::change(before.unwrap_or(0), self.invested)
    }

    fn add(&mut self, other: Self) {
        self.projects += other.projects;
        self.total = self.total.saturating_add(other.total);
        self.done = self.done.saturating_add(other.done);
        self.invested = self.invested.saturating_add(other.invested);
        self.before = (self.before.zip(other.before)).map(|(a, b)| a.saturating_add(b));
    }
}

/// The ranks of a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ranks {
    /// By its share of projects.
    pub count: u32,
    /// By its share of total investment.
    pub total: u32,
    /// By its monthly change.
    pub change: u32,
    /// All together.
    pub overall: u32,
}

/// One row of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// The place; `None` for the city's own projects.
    pub unit: Option<RecordId>,
    /// Its figures.
    pub figures: Figures,
    /// 个数占比
    pub share_of_projects: Ratio,
    /// 投资总量占比
    pub share_of_total: Ratio,
    /// 月环比
    pub change: Ratio,
    /// Its ranks; `None` where it is counted but not ranked.
    pub ranks: Option<Ranks>,
}

impl Line {
    /// What the three columns are made of and how they make the total rank.
    pub fn why(self, city: Figures) -> Sentence {
        let (own, here, there) = (self.figures, self.figures.count(), city.count());
        let [total, of_total, invested] =
            [own.total, city.total, own.invested].map(money::sentence);
        let [share, share_of_total, _] = self.shown();
        let (compared, ranked) = (self.compared(), self.ranked());
        Sentence::new(
            format!(
                "重点项目 {here} 个,占全市 {there} 个的 {share};总投资 {},占 {} 的 {share_of_total};\
                 本月完成 {},{};{}",
                total.zh, of_total.zh, invested.zh, compared.zh, ranked.zh
            ),
            format!(
                "{here} key projects of {there}, {share}; {} of {} in all, {share_of_total}; {} \
                 invested in the month, {}; {}",
                total.en, of_total.en, invested.en, compared.en, ranked.en
            ),
        )
    }

    fn compared(self) -> Sentence {
        let Some(before) = self.figures.before.map(money::sentence) else {
            return Sentence::new("跨年度不作环比", "not compared with the year before");
        };
        let [_, _, change] = self.shown();
        Sentence::new(
            format!("上月 {},环比 {change}", before.zh),
            format!("{} the month before, {change}", before.en),
        )
    }

    fn ranked(self) -> Sentence {
        let Some(ranks) = self.ranks else {
            return Sentence::new("计入全市,不参加排名", "counted in the city and not ranked");
        };
        let Ranks {
            count,
            total,
            change,
            overall,
        } = ranks;
        Sentence::new(
            format!("三项名次 {count}、{total}、{change},总排名第 {overall}"),
            format!("ranks {count}, {total}, {change}, in all {overall}"),
        )
    }

    /// The three columns with one decimal, «–» where there is no figure.
    pub fn shown(self) -> [String; 3] {
        [self.share_of_projects, self.share_of_total, self.change]
            .map(|ratio| ratio.percent(1).unwrap_or_else(|| NONE.to_owned()))
    }
}

/// The ranking of a month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ranking {
    /// The month.
    pub month: Month,
    /// Which projects are counted.
    pub scope: RankScope,
    /// All together, each project once.
    pub city: Figures,
    /// The places, best first; the city's own projects last, where there are any.
    pub lines: Vec<Line>,
}

impl Ranking {
    /// The ranking of the month as the records are on the day.
    pub fn of(state: &State, basis: &Basis, month: Month, scope: RankScope) -> Self {
        let places = Places::of(state);
        let rows = rows(state, basis, month, scope, &places);
        let mut city = no_figures(&basis.settings, month);
        for row in &rows {
            city.add(*row);
        }
        let is_city_ranked = basis.settings.flag(Fields::RANK_CITY_PROJECTS);
        let has_city = rows.last().is_some_and(|last| last.projects > 0);
        let ranked = places.units().len() + usize::from(is_city_ranked && has_city);
        let ranks = rank(rows.get(..ranked).unwrap_or_default(), &basis.settings);
        let ranks = ranks.into_iter().map(Some).chain([None]);
        let rows = (places.rows().zip(rows).zip(ranks))
            .filter(|((unit, figures), _)| unit.is_some() || figures.projects > 0)
            .map(|((unit, figures), ranks)| (unit, figures, ranks));
        Self::table(month, scope, city, rows)
    }

    /// The table of these rows, best first.
    pub(in crate::rules) fn table(
        month: Month,
        scope: RankScope,
        city: Figures,
        rows: impl Iterator<Item = (Option<RecordId>, Figures, Option<Ranks>)>,
    ) -> Self {
        let mut lines: Vec<Line> = rows
            .map(|(unit, figures, ranks)| Line {
                unit,
                figures,
                share_of_projects: Ratio::new(figures.projects, city.projects),
                share_of_total: Ratio::new(figures.total, city.total),
                change: figures.change(),
                ranks,
            })
            .collect();
        // Stable: places of one rank stay in their own order.
        lines.sort_by_key(|line| line.ranks.map_or(u32::MAX, |ranks| ranks.overall));
        Self {
            month,
            scope,
            city,
            lines,
        }
    }

    /// The row of the place.
    pub fn line(&self, unit: RecordId) -> Option<&Line> {
        self.lines.iter().find(|line| line.unit == Some(unit))
    }
}

fn holds(scope: RankScope, project: View<'_, Project>) -> bool {
    let levels = project.levels().unwrap_or_default();
    let is_on_list = match scope {
        RankScope::Both => !levels.is_empty(),
        RankScope::Province => levels.contains(&ProjectLevel::Provincial),
        RankScope::City => levels.contains(&ProjectLevel::City),
    };
    is_on_list && project.standing() != Some(Standing::Ended)
}

/// Whether the month is compared with the one before: January is, with December, only if the room
/// says so.
pub(in crate::rules) fn is_compared(settings: &Settings, month: Month) -> bool {
    month != month.year_start() || settings.flag(Fields::CROSS_YEAR_CHANGE)
}

/// Nothing yet, with a month before where there is one to compare with.
fn no_figures(settings: &Settings, month: Month) -> Figures {
    Figures {
        before: is_compared(settings, month).then_some(0),
        ..Figures::default()
    }
}

/// The figures of each slot, from one pass over the projects.
fn rows(
    state: &State,
    basis: &Basis,
    month: Month,
    scope: RankScope,
    places: &Places,
) -> Vec<Figures> {
    let none = no_figures(&basis.settings, month);
    let mut rows = vec![none; places.units().len() + 1];
    let projects = state.all::<Project>().filter_map(|record| record.view());
    for project in projects.filter(|project| holds(scope, *project)) {
        let own = of_project(state, basis, month, none, project);
        let parts = parts(places, project);
        let split = |amount: i64| divide(amount, &parts);
        let amounts = split(own.total)
            .into_iter()
            .zip(split(own.done))
            .zip(split(own.invested));
        let amounts = amounts.zip(split(own.before.unwrap_or(0))).zip(&parts);
        for ((((total, done), invested), before), (slot, part)) in amounts {
            if let Some(row) = rows.get_mut(*slot) {
                row.add(Figures {
                    projects: i64::from(*part),
                    total: total.1,
                    done: done.1,
                    invested: invested.1,
                    before: Some(before.1),
                });
            }
        }
    }
    rows
}

fn of_project(
    state: &State,
    basis: &Basis,
    month: Month,
    none: Figures,
    project: View<'_, Project>,
) -> Figures {
    let mut figures = Figures {
        total: project.total_investment().unwrap_or(0),
        ..none
    };
    let is_known = |one: &Invested| one.corrected_on.is_none_or(|on| on <= basis.day);
    let last = month.previous();
    for one in months::of_project(state, project.record.id).filter(is_known) {
        if one.month <= month {
            figures.done = figures.done.saturating_add(one.amount);
        }
        if one.month == month {
            figures.invested = figures.invested.saturating_add(one.amount);
        }
        if Some(one.month) == last {
            figures.before = figures.before.map(|sum| sum.saturating_add(one.amount));
        }
    }
    figures
}

/// The ranks of the rows, in their order. Shares have one denominator, so the larger numerator is
/// the larger share; what cannot be compared stands last.
pub(in crate::rules) fn rank(rows: &[Figures], settings: &Settings) -> Vec<Ranks> {
    let column = |key: fn(&Figures) -> Option<Fraction>| {
        let keys: Vec<_> = rows.iter().map(key).collect();
        ranks(&keys)
    };
    let count = column(|row| Fraction::new(row.projects, 1));
    let total = column(|row| Fraction::new(row.total, 1));
    let change = column(|row| row.change().value());
    let columns: Vec<[u32; 3]> = (count.iter().zip(&total).zip(&change))
        .map(|((count, total), change)| [*count, *total, *change])
        .collect();
    let overall = overall(&columns, settings);
    (columns.into_iter().zip(overall))
        .map(|([count, total, change], overall)| Ranks {
            count,
            total,
            change,
            overall,
        })
        .collect()
}

/// The smallest sum of ranks first, weighted where the room weighs them.
fn overall(columns: &[[u32; 3]], settings: &Settings) -> Vec<u32> {
    if settings.choice(Fields::TOTAL_RANK) != Some(TotalRank::Weighted) {
        return by_sum_of_ranks(columns);
    }
    let weights = [
        Fields::WEIGHT_COUNT,
        Fields::WEIGHT_TOTAL,
        Fields::WEIGHT_CHANGE,
    ]
    .map(|field| u64::from(settings.count(field)));
    let weighted = columns.iter().map(|row| {
        let sum: u64 = (row.iter().zip(weights))
            .map(|(rank, weight)| u64::from(*rank).saturating_mul(weight))
            .fold(0, u64::saturating_add);
        Some(Reverse(sum))
    });
    ranks(&weighted.collect::<Vec<_>>())
}
