//! 达产率: how much of its designed output a project puts out (DOMAIN T33).

use super::ProjectRules;
use crate::model::{Project, Stage};
use crate::rules::figures::Ratio;
use crate::schema::{Sentence, View};

/// How far a completed project is from full capacity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Capacity {
    /// 未知: its designed output has not been entered.
    Unknown,
    /// 未达产: nothing is put out yet.
    None(Ratio),
    /// 达产不足: something, but less than full capacity.
    Partly(Ratio),
    /// 达产.
    Full(Ratio),
}

impl Capacity {
    /// That of the project; `None` before it is complete.
    pub fn of(project: View<'_, Project>, rules: &ProjectRules) -> Option<Self> {
        if project.stage() < Some(Stage::Completed) {
            return None;
        }
        let designed = project.designed_output().filter(|designed| *designed > 0);
        let Some(designed) = designed else {
            return Some(Self::Unknown);
        };
        let rate = Ratio::new(project.actual_output().unwrap_or(0), designed);
        Some(if rate.numerator <= 0 {
            Self::None(rate)
        } else if rate.at_least(rules.full_capacity.saturating_mul(100)) {
            Self::Full(rate)
        } else {
            Self::Partly(rate)
        })
    }

    /// Output of the last 12 months, of the designed output; `None` when that is not known.
    pub fn rate(self) -> Option<Ratio> {
        match self {
            Self::Unknown => None,
            Self::None(rate) | Self::Partly(rate) | Self::Full(rate) => Some(rate),
        }
    }

    /// In words: 「达产不足,达产率 70.0%」.
    pub fn sentence(self) -> Sentence {
        let (zh, en, rate) = match self {
            Self::Unknown => return Sentence::new("设计年产值未填", "designed output not entered"),
            Self::None(rate) => ("未达产", "no output yet", rate),
            Self::Partly(rate) => ("达产不足", "below capacity", rate),
            Self::Full(rate) => ("达产", "at full capacity", rate),
        };
        let percent = rate.percent_or_none();
        Sentence::new(
            format!("{zh},达产率 {percent}"),
            format!("{en}: {percent} of the designed output"),
        )
    }
}
