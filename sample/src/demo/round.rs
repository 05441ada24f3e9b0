//! The quarterly round of the supervision office: a list, verdicts, four questions to each place,
//! a bulletin (DOMAIN B26, T34).

use std::collections::BTreeMap;

use shared::model::{ElementCheck, ElementVerdict, RoundItem, Supervision, SupervisionRound};
use shared::rules::{Actor, Command, Edit, Verb};
use shared::schema::{
    ActionNo, Choices as _, Day, FieldNo, Kind as _, Period, RecordId, Seq, Value,
};

use super::chance::Chance;
use super::scene::Scene;
use super::script::{Moment, Script, months, working};
use crate::build::{act, create, text};

/// The most items of a list.
const ITEMS: usize = 30;

const TEAMS: [&str; 3] = ["督查一组", "督查二组", "督查三组"];

const FINDINGS: [&str; 3] = [
    "实地核查,议定事项已落实,资料齐全(示例)",
    "主要事项已落实,个别环节仍在扫尾(示例)",
    "事项未按期落实,责任单位已说明原因(示例)",
];

const VERDICTS: [ActionNo; 3] = [
    RoundItem::FIND_DONE,
    RoundItem::FIND_MOSTLY,
    RoundItem::FIND_NOT_DONE,
];

/// From when to when something was supervised, and who answered.
struct Item {
    from: Day,
    to: Option<Day>,
    by: Option<Actor>,
}

pub(super) fn write(script: &mut Script, scene: &Scene<'_>, chance: &mut Chance) {
    let items = items(script);
    for month in months(scene.until).filter(|month| month.ends_quarter()) {
        let on = working(month.day(15));
        let is_open = |item: &Item| item.from < on && item.to.is_none_or(|to| to > on);
        let listed: Vec<_> = items
            .iter()
            .filter(|(_, item)| is_open(item))
            .take(ITEMS)
            .collect();
        if !listed.is_empty() {
            let quarter = Period::Quarter(month.quarter());
            round(script, scene, quarter, on, &listed, &mut chance.branch());
        }
    }
}

/// What is supervised, as the history has it.
fn items(script: &Script) -> BTreeMap<RecordId, Item> {
    let mut items = BTreeMap::new();
    for (day, actor, command) in script.lines() {
        let Verb::Act { action, .. } = &command.verb else {
            continue;
        };
        if command.kind != Supervision::ID {
            continue;
        }
        let item = items.entry(command.id).or_insert(Item {
            from: day,
            to: None,
            by: None,
        });
        match *action {
            Supervision::ASSIGN => item.from = day,
            Supervision::CLOSE => item.to = Some(day),
            Supervision::ANSWER => item.by = Some(actor.clone()),
            _ => {}
        }
    }
    items
}

fn round(
    script: &mut Script,
    scene: &Scene<'_>,
    quarter: Period,
    on: Day,
    listed: &[(&RecordId, &Item)],
    chance: &mut Chance,
) {
    let office = &scene.people.supervision;
    let made = create::<SupervisionRound>(
        "",
        vec![(SupervisionRound::QUARTER, Value::Period(quarter))],
    );
    let id = made.id;
    script.at(Moment::new(on, 9 * 60), office, made);
    let teams = Value::Texts(TEAMS.iter().map(|team| (*team).to_owned()).collect());
    let frozen = working(on.plus(3));
    let freeze = vec![(SupervisionRound::TEAMS, teams)];
    let freeze = act::<SupervisionRound>(id, SupervisionRound::FREEZE, freeze);
    script.at(Moment::new(frozen, 9 * 60), office, freeze);
    let mut counts = [0; 3];
    for (supervision, item) in listed {
        let made = create::<RoundItem>(
            "",
            vec![
                (RoundItem::ROUND, Value::Ref(id)),
                (RoundItem::SUPERVISION, Value::Ref(**supervision)),
            ],
        );
        let round_item = made.id;
        script.at(Moment::new(on, 9 * 60 + 30), office, made);
        let judged = working(frozen.plus(chance.days(1, 8)));
        let found = match chance.days(0, 9) {
            0..6 => 0,
            6..9 => 1,
            _ => 2,
        };
        counts[found] += 1;
        let given = vec![
            (RoundItem::FINDING, text(FINDINGS[found])),
            (RoundItem::TEAM, text(chance.pick(&TEAMS))),
        ];
        let judge = act::<RoundItem>(round_item, VERDICTS[found], given);
        script.at(Moment::new(judged, 16 * 60), office, judge);
        if let Some(liaison) = item.by.as_ref().filter(|_| found > 0) {
            let answer = vec![(RoundItem::ANSWER, text("照单全收,限期整改到位(示例)"))];
            let answer = act::<RoundItem>(round_item, RoundItem::ANSWER_VERDICT, answer);
            let moment = Moment::new(judged.plus(chance.days(1, 5)), 11 * 60);
            script.at(moment, liaison, answer);
        }
    }
    for unit in scene.place_units() {
        let day = working(frozen.plus(chance.days(1, 8)));
        script.at(Moment::new(day, 17 * 60), office, checked(id, unit, chance));
    }
    let [done, mostly, not_done] = counts;
    let bulletin = format!(
        "本季度共督办{}项,落实{done}项,基本落实{mostly}项,未落实{not_done}项。未落实事项由责任单位限期整改(示例)。",
        listed.len()
    );
    let given = vec![(SupervisionRound::BULLETIN, text(&bulletin))];
    let issue = act::<SupervisionRound>(id, SupervisionRound::ISSUE, given);
    script.at(
        Moment::new(working(frozen.plus(16)), 10 * 60),
        office,
        issue,
    );
}

/// The four questions, answered for one place.
fn checked(round: RecordId, unit: RecordId, chance: &mut Chance) -> Command {
    let sheet = create::<ElementCheck>(
        "",
        vec![
            (ElementCheck::ROUND, Value::Ref(round)),
            (ElementCheck::UNIT, Value::Ref(unit)),
        ],
    );
    let questions = [
        ElementCheck::APPROVAL,
        ElementCheck::LAND,
        ElementCheck::MONEY,
        ElementCheck::ENVIRONMENT,
    ];
    let mut edits: Vec<(FieldNo, Edit)> = Vec::new();
    for question in questions {
        let verdict = match chance.days(0, 9) {
            0..7 => ElementVerdict::Met,
            7..9 => ElementVerdict::Partly,
            _ => ElementVerdict::NotMet,
        };
        edits.push((question, Edit::Put(Value::Choice(verdict.no()))));
    }
    let remark = text("政策文件已印发,抽查项目均已享受(示例)");
    edits.push((ElementCheck::REMARK, Edit::Put(remark)));
    Command {
        kind: ElementCheck::ID,
        id: sheet.id,
        base: Seq(u64::MAX),
        verb: Verb::Set { edits },
    }
}
