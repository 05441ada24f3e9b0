//! 标准地: the share of new industrial land given with its conditions fixed (DOMAIN T36).

use super::Amount;
use crate::model::{LandParcel, Park, ParkKind, Project, Settings};
use crate::rules::figures::{NONE, Ratio};
use crate::rules::light::{Colour, Light};
use crate::rules::{Attempt, Basis, Refusal};
use crate::schema::{Day, FieldNo, Record, RecordId, View};
use crate::state::State;

/// The first year in which all new industrial land is to be standard land.
const FULL_FROM: i64 = 2021;

/// New industrial land of a park in a year, and how much of it is standard land.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// The area of standard land, in mu.
    pub standard: Amount,
    /// The area of all new industrial land, in mu.
    pub all: Amount,
    /// The number of standard parcels.
    pub standard_parcels: u32,
    /// The number of parcels.
    pub parcels: u32,
}

impl Share {
    /// By area, as it is judged; «–» without any new industrial land.
    pub fn by_area(self) -> Ratio {
        self.standard.share_of(self.all)
    }

    /// By number, shown beside it (DOMAIN §12, 24).
    pub fn by_number(self) -> Ratio {
        Ratio::new(i64::from(self.standard_parcels), i64::from(self.parcels))
    }

    /// Whether there is any land to judge.
    pub fn is_empty(self) -> bool {
        self.all == Amount::ZERO
    }

    /// Whether the target is met, compared unrounded.
    pub fn meets(self, target_percent: i64) -> bool {
        !self.is_empty() && self.standard.times(100) >= self.all.times(target_percent)
    }

    fn add(&mut self, parcel: View<'_, LandParcel>) {
        let area = Amount::or_zero(parcel.area());
        self.all = self.all + area;
        self.parcels += 1;
        if parcel.standard() == Some(true) {
            self.standard = self.standard + area;
            self.standard_parcels += 1;
        }
    }
}

/// How a park stands in a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StandardLand {
    /// The park.
    pub park: RecordId,
    /// What was given so far.
    pub now: Share,
    /// What will have been given by the end of the year, with what is planned.
    pub forecast: Share,
    /// The target, in per cent.
    pub target_percent: i64,
    /// Whether the year is over.
    pub is_over: bool,
}

impl StandardLand {
    /// Whether the target is met by what was given so far.
    pub fn is_met(self) -> bool {
        self.now.meets(self.target_percent)
    }

    /// The colour of its light. While the year goes on nothing is too late.
    pub fn colour(self) -> Colour {
        match (self.now.is_empty(), self.is_met(), self.is_over) {
            (true, ..) => Colour::Grey,
            (false, true, true) => Colour::Blue,
            (false, true, false) => Colour::Green,
            (false, false, true) => Colour::Red,
            (false, false, false) => Colour::Yellow,
        }
    }

    /// Its light, with the figures.
    pub fn light(self) -> Light {
        let (now, target) = (self.now, self.target_percent);
        if now.is_empty() {
            let why = (
                format!("本年没有新增工业用地,目标 {target}%"),
                format!("no new industrial land this year; the target is {target}%"),
            );
            return Light::new(self.colour(), (NONE, NONE), why);
        }
        let percent = now.by_area().percent_or_none();
        let word = if self.is_met() {
            (format!("{percent} 达标"), format!("{percent}, met"))
        } else {
            (format!("{percent} 未达标"), format!("{percent}, not met"))
        };
        let number = now.by_number();
        let (zh, en) = self.forecast_words();
        let why = (
            format!(
                "新增工业用地 {} 亩,其中标准地 {} 亩;按宗数 {number};目标 {target}%{zh}",
                now.all, now.standard
            ),
            format!(
                "{} of {} mu of new industrial land is standard land; by number {number}; the target is {target}%{en}",
                now.standard, now.all
            ),
        );
        Light::new(self.colour(), word, why)
    }

