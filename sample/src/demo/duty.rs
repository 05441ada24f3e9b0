//! What the units hand in: for most of what they owe in time, for some of it late, for some not.
//!
//! A room of the notice alone is owed a few hundred things a month. One more obligation for each
//! task, marked as an example, makes it as many as a city's room holds after a year and a half.

use std::collections::BTreeMap;

use shared::model::{AssignedDuty, Obligation, ObligationForm, Occurrence, Task};
use shared::rules::obligation::{Owed, occurrence_id, owed};
use shared::rules::{Basis, Command};
use shared::schema::{Choices as _, Day, Due, Period, RecordId, Value, View};
use shared::state::State;

use super::chance::Chance;
use super::people::People;
use super::script::{Moment, Script, first_entry, founding};
use crate::build::{act, create, id, text};

/// How many tasks the notice has.
const TASKS: i64 = 56;

/// The hour at which units hand in, and the one at which the office reviews.
const HANDED_IN_AT: i64 = 9 * 60 + 30;
const REVIEWED_AT: i64 = 15 * 60;

/// The progress of every task, month by month.
pub(super) fn monthly() -> Vec<Command> {
    (1..=TASKS).map(monthly_of).collect()
}

fn monthly_of(no: i64) -> Command {
    let task = id::<Task>(&no.to_string());
    create::<Obligation>(
        &format!("demo/monthly/{no}"),
        vec![
            (
                Obligation::TITLE,
                text(&format!("任务月度进展:第{no}项(示例)")),
            ),
            (Obligation::SOURCE, text("示例")),
            (Obligation::SCHEDULE, Value::Schedule(vec![Due::EveryMonth])),
            (Obligation::FORM, Value::Choice(ObligationForm::Report.no())),
            (Obligation::TASKS, Value::Refs([task].into())),
            (Obligation::ASSIGNED, Value::Choice(AssignedDuty::All.no())),
            (Obligation::FROM, Value::Day(founding().day)),
        ],
    )
}

/// The day by which all units have passed what they owe once, by obligation; `None` where one of
/// them never does.
pub(super) type Settled = BTreeMap<RecordId, Option<Day>>;

/// Everything that is handed in up to the last day, but for what other records meet. `state` is the
/// room as it begins.
pub(super) fn write(
    script: &mut Script,
    people: &People,
    state: &State,
    chance: &mut Chance,
    until: Day,
) -> Settled {
    let mut settled = Settled::new();
    let basis = Basis::new(state, until);
    let slack = Slack::of(state);
    for owed in owed(state, &basis, founding().day, until) {
        // Always the same number of throws, so that one more obligation moves no other's dice.
        let filing = Filing::thrown(&owed, slack.has(&owed), &mut chance.branch());
        if matches!(owed.period, Period::Once | Period::Step(_)) {
            let passed = filing.as_ref().map(|filing| filing.passed);
            let so_far = settled.entry(owed.obligation).or_insert(passed);
            *so_far = so_far.zip(passed).map(|(one, other)| one.max(other));
        }
        if let Some(filing) = filing.filter(|_| !is_met_elsewhere(state, &owed)) {
            hand_in(script, people, state, &owed, &filing);
        }
    }
    settled
}

/// Whether a record of its own hands it in: the weekly dispatch of a place, a report, an activity.
fn is_met_elsewhere(state: &State, owed: &Owed) -> bool {
    let record = state.get(owed.obligation);
    let form = record.and_then(|record| record.view::<Obligation>()?.form());
    match form {
        Some(
            ObligationForm::MonthlyReport | ObligationForm::Activity | ObligationForm::Signing,
        ) => {
            matches!(owed.period, Period::Month(_))
        }
        Some(ObligationForm::Dispatch) => matches!(owed.period, Period::Week(_)),
        _ => false,
    }
}

