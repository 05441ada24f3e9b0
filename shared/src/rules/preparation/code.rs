//! Project codes (DOMAIN T14–T16): `2020-420583-26-03-012345`, year, division, industry, kind,
//! number.

use super::Warning;
use crate::model::{Project, Unit};
use crate::rules::project::shares;
use crate::rules::{Attempt, Refusal};
use crate::schema::{RecordId, View};
use crate::state::State;

/// How many digits stand between the hyphens.
const DIGITS: [usize; 5] = [4, 6, 2, 2, 6];

/// Whether the code has the form all codes have.
pub fn is_code(code: &str) -> bool {
    let mut parts = code.split('-');
    let fits = |length: &usize| parts.next().is_some_and(|part| is_number(part, *length));
    DIGITS.iter().all(fits) && parts.next().is_none()
}

fn is_number(text: &str, length: usize) -> bool {
    text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit())
}

pub(super) fn check(attempt: &Attempt<'_>, project: View<'_, Project>) -> Result<(), Refusal> {
    match project.code() {
        Some(code) if attempt.changes(Project::CODE) && !code.is_empty() && !is_code(code) => {
            Err(attempt.refuse(
                Project::CODE,
                format!("项目代码应为 4-6-2-2-6 位数字,如 2020-420583-26-03-012345,收到「{code}」"),
                format!(
                    "a code is 4-6-2-2-6 digits, such as 2020-420583-26-03-012345; got “{code}”"
                ),
            ))
        }
        _ => Ok(()),
    }
}

/// The code names another place than those the project stands in. A code of the whole city fits
/// every county of it; units without a division code, such as zones, fit every code.
pub fn warning(state: &State, project: View<'_, Project>) -> Option<Warning> {
    let code = project.code().filter(|code| is_code(code))?;
    let division = code.split('-').nth(1)?;
    let places = shares(project).into_iter().map(|(unit, _)| unit);
    let places: Vec<&str> = places
        .chain(project.county())
        .filter_map(|unit| division_of(state, unit))
        .collect();
    if places.is_empty() || places.iter().any(|place| is_within(place, division)) {
        return None;
    }
    let county = project.county().and_then(|unit| name_of(state, unit));
    let county = county.unwrap_or("—");
    Some(Warning::new(
        Project::CODE,
        format!("项目代码中的区划 {division} 不是「{county}」的区划,请核对"),
        format!("division {division} in the code is not that of “{county}”"),
    ))
}

fn is_within(place: &str, division: &str) -> bool {
    match division.strip_suffix("00") {
        Some(city) => place.starts_with(city),
        None => place == division,
    }
}

fn division_of(state: &State, unit: RecordId) -> Option<&str> {
    let code = state.get(unit)?.view::<Unit>()?.code()?;
    is_number(code, 6).then_some(code)
}

fn name_of(state: &State, unit: RecordId) -> Option<&str> {
    state.get(unit)?.view::<Unit>()?.name()
}
