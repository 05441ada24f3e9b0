//! DOMAIN T48, T49, T51, T55, T56.

use super::{month, months, places};
use crate::model::{
    Innovation, InnovationState, LocalGroup, Publicity, PublicityTopic, ServiceFigures, UnitKind,
};
use crate::rules::Refusal;
use crate::rules::attraction::environment::{local_group, publicity, service_change};
use crate::rules::light::Colour;
use crate::rules::resource::tests::{basis, task};
use crate::rules::story::{Story, choice, date, day, liaison, office, text};
use crate::schema::{Decimal, Due, RecordId, Value};

#[test]
fn t48_an_innovation_goes_from_study_to_trial_to_being_spread() {
    let mut story = Story::on("2020-07-10");
    let zone = story.unit("zmq", "自贸区宜昌片区", UnitKind::Zone);
    let fields = vec![
        (Innovation::TITLE, text("生物医药全产业链监管")),
        (Innovation::UNIT, Value::Ref(zone)),
    ];
    let actor = liaison(zone);
    let id = story.create::<Innovation>(&actor, fields).unwrap();
    let go = |story: &mut Story, action| {
        let given = vec![(Innovation::EVIDENCE, text("自贸宜发〔2020〕9号试行通知"))];
        story.act::<Innovation>(&actor, id, action, given)
    };
    assert!(
        go(&mut story, Innovation::SPREAD).is_err(),
        "not yet on trial"
    );
    let bare = story.act::<Innovation>(&actor, id, Innovation::TRY, vec![]);
    assert_eq!(bare.unwrap_err().field, Some(Innovation::EVIDENCE));
    go(&mut story, Innovation::TRY).unwrap();
    go(&mut story, Innovation::SPREAD).unwrap();
    let view = story.get::<Innovation>(id);
    assert_eq!(view.state(), Some(InnovationState::Spread));
    assert_eq!(view.trial_on(), Some(day("2020-07-10")));
}

#[test]
fn t49_14_groups_are_filed_one_on_16_june_which_is_1_day_late() {
    let mut story = Story::on("2020-06-16");
    let due = Due::Once {
        on: day("2020-06-15"),
    };
    task(&mut story, 49, due);
    let units = places(&mut story, 14);
    for (no, unit) in units.iter().enumerate().take(13) {
        let group = story.make::<LocalGroup>(vec![
            (LocalGroup::UNIT, Value::Ref(*unit)),
            (LocalGroup::DOCUMENT_NO, text("某政办发〔2020〕10号")),
            (LocalGroup::LEADER, text("县长")),
            (LocalGroup::OFFICE, text("县发改局")),
        ]);
        let on = if no == 0 { "2020-06-16" } else { "2020-06-15" };
        let given = vec![
            (LocalGroup::FILED_ON, date(on)),
            (LocalGroup::EVIDENCE, text("某政办发〔2020〕10号附名单")),
        ];
        story
            .act::<LocalGroup>(&liaison(*unit), group, LocalGroup::FILE, given)
            .unwrap();
    }
    let basis = basis(&story);
    let of = |unit: RecordId| local_group(&story.state, &basis, unit);
    let filed = units.iter().filter(|unit| of(**unit).is_filed()).count();
    assert_eq!(filed, 13);
    let late = of(units[0]);
    assert_eq!(late.colour(), Colour::Yellow);
    assert_eq!(late.light().word.zh, "迟报 1 天");
    assert_eq!(of(units[1]).colour(), Colour::Green);
    assert_eq!(of(units[13]).light().word.zh, "逾期 1 天");
}

#[test]
fn t49_a_group_is_filed_with_its_document_leader_and_office() {
    let mut story = Story::on("2020-06-12");
    let unit = places(&mut story, 1)[0];
    let group = story.make::<LocalGroup>(vec![(LocalGroup::UNIT, Value::Ref(unit))]);
    let given = vec![
        (LocalGroup::FILED_ON, date("2020-06-12")),
        (LocalGroup::EVIDENCE, text("某政办发〔2020〕10号附名单")),
    ];
    let refused = story.act::<LocalGroup>(&liaison(unit), group, LocalGroup::FILE, given);
    assert_eq!(refused.unwrap_err().field, Some(LocalGroup::DOCUMENT_NO));
}

#[test]
fn t51_service_figures_are_compared_with_the_month_before() {
    let mut story = Story::on("2020-08-01");
    let bureau = story.unit("zwj", "市政务服务和大数据管理局", UnitKind::Government);
    for (month, online, steps, average) in
        [("2020-06", 1_200, 80, "5.1"), ("2020-07", 1_260, 95, "4.6")]
    {
        let fields = vec![
            (ServiceFigures::MONTH, months(month)),
            (ServiceFigures::UNIT, Value::Ref(bureau)),
            (ServiceFigures::ONLINE, Value::Int(online)),
            (ServiceFigures::STEPS_CUT, Value::Int(steps)),
            (
                ServiceFigures::AVERAGE_DAYS,
                Value::Decimal(Decimal::parse(average).unwrap()),
            ),
        ];
        story
            .create::<ServiceFigures>(&liaison(bureau), fields)
            .unwrap();
    }
    let change = service_change(&story.state, month("2020-07")).unwrap();
    assert_eq!((change.online, change.steps_cut), (60, 15));
    assert_eq!(change.average_days.to_string(), "-0.5");
    assert_eq!(service_change(&story.state, month("2020-06")), None);
}

fn publish(
    story: &mut Story,
    unit: RecordId,
    on: &str,
    link: Option<&str>,
) -> Result<RecordId, Refusal> {
    let mut fields = vec![
        (Publicity::TITLE, text("政策解读")),
        (Publicity::UNIT, Value::Ref(unit)),
        (Publicity::MEDIUM, text("三峡日报")),
        (Publicity::PUBLISHED_ON, date(on)),
        (Publicity::TOPIC, choice(PublicityTopic::Policy)),
    ];
    fields.extend(link.map(|link| (Publicity::LINK, text(link))));
    story.create::<Publicity>(&office(), fields)
}

#[test]
fn t55_of_38_units_27_have_at_least_one_item_in_july() {
    let mut story = Story::on("2020-08-05");
    let units = places(&mut story, 38);
    let link = Some("https://example.org/a");
    for unit in &units[..27] {
        publish(&mut story, *unit, "2020-07-20", link).unwrap();
    }
    publish(&mut story, units[0], "2020-07-31", link).unwrap();
    publish(&mut story, units[30], "2020-08-01", link).unwrap();
    let july = publicity(&story.state, month("2020-07"), &units);
    assert_eq!(july.covered.to_string(), "27/38 = 71.1%");
    assert_eq!(july.missing, units[27..]);
    assert_eq!(july.counts[..2], [2, 1]);
}

#[test]
fn t56_an_item_has_a_link_or_a_clip_and_is_out() {
    let mut story = Story::on("2020-08-05");
    let unit = places(&mut story, 1)[0];
    let mut refused = |on, link| publish(&mut story, unit, on, link).unwrap_err().field;
    assert_eq!(refused("2020-08-05", None), Some(Publicity::LINK));
    let script = Some("javascript:alert(1)");
    assert_eq!(refused("2020-08-05", script), Some(Publicity::LINK));
    let ahead = refused("2020-08-06", Some("http://example.org"));
    assert_eq!(ahead, Some(Publicity::PUBLISHED_ON));
}
