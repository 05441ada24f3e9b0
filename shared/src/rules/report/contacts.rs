//! Naming contacts meets the obligation to name them: one form serves B02 and B07.

use crate::model::{Obligation, ObligationForm, UnitContact};
use crate::rules::Attempt;
use crate::rules::obligation::{Met, hand_in};
use crate::rules::organization::{UNITS_NAME, missing};
use crate::schema::Period;
use crate::state::Effect;

/// Hands in the list of names once it is complete.
pub(super) fn consequences(attempt: &Attempt<'_>) -> Vec<Effect> {
    let Some(contact) = attempt.of::<UnitContact>() else {
        return Vec::new();
    };
    let is_general = contact.task().is_none();
    let asks = || attempt.state.all::<Obligation>().next().is_some();
    match contact.unit() {
        Some(unit) if is_general && asks() && missing(Some(contact), UNITS_NAME).is_empty() => {
            let met = Met {
                form: ObligationForm::Contacts,
                tasks: &[],
                unit,
                period: Period::Once,
            };
            hand_in(attempt, met, "名单已填报,见单位联络信息")
        }
        _ => Vec::new(),
    }
}
