//! What projects add up to.

use std::collections::BTreeMap;

use super::Entry;
use crate::model::{Sector, Stage, Tier};
use crate::rules::figures::Ratio;
use crate::rules::light::Colour;
use crate::schema::RecordId;

/// The sums of some projects, in yuan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// How many.
    pub count: usize,
    /// Total investment.
    pub total: i64,
    /// Planned for the year.
    pub plan: i64,
    /// Invested this year.
    pub invested: i64,
    /// Invested since the beginning.
    pub cumulative: i64,
}

impl Sums {
    /// Invested this year, of the plan of the year.
    pub fn rate(&self) -> Ratio {
        Ratio::new(self.invested, self.plan)
    }

    // Wrapping, so that adding and taking undo each other whatever people enter.
    fn add(&mut self, entry: &Entry) {
        let figures = &entry.figures;
        self.count += 1;
        self.total = self.total.wrapping_add(figures.total);
        self.plan = self.plan.wrapping_add(figures.plan.unwrap_or(0));
        self.invested = self.invested.wrapping_add(figures.invested);
        self.cumulative = self.cumulative.wrapping_add(figures.cumulative);
    }

    fn take(&mut self, entry: &Entry) {
        let figures = &entry.figures;
        self.count = self.count.saturating_sub(1);
        self.total = self.total.wrapping_sub(figures.total);
        self.plan = self.plan.wrapping_sub(figures.plan.unwrap_or(0));
        self.invested = self.invested.wrapping_sub(figures.invested);
        self.cumulative = self.cumulative.wrapping_sub(figures.cumulative);
    }
}

/// The sums of all projects, and by what they can be grouped by. A group without projects is not
/// there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// All.
    pub all: Sums,
    /// By the unit that reports.
    pub by_county: BTreeMap<Option<RecordId>, Sums>,
    /// By sector; `None` where none is entered.
    pub by_sector: BTreeMap<Option<Sector>, Sums>,
    /// By stage.
    pub by_stage: BTreeMap<Stage, Sums>,
    /// By tier.
    pub by_tier: BTreeMap<Tier, Sums>,
    /// By the colour of the project's light.
    pub by_light: BTreeMap<Colour, Sums>,
}

impl Totals {
    pub(super) fn add(&mut self, entry: &Entry) {
        let figures = &entry.figures;
        if !figures.counts() {
            return;
        }
        self.all.add(entry);
        self.by_county.entry(figures.county).or_default().add(entry);
        self.by_sector.entry(figures.sector).or_default().add(entry);
        self.by_stage.entry(figures.stage).or_default().add(entry);
        self.by_tier.entry(figures.tier).or_default().add(entry);
        let colour = entry.lights.colour();
        self.by_light.entry(colour).or_default().add(entry);
    }

    pub(super) fn take(&mut self, entry: &Entry) {
        let figures = &entry.figures;
        if !figures.counts() {
            return;
        }
        self.all.take(entry);
        take_from(&mut self.by_county, figures.county, entry);
        take_from(&mut self.by_sector, figures.sector, entry);
        take_from(&mut self.by_stage, figures.stage, entry);
        take_from(&mut self.by_tier, figures.tier, entry);
        take_from(&mut self.by_light, entry.lights.colour(), entry);
    }
}

fn take_from<G: Ord>(groups: &mut BTreeMap<G, Sums>, group: G, entry: &Entry) {
    if let Some(sums) = groups.get_mut(&group) {
        sums.take(entry);
        if sums.count == 0 {
            groups.remove(&group);
        }
    }
}
