//! The scheme of evaluation, and the evaluation of each quarter up to its publication (DOMAIN B18,
//! B19, T50).

use shared::model::{
    Direction, Evaluation, EvaluationScheme, Indicator, IndicatorSource, LedgerFigure, Method,
    Objection, Score,
};
use shared::rules::Actor;
use shared::rules::calendar::Calendar;
use shared::schema::{ActionNo, Choices as _, Day, FieldNo, Month, Period, RecordId, Value};

use super::chance::Chance;
use super::scene::Scene;
use super::script::{Moment, Script, founding, months, working};
use crate::build::{act, create, id, text};

/// Working days in which places may object, and one more.
const OBJECTIONS_END_AFTER: u32 = 4;

/// An indicator, with what the ledger gives for it.
struct Measure {
    key: &'static str,
    name: &'static str,
    group: &'static str,
    weight: i64,
    figure: Option<LedgerFigure>,
    method: Method,
    /// What it is counted in.
    counted_in: &'static str,
}

const MEASURES: [Measure; 5] = [
    Measure {
        key: "year",
        name: "年度投资计划完成率",
        group: "项目投资",
        weight: 30,
        figure: Some(LedgerFigure::YearInvestment),
        method: Method::Completion,
        counted_in: "元",
    },
    Measure {
        key: "started",
        name: "本季度新开工项目总投资",
        group: "项目投资",
        weight: 20,
        figure: Some(LedgerFigure::StartedTotal),
        method: Method::Merit,
        counted_in: "元",
    },
    Measure {
        key: "starts",
        name: "本季度新开工项目数",
        group: "项目投资",
        weight: 20,
        figure: Some(LedgerFigure::Starts),
        method: Method::Place,
        counted_in: "个",
    },
    Measure {
        key: "signed",
        name: "招商引资签约额",
        group: "招商引资",
        weight: 20,
        figure: None,
        method: Method::Merit,
        counted_in: "万元",
    },
    Measure {
        key: "arrived",
        name: "招商引资资金到位率",
        group: "招商引资",
        weight: 10,
        figure: None,
        method: Method::Place,
        counted_in: "%",
    },
];

pub(super) fn write(script: &mut Script, scene: &Scene<'_>, chance: &mut Chance) {
    let scheme = scheme(script, scene);
    for month in months(scene.until).filter(|month| month.ends_quarter()) {
        quarter(script, scene, scheme, month, &mut chance.branch());
    }
}

fn indicator_id(measure: &Measure) -> RecordId {
    id::<Indicator>(&format!("demo/{}", measure.key))
}

/// Published three days before it is due.
fn scheme(script: &mut Script, scene: &Scene<'_>) -> RecordId {
    let evaluator = &scene.people.evaluation;
    let on = founding().day.plus(2);
    let made = create::<EvaluationScheme>(
        "",
        vec![
            (EvaluationScheme::VERSION, Value::Int(1)),
            (
                EvaluationScheme::TITLE,
                text("全市招商引资和项目投资工作专项评价方案(示例)"),
            ),
            (
                EvaluationScheme::IN_FORCE_FROM,
                Value::Day(Month::of(on).plus(-2).first_day()),
            ),
            (
                EvaluationScheme::TEXT,
                text("按招商引资和项目投资两类指标评价,各指标权重合计100分(示例)"),
            ),
        ],
    );
    let id = made.id;
    script.at(Moment::new(on, 9 * 60), evaluator, made);
    for (no, measure) in (1..).zip(&MEASURES) {
        let source = match measure.figure {
            Some(_) => IndicatorSource::Ledger,
            None => IndicatorSource::Entered,
        };
        let mut fields = vec![
            (Indicator::NAME, text(measure.name)),
            (Indicator::WEIGHT, Value::Int(measure.weight)),
            (Indicator::SCHEME, Value::Ref(id)),
            (Indicator::GROUP, text(measure.group)),
            (Indicator::DIRECTION, Value::Choice(Direction::More.no())),
            (Indicator::SOURCE, Value::Choice(source.no())),
            (Indicator::METHOD, Value::Choice(measure.method.no())),
            (Indicator::MEASURE, text(measure.counted_in)),
            (Indicator::NO, Value::Int(no)),
        ];
        let figure = measure.figure.map(|figure| Value::Choice(figure.no()));
        fields.extend(figure.map(|figure| (Indicator::FIGURE, figure)));
        let key = format!("demo/{}", measure.key);
        script.at(
            Moment::new(on, 10 * 60),
            evaluator,
            create::<Indicator>(&key, fields),
        );
    }
    let publish = act::<EvaluationScheme>(id, EvaluationScheme::PUBLISH, vec![]);
    script.at(Moment::new(on.plus(2), 16 * 60), evaluator, publish);
    id
}

