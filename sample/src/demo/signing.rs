//! The monthly group signing of a place: the leads that got so far, the contracts signed there, and
//! what both sides promise in them (DOMAIN T46, T54).

use shared::model::{ActivityKind, Clause, CompanyList, Contract, ContractParty, Lead};
use shared::rules::Actor;
use shared::schema::{Choices as _, Day, FieldNo, Month, Period, RecordId, Value};

use super::activity::activity;
use super::chance::Chance;
use super::duty;
use super::life::WAN;
use super::people::Place;
use super::scene::Scene;
use super::script::{Moment, Script, first_entry, working};
use crate::build::{act, create, text};

/// How many of a hundred months a place lets pass.
const MISSED: u32 = 7;

/// What companies want to build.
const WORKS: [&str; 8] = [
    "精细化工材料",
    "新能源装备",
    "食品饮料",
    "生物医药",
    "智能制造",
    "冷链物流",
    "文旅康养",
    "大数据服务",
];

const LOST_FOR: [&str; 3] = [
    "企业投资计划调整(示例)",
    "用地条件不满足项目需要(示例)",
    "落户其他地区(示例)",
];

pub(super) fn write(
    script: &mut Script,
    scene: &Scene<'_>,
    at: usize,
    month: Month,
    chance: &mut Chance,
) {
    let place = &scene.people.places[at];
    let day = month.day(i8::try_from(chance.days(10, 28)).unwrap_or(20));
    let on = working(day.max(first_entry().plus(6)));
    let key = format!("demo/{month}/{at}");
    if chance.percent(40) {
        wait(script, place, &format!("{key}/open"), on.plus(-9), chance);
    }
    if chance.percent(MISSED) || on.month() != month {
        return;
    }
    let minute = 16 * 60 + i64::try_from(at).unwrap_or(0);
    let title = format!(
        "{}{}月招商引资项目集中签约(示例)",
        place.name,
        month.number()
    );
    let kind = (ActivityKind::GroupSigning, title.as_str());
    let held = activity(&format!("{key}/signing"), place, kind, on, &[]);
    let activity = held.id;
    script.at(Moment::new(on, minute), &place.liaison, held);
    let met = ("signing", place.unit, Period::Month(month));
    duty::pass(script, scene.people, met, on.plus(chance.days(1, 5)));
    for number in 0..chance.between(1, 3) {
        let key = format!("{key}/{number}");
        contract(
            script,
            place,
            &key,
            activity,
            Moment::new(on, minute + 20),
            chance,
        );
    }
}

fn company(place: &Place, chance: &mut Chance) -> (String, &'static str) {
    let work = chance.pick(&WORKS);
    let number = chance.between(1, 99);
    (
        format!("示例{work}{number}号公司({}洽谈)", place.name),
        work,
    )
}

/// A contract, with the lead it comes from and its clauses.
fn contract(
    script: &mut Script,
    place: &Place,
    key: &str,
    activity: RecordId,
    signed: Moment,
    chance: &mut Chance,
) {
    let (company, work) = company(place, chance);
    let on = signed.day;
    let start = on.plus(chance.days(30, 200));
    let production = start.plus(chance.days(240, 700));
    let investment = chance.between(5, 160) * 1_000 * WAN;
    let made = create::<Contract>(
        key,
        vec![
            (
                Contract::TITLE,
                text(&format!("{}{work}项目投资合同(示例)", place.name)),
            ),
            (Contract::COMPANY, text(&company)),
            (Contract::PLACE, Value::Ref(place.unit)),
            (Contract::SIGNED_ON, Value::Day(on)),
            (Contract::AGREED_INVESTMENT, Value::Money(investment)),
            (Contract::AGREED_START, Value::Day(start)),
            (Contract::AGREED_PRODUCTION, Value::Day(production)),
            (Contract::ACTIVITY, Value::Ref(activity)),
        ],
    );
    let id = made.id;
    script.at(signed, &place.liaison, made);
    let found = on.plus(-chance.days(20, 80)).max(first_entry());
    let lead = lead(
        script,
        place,
        key,
        (&company, work, investment),
        found,
        chance,
    );
    let talks = Moment::new(found.plus(1), 11 * 60);
    script.at(talks, &place.liaison, act::<Lead>(lead, Lead::TALK, vec![]));
    let later = Moment::new(on.plus(-5), 11 * 60);
    if chance.percent(50) && later > talks {
        script.at(
            later,
            &place.liaison,
            act::<Lead>(lead, Lead::AGREE, vec![]),
        );
    }
    let given = vec![(Lead::CONTRACT, Value::Ref(id))];
    let mut moment = signed;
    moment.minute += 1;
    script.at(moment, &place.liaison, act::<Lead>(lead, Lead::SIGN, given));
    let duties = [
        (
            ContractParty::Government,
            "按期供应净地",
            on.plus(chance.days(20, 90)),
        ),
        (
            ContractParty::Enterprise,
            "缴纳履约保证金",
            on.plus(chance.days(10, 40)),
        ),
        (ContractParty::Enterprise, "取得施工许可并开工建设", start),
    ];
    for (number, duty) in (0..).zip(duties) {
        clause(
            script,
            &place.liaison,
            &format!("{key}/{number}"),
            id,
            duty,
            signed,
            chance,
        );
    }
}

