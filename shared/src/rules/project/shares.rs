//! The counties a project stands in (DOMAIN §7.2, 5).

use crate::model::Project;
use crate::rules::organization::Places;
use crate::schema::{RecordId, View, WHOLE};

/// The counties and their parts of the project, in ten-thousandths that add up to the whole: those
/// that are entered, else all of it for the unit that reports. Empty when that is not known.
pub fn shares(project: View<'_, Project>) -> Vec<(RecordId, u32)> {
    match project.shares() {
        Some(shares) if !shares.is_empty() => {
            shares.iter().map(|(id, part)| (*id, *part)).collect()
        }
        _ => project.county().map(|id| (id, WHOLE)).into_iter().collect(),
    }
}

/// The parts of a project by the slots of the places; what is in none of them is in the last.
pub fn parts(places: &Places, project: View<'_, Project>) -> Vec<(usize, u32)> {
    let shares = shares(project);
    if shares.is_empty() {
        return vec![(places.slot(None), WHOLE)];
    }
    let slots = shares.into_iter();
    slots
        .map(|(unit, part)| (places.slot(Some(unit)), part))
        .collect()
}

/// The amount divided by the shares, in whole yuan that add up to it: what rounding down leaves
/// goes to the largest remainders, the first named first.
pub fn divide<T: Copy>(amount: i64, shares: &[(T, u32)]) -> Vec<(T, i64)> {
    let whole = i128::from(WHOLE);
    let exact = |part: u32| i128::from(amount) * i128::from(part);
    let mut parts: Vec<(T, i64, i128)> = shares
        .iter()
        .map(|(whose, part)| {
            // A part of a 64-bit amount is no larger than it.
            let floor = i64::try_from(exact(*part).div_euclid(whole)).unwrap_or(0);
            (*whose, floor, exact(*part).rem_euclid(whole))
        })
        .collect();
    let given: i64 = parts.iter().map(|(_, floor, _)| floor).sum();
    let is_whole = shares.iter().map(|(_, part)| part).sum::<u32>() == WHOLE;
    let left = usize::try_from(amount - given).unwrap_or(0);
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.sort_by_key(|at| std::cmp::Reverse(parts[*at].2));
    for at in order.into_iter().take(if is_whole { left } else { 0 }) {
        parts[at].1 += 1;
    }
    parts
        .into_iter()
        .map(|(whose, part, _)| (whose, part))
        .collect()
}