fn quarter(
    script: &mut Script,
    scene: &Scene<'_>,
    scheme: RecordId,
    month: Month,
    chance: &mut Chance,
) {
    let people = scene.people;
    let evaluator = &people.evaluation;
    let begun = working(month.plus(1).day(9));
    let made = create::<Evaluation>(
        "",
        vec![
            (
                Evaluation::QUARTER,
                Value::Period(Period::Quarter(month.quarter())),
            ),
            (Evaluation::SCHEME, Value::Ref(scheme)),
            (
                Evaluation::UNITS,
                Value::Refs(scene.place_units().collect()),
            ),
        ],
    );
    let id = made.id;
    script.at(Moment::new(begun, 9 * 60), evaluator, made);
    for unit in scene.place_units() {
        for measure in MEASURES.iter().filter(|measure| measure.figure.is_none()) {
            let entered = match measure.method {
                Method::Merit => chance.between(20_000, 380_000),
                _ => chance.between(30, 95),
            };
            let score = create::<Score>(
                "",
                vec![
                    (Score::EVALUATION, Value::Ref(id)),
                    (Score::UNIT, Value::Ref(unit)),
                    (Score::INDICATOR, Value::Ref(indicator_id(measure))),
                    (Score::ENTERED, Value::Int(entered)),
                ],
            );
            script.at(Moment::new(begun.plus(1), 10 * 60), evaluator, score);
        }
    }
    let mut step = |day: Day, actor: &Actor, action: ActionNo| {
        let command = act::<Evaluation>(id, action, vec![]);
        script.at(Moment::new(day, 17 * 60), actor, command);
    };
    let tried = working(begun.plus(2));
    step(tried, evaluator, Evaluation::TRY);
    let noticed = working(tried.plus(1));
    step(noticed, evaluator, Evaluation::NOTIFY);
    let calendar = Calendar::built_in();
    let approved = calendar.working_days_after(noticed, OBJECTIONS_END_AFTER);
    step(approved, evaluator, Evaluation::APPROVE);
    let published = working(approved.plus(2));
    // Two sign for the figures.
    step(published, &people.office, Evaluation::PUBLISH);
    for is_accepted in [true, false] {
        objection(script, scene, id, noticed.plus(1), is_accepted, chance);
    }
}

/// A place objects to one figure, and is answered the next day.
fn objection(
    script: &mut Script,
    scene: &Scene<'_>,
    evaluation: RecordId,
    on: Day,
    is_accepted: bool,
    chance: &mut Chance,
) {
    // One of the first seven places, or one of the others: never the same one twice.
    let half = i64::try_from(scene.people.places.len() / 2).unwrap_or(0);
    let from = if is_accepted { 0 } else { half };
    let at = usize::try_from(chance.between(from, from + half - 1)).unwrap_or(0);
    let Some(place) = scene.people.places.get(at) else {
        return;
    };
    let measure = &MEASURES[if is_accepted { 3 } else { 1 }];
    let fields = vec![
        (Objection::EVALUATION, Value::Ref(evaluation)),
        (Objection::UNIT, Value::Ref(place.unit)),
        (Objection::INDICATOR, Value::Ref(indicator_id(measure))),
        (
            Objection::TEXT,
            text(&format!("{}与本地台账不一致,请予复核(示例)", measure.name)),
        ),
    ];
    let made = create::<Objection>("", fields);
    let id = made.id;
    let moment = Moment::new(on, 10 * 60);
    script.at(moment, &place.liaison, made);
    script.at(
        moment,
        &place.liaison,
        act::<Objection>(id, Objection::FILE, vec![]),
    );
    let (action, words): (ActionNo, &str) = if is_accepted {
        (Objection::ACCEPT, "经复核情况属实,予以采纳(示例)")
    } else {
        (Objection::REJECT, "经复核台账数据无误,不予采纳(示例)")
    };
    let answer: Vec<(FieldNo, Value)> = vec![(Objection::ANSWER, text(words))];
    let answer = act::<Objection>(id, action, answer);
    script.at(
        Moment::new(on.plus(1), 11 * 60),
        &scene.people.evaluation,
        answer,
    );
}