/// The office passes what a record of its own has handed in for the obligation of this key.
pub(super) fn pass(
    script: &mut Script,
    people: &People,
    (key, unit, period): (&str, RecordId, Period),
    on: Day,
) {
    let occurrence = occurrence_id(id::<Obligation>(key), unit, period);
    if let (Some(occurrence), Some((at, _))) = (occurrence, people.liaison(unit)) {
        let moment = Moment::new(on, REVIEWED_AT + at);
        let pass = act::<Occurrence>(occurrence, Occurrence::ACCEPT, Vec::new());
        script.at(moment, &people.reviewer, pass);
    }
}

/// The obligations for which something is missing now and then. Where every one had gaps, every
/// task would be as red as its worst unit; here about a third of them is.
struct Slack(Vec<RecordId>);

impl Slack {
    fn of(state: &State) -> Self {
        let of_one_task =
            |record: &View<'_, Obligation>| record.tasks().is_some_and(|tasks| tasks.len() == 1);
        let obligations = state.all::<Obligation>();
        let views = obligations.filter_map(|record| record.view::<Obligation>());
        let ids = views.filter(of_one_task).map(|view| view.record.id);
        // In the order of ids: the same obligations in every history.
        let mut ids: Vec<_> = ids.collect();
        ids.sort();
        Self(ids.into_iter().step_by(3).collect())
    }

    fn has(&self, owed: &Owed) -> bool {
        self.0.binary_search(&owed.obligation).is_ok()
    }
}

/// How one thing is handed in.
struct Filing {
    on: Day,
    /// The day it is passed: now and then the office is long in getting round to it.
    passed: Day,
}

impl Filing {
    /// `None` when nothing is handed in.
    fn thrown(owed: &Owed, slack: bool, chance: &mut Chance) -> Option<Self> {
        let missing = chance.percent(if slack { 15 } else { 0 });
        let after = if chance.percent(6) {
            chance.days(1, 15)
        } else {
            -chance.days(0, 6)
        };
        // Nobody hands in before the notice is there.
        let on = owed.due.plus(after).max(first_entry());
        let prompt = chance.days(1, 6);
        let passed = on.plus(if chance.percent(9) {
            prompt * 10
        } else {
            prompt
        });
        (!missing).then_some(Self { on, passed })
    }
}

fn hand_in(script: &mut Script, people: &People, state: &State, owed: &Owed, filing: &Filing) {
    let Some((at, liaison)) = people.liaison(owed.unit) else {
        return;
    };
    let record = state.get(owed.obligation);
    let obligation = record.and_then(|record| record.view::<Obligation>());
    let title = obligation.and_then(View::<Obligation>::title);
    let period = owed.period.sentence().zh;
    let answer = format!(
        "{period}「{}」按要求落实,已报送(示例)",
        title.unwrap_or_default()
    );
    let fields = vec![
        (Occurrence::OBLIGATION, Value::Ref(owed.obligation)),
        (Occurrence::UNIT, Value::Ref(owed.unit)),
        (Occurrence::PERIOD, Value::Period(owed.period)),
        (Occurrence::DUE, Value::Day(owed.due)),
    ];
    let Some(occurrence) = occurrence_id(owed.obligation, owed.unit, owed.period) else {
        return;
    };
    // What is handed in is given with the action: it is its evidence.
    let answer = vec![(Occurrence::EVIDENCE, text(&answer))];
    // Each unit has its own minute, so that what it does on one day is one step.
    let moment = Moment::new(filing.on, HANDED_IN_AT + at);
    script.at(moment, liaison, create::<Occurrence>("", fields));
    let submit = act::<Occurrence>(occurrence, Occurrence::SUBMIT, answer);
    script.at(moment, liaison, submit);
    let moment = Moment::new(filing.passed, REVIEWED_AT + at);
    let pass = act::<Occurrence>(occurrence, Occurrence::ACCEPT, Vec::new());
    script.at(moment, &people.reviewer, pass);
}
