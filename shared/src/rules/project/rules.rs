//! What the figures and lights of all projects depend on beside their records.

use super::deadline::hard_start;
use super::tier;
use crate::model::{LightPreset, ListKind, Recovery, Settings};
use crate::rules::Basis;
use crate::rules::figures::Points;
use crate::rules::figures::points::Limits;
use crate::rules::report::is_locked;
use crate::schema::{Day, Month};
use crate::state::State;

/// The day, the month and the settings by which projects are judged, resolved once for all of
/// them. Where two are equal, so is everything derived from the same records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProjectRules {
    /// The day.
    pub day: Day,
    /// Progress is judged by the end of this month: the last that is over, or locked already. A
    /// month is over on its last day.
    pub judged: Month,
    /// Where the tiers begin.
    pub tiers: tier::Limits,
    /// How progress is judged.
    pub preset: LightPreset,
    /// Points behind (preset 1).
    pub limits: Limits,
    /// Per cent of the sequence from which progress is green (preset 2).
    pub green_share: i64,
    /// Per cent of the sequence from which progress is yellow (preset 2).
    pub yellow_share: i64,
    /// Days late above which progress is red (preset 3).
    pub red_days: i64,
    /// The month after the planned one in which what is not reached turns red.
    pub red_month: i64,
    /// Whether an approved reason keeps a light from being red.
    pub excuse_yellow: bool,
    /// What follows when the cause of a red light is made good.
    pub recovery: Recovery,
    /// Per cent of the designed output from which a project is at full capacity.
    pub full_capacity: i64,
    /// The hard deadline of the hundred-days list of 2019 (DOMAIN T23).
    pub hard_start_2019: Option<Day>,
    /// The hard deadline of the hundred-days list of 2020 (DOMAIN T24).
    pub hard_start_2020: Option<Day>,
}

impl ProjectRules {
    /// What holds in the room on the day of the basis.
    pub fn new(state: &State, basis: &Basis) -> Self {
        let settings = &basis.settings;
        Self {
            day: basis.day,
            judged: judged_month(state, basis.day),
            tiers: tier::Limits::of(settings),
            preset: settings
                .choice(Settings::LIGHT_PRESET)
                .unwrap_or(LightPreset::Points),
            limits: Limits {
                yellow_from: Points::whole(settings.int(Settings::YELLOW_POINTS)),
                red_above: Points::whole(settings.int(Settings::RED_POINTS)),
            },
            green_share: settings.int(Settings::GREEN_SHARE),
            yellow_share: settings.int(Settings::YELLOW_SHARE),
            red_days: settings.int(Settings::RED_DAYS),
            red_month: settings.int(Settings::RED_START_MONTH),
            excuse_yellow: settings.flag(Settings::EXCUSE_YELLOW),
            recovery: settings
                .choice(Settings::RECOVERY)
                .unwrap_or(Recovery::AtOnce),
            full_capacity: settings.int(Settings::FULL_CAPACITY_PERCENT),
            hard_start_2019: hard_start(ListKind::HardStart2019, basis),
            hard_start_2020: hard_start(ListKind::HardStart2020, basis),
        }
    }

    /// The deadline all projects of the list have; `None` for a list without one.
    pub fn deadline_of(&self, list: ListKind) -> Option<Day> {
        match list {
            ListKind::HardStart2019 => self.hard_start_2019,
            ListKind::HardStart2020 => self.hard_start_2020,
            _ => None,
        }
    }
}

fn judged_month(state: &State, day: Day) -> Month {
    let month = day.month();
    if day == month.last_day() || is_locked(state, month) {
        return month;
    }
    month.previous().unwrap_or(month)
}
