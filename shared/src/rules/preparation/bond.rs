//! Applications for special bonds (DOMAIN T01): whether the income covers what is owed, and what a
//! batch comes to.

use crate::model::{BondApplication, BondState, Dictionary, DictionaryEntry, Settings as Setting};
use crate::rules::figures::Ratio;
use crate::rules::{Attempt, Refusal, Settings};
use crate::schema::{FieldNo, RecordId, Sentence, View};
use crate::state::State;

/// The project's income over the term, of principal and interest; `None` until both are entered.
pub fn cover(application: View<'_, BondApplication>) -> Option<Ratio> {
    let owed = application.owed().filter(|owed| *owed > 0)?;
    Some(Ratio::new(application.income()?, owed))
}

/// Whether the application can be put forward; if not, why, and which field it is about.
pub fn selectable(
    settings: &Settings,
    application: View<'_, BondApplication>,
) -> Result<(), (FieldNo, Sentence)> {
    if application.formalities() != Some(true) {
        let reason = Sentence::new("手续尚不完备,不能申报", "the formalities are not complete");
        return Err((BondApplication::FORMALITIES, reason));
    }
    let Some(cover) = cover(application) else {
        let reason = Sentence::new(
            "请填写存续期收益和应付本息",
            "income and what is owed have to be entered",
        );
        return Err((BondApplication::OWED, reason));
    };
    let least = settings.int(Setting::COVER_PERCENT);
    let has_reason = application
        .override_reason()
        .is_some_and(|text| !text.trim().is_empty());
    if cover.at_least(least.saturating_mul(100)) || has_reason {
        return Ok(());
    }
    let shown = cover.decimal(2).unwrap_or_default();
    let least = Ratio::new(least, 100).decimal(2).unwrap_or_default();
    let reason = Sentence::new(
        format!("收益覆盖倍数 {shown},低于 {least};确需申报的由办公室填写原因"),
        format!(
            "income covers {shown} times what is owed, less than {least}: the office has to say why"
        ),
    );
    Err((BondApplication::OVERRIDE_REASON, reason))
}

pub(super) fn check(
    attempt: &Attempt<'_>,
    application: View<'_, BondApplication>,
) -> Result<(), Refusal> {
    class_is_one(attempt, application)?;
    if attempt.action.map(|action| action.no) != Some(BondApplication::DECLARE) {
        return Ok(());
    }
    selectable(&attempt.settings(), application)
        .map_err(|(field, reason)| attempt.refuse(field, reason.zh, reason.en))
}

fn class_is_one(
    attempt: &Attempt<'_>,
    application: View<'_, BondApplication>,
) -> Result<(), Refusal> {
    let class = application.class().and_then(|id| attempt.state.get(id));
    let dictionary = class.and_then(|record| record.view::<DictionaryEntry>()?.dictionary());
    match dictionary {
        Some(dictionary)
            if attempt.changes(BondApplication::CLASS) && dictionary != Dictionary::BondClass =>
        {
            Err(attempt.refuse(
                BondApplication::CLASS,
                "请从「专项债券投向类别」中选择",
                "the class is one of the classes of special bonds",
            ))
        }
        _ => Ok(()),
    }
}

/// The applications of a batch.
pub fn of_batch(state: &State, batch: RecordId) -> impl Iterator<Item = View<'_, BondApplication>> {
    state
        .referring::<BondApplication>(batch, BondApplication::BATCH)
        .filter_map(|record| record.view::<BondApplication>())
}

/// The applications of the batch that are still in preparation and can be put forward.
pub fn selection(state: &State, settings: &Settings, batch: RecordId) -> Vec<RecordId> {
    of_batch(state, batch)
        .filter(|application| application.state() == Some(BondState::Preparing))
        .filter(|application| selectable(settings, *application).is_ok())
        .map(|application| application.record.id)
        .collect()
}

/// What a batch comes to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BatchFigures {
    /// Projects applied for, whatever came of it.
    pub projects: u32,
    /// Projects that were granted something.
    pub granted_projects: u32,
    /// Asked for, in yuan.
    pub asked: i64,
    /// Granted, in yuan.
    pub granted: i64,
}

/// The figures of the batch. Applications still in preparation are not part of it.
pub fn batch_figures(state: &State, batch: RecordId) -> BatchFigures {
    let mut figures = BatchFigures::default();
    for application in of_batch(state, batch) {
        if matches!(application.state(), None | Some(BondState::Preparing)) {
            continue;
        }
        figures.projects += 1;
        figures.asked = figures
            .asked
            .saturating_add(application.asked().unwrap_or(0));
        if application.state() == Some(BondState::Granted) {
            figures.granted_projects += 1;
            let granted = application.granted().unwrap_or(0);
            figures.granted = figures.granted.saturating_add(granted);
        }
    }
    figures
}
