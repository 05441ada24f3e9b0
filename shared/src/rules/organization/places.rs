//! The places: 13 counties and 高新区, which owe, report and are ranked alike (DOMAIN §12, 22).

use std::collections::HashMap;

use crate::model::{Unit, UnitKind};
use crate::schema::{RecordId, View};
use crate::state::State;

/// The code of 宜昌高新区, the one zone among the places: the free-trade zone has only task 48.
const HIGH_TECH_ZONE: &str = "gxq";

/// Whether it is one of the 14: a county, or the high-tech zone.
pub fn is_place(unit: View<'_, Unit>) -> bool {
    match unit.kind() {
        Some(UnitKind::County) => true,
        Some(UnitKind::Zone) => unit.code() == Some(HIGH_TECH_ZONE),
        _ => false,
    }
}

/// Whether it governs a part of the city, the free-trade zone included, and is no bureau.
pub const fn is_local(kind: UnitKind) -> bool {
    matches!(kind, UnitKind::County | UnitKind::Zone)
}

/// The places in their order, and a last slot for all else: the city's own projects, the
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
            .filter(|unit| is_place(*unit))
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

    /// The place's slot; `None` for a unit that is none.
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
