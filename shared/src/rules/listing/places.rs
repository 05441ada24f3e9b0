//! The places that are ranked and counted: 13 counties and 高新区 (DOMAIN §12, 22).

use std::collections::HashMap;

use crate::model::{Project, Unit, UnitKind};
use crate::schema::{RecordId, View, WHOLE};
use crate::state::State;

/// The free-trade zone is a zone like 高新区 but has only task 48 and is not ranked.
const FREE_TRADE_ZONE: &str = "自贸";

/// The ranked places in their order, and a last slot for all else: the city's own projects, the
/// free-trade zone.
#[derive(Clone, Debug, Default)]
pub struct Places {
    units: Vec<RecordId>,
    slots: HashMap<RecordId, usize>,
}

impl Places {
    /// The places of the room.
    pub fn of(state: &State) -> Self {
        let units = state.all::<Unit>().filter_map(|record| record.view());
        let mut ranked: Vec<(Option<i64>, RecordId)> = units
            .filter(|unit| is_ranked(*unit))
            .map(|unit| (unit.no(), unit.record.id))
            .collect();
        ranked.sort_unstable();
        let units: Vec<RecordId> = ranked.into_iter().map(|(_, id)| id).collect();
        let slots = units.iter().copied().zip(0..).collect();
        Self { units, slots }
    }

    /// The places, in their order.
    pub fn units(&self) -> &[RecordId] {
        &self.units
    }

    /// The place's slot; `None` for a unit that is not ranked.
    pub fn ranked(&self, unit: RecordId) -> Option<usize> {
        self.slots.get(&unit).copied()
    }

    /// The unit's slot: a place's own, or the last one.
    pub fn slot(&self, unit: Option<RecordId>) -> usize {
        let own = unit.and_then(|unit| self.ranked(unit));
        own.unwrap_or(self.units.len())
    }

    /// One value for each slot, the last one included.
    pub fn table<T: Clone + Default>(&self) -> Vec<T> {
        vec![T::default(); self.units.len() + 1]
    }

    /// The unit of each slot; `None` for the last.
    pub fn rows(&self) -> impl Iterator<Item = Option<RecordId>> {
        let last = std::iter::once(None);
        self.units.iter().copied().map(Some).chain(last)
    }
}

fn is_ranked(unit: View<'_, Unit>) -> bool {
    match unit.kind() {
        Some(UnitKind::County) => true,
        Some(UnitKind::Zone) => !unit.name().unwrap_or_default().contains(FREE_TRADE_ZONE),
        _ => false,
    }
}

/// The parts of a project by slot, in ten-thousandths: its shares where they are entered, else all
/// of it for the unit that reports.
pub fn parts(places: &Places, project: View<'_, Project>) -> Vec<(usize, u32)> {
    match project.shares().filter(|shares| !shares.is_empty()) {
        Some(shares) => shares
            .iter()
            .map(|(unit, part)| (places.slot(Some(*unit)), *part))
            .collect(),
        None => vec![(places.slot(project.county()), WHOLE)],
    }
}

/// The amount divided by the parts. The last takes what rounding leaves, so that they add up.
pub fn divide(amount: i64, parts: &[(usize, u32)]) -> impl Iterator<Item = (usize, i64)> {
    let mut left = amount;
    let last = parts.len().saturating_sub(1);
    parts.iter().enumerate().map(move |(at, (slot, part))| {
        let exact = i128::from(amount) * i128::from(*part) / i128::from(WHOLE);
        // A part of a 64-bit amount is no larger than it.
        let given = i64::try_from(exact).unwrap_or(left);
        let given = if at == last { left } else { given };
        left -= given;
        (*slot, given)
    })
}
