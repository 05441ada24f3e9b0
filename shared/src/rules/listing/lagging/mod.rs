//! Who lags month after month (DOMAIN 9.8, B21): the rank of each place in each locked month by
//! how much of the annual plan it has completed, or by what the room says, and the places to be
//! proposed for an interview.
//!
//! A month is judged by what was known when it was locked, so what is corrected later counts from
//! the next month on and a rank that was told stays.

mod completion;

use super::months::Locks;
use super::ranking::Ranking;
use crate::model::{LaggingBy, RankScope, Settings as Fields, Unit};
use crate::rules::figures::ranking::ranks;
use crate::rules::figures::streak::{Rule, Unreported};
use crate::rules::figures::{Ratio, money};
use crate::rules::organization::Places;
use crate::rules::{Basis, Settings};
use crate::schema::{Day, Month, Period, RecordId, Sentence, View, counted};
use crate::state::State;

/// How many months back are looked at.
const MONTHS: usize = 12;

/// 投资运行: the places month by month.
#[derive(Clone, Debug)]
pub struct Operation {
    /// What the places are ranked by.
    pub by: LaggingBy,
    /// The locked months on end up to the one asked for, oldest first.
    pub months: Vec<Month>,
    places: Places,
    /// By month, then by place: year-to-date completion of the annual plan; `None` where the place
    /// did not report.
    completion: Vec<Vec<Option<Ratio>>>,
    /// By month, then by place.
    ranks: Vec<Vec<Option<u32>>>,
}

/// How a place stands in the last month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// What it is ranked by.
    pub by: LaggingBy,
    /// The place.
    pub unit: RecordId,
    /// The month.
    pub month: Month,
    /// How much of its annual plan it had completed by the month's end; `None` when it did not
    /// report.
    pub completion: Option<Ratio>,
    /// Its rank; `None` when it did not report.
    pub rank: Option<u32>,
    /// How many months on end, up to this one, it has lagged.
    pub streak: usize,
}

impl Standing {
    /// What the place has completed, which rank that is, and for how long it has lagged.
    pub fn why(self) -> Sentence {
        let month = Period::Month(self.month).sentence();
        let (zh, en) = match (self.completion, self.rank) {
            (Some(completion), Some(rank)) => {
                let percent = completion.percent_or_none();
                let (of_zh, of_en) = match self.by {
                    LaggingBy::Completion => ("", ""),
                    LaggingBy::TotalRank => ("省市重点综合排名", " by key projects"),
                };
                let [done, planned] =
                    [completion.numerator, completion.denominator].map(money::sentence);
                (
                    format!(
                        "至{}累计完成 {},为年度计划 {} 的 {percent},{of_zh}第 {rank} 名",
                        month.zh, done.zh, planned.zh
                    ),
                    format!(
                        "{} of the {} planned for the year by the end of {}, {percent}: rank {rank}{of_en}",
                        done.en, planned.en, month.en
                    ),
                )
            }
            _ => (
                format!("{}没有上报", month.zh),
                format!("nothing was reported for {}", month.en),
            ),
        };
        match self.streak {
            0 => Sentence::new(zh, en),
            months => Sentence::new(
                format!("{zh},连续 {months} 个月落后"),
                format!("{en}, lagging for {months} months on end"),
            ),
        }
    }
}

/// A place the rule proposes for an interview.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The place.
    pub unit: RecordId,
    /// The months on end in which it lagged, oldest first, with its ranks; `None` where it did not
    /// report.
    pub months: Vec<(Month, Option<u32>)>,
}

impl Operation {
    /// The locked months up to `last`; no months at all while `last` is not locked.
    pub fn of(state: &State, last: Month) -> Self {
        let locks = Locks::of(state);
        let places = Places::of(state);
        let months = locks.on_end(last, MONTHS);
        let completion = completion::of(state, &locks, &places, &months);
        let by = by(&Settings::of(state));
        let of_month = |(month, row): (&Month, &Vec<Option<Ratio>>)| match by {
            LaggingBy::Completion => rank(row),
            LaggingBy::TotalRank => total_rank(state, &locks, &places, *month, row),
        };
        let ranks = months.iter().zip(&completion).map(of_month).collect();
        Self {
            by,
            months,
            places,
            completion,
            ranks,
        }
    }

    /// As if the places had had these ranks in the months.
    #[cfg(test)]
    pub(in crate::rules) fn with_ranks(
        state: &State,
        months: Vec<Month>,
        rank: impl Fn(RecordId, Month) -> Option<u32>,
    ) -> Self {
        let places = Places::of(state);
        let of_month = |month: &Month| {
            let units = places.units().iter();
            units.map(|unit| rank(*unit, *month)).collect()
        };
        let ranks: Vec<Vec<Option<u32>>> = months.iter().map(of_month).collect();
        Self {
            by: LaggingBy::Completion,
            completion: vec![vec![None; places.units().len()]; months.len()],
            months,
            places,
            ranks,
        }
    }

    /// The locked months up to the latest that was locked by the day; `None` before there is one.
    pub fn latest(state: &State, day: Day) -> Option<Self> {
        let last = Locks::of(state).latest(day)?;
        Some(Self::of(state, last))
    }

    /// The places, in their order.
    pub fn places(&self) -> &Places {
        &self.places
    }

    /// How much of its annual plan the place had completed by the end of the month.
    pub fn completion(&self, unit: RecordId, month: Month) -> Option<Ratio> {
        *self
            .completion
            .get(self.row(month)?)?
            .get(self.places.ranked(unit)?)?
    }

