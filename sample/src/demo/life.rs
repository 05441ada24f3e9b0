//! The life of one project: when it was planned to start and when it does, how fast it goes, how
//! much it costs. Everything else is written from this.

use shared::model::{ApprovalType, PlanField, Sector};
use shared::schema::Day;

use super::chance::Chance;
use super::names;
use super::people::People;
use super::script::first_entry;

/// Ten thousand yuan.
pub(super) const WAN: i64 = 10_000;

/// One project.
#[derive(Debug)]
pub(super) struct Life {
    pub(super) number: u32,
    /// The place that reports it, as a position in [`People::places`].
    pub(super) place: usize,
    /// A second county and its share in ten-thousandths, for one that crosses a border.
    pub(super) shared_with: Option<(usize, u32)>,
    pub(super) name: String,
    pub(super) owner: String,
    pub(super) sector: Sector,
    pub(super) field: PlanField,
    pub(super) approval: ApprovalType,
    /// In yuan.
    pub(super) total: i64,
    pub(super) reserved: Day,
    pub(super) prepared: Day,
    pub(super) planned_start: Day,
    pub(super) start: Day,
    pub(super) planned_completion: Day,
    pub(super) completion: Day,
    pub(super) production: Day,
    pub(super) full: Day,
    /// What it invests of what it planned, in percent.
    pub(super) pace: i64,
    /// Whether it stands still from some day on.
    pub(super) paused: Option<Day>,
}

impl Life {
    pub(super) fn thrown(number: u32, people: &People, chance: &mut Chance, until: Day) -> Self {
        let place = thrown_place(people, chance);
        let name = &people.places[place].name;
        let (title, sector, field) = names::project(name, number, chance);
        let months = chance.days(8, 36);
        // Starts lie between two years before the end of the history and two years after it.
        let start = until.plus(chance.days(-900, 600));
        let slip = match chance.days(0, 9) {
            0..6 => chance.days(-20, 5),
            6..8 => chance.days(6, 60),
            _ => chance.days(61, 240),
        };
        let completion = start.plus(months * 30);
        let late = if chance.percent(70) {
            0
        } else {
            chance.days(15, 200)
        };
        let production = completion.plus(chance.days(20, 180));
        let prepared = start.plus(-chance.days(60, 420));
        Self {
            number,
            place,
            shared_with: (chance.percent(3)).then(|| {
                let other = (place + 1) % people.places.len();
                (
                    other,
                    u32::try_from(chance.between(10, 60)).unwrap_or(50) * 100,
                )
            }),
            owner: names::owner(name, sector, chance),
            name: title,
            sector,
            field,
            approval: match sector {
                Sector::Manufacturing | Sector::Services => ApprovalType::Filing,
                Sector::Infrastructure if chance.percent(25) => ApprovalType::Sanction,
                Sector::Infrastructure | Sector::Ecology => ApprovalType::Approval,
            },
            total: thrown_total(chance),
            // Every project is known by the end of the history.
            reserved: prepared
                .plus(-chance.days(30, 300))
                .min(until.plus(-chance.days(1, 200))),
            prepared,
            planned_start: start.plus(-slip),
            start,
            planned_completion: completion.plus(-late),
            completion,
            production,
            full: production.plus(chance.days(180, 540)),
            pace: match chance.days(0, 9) {
                0..6 => chance.between(92, 112),
                6..9 => chance.between(60, 88),
                _ => chance.between(15, 50),
            },
            paused: chance.percent(2).then(|| until.plus(-chance.days(10, 120))),
        }
    }

    /// Whether money is invested in the month that begins on `first`: while it is built, and not
    /// while it stands still.
    pub(super) fn builds_in(&self, first: Day, last: Day) -> bool {
        self.start <= last && self.completion >= first && self.paused.is_none_or(|day| day > first)
    }

    /// Whether work on it goes on, prepared or built, and it has been entered by the day before.
    pub(super) fn is_active_on(&self, day: Day) -> bool {
        let known = self.reserved.max(first_entry().plus(5)).plus(1);
        known <= day && self.completion > day && self.paused.is_none_or(|paused| paused > day)
    }

    /// How far it is built on the day, in words.
    pub(super) fn standing_on(&self, day: Day) -> (&'static str, i64) {
        if day < self.start {
            return ("前期工作", 0);
        }
        let built = i64::from(day.days_since(self.start));
        let all = i64::from(self.completion.days_since(self.start)).max(1);
        match built * 100 / all {
            share @ ..12 => ("场地平整", share),
            share @ 12..35 => ("基础施工", share),
            share @ 35..70 => ("主体施工", share),
            share @ 70..92 => ("设备安装", share),
            share => ("收尾调试", share.min(99)),
        }
    }

    /// What is planned for each month of construction, in yuan, in whole ten thousands.
    pub(super) fn monthly_plan(&self) -> i64 {
        let months = i64::from(self.completion.days_since(self.start) / 30).max(1);
        self.total / WAN / months * WAN
    }
}

/// The bigger counties have more projects.
fn thrown_place(people: &People, chance: &mut Chance) -> usize {
    let end = i64::try_from(people.places.len()).unwrap_or(1) - 1;
    let (one, other) = (chance.between(0, end), chance.between(0, end));
    usize::try_from(one.max(other)).unwrap_or(0)
}

/// A few large ones, many of one to ten hundred million, and small ones, in whole million yuan.
fn thrown_total(chance: &mut Chance) -> i64 {
    let millions = match chance.days(0, 99) {
        0..7 => chance.between(1_000, 6_000),
        7..62 => chance.between(100, 999),
        _ => chance.between(8, 99),
    };
    millions * 100 * WAN
}