fn clause(
    script: &mut Script,
    liaison: &Actor,
    key: &str,
    contract: RecordId,
    (party, duty, due): (ContractParty, &str, Day),
    signed: Moment,
    chance: &mut Chance,
) {
    let made = create::<Clause>(
        key,
        vec![
            (Clause::CONTRACT, Value::Ref(contract)),
            (Clause::PARTY, Value::Choice(party.no())),
            (Clause::DUTY, text(duty)),
            (Clause::DUE, Value::Day(due)),
        ],
    );
    let id = made.id;
    script.at(signed, liaison, made);
    let fate = chance.days(0, 99);
    let evidence: (FieldNo, Value) = (Clause::EVIDENCE, text("凭证已核对,条款履行完毕(示例)"));
    if fate < 75 {
        // Eighty-five of a hundred of those in time.
        let late = if fate < 64 {
            -chance.days(0, 6)
        } else {
            chance.days(3, 40)
        };
        let kept = due.plus(late);
        let given = vec![(Clause::KEPT_ON, Value::Day(kept)), evidence];
        let moment = Moment::new(kept.max(signed.day.plus(1)), 15 * 60);
        script.at(moment, liaison, act::<Clause>(id, Clause::KEEP, given));
    } else if fate < 79 {
        let agreed = vec![(Clause::EVIDENCE, text("双方签订补充协议,解除该条款(示例)"))];
        let moment = Moment::new(due.plus(5), 15 * 60);
        script.at(moment, liaison, act::<Clause>(id, Clause::RELEASE, agreed));
    }
}

fn lead(
    script: &mut Script,
    place: &Place,
    key: &str,
    (company, work, investment): (&str, &str, i64),
    on: Day,
    chance: &mut Chance,
) -> RecordId {
    let lists = [
        CompanyList::World500,
        CompanyList::China500,
        CompanyList::Multinational,
        CompanyList::Known,
        CompanyList::Other,
        CompanyList::Other,
    ];
    let made = create::<Lead>(
        key,
        vec![
            (Lead::COMPANY, text(company)),
            (Lead::LIST, Value::Choice(chance.pick(&lists).no())),
            (Lead::PLACE, Value::Ref(place.unit)),
            (Lead::CONTENT, text(&format!("拟建设{work}项目(示例)"))),
            (Lead::INVESTMENT, Value::Money(investment)),
            (Lead::VIDEO_LINK, Value::Flag(chance.percent(30))),
            (Lead::HEAD_TOOK_PART, Value::Flag(chance.percent(55))),
        ],
    );
    let id = made.id;
    script.at(Moment::new(on, 10 * 60), &place.liaison, made);
    id
}

/// A lead that has not come to a contract.
fn wait(script: &mut Script, place: &Place, key: &str, on: Day, chance: &mut Chance) {
    let (company, work) = company(place, chance);
    let investment = chance.between(5, 300) * 1_000 * WAN;
    let on = on.max(first_entry());
    let id = lead(script, place, key, (&company, work, investment), on, chance);
    let later = |days| Moment::new(on.plus(days), 11 * 60);
    match chance.days(0, 3) {
        0 => {}
        1 => script.at(
            later(6),
            &place.liaison,
            act::<Lead>(id, Lead::TALK, vec![]),
        ),
        2 => {
            script.at(
                later(6),
                &place.liaison,
                act::<Lead>(id, Lead::TALK, vec![]),
            );
            script.at(
                later(25),
                &place.liaison,
                act::<Lead>(id, Lead::AGREE, vec![]),
            );
        }
        _ => {
            let reason = vec![(Lead::REASON, text(chance.pick(&LOST_FOR)))];
            script.at(
                later(30),
                &place.liaison,
                act::<Lead>(id, Lead::LOSE, reason),
            );
        }
    }
}
