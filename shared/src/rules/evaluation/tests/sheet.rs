use super::room::{
    enter, entered, evaluate, evaluator, indicator, lock, places, publish, quarter, scheme, score,
    score_id, sheet_of, step,
};
use crate::model::{
    AnnualPlan, Direction, Evaluation, Indicator, IndicatorSource, LedgerFigure, Method,
    MonthCorrection, ProjectMonth, SchemeGroup, Score,
};
use crate::rules::evaluation::ledger::figure;
use crate::rules::evaluation::marks::Marks;
use crate::rules::story::{Story, choice, date, office, text, wan};
use crate::schema::{Decimal, Month, RecordId, Value};

#[test]
fn b18_an_indicator_of_the_ledger_needs_no_entry() {
    let mut story = Story::on("2020-07-13");
    let places = places(&mut story);
    let draft = scheme(&mut story, 1, "2020-04-01");
    let mut fields = entered(draft, "完成投资", 60, Method::Merit);
    fields.retain(|(no, _)| *no != Indicator::SOURCE);
    fields.push((Indicator::SOURCE, choice(IndicatorSource::Ledger)));
    let mut by_plan = fields.clone();
    by_plan.retain(|(no, _)| ![Indicator::METHOD, Indicator::WEIGHT].contains(no));
    by_plan.push((Indicator::METHOD, choice(Method::Completion)));
    by_plan.push((Indicator::WEIGHT, Value::Int(40)));
    by_plan.push((Indicator::FIGURE, choice(LedgerFigure::YearInvestment)));
    fields.push((Indicator::FIGURE, choice(LedgerFigure::Investment)));
    let quarterly = story.make::<Indicator>(fields);
    let yearly = story.make::<Indicator>(by_plan);
    publish(&mut story, draft).unwrap();
    for (unit, months) in [
        (
            places[0],
            [("2020-02", 1_000), ("2020-04", 2_000), ("2020-06", 3_000)],
        ),
        (
            places[1],
            [("2020-03", 9_000), ("2020-05", 500), ("2020-07", 7_000)],
        ),
    ] {
        let project = story.project(unit, "示例项目", 50_000);
        story.make::<AnnualPlan>(vec![
            (AnnualPlan::PROJECT, Value::Ref(project)),
            (AnnualPlan::YEAR, Value::Int(2020)),
            (AnnualPlan::PLANNED, wan(12_000)),
        ]);
        for (month, invested) in months {
            story.make::<ProjectMonth>(vec![
                (ProjectMonth::PROJECT, Value::Ref(project)),
                (
                    ProjectMonth::MONTH,
                    Value::Month(Month::parse(month).unwrap()),
                ),
                (ProjectMonth::INVESTED, wan(invested)),
            ]);
        }
    }
    let evaluation = evaluate(&mut story, "2020Q2", draft, &places[..2]).unwrap();
    step::<Evaluation>(&mut story, evaluation, Evaluation::TRY, vec![]).unwrap();
    let shown = |unit, indicator| {
        let score = story.get::<Score>(score_id([evaluation, unit, indicator]));
        let points = Marks::exactly(score.points().unwrap()).unwrap();
        (score.value().unwrap() / 10_000, points.rounded(1))
    };
    assert_eq!(shown(places[0], quarterly), (5_000, "60.0".to_owned()));
    assert_eq!(shown(places[1], quarterly), (500, "36.0".to_owned()));
    // 6,000 of 12,000 and 9,500 of 12,000.
    assert_eq!(shown(places[0], yearly), (6_000, "20.0".to_owned()));
    assert_eq!(shown(places[1], yearly), (9_500, "31.7".to_owned()));
}

#[test]
fn b18_completion_and_places() {
    let mut story = Story::on("2020-07-13");
    let places = places(&mut story);
    let draft = scheme(&mut story, 1, "2020-04-01");
    let target = indicator(&mut story, draft, "签约项目", 50, Method::Completion);
    let mut less = entered(draft, "平均办理天数", 50, Method::Place);
    less.retain(|(no, _)| *no != Indicator::DIRECTION);
    less.push((Indicator::DIRECTION, choice(Direction::Less)));
    let days = story.make::<Indicator>(less);
    publish(&mut story, draft).unwrap();
    let units = &places[..4];
    let evaluation = evaluate(&mut story, "2020Q2", draft, units).unwrap();
    for (unit, (signed, day)) in units.iter().zip([(8, 3), (12, 5), (0, 5), (10, 9)]) {
        let id = enter(&mut story, [evaluation, *unit, target], signed);
        story
            .set::<Score>(&evaluator(), id, Score::TARGET, Value::Int(10))
            .unwrap();
        enter(&mut story, [evaluation, *unit, days], day);
    }
    let sheet = sheet_of(&story, evaluation);
    let column = |at: usize| -> Vec<String> {
        let points = |unit: &RecordId| sheet.row(*unit).unwrap().cells[at].points.rounded(1);
        units.iter().map(points).collect()
    };
    assert_eq!(column(0), ["40.0", "50.0", "0.0", "50.0"]);
    assert_eq!(column(1), ["50.0", "37.5", "37.5", "12.5"]);
}