    /// What is added to the sentence while the year goes on.
    fn forecast_words(self) -> (String, String) {
        if self.is_over {
            return (String::new(), String::new());
        }
        let forecast = self.forecast.by_area().percent_or_none();
        (
            format!(";预计年底 {forecast}"),
            format!("; forecast for the end of the year {forecast}"),
        )
    }
}

/// The target of a park in a year, in per cent.
pub fn target_percent(basis: &Basis, kind: ParkKind, year: i64) -> i64 {
    let setting = match kind {
        _ if year >= FULL_FROM => Settings::STANDARD_LATER_PERCENT,
        ParkKind::HighTechZone => Settings::STANDARD_ZONE_PERCENT,
        ParkKind::ProvincialZone | ParkKind::Other => Settings::STANDARD_PARK_PERCENT,
    };
    basis.settings.int(setting)
}

/// How the park stands in the year; `None` when there is no such park.
pub fn of_park(state: &State, basis: &Basis, park: RecordId, year: i16) -> Option<StandardLand> {
    let kind = state.get(park)?.view::<Park>()?.kind()?;
    let (mut now, mut forecast) = (Share::default(), Share::default());
    let parcels = state
        .referring::<LandParcel>(park, LandParcel::PARK)
        .filter_map(|record| record.view::<LandParcel>())
        .filter(|parcel| parcel.industrial() == Some(true));
    for parcel in parcels {
        let Some(day) = parcel.given_on().or(parcel.planned_on()) else {
            continue;
        };
        if day.year() != year {
            continue;
        }
        forecast.add(parcel);
        if parcel.given_on().is_some_and(|day| day <= basis.day) {
            now.add(parcel);
        }
    }
    Some(StandardLand {
        park,
        now,
        forecast,
        target_percent: target_percent(basis, kind, i64::from(year)),
        is_over: Day::new(year, 12, 31).is_some_and(|last| basis.day > last),
    })
}

/// How a place stands: as the worst of its parks that have any land to judge (DOMAIN §12, 24), the
/// one that is furthest behind its target. `None` when no park has.
pub fn of_place(state: &State, basis: &Basis, place: RecordId, year: i16) -> Option<StandardLand> {
    state
        .referring::<Park>(place, Park::PLACE)
        .filter_map(|record| of_park(state, basis, record.id, year))
        .filter(|park| !park.now.is_empty())
        .min_by_key(|park| (park.is_met(), reached(*park), park.park))
}

/// How much of its target a park has reached.
fn reached(park: StandardLand) -> Option<crate::rules::figures::Fraction> {
    let target = park.now.all.times(park.target_percent.max(1));
    park.now.standard.times(100).share_of(target).value()
}

/// 拿地即开工: how many days passed from the land contract to the start; `None` while one of them
/// has no day.
pub fn days_to_start(state: &State, parcel: View<'_, LandParcel>) -> Option<i32> {
    let project = state.get(parcel.project()?)?.view::<Project>()?;
    Some(project.started_on()?.days_since(parcel.contract_on()?))
}

/// Standard land is what has its conditions: without them it is none.
pub(super) fn check(attempt: &Attempt<'_>) -> Result<(), Refusal> {
    let Some(parcel) = attempt.of::<LandParcel>() else {
        return Ok(());
    };
    if parcel.standard() != Some(true) {
        return Ok(());
    }
    let conditions: [(FieldNo, &str, &str); 3] = [
        (LandParcel::LEADING_INDUSTRY, "主导产业", "leading industry"),
        (LandParcel::DIRECTION, "项目方向", "kind of project"),
        (LandParcel::INTENSITY, "投资强度", "investment per mu"),
    ];
    let is_missing = |record: &Record, field| record.value(field).is_none();
    match conditions
        .into_iter()
        .find(|(field, ..)| is_missing(attempt.after, *field))
    {
        None => Ok(()),
        Some((field, zh, en)) => Err(attempt.refuse(
            field,
            format!("“标准地”须带条件出让,请填写「{zh}」"),
            format!("standard land is given with its conditions: fill in the {en}"),
        )),
    }
}
