//! What the examples have in common: the 14 places, a scheme, a locked month.

use crate::model::{
    Direction, Evaluation, EvaluationScheme, Indicator, IndicatorSource, Method, MonthLock, Score,
};
use crate::rules::evaluation::sheet::{Sheet, sheet};
use crate::rules::story::{Story, choice, date, office, someone, text};
use crate::rules::{Actor, Basis, Refusal, Role};
use crate::schema::{
    ActionNo, FieldNo, Kind, Month, Period, Quarter, RecordId, Value, coordinates,
};

/// The 13 counties and the zone, in the order of the notice.
pub(super) const PLACES: [&str; 14] = [
    "兴山",
    "远安",
    "秭归",
    "夷陵",
    "西陵",
    "当阳",
    "长阳",
    "点军",
    "伍家岗",
    "高新区",
    "五峰",
    "宜都",
    "猇亭",
    "枝江",
];

pub(super) fn places(story: &mut Story) -> [RecordId; 14] {
    let mut at = 0;
    PLACES.map(|name| {
        at += 1;
        story.county(&format!("p{at}"), name)
    })
}

pub(super) fn place(places: &[RecordId; 14], name: &str) -> RecordId {
    places[PLACES.iter().position(|place| *place == name).unwrap()]
}

/// 市目标办.
pub(super) fn evaluator() -> Actor {
    someone(Role::Evaluation)
}

pub(super) fn month(text: &str) -> Month {
    Month::parse(text).unwrap()
}

pub(super) fn quarter(text: &str) -> Quarter {
    Quarter::parse(text).unwrap()
}

pub(super) fn basis(story: &Story) -> Basis {
    Basis::new(&story.state, story.today())
}

/// The action, by the office.
pub(super) fn step<K: Kind>(
    story: &mut Story,
    id: RecordId,
    action: ActionNo,
    given: Vec<(FieldNo, Value)>,
) -> Result<(), Refusal> {
    story.act::<K>(&office(), id, action, given)
}

pub(super) fn lock(story: &mut Story, name: &str) {
    // A month is locked once it is over.
    let today = story.today();
    let ends = month(name).last_day();
    if today <= ends {
        story.go_to(&ends.plus(8).to_string());
    }
    let lock = story.make::<MonthLock>(vec![(MonthLock::MONTH, Value::Month(month(name)))]);
    for action in [
        MonthLock::REVIEW_COUNTIES,
        MonthLock::REVIEW_CITY,
        MonthLock::LOCK,
    ] {
        step::<MonthLock>(story, lock, action, vec![]).unwrap();
    }
    story.go_to(&today.to_string());
}

pub(super) fn scheme(story: &mut Story, version: i64, in_force_from: &str) -> RecordId {
    story.make::<EvaluationScheme>(vec![
        (EvaluationScheme::VERSION, Value::Int(version)),
        (EvaluationScheme::TITLE, text("招商引资和项目投资评价方案")),
        (EvaluationScheme::IN_FORCE_FROM, date(in_force_from)),
    ])
}

/// An indicator that is entered.
pub(super) fn indicator(
    story: &mut Story,
    scheme: RecordId,
    name: &str,
    weight: i64,
    method: Method,
) -> RecordId {
    story.make::<Indicator>(entered(scheme, name, weight, method))
}

pub(super) fn entered(
    scheme: RecordId,
    name: &str,
    weight: i64,
    method: Method,
) -> Vec<(FieldNo, Value)> {
    vec![
        (Indicator::SCHEME, Value::Ref(scheme)),
        (Indicator::NAME, text(name)),
        (Indicator::WEIGHT, Value::Int(weight)),
        (Indicator::DIRECTION, choice(Direction::More)),
        (Indicator::SOURCE, choice(IndicatorSource::Entered)),
        (Indicator::METHOD, choice(method)),
    ]
}

pub(super) fn publish(story: &mut Story, scheme: RecordId) -> Result<(), Refusal> {
    step::<EvaluationScheme>(story, scheme, EvaluationScheme::PUBLISH, vec![])
}

/// Version 1 with investment (30) and another indicator (70), in force since April.
pub(super) fn version_one(story: &mut Story) -> (RecordId, [RecordId; 2]) {
    let scheme = scheme(story, 1, "2020-04-01");
    let investment = indicator(story, scheme, "完成投资", 30, Method::Merit);
    let other = indicator(story, scheme, "招商引资", 70, Method::Merit);
    story
        .set::<Indicator>(&office(), investment, Indicator::MEASURE, text("元"))
        .unwrap();
    publish(story, scheme).unwrap();
    (scheme, [investment, other])
}

pub(super) fn evaluate(
    story: &mut Story,
    name: &str,
    scheme: RecordId,
    units: &[RecordId],
) -> Result<RecordId, Refusal> {
    let fields = vec![
        (
            Evaluation::QUARTER,
            Value::Period(Period::Quarter(quarter(name))),
        ),
        (Evaluation::SCHEME, Value::Ref(scheme)),
        (
            Evaluation::UNITS,
            Value::Refs(units.iter().copied().collect()),
        ),
    ];
    story.create::<Evaluation>(&office(), fields)
}

/// Enters a figure; the score it is in.
pub(super) fn enter(
    story: &mut Story,
    [evaluation, unit, indicator]: [RecordId; 3],
    value: i64,
) -> RecordId {
    story.make::<Score>(score([evaluation, unit, indicator], Score::ENTERED, value))
}

pub(super) fn score(
    [evaluation, unit, indicator]: [RecordId; 3],
    field: FieldNo,
    value: i64,
) -> Vec<(FieldNo, Value)> {
    vec![
        (Score::EVALUATION, Value::Ref(evaluation)),
        (Score::UNIT, Value::Ref(unit)),
        (Score::INDICATOR, Value::Ref(indicator)),
        (field, Value::Int(value)),
    ]
}

pub(super) fn score_id([evaluation, unit, indicator]: [RecordId; 3]) -> RecordId {
    let fields = score([evaluation, unit, indicator], Score::ENTERED, 0);
    let value_of = |no| fields.iter().find(|(f, _)| *f == no).map(|(_, v)| v);
    coordinates::id_of(Score::SPEC, value_of).unwrap()
}

pub(super) fn sheet_of(story: &Story, evaluation: RecordId) -> Sheet {
    sheet(&story.state, story.get::<Evaluation>(evaluation)).unwrap()
}

/// From the collected figures to the publication, two people signing.
pub(super) fn publish_quarter(story: &mut Story, evaluation: RecordId, noticed: &str, after: &str) {
    story.go_to(noticed);
    step::<Evaluation>(story, evaluation, Evaluation::TRY, vec![]).unwrap();
    step::<Evaluation>(story, evaluation, Evaluation::NOTIFY, vec![]).unwrap();
    story.go_to(after);
    step::<Evaluation>(story, evaluation, Evaluation::APPROVE, vec![]).unwrap();
    story
        .act::<Evaluation>(&evaluator(), evaluation, Evaluation::PUBLISH, vec![])
        .unwrap();
}
