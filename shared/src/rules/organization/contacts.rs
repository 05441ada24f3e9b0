//! Whom the units have named (DOMAIN B02, B07).

use super::Term;
use super::groups::number_of;
use crate::model::UnitContact;
use crate::rules::figures::Ratio;
use crate::schema::{Day, FieldNo, RecordId, Sentence, View, counted};
use crate::state::State;

/// What a member unit names: a section and a liaison.
pub const MEMBERS_NAME: &[FieldNo] = &[UnitContact::SECTION, UnitContact::LIAISON];

/// What every unit with a duty names: who leads, and a liaison.
pub const UNITS_NAME: &[FieldNo] = &[UnitContact::LEAD, UnitContact::LIAISON];

/// A unit that has not named everything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The unit.
    pub unit: RecordId,
    /// What is missing.
    pub missing: Vec<FieldNo>,
}

/// How many units have named everything they were asked to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completeness {
    /// Those that have, of all.
    pub named: Ratio,
    /// Those that have not.
    pub gaps: Vec<Gap>,
}

impl Completeness {
    /// «24 家单位,已明确 20 家».
    pub fn sentence(&self) -> Sentence {
        let (named, all) = (self.named.numerator, self.named.denominator);
        Sentence::new(
            format!("{all} 家单位,已明确 {named} 家({named}/{all})"),
            format!("{named} of {} have named theirs", counted(all, "unit")),
        )
    }
}

/// When what the contact says holds.
pub(super) fn term_of(contact: View<'_, UnitContact>) -> Term {
    Term::new(contact.from(), contact.to())
}

/// Whom the unit has named for the task on the day: those named for this task, else those named
/// for all.
pub fn contact_of(
    state: &State,
    unit: RecordId,
    task: Option<RecordId>,
    day: Day,
) -> Option<View<'_, UnitContact>> {
    let mut general = None;
    for record in state.referring::<UnitContact>(unit, UnitContact::UNIT) {
        let Some(contact) = record.view::<UnitContact>() else {
            continue;
        };
        if !term_of(contact).contains(day) {
            continue;
        }
        match contact.task() {
            None => general = Some(contact),
            own if own == task => return Some(contact),
            Some(_) => {}
        }
    }
    general
}

/// What of `asked` the contact does not say.
pub fn missing(contact: Option<View<'_, UnitContact>>, asked: &[FieldNo]) -> Vec<FieldNo> {
    let says = |no: FieldNo| {
        let text = contact?.read::<crate::schema::Text>(no)?;
        (!text.trim().is_empty()).then_some(())
    };
    asked
        .iter()
        .copied()
        .filter(|no| says(*no).is_none())
        .collect()
}

/// Which of the units have named what they were `asked` to.
pub fn completeness(
    state: &State,
    units: &[RecordId],
    asked: &[FieldNo],
    day: Day,
) -> Completeness {
    let mut gaps: Vec<Gap> = units
        .iter()
        .map(|unit| Gap {
            unit: *unit,
            missing: missing(contact_of(state, *unit, None, day), asked),
        })
        .filter(|gap| !gap.missing.is_empty())
        .collect();
    gaps.sort_by_key(|gap| (number_of(state, gap.unit), gap.unit));
    let count = |length: usize| i64::try_from(length).unwrap_or(i64::MAX);
    let named = Ratio::new(count(units.len() - gaps.len()), count(units.len()));
    Completeness { named, gaps }
}
