//! The places' own weekly dispatch under their heads (DOMAIN B12). One or two weeks are missed.

use shared::model::LocalDispatch;
use shared::schema::{Day, Period, Value, Week};

use super::chance::Chance;
use super::duty;
use super::project::project_id;
use super::scene::Scene;
use super::script::{Moment, Script, founding};
use crate::build::{create, text};

/// How many of a hundred weeks a place leaves out.
const MISSED: u32 = 6;

/// How many projects a place talks about in a week.
const PROJECTS: usize = 5;

/// What it came to.
const RESULTS: [&str; 6] = [
    "逐个研判项目进度,明确本周节点任务,问题当场交办(示例)",
    "现场督导施工组织,协调解决材料运输和用电问题(示例)",
    "通报上周任务完成情况,对滞后项目业主进行提醒(示例)",
    "研究项目用地和资金保障,落实包保责任人(示例)",
    "组织部门联合办公,集中办理前期手续(示例)",
    "调度新开工项目准备情况,倒排开工时间(示例)",
];

pub(super) fn write(script: &mut Script, scene: &Scene<'_>, chance: &mut Chance) {
    let first = Week::of(founding().day).next();
    let weeks = std::iter::successors(first, |week| week.next());
    for (at, week) in weeks
        .take_while(|week| week.first_day() <= scene.until)
        .enumerate()
    {
        for place in 0..scene.people.places.len() {
            let mut chance = chance.branch();
            let on = week.first_day().plus(chance.days(0, 4));
            if !chance.percent(MISSED) {
                enter(script, scene, place, (week, at), on, &mut chance);
            }
        }
    }
}

fn enter(
    script: &mut Script,
    scene: &Scene<'_>,
    at_place: usize,
    (week, at): (Week, usize),
    on: Day,
    chance: &mut Chance,
) {
    let place = &scene.people.places[at_place];
    let own = scene.by_place[at_place].iter();
    let own: Vec<_> = own.filter(|life| life.is_active_on(on)).collect();
    let from = at * PROJECTS % own.len().max(1);
    let turn = own.iter().cycle().skip(from).take(PROJECTS.min(own.len()));
    let fields = vec![
        (LocalDispatch::UNIT, Value::Ref(place.unit)),
        (LocalDispatch::WEEK, Value::Period(Period::Week(week))),
        (LocalDispatch::ON, Value::Day(on)),
        (LocalDispatch::CHAIR, text(&head(&place.name))),
        (
            LocalDispatch::PROJECTS,
            Value::Refs(turn.map(|life| project_id(life)).collect()),
        ),
        (LocalDispatch::RESULT, text(chance.pick(&RESULTS))),
    ];
    // Written down on the day, or on the next one.
    let entered = on.plus(chance.days(0, 1));
    let minute = 17 * 60 + i64::try_from(at_place).unwrap_or(0);
    let moment = Moment::new(entered, minute);
    script.at(moment, &place.liaison, create::<LocalDispatch>("", fields));
    let met = ("local-dispatch", place.unit, Period::Week(week));
    duty::pass(script, scene.people, met, entered.plus(chance.days(1, 4)));
}

/// The post of whoever leads the place.
pub(super) fn head(place: &str) -> String {
    match place.chars().last() {
        Some('区') if place.contains("高新") => format!("{place}管委会主任"),
        _ => format!("{place}政府主要负责人"),
    }
}
