//! 四督四促: the lists of what is supervised, by rule (DOMAIN T31–T33). The fourth, the guarantee of
//! elements, is part of the quarterly supervision.
//!
//! - [`conversion`]: 督转化, what should have started
//! - [`continuation`]: 督续建, what goes on and lags
//! - [`completion`]: 督竣工, what should be completed and put out what it was designed for

pub mod completion;
pub mod continuation;
pub mod conversion;

use std::collections::HashMap;

use super::element::Key;
use crate::declare_choice;
use crate::model::{Project, Sector, Settings, Standing};
use crate::rules::Basis;
use crate::rules::organization::Places;
use crate::schema::{RecordId, View};
use crate::state::State;

declare_choice! {
    /// Who supervises a project (分级).
    Level {
        City = 1 "city" ("市级督办", "supervised by the city"),
        County = 2 "county" ("县级督办", "supervised by the county"),
    }
}

/// A project on one of the lists: whose it is, by level and class (分级分类).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Supervised {
    /// The project.
    pub project: RecordId,
    /// The unit that reports on it.
    pub unit: Option<RecordId>,
    /// The bureau of its sector.
    pub bureau: Option<RecordId>,
    /// By the city what is on a key list or dispatched by its leader; by the county the rest.
    pub level: Level,
    /// Its sector.
    pub class: Option<Sector>,
}

impl Supervised {
    fn of(basis: &Basis, project: View<'_, Project>) -> Self {
        let is_large = project.total_investment() >= Some(basis.settings.money(Settings::TIER_A));
        let is_city = is_large || Key::of(project) != Key::None;
        Self {
            project: project.record.id,
            unit: project.county(),
            bureau: project.sector_unit(),
            level: if is_city { Level::City } else { Level::County },
            class: project.sector(),
        }
    }
}

/// The projects of 1亿 and more that have not been ended.
fn major<'a>(state: &'a State, basis: &Basis) -> impl Iterator<Item = View<'a, Project>> {
    let from = basis.settings.money(Settings::TIER_B);
    state
        .all::<Project>()
        .filter_map(|record| record.view::<Project>())
        .filter(move |project| project.total_investment() >= Some(from))
        .filter(|project| project.standing() != Some(Standing::Ended))
}

/// How many of the list each place has, in the order of places; `None` for all other units.
pub fn by_place<'a>(
    places: &Places,
    list: impl Iterator<Item = &'a Supervised>,
) -> Vec<(Option<RecordId>, u32)> {
    let mut table: Vec<u32> = places.table();
    for one in list {
        if let Some(count) = table.get_mut(places.slot(one.unit)) {
            *count += 1;
        }
    }
    places.rows().zip(table).collect()
}

/// How many of the list each bureau has, the most first.
pub fn by_bureau<'a>(list: impl Iterator<Item = &'a Supervised>) -> Vec<(Option<RecordId>, u32)> {
    let mut counts: HashMap<Option<RecordId>, u32> = HashMap::new();
    for one in list {
        *counts.entry(one.bureau).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(bureau, count)| (std::cmp::Reverse(*count), *bureau));
    counts
}
