//! What points follow from.

use crate::model::{Direction, Indicator, LedgerFigure};
use crate::rules::evaluation::marks::Marks;
use crate::rules::figures::merit::Scale;
use crate::rules::figures::{Fraction, money};
use crate::schema::{Sentence, View};

/// The figures behind a cell, by the method of its indicator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// There is no figure: no points.
    Missing,
    /// There is nothing to be reached: no points.
    NoTarget {
        /// The figure.
        value: i64,
    },
    /// The part of a target that is reached.
    Completion {
        /// The figure.
        value: i64,
        /// What was to be reached, or not to be exceeded.
        target: i64,
        /// Which figures are better.
        direction: Direction,
    },
    /// Between the worst and the best place.
    Merit {
        /// The figure.
        value: i64,
        /// The worst and the best.
        scale: Scale,
    },
    /// By place.
    Place {
        /// The figure.
        value: i64,
        /// Its place.
        place: u32,
        /// Among so many.
        of: u32,
    },
}

impl Ground {
    pub(super) fn completion(
        value: Option<i64>,
        target: Option<i64>,
        direction: Direction,
    ) -> Self {
        match (value, target) {
            (Some(value), Some(target)) if target > 0 => Self::Completion {
                value,
                target,
                direction,
            },
            (Some(value), _) => Self::NoTarget { value },
            (None, _) => Self::Missing,
        }
    }

    /// Whether a figure or a target is not there.
    pub fn is_missing(self) -> bool {
        matches!(self, Self::Missing | Self::NoTarget { .. })
    }

    /// The points of an indicator of this weight, exact.
    pub fn points(self, weight: u32) -> Fraction {
        // What it is a part of is above zero in every arm below.
        let part = |reached: i64, of: i64| scaled(i64::from(weight), reached.clamp(0, of), of);
        match self {
            Self::Missing | Self::NoTarget { .. } => Fraction::ZERO,
            Self::Completion {
                value,
                target,
                direction: Direction::More,
            } => part(value, target),
            Self::Completion { value, target, .. } if value <= target => part(1, 1),
            Self::Completion { value, target, .. } => part(target, value),
            Self::Merit { value, scale } => scale.points(value, weight),
            Self::Place { place, of, .. } => {
                let (place, of) = (i64::from(place), i64::from(of));
                part(of - place + 1, of)
            }
        }
    }

    /// The ground in words, with the points it comes to.
    pub(super) fn sentence(
        self,
        points: Marks,
        weight: u32,
        indicator: Option<View<'_, Indicator>>,
    ) -> Sentence {
        let say = |value| said(value, indicator);
        let (zh, en) = match self {
            Self::Missing => return Sentence::new("尚无数据,不得分", "no figure, no points"),
            Self::NoTarget { value } => {
                let value = say(value);
                return Sentence::new(
                    format!("{},尚无目标值,不得分", value.zh),
                    format!("{}; no target, no points", value.en),
                );
            }
            Self::Completion { value, target, .. } => {
                let (value, target) = (say(value), say(target));
                (
                    format!("完成{},目标{}", value.zh, target.zh),
                    format!("{} of {}", value.en, target.en),
                )
            }
            Self::Merit { value, scale } => {
                let [value, worst, best] = [value, scale.worst, scale.best].map(say);
                (
                    format!("{},最好{},最差{}", value.zh, best.zh, worst.zh),
                    format!("{}; best {}, worst {}", value.en, best.en, worst.en),
                )
            }
            Self::Place { value, place, of } => {
                let value = say(value);
                (
                    format!("{},{of} 个中列第 {place}", value.zh),
                    format!("{}; place {place} of {of}", value.en),
                )
            }
        };
        Sentence::new(
            format!("{zh},权重 {weight} 分,得 {points} 分"),
            format!("{en}; {points} of {weight} points"),
        )
    }
}

/// `all · reached ÷ of`: exact where 64 bits hold the product; beyond, both lose the same low
/// digits.
fn scaled(all: i64, reached: i64, of: i64) -> Fraction {
    if let Some(product) = all.checked_mul(reached) {
        return Fraction::new(product, of).unwrap_or(Fraction::ZERO);
    }
    scaled(all, reached / 2, of / 2)
}

/// A figure with what it counts.
fn said(value: i64, indicator: Option<View<'_, Indicator>>) -> Sentence {
    let figure = indicator.and_then(View::<Indicator>::figure);
    let measure = indicator.and_then(View::<Indicator>::measure);
    let is_money = matches!(
        figure,
        Some(LedgerFigure::Investment | LedgerFigure::YearInvestment | LedgerFigure::StartedTotal)
    );
    if is_money || (figure.is_none() && measure == Some("元")) {
        return money::sentence(value);
    }
    let measure = measure.unwrap_or_default();
    Sentence::new(
        format!("{value}{measure}"),
        format!("{value} {measure}").trim_end(),
    )
}
