//! DOMAIN T42.

use super::{amount, basis, decimal, key_project, left, task};
use crate::model::{
    EmissionSource, EmissionUse, FilingTopic, LocalFiling, Pollutant, Project, ProjectLevel,
};
use crate::rules::light::Colour;
use crate::rules::resource::emission::{self, Replacement};
use crate::rules::resource::{Account, Precedence, filing};
use crate::rules::story::{Story, choice, date, day, liaison, office, text};
use crate::schema::{Due, RecordId, Value};

fn source(story: &mut Story, place: RecordId, origin: &str, tonnes: &str) -> RecordId {
    story.make::<EmissionSource>(vec![
        (EmissionSource::ORIGIN, text(origin)),
        (EmissionSource::PLACE, Value::Ref(place)),
        (EmissionSource::POLLUTANT, choice(Pollutant::SulphurDioxide)),
        (EmissionSource::AMOUNT, decimal(tonnes)),
        (EmissionSource::SAVED_ON, date("2020-05-01")),
    ])
}

fn need(story: &mut Story, place: RecordId, project: RecordId, tonnes: &str) -> RecordId {
    let fields = vec![
        (EmissionUse::PROJECT, Value::Ref(project)),
        (EmissionUse::POLLUTANT, choice(Pollutant::SulphurDioxide)),
        (EmissionUse::PLACE, Value::Ref(place)),
        (EmissionUse::NEED, decimal(tonnes)),
    ];
    story
        .create::<EmissionUse>(&liaison(place), fields)
        .unwrap()
}

#[test]
fn t42_15_for_10_is_normal_10_needs_a_reason_and_9_is_refused() {
    let mut story = Story::on("2020-07-01");
    let place = story.county("zj", "枝江市");
    source(&mut story, place, "某化工厂", "100");
    let project = story.project(place, "甲", 12_000);
    let id = need(&mut story, place, project, "10");
    let replace = |story: &mut Story, tonnes| {
        story.set::<EmissionUse>(&office(), id, EmissionUse::REPLACED, decimal(tonnes))
    };
    let refused = replace(&mut story, "9").unwrap_err();
    assert_eq!(refused.field, Some(EmissionUse::REPLACED));
    assert!(refused.reason.zh.contains("新增 10 吨,替代量 9 吨"));
    let refused = replace(&mut story, "10").unwrap_err();
    assert_eq!(refused.field, Some(EmissionUse::EQUAL_REASON));
    replace(&mut story, "15").unwrap();
    let verdict = |story: &Story| emission::replacement(story.get::<EmissionUse>(id)).unwrap();
    assert_eq!(verdict(&story).sentence().zh, "减量替代 1.50");
    let reason = text("属于环境质量达标区域的民生项目");
    story
        .set::<EmissionUse>(&office(), id, EmissionUse::EQUAL_REASON, reason)
        .unwrap();
    replace(&mut story, "10").unwrap();
    assert_eq!(verdict(&story), Replacement::Equal);
}

#[test]
fn t42_no_more_is_replaced_than_was_saved_of_the_pollutant() {
    let mut story = Story::on("2020-07-01");
    let place = story.county("zj", "枝江市");
    let saved = source(&mut story, place, "某化工厂", "14");
    let project = story.project(place, "甲", 12_000);
    let id = need(&mut story, place, project, "10");
    let replace = |story: &mut Story, tonnes| {
        story.set::<EmissionUse>(&office(), id, EmissionUse::REPLACED, decimal(tonnes))
    };
    let refused = replace(&mut story, "15").unwrap_err();
    assert!(
        refused
            .reason
            .zh
            .starts_with("枝江市二氧化硫减排指标现余 14 吨"),
        "{}",
        refused.reason.zh
    );
    replace(&mut story, "14").unwrap();
    let account = Account::emission(place, Pollutant::SulphurDioxide);
    assert_eq!(left(&story, account), amount("0"));
    let ammonia = Account::emission(place, Pollutant::Ammonia);
    assert_eq!(left(&story, ammonia), amount("0"));
    let reduced =
        story.set::<EmissionSource>(&office(), saved, EmissionSource::AMOUNT, decimal("13.9"));
    assert!(reduced.is_err());
}

#[test]
fn t42_own_savings_first_serve_the_own_new_project_then_key_projects_then_others() {
    let mut story = Story::on("2020-07-01");
    let place = story.county("zj", "枝江市");
    source(&mut story, place, "某化工厂", "100");
    let other = story.project(place, "一般", 12_000);
    let key = key_project(&mut story, place, "重点", ProjectLevel::Provincial);
    let own = story.project(place, "化工厂技改", 12_000);
    story
        .set::<Project>(&office(), own, Project::OWNER, text("某化工厂"))
        .unwrap();
    let needs: Vec<RecordId> = [other, key, own]
        .into_iter()
        .map(|project| need(&mut story, place, project, "10"))
        .collect();
    let queue = emission::needs(&story.state, place, Pollutant::SulphurDioxide, |_| 0);
    let order: Vec<_> = queue
        .iter()
        .map(|need| (need.project, need.precedence))
        .collect();
    assert_eq!(
        order,
        [
            (own, Precedence::OwnUnit),
            (key, Precedence::Provincial),
            (other, Precedence::Other)
        ]
    );
    let replace = |story: &mut Story, id| {
        story.set::<EmissionUse>(&office(), id, EmissionUse::REPLACED, decimal("12"))
    };
    let refused = replace(&mut story, needs[1]).unwrap_err();
    assert_eq!(refused.field, Some(EmissionUse::ORDER_REASON));
    for id in needs.into_iter().rev() {
        replace(&mut story, id).unwrap();
    }
}

#[test]
fn t42_the_plan_goes_to_the_province_with_a_copy_to_the_office() {
    let mut story = Story::on("2020-06-16");
    let due = Due::Once {
        on: day("2020-06-15"),
    };
    task(&mut story, 42, due);
    let place = story.county("zj", "枝江市");
    let plan = story.make::<LocalFiling>(vec![
        (LocalFiling::UNIT, Value::Ref(place)),
        (LocalFiling::TOPIC, choice(FilingTopic::EmissionPlan)),
        (LocalFiling::YEAR, Value::Int(2020)),
    ]);
    let given = vec![
        (LocalFiling::FILED_ON, date("2020-06-12")),
        (LocalFiling::EVIDENCE, text("枝江生环文〔2020〕8号报省厅")),
    ];
    story
        .act::<LocalFiling>(&liaison(place), plan, LocalFiling::FILE, given)
        .unwrap();
    let receipt = (LocalFiling::RECEIPT_NO, text("2020-042-03"));
    let register = |story: &mut Story, given| {
        story.act::<LocalFiling>(&office(), plan, LocalFiling::REGISTER, given)
    };
    let refused = register(&mut story, vec![receipt.clone()]).unwrap_err();
    assert_eq!(refused.field, Some(LocalFiling::COPIED_ON));
    let copied = (LocalFiling::COPIED_ON, date("2020-06-15"));
    register(&mut story, vec![receipt, copied]).unwrap();
    let topic = FilingTopic::EmissionPlan;
    let filing = filing::of_topic(&story.state, &basis(&story), place, topic, 2020);
    assert_eq!(filing.colour(), Colour::Blue);
}
