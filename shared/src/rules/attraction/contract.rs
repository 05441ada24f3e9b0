//! What was agreed with investors (DOMAIN T46): days that follow one another, kept by evidence.

use crate::model::{Clause, Contract};
use crate::rules::due::zh_day;
use crate::rules::resource::filing::not_ahead;
use crate::rules::{Attempt, Refusal};
use crate::schema::{Day, FieldNo, Label, View};

pub(super) fn check(attempt: &Attempt<'_>) -> Result<(), Refusal> {
    if let Some(clause) = attempt.of::<Clause>() {
        return not_ahead(attempt, Clause::KEPT_ON, clause.kept_on());
    }
    match attempt.of::<Contract>() {
        Some(contract) => check_days(attempt, contract),
        None => Ok(()),
    }
}

fn check_days(attempt: &Attempt<'_>, contract: View<'_, Contract>) -> Result<(), Refusal> {
    not_ahead(attempt, Contract::SIGNED_ON, contract.signed_on())?;
    not_ahead(attempt, Contract::LAND_TAKEN_ON, contract.land_taken_on())?;
    let signed = (contract.signed_on(), Label::new("签约日期", "signed on"));
    let start = (
        contract.agreed_start(),
        Label::new("约定开工", "agreed start"),
    );
    let production = (
        contract.agreed_production(),
        Label::new("约定投产", "agreed production"),
    );
    in_order(attempt, signed, start, Contract::AGREED_START)?;
    in_order(attempt, start, production, Contract::AGREED_PRODUCTION)?;
    in_order(attempt, signed, production, Contract::AGREED_PRODUCTION)
}

fn in_order(
    attempt: &Attempt<'_>,
    (earlier, first): (Option<Day>, Label),
    (later, second): (Option<Day>, Label),
    field: FieldNo,
) -> Result<(), Refusal> {
    match (earlier, later) {
        (Some(earlier), Some(later)) if later < earlier => Err(attempt.refuse(
            field,
            format!(
                "{}({})早于{}({})",
                second.zh,
                zh_day(later),
                first.zh,
                zh_day(earlier)
            ),
            format!(
                "{} ({later}) lies before {} ({earlier})",
                second.en, first.en
            ),
        )),
        _ => Ok(()),
    }
}
