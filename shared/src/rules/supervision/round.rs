//! The quarterly round (DOMAIN B26): a list that stands once it is frozen (§7.2, 10), verdicts, and
//! the units' answers to them.

use crate::model::{
    RoundItem, RoundState, Settings, Supervision, SupervisionRound, SupervisionState, Verdict,
};
use crate::rules::figures::Ratio;
use crate::rules::policy::belonging::belongs_to;
use crate::rules::{Attempt, Basis, Refusal};
use crate::schema::{Day, Period, RecordId, View};
use crate::state::State;

pub(super) fn check(attempt: &Attempt<'_>) -> Result<(), Refusal> {
    // Archived ones too: what is frozen cannot be put away either.
    if let Some(round) = attempt.after.view::<SupervisionRound>() {
        return of_round(attempt, round);
    }
    if let Some(item) = attempt.after.view::<RoundItem>() {
        return of_item(attempt, item);
    }
    Ok(())
}

fn of_round(attempt: &Attempt<'_>, round: View<'_, SupervisionRound>) -> Result<(), Refusal> {
    if !matches!(round.quarter(), Some(Period::Quarter(_))) {
        return Err(attempt.refuse(
            SupervisionRound::QUARTER,
            "「季度」应为一个季度,如 2020Q3",
            "the quarter must be one such as 2020Q3",
        ));
    }
    let state_before = attempt
        .before
        .and_then(|record| record.view::<SupervisionRound>()?.state());
    let is_undone = state_before > round.state();
    let is_put_away = attempt.after.archived.is_some();
    if state_before >= Some(RoundState::Frozen) && (is_undone || is_put_away) {
        return Err(frozen(attempt));
    }
    if attempt.changes(SupervisionRound::BULLETIN) && state_before == Some(RoundState::Issued) {
        return Err(attempt.refuse(
            SupervisionRound::BULLETIN,
            "通报已印发,不能再改",
            "the bulletin is issued and stands as it is",
        ));
    }
    if attempt.enters(SupervisionRound::STATE, RoundState::Issued) {
        return all_judged(attempt, round.record.id);
    }
    Ok(())
}

fn frozen(attempt: &Attempt<'_>) -> Refusal {
    attempt.refuse(
        SupervisionRound::STATE,
        "季度督办清单已冻结,不能再增减",
        "the list of the round is frozen; nothing is added or taken off",
    )
}

fn all_judged(attempt: &Attempt<'_>, round: RecordId) -> Result<(), Refusal> {
    let left = verdicts(attempt.state, round).pending;
    if left == 0 {
        return Ok(());
    }
    Err(attempt.refuse(
        SupervisionRound::STATE,
        format!("还有 {left} 项没有核查结论,不能印发通报"),
        format!("{left} items have no verdict yet; the bulletin cannot be issued"),
    ))
}

fn of_item(attempt: &Attempt<'_>, item: View<'_, RoundItem>) -> Result<(), Refusal> {
    let state = item
        .round()
        .and_then(|id| attempt.state.get(id)?.view::<SupervisionRound>()?.state());
    let was_listed = attempt
        .before
        .is_some_and(|record| record.archived.is_none());
    let is_listed = attempt.after.archived.is_none();
    if was_listed != is_listed && state >= Some(RoundState::Frozen) {
        return Err(frozen(attempt));
    }
    let is_judged = attempt.changes(RoundItem::VERDICT) && !attempt.is_new();
    if is_judged && state == Some(RoundState::Listing) {
        return Err(attempt.refuse(
            RoundItem::VERDICT,
            "清单冻结后才能核查",
            "items are checked once the list is frozen",
        ));
    }
    if is_judged && state == Some(RoundState::Issued) {
        return Err(attempt.refuse(
            RoundItem::VERDICT,
            "通报已印发,结论不能再改",
            "the bulletin is issued; the verdicts stand",
        ));
    }
    Ok(())
}

/// What a round could list: everything under supervision that is not closed.
pub fn candidates(state: &State) -> impl Iterator<Item = View<'_, Supervision>> {
    state
        .all::<Supervision>()
        .filter_map(|record| record.view::<Supervision>())
        .filter(|item| item.state() != Some(SupervisionState::Closed))
}

/// The items of a round, in no order.
pub fn items(state: &State, round: RecordId) -> impl Iterator<Item = View<'_, RoundItem>> {
    state
        .referring::<RoundItem>(round, RoundItem::ROUND)
        .filter_map(|record| record.view())
}

/// How many items of a round were found to be what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Verdicts {
    /// 落实
    pub done: i64,
    /// 基本落实
    pub mostly: i64,
    /// 未落实
    pub not_done: i64,
    /// Not checked yet.
    pub pending: i64,
}

impl Verdicts {
    /// All items of the list.
    pub const fn total(self) -> i64 {
        self.done + self.mostly + self.not_done + self.pending
    }

    /// How many were fully carried out.
    pub fn rate(self) -> Ratio {
        Ratio::new(self.done, self.total())
    }

    fn count<'a>(items: impl Iterator<Item = View<'a, RoundItem>>) -> Self {
        let mut verdicts = Self::default();
        for item in items {
            match item.verdict() {
                Some(Verdict::Done) => verdicts.done += 1,
                Some(Verdict::Mostly) => verdicts.mostly += 1,
                Some(Verdict::NotDone) => verdicts.not_done += 1,
                Some(Verdict::Pending) | None => verdicts.pending += 1,
            }
        }
        verdicts
    }
}

/// The verdicts of a round.
pub fn verdicts(state: &State, round: RecordId) -> Verdicts {
    Verdicts::count(items(state, round))
}

/// The verdicts of a round on what one unit owes.
pub fn verdicts_of_unit(state: &State, round: RecordId, unit: RecordId) -> Verdicts {
    Verdicts::count(items(state, round).filter(|item| belongs_to(state, item.record, unit)))
}

/// Whether a unit has answered a verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// There is no verdict to answer.
    NotAsked,
    /// It has until this day.
    Open {
        /// The last day.
        due: Day,
    },
    /// Answered, in time or not.
    Given {
        /// Whether it was late.
        late: bool,
    },
    /// The days have passed.
    Missing {
        /// How many days ago.
        days: i32,
    },
}

/// How the answer to the item's verdict stands: so many working days after it (DOMAIN B26).
pub fn answer(item: View<'_, RoundItem>, basis: &Basis) -> Answer {
    let Some(judged) = item.judged_on() else {
        return Answer::NotAsked;
    };
    let days = basis.settings.count(Settings::ANSWER_DAYS);
    let due = basis.calendar.working_days_after(judged, days);
    match item.answered_on() {
        Some(on) => Answer::Given { late: on > due },
        None if basis.day > due => Answer::Missing {
            days: basis.day.days_since(due),
        },
        None => Answer::Open { due },
    }
}
