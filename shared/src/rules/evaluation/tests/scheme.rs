use super::room::{
    basis, entered, evaluate, evaluator, indicator, places, publish, quarter, scheme, version_one,
};
use crate::model::{
    Assignment, Duty, EvaluationScheme, Indicator, IndicatorSource, Item, LedgerFigure, Method,
    Notice, Part, SchemeGroup, SchemeState, Task, UnitKind,
};
use crate::rules::RefusalCode;
use crate::rules::evaluation::scheme::{Standing, in_force, of_leads};
use crate::rules::light::Colour;
use crate::rules::story::{Story, choice, day, liaison, office, text};
use crate::schema::{Due, RecordId, Value};

#[test]
fn b18_weights_of_sixty_and_forty_one_are_refused() {
    let mut story = Story::on("2020-06-12");
    let scheme = scheme(&mut story, 1, "2020-04-01");
    indicator(&mut story, scheme, "项目投资", 60, Method::Merit);
    let other = indicator(&mut story, scheme, "招商引资", 41, Method::Merit);
    let refused = publish(&mut story, scheme).unwrap_err();
    assert_eq!(refused.code, RefusalCode::Rule);
    assert_eq!(refused.reason.zh, "各指标权重合计 101 分,应为 100 分");
    story
        .set::<Indicator>(&office(), other, Indicator::WEIGHT, Value::Int(40))
        .unwrap();
    publish(&mut story, scheme).unwrap();
    assert_eq!(
        story.get::<EvaluationScheme>(scheme).state(),
        Some(SchemeState::Published)
    );
}

#[test]
fn b18_an_archived_indicator_weighs_nothing() {
    use crate::rules::{Command, Verb};
    use crate::schema::{Kind, Seq};
    let mut story = Story::on("2020-06-12");
    let scheme = scheme(&mut story, 1, "2020-04-01");
    indicator(&mut story, scheme, "项目投资", 60, Method::Merit);
    let other = indicator(&mut story, scheme, "招商引资", 40, Method::Merit);
    let archive = Command {
        kind: Indicator::ID,
        id: other,
        base: Seq(u64::MAX),
        verb: Verb::Archive,
    };
    story.carry_out(&office(), &archive).unwrap();
    let refused = publish(&mut story, scheme).unwrap_err();
    assert_eq!(refused.reason.en, "the weights add up to 60, not to 100");
}

#[test]
fn b18_the_second_quarter_of_2020_uses_version_one() {
    let mut story = Story::on("2020-06-12");
    let (one, _) = version_one(&mut story);
    story.go_to("2020-08-01");
    let two = scheme(&mut story, 2, "2020-05-15");
    indicator(&mut story, two, "项目投资", 100, Method::Merit);
    let version = |story: &Story, name| in_force(&story.state, quarter(name)).map(|s| s.record.id);
    assert_eq!(version(&story, "2020Q3"), Some(one), "not yet published");
    publish(&mut story, two).unwrap();
    assert_eq!(version(&story, "2020Q1"), None);
    assert_eq!(version(&story, "2020Q2"), Some(one));
    assert_eq!(version(&story, "2020Q3"), Some(two));

    let places = places(&mut story);
    let refused = evaluate(&mut story, "2020Q2", two, &places).unwrap_err();
    assert_eq!(refused.reason.zh, "2020年4月1日施行的是第 1 版评价方案");
    assert!(evaluate(&mut story, "2020Q2", one, &places).is_ok());
    assert!(evaluate(&mut story, "2020Q1", one, &places).is_err());
}

#[test]
fn b18_a_published_version_is_frozen_with_its_indicators_and_groups() {
    let mut story = Story::on("2020-06-12");
    let places = places(&mut story);
    let draft = scheme(&mut story, 1, "2020-04-01");
    let group = story.make::<SchemeGroup>(vec![
        (SchemeGroup::SCHEME, Value::Ref(draft)),
        (SchemeGroup::NAME, text("第一组")),
        (
            SchemeGroup::UNITS,
            Value::Refs(places[..7].iter().copied().collect()),
        ),
    ]);
    let weight = indicator(&mut story, draft, "项目投资", 100, Method::Merit);
    publish(&mut story, draft).unwrap();
    let refusals = [
        story.set::<EvaluationScheme>(&office(), draft, EvaluationScheme::TITLE, text("另一方案")),
        story.set::<Indicator>(&office(), weight, Indicator::WEIGHT, Value::Int(99)),
        story.set::<SchemeGroup>(&office(), group, SchemeGroup::NAME, text("一组")),
        story
            .create::<Indicator>(&office(), entered(draft, "加项", 1, Method::Place))
            .map(|_| ()),
    ];
    for refused in refusals {
        assert_eq!(refused.unwrap_err().reason.zh, "已发布,不能修改");
    }
}