#[test]
fn b18_groups_are_compared_apart() {
    let mut story = Story::on("2020-07-13");
    let places = places(&mut story);
    let draft = scheme(&mut story, 1, "2020-04-01");
    let investment = indicator(&mut story, draft, "完成投资", 100, Method::Merit);
    story.make::<SchemeGroup>(vec![
        (SchemeGroup::SCHEME, Value::Ref(draft)),
        (SchemeGroup::NAME, text("第一组")),
        (
            SchemeGroup::UNITS,
            Value::Refs(places[..7].iter().copied().collect()),
        ),
    ]);
    publish(&mut story, draft).unwrap();
    let evaluation = evaluate(&mut story, "2020Q2", draft, &places).unwrap();
    for (value, unit) in (1..).zip(places) {
        enter(&mut story, [evaluation, unit, investment], value);
    }
    let sheet = sheet_of(&story, evaluation);
    let row = |at: usize| sheet.row(places[at]).unwrap();
    // The best of the first group has as many points as the best of the rest.
    assert_eq!((row(6).rank, row(13).rank), (1, 1));
    assert_eq!(row(6).total, Marks::whole(100));
    assert_eq!((row(0).rank, row(7).rank), (7, 7));
}

#[test]
fn b18_bonus_and_deduction_stay_within_their_caps() {
    let mut story = Story::on("2020-07-13");
    let places = places(&mut story);
    let draft = scheme(&mut story, 1, "2020-04-01");
    let mut fields = entered(draft, "完成投资", 100, Method::Merit);
    fields.push((Indicator::BONUS_CAP, Value::Int(3)));
    let investment = story.make::<Indicator>(fields);
    publish(&mut story, draft).unwrap();
    let evaluation = evaluate(&mut story, "2020Q2", draft, &places).unwrap();
    let id = enter(&mut story, [evaluation, places[0], investment], 7);
    let points = |text| Value::Decimal(Decimal::parse(text).unwrap());
    let mut give = |field, text| story.set::<Score>(&office(), id, field, points(text));
    assert_eq!(
        give(Score::BONUS, "3.1").unwrap_err().field,
        Some(Score::BONUS)
    );
    assert!(give(Score::BONUS, "2.00001").is_err());
    assert!(give(Score::BONUS, "2.5").is_ok());
    assert!(
        give(Score::DEDUCTION, "0.1").is_err(),
        "no cap, no deduction"
    );
    let total = sheet_of(&story, evaluation).row(places[0]).unwrap().total;
    assert_eq!(total.rounded(1), "102.5");
}

#[test]
fn b19_a_figure_against_the_ledger_needs_its_reason() {
    let mut story = Story::on("2020-07-13");
    let places = places(&mut story);
    let draft = scheme(&mut story, 1, "2020-04-01");
    let mut fields = entered(draft, "新开工", 100, Method::Merit);
    fields.retain(|(no, _)| *no != Indicator::SOURCE);
    fields.push((Indicator::SOURCE, choice(IndicatorSource::Ledger)));
    fields.push((Indicator::FIGURE, choice(LedgerFigure::Starts)));
    let starts = story.make::<Indicator>(fields);
    publish(&mut story, draft).unwrap();
    let evaluation = evaluate(&mut story, "2020Q2", draft, &places).unwrap();
    let mut given = score([evaluation, places[0], starts], Score::ENTERED, 4);
    let refused = story.create::<Score>(&office(), given.clone()).unwrap_err();
    assert_eq!(refused.field, Some(Score::REASON));
    given.push((Score::REASON, text("补录 1 个项目")));
    assert!(story.create::<Score>(&office(), given).is_ok());
}

#[test]
fn i6_a_correction_of_a_locked_month_counts_as_an_entry_of_its_own() {
    let mut story = Story::on("2020-07-13");
    let [unit, ..] = places(&mut story);
    let project = story.project(unit, "示例项目", 50_000);
    let june = Value::Month(Month::parse("2020-06").unwrap());
    let id = story.make::<ProjectMonth>(vec![
        (ProjectMonth::PROJECT, Value::Ref(project)),
        (ProjectMonth::MONTH, june.clone()),
        (ProjectMonth::INVESTED, wan(3_000)),
    ]);
    lock(&mut story, "2020-06");
    story.make::<MonthCorrection>(vec![
        (MonthCorrection::PROJECT, Value::Ref(project)),
        (MonthCorrection::MONTH, june),
        (MonthCorrection::CHANGE, wan(-650)),
        (MonthCorrection::REASON, text("重复统计")),
        (MonthCorrection::ENTERED_ON, date("2020-07-13")),
    ]);
    let invested = |name| {
        let figure = figure(&story.state, LedgerFigure::Investment, unit, quarter(name));
        figure / 10_000
    };
    assert_eq!(invested("2020Q2"), 2_350);
    assert_eq!(invested("2020Q3"), 0);
    let month = story.get::<ProjectMonth>(id);
    assert_eq!(
        month.invested(),
        Some(30_000_000),
        "the figure itself stands"
    );
}