    /// The rank of the place in the month; `None` when it did not report.
    pub fn rank(&self, unit: RecordId, month: Month) -> Option<u32> {
        *self
            .ranks
            .get(self.row(month)?)?
            .get(self.places.ranked(unit)?)?
    }

    fn row(&self, month: Month) -> Option<usize> {
        self.months.iter().position(|one| *one == month)
    }

    /// The rank of the place in each of the months, oldest first.
    fn ranks_of(&self, unit: RecordId) -> Vec<Option<u32>> {
        let months = self.months.iter();
        months.map(|month| self.rank(unit, *month)).collect()
    }

    /// How the places stand in the last month, in their order.
    pub fn standings(&self, settings: &Settings) -> Vec<Standing> {
        let Some(month) = self.months.last().copied() else {
            return Vec::new();
        };
        let rule = self.rule(settings);
        let units = self.places.units().iter().copied();
        units
            .map(|unit| Standing {
                by: self.by,
                unit,
                month,
                completion: self.completion(unit, month),
                rank: self.rank(unit, month),
                streak: rule.streak(&self.ranks_of(unit)),
            })
            .collect()
    }

    /// The places that lag in the month.
    pub fn lagging(&self, settings: &Settings, month: Month) -> Vec<RecordId> {
        let rule = self.rule(settings);
        if self.row(month).is_none() {
            return Vec::new();
        }
        let units = self.places.units().iter().copied();
        units
            .filter(|unit| rule.is_lagging(self.rank(*unit, month)))
            .collect()
    }

    /// The places the rule proposes now that the last month is locked. `held` gives the month whose
    /// locking led to the last interview with the place that was held.
    pub(in crate::rules) fn candidates(
        &self,
        settings: &Settings,
        held: impl Fn(RecordId) -> Option<Month>,
    ) -> Vec<Candidate> {
        let Some(last) = self.months.last().copied() else {
            return Vec::new();
        };
        let rule = self.rule(settings);
        let units = self.places.units().iter().copied();
        units
            .filter_map(|unit| {
                let ranks = self.ranks_of(unit);
                let since = held(unit).map(|month| last.months_since(month));
                let since = since.map(|months| u32::try_from(months).unwrap_or(0));
                rule.is_candidate(&ranks, since).then(|| {
                    let before = ranks.len().saturating_sub(rule.streak(&ranks));
                    let months = self.months.iter().copied().zip(ranks);
                    Candidate {
                        unit,
                        months: months.skip(before).collect(),
                    }
                })
            })
            .collect()
    }

    fn rule(&self, settings: &Settings) -> Rule {
        let is_last = settings.flag(Fields::UNREPORTED_IS_LAST);
        Rule {
            units: u32::try_from(self.places.units().len()).unwrap_or(u32::MAX),
            places: settings.count(Fields::LAGGING_PLACES),
            length: settings.count(Fields::LAGGING_MONTHS),
            quiet: settings.count(Fields::QUIET_MONTHS),
            unreported: if is_last {
                Unreported::Last
            } else {
                Unreported::NotLagging
            },
        }
    }
}

impl Candidate {
    /// Why the place is proposed, with the months.
    pub fn sentence(&self, state: &State) -> Sentence {
        let unit = state
            .get(self.unit)
            .and_then(|record| record.view::<Unit>());
        let name = unit.and_then(View::<Unit>::short).unwrap_or("—");
        let count = self.months.len();
        let (zh, en): (Vec<String>, Vec<String>) = (self.months.iter())
            .map(|(month, rank)| match rank {
                Some(rank) => (
                    format!("{}月第 {rank}", month.number()),
                    format!("{rank} in {month}"),
                ),
                None => (
                    format!("{}月未报", month.number()),
                    format!("not reported in {month}"),
                ),
            })
            .unzip();
        Sentence::new(
            format!("{name}投资运行连续 {count} 个月排名落后:{}", zh.join("、")),
            format!(
                "{name} has lagged for {}: {}",
                counted(count, "month"),
                en.join(", ")
            ),
        )
    }
}

/// What the room ranks by.
fn by(settings: &Settings) -> LaggingBy {
    let by = settings.choice(Fields::LAGGING_BY);
    by.unwrap_or(LaggingBy::Completion)
}

/// The total ranks of those that reported, as they were when the month was locked.
fn total_rank(
    state: &State,
    locks: &Locks,
    places: &Places,
    month: Month,
    reported: &[Option<Ratio>],
) -> Vec<Option<u32>> {
    let locked = locks.on(month).unwrap_or_else(|| month.last_day());
    let basis = Basis::new(state, locked);
    let ranking = Ranking::of(state, &basis, month, RankScope::Both);
    let units = places.units().iter().zip(reported);
    units
        .map(|(unit, reported)| {
            let ranks = reported.and(ranking.line(*unit)?.ranks)?;
            Some(ranks.overall)
        })
        .collect()
}

/// The ranks of those that reported, among themselves.
fn rank(row: &[Option<Ratio>]) -> Vec<Option<u32>> {
    let keys: Vec<_> = row
        .iter()
        .map(|ratio| ratio.and_then(Ratio::value))
        .collect();
    let ranks = ranks(&keys).into_iter().zip(row);
    ranks.map(|(rank, ratio)| ratio.map(|_| rank)).collect()
}