#[test]
fn b18_a_place_is_compared_in_one_group() {
    let mut story = Story::on("2020-06-12");
    let places = places(&mut story);
    let draft = scheme(&mut story, 1, "2020-04-01");
    indicator(&mut story, draft, "项目投资", 100, Method::Merit);
    for units in [&places[..7], &places[6..]] {
        story.make::<SchemeGroup>(vec![
            (SchemeGroup::SCHEME, Value::Ref(draft)),
            (SchemeGroup::NAME, text("分组")),
            (
                SchemeGroup::UNITS,
                Value::Refs(units.iter().copied().collect()),
            ),
        ]);
    }
    let refused = publish(&mut story, draft).unwrap_err();
    assert_eq!(refused.reason.zh, "「长阳」同时在两个评价分组中");
}

#[test]
fn b18_an_indicator_of_the_ledger_names_its_figure() {
    let mut story = Story::on("2020-06-12");
    let draft = scheme(&mut story, 1, "2020-04-01");
    let mut fields = entered(draft, "项目投资", 100, Method::Merit);
    fields.retain(|(no, _)| *no != Indicator::SOURCE);
    fields.push((Indicator::SOURCE, choice(IndicatorSource::Ledger)));
    let refused = story
        .create::<Indicator>(&office(), fields.clone())
        .unwrap_err();
    assert_eq!(refused.field, Some(Indicator::FIGURE));
    fields.push((Indicator::FIGURE, choice(LedgerFigure::Investment)));
    story.create::<Indicator>(&office(), fields).unwrap();
}

#[test]
fn b18_the_evaluation_body_writes_schemes_and_counties_do_not() {
    let mut story = Story::on("2020-06-12");
    let places = places(&mut story);
    let draft = scheme(&mut story, 1, "2020-04-01");
    let mut rename = |actor| {
        story.set::<EvaluationScheme>(&actor, draft, EvaluationScheme::TITLE, text("评价方案"))
    };
    assert!(rename(evaluator()).is_ok());
    let refused = rename(liaison(places[0])).unwrap_err();
    assert_eq!(refused.code, RefusalCode::Forbidden);
}

/// Task 50 with its three leads.
fn task_fifty(story: &mut Story) -> [RecordId; 3] {
    let notice = story.make::<Notice>(vec![
        (Notice::TITLE, text("通知")),
        (Notice::DOCUMENT_NO, text("宜府办文〔2020〕6号")),
    ]);
    let part = story.make::<Part>(vec![
        (Part::NO, Value::Int(6)),
        (Part::NUMERAL, text("六")),
        (Part::TITLE, text("优化投资环境")),
        (Part::NOTICE, Value::Ref(notice)),
    ]);
    let item = story.make::<Item>(vec![
        (Item::NO, Value::Int(20)),
        (Item::NUMERAL, text("(二十)")),
        (Item::TITLE, text("强化评价")),
        (Item::PART, Value::Ref(part)),
    ]);
    let due = Value::Schedule(vec![Due::Once {
        on: day("2020-06-15"),
    }]);
    let task = story.make::<Task>(vec![
        (Task::NO, Value::Int(50)),
        (Task::TEXT, text("制定评价方案及评分细则")),
        (Task::ITEM, Value::Ref(item)),
        (Task::PART, Value::Ref(part)),
        (Task::DUE, due),
    ]);
    ["市发改委", "市目标办", "市政府办公室"].map(|name| {
        let unit = story.unit(name, name, UnitKind::Government);
        story.make::<Assignment>(vec![
            (Assignment::TASK, Value::Ref(task)),
            (Assignment::UNIT, Value::Ref(unit)),
            (Assignment::DUTY, choice(Duty::Lead)),
            (Assignment::NO, Value::Int(1)),
            (Assignment::COORDINATOR, Value::Flag(name == "市发改委")),
        ]);
        unit
    })
}

#[test]
fn t50_without_a_published_version_on_the_sixteenth_it_is_red_for_three_leads() {
    let mut story = Story::on("2020-06-09");
    let leads = task_fifty(&mut story);
    let colours = |story: &Story| -> Vec<Colour> {
        let standings = of_leads(&story.state, &basis(story));
        standings.iter().map(|(_, one)| one.colour()).collect()
    };
    assert_eq!(colours(&story), [Colour::Green; 3]);
    scheme(&mut story, 1, "2020-04-01");
    story.go_to("2020-06-15");
    assert_eq!(colours(&story), [Colour::Yellow; 3]);
    story.go_to("2020-06-16");
    let standings = of_leads(&story.state, &basis(&story));
    let mut units: Vec<_> = standings.iter().map(|(unit, _)| *unit).collect();
    units.sort();
    let mut expected = leads.to_vec();
    expected.sort();
    assert_eq!(units, expected);
    assert_eq!(colours(&story), [Colour::Red; 3], "a draft does not count");
    assert_eq!(
        standings[0].1.light().why.zh,
        "评价方案应于2020年6月15日前发布,已逾期 1 天"
    );
}

#[test]
fn t50_published_on_the_fifteenth_is_in_time() {
    let mut story = Story::on("2020-06-15");
    task_fifty(&mut story);
    version_one(&mut story);
    story.go_to("2020-06-20");
    let standings = of_leads(&story.state, &basis(&story));
    let due = Some(day("2020-06-15"));
    assert!(
        standings
            .iter()
            .all(|(_, one)| *one == Standing::Published(day("2020-06-15"), due))
    );
    assert_eq!(standings[0].1.light().word.zh, "办结");
}
