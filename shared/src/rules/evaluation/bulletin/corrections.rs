//! What was corrected after a bulletin was issued: the issued one stays, the next one says it
//! (DOMAIN B15, B17).

use crate::model::{Bulletin, MonthCorrection, Project};
use crate::rules::due::zh_day;
use crate::rules::figures::money;
use crate::schema::{Record, Sentence, Seq, View};
use crate::state::State;

/// The corrections that were entered since the bulletin before was issued, up to the issue of this
/// one; oldest first. None when there is no bulletin before: nothing was said that could be wrong.
pub fn since_last<'a>(state: &'a State, bulletin: View<'_, Bulletin>) -> Vec<&'a Record> {
    let Some(from) = issue_before(state, bulletin) else {
        return Vec::new();
    };
    let until = issued_at(bulletin);
    let mut corrections: Vec<&Record> = state
        .all::<MonthCorrection>()
        .map(AsRef::as_ref)
        .filter(|record| record.created > from)
        .filter(|record| until.is_none_or(|until| record.created < until))
        .collect();
    corrections.sort_by_key(|record| (record.created, record.id));
    corrections
}

/// When the bulletin was issued, in the order of all changes: two things of one day have an order.
fn issued_at(bulletin: View<'_, Bulletin>) -> Option<Seq> {
    let slot = bulletin.record.slot(Bulletin::ISSUED_ON)?;
    slot.value.is_some().then_some(slot.seq)
}

fn issue_before(state: &State, bulletin: View<'_, Bulletin>) -> Option<Seq> {
    let earlier = state
        .all::<Bulletin>()
        .filter_map(|record| record.view::<Bulletin>())
        .filter(|other| other.month() < bulletin.month());
    earlier
        .filter_map(|other| Some((other.month(), issued_at(other)?)))
        .max()
        .map(|(_, seq)| seq)
}

/// The note of corrections: one line for each.
pub fn note(state: &State, bulletin: View<'_, Bulletin>) -> Sentence {
    let lines: Vec<(String, String)> = since_last(state, bulletin)
        .into_iter()
        .filter_map(|record| line(state, record.view()?))
        .collect();
    let (zh, en): (Vec<String>, Vec<String>) = lines.into_iter().unzip();
    Sentence::new(zh.join("\n"), en.join("\n"))
}

fn line(state: &State, correction: View<'_, MonthCorrection>) -> Option<(String, String)> {
    let month = correction.month()?;
    let on = correction.entered_on()?;
    let change = correction.change()?;
    let reason = correction.reason().unwrap_or_default();
    let project = state.get(correction.project()?)?.view::<Project>()?;
    let name = project.name().unwrap_or_default();
    let amount = money::sentence_wan(change.checked_abs().unwrap_or(i64::MAX));
    let (zh, en) = if change < 0 {
        ("调减", "less")
    } else {
        ("调增", "more")
    };
    Some((
        format!(
            "{}更正:{name}{}年{}月完成投资{zh}{}。原因:{reason}",
            zh_day(on),
            month.year(),
            month.number(),
            amount.zh
        ),
        format!(
            "Corrected on {on}: {} {en} was invested in {name} in {month}. Reason: {reason}",
            amount.en
        ),
    ))
}
