//! 比晒亮: what the places hold each month, with a one-page briefing (DOMAIN T29).

use shared::model::{Activity, ActivityKind, Briefing, Rating};
use shared::rules::{Command, Edit, Verb};
use shared::schema::{Choices as _, Day, Kind as _, Month, Period, RecordId, Seq, Value};

use super::chance::Chance;
use super::duty;
use super::people::Place;
use super::project::project_id;
use super::scene::Scene;
use super::script::{Moment, Script, first_entry, months, working};
use super::signing;
use crate::build::{act, create, text};

/// How many of a hundred months a place lets pass.
const MISSED: u32 = 5;

/// Who scores on a tour.
const RATERS: [&str; 3] = ["市发改委", "市财政局", "市自然资源和规划局"];

/// A kind, and what it is called.
const KINDS: [(ActivityKind, &str); 6] = [
    (ActivityKind::GroupStart, "重大项目集中开工活动"),
    (ActivityKind::SiteMeeting, "重点项目现场办公会"),
    (ActivityKind::ProgressShow, "项目建设进度晾晒"),
    (ActivityKind::InspectionTour, "重大项目拉练观摩"),
    (ActivityKind::ProgressShow, "“亮剑比武”项目擂台赛"),
    (ActivityKind::Other, "项目建设劳动竞赛"),
];

const BRIEFINGS: [&str; 4] = [
    "本次活动涉及项目总投资较上月增加,现场通报进度并签订责任书,形成比学赶超的氛围。",
    "活动现场观摩在建项目,逐个点评施工组织和要素保障情况,明确下一步工作重点。",
    "活动采取看现场、晒进度、亮成绩的方式进行,排名靠后的乡镇作了表态发言。",
    "活动中部门现场受理审批事项,当场办结多件,受到业主单位欢迎。",
];

const PRACTICES: [&str; 3] = [
    "推行项目“红黄蓝”三色管理,一周一晒(示例)",
    "组建项目秘书团队,全程帮办代办(示例)",
    "以观摩代会议,以实绩论英雄(示例)",
];

pub(super) fn write(script: &mut Script, scene: &Scene<'_>, chance: &mut Chance) {
    for month in months(scene.until) {
        for at in 0..scene.people.places.len() {
            let (show, sign) = (&mut chance.branch(), &mut chance.branch());
            held(script, scene, at, month, show);
            signing::write(script, scene, at, month, sign);
        }
    }
}

fn held(script: &mut Script, scene: &Scene<'_>, at: usize, month: Month, chance: &mut Chance) {
    let place = &scene.people.places[at];
    let (kind, name) = chance.pick(&KINDS);
    let day = month.day(i8::try_from(chance.days(8, 26)).unwrap_or(15));
    let on = working(day.max(first_entry().plus(6)));
    if chance.percent(MISSED) || on.month() != month {
        return;
    }
    let own = scene.by_place[at].iter();
    let active: Vec<_> = own.filter(|life| life.is_active_on(on.plus(-1))).collect();
    let first = usize::try_from(chance.between(0, 20)).unwrap_or(0);
    let shown = active.iter().cycle().skip(first).take(active.len().min(3));
    let projects: Vec<RecordId> = shown.map(|life| project_id(life)).collect();
    let title = format!("{}{}月{name}(示例)", place.name, month.number());
    let minute = 18 * 60 + i64::try_from(at).unwrap_or(0);
    let made = activity(
        &format!("demo/{month}/{at}"),
        place,
        (kind, &title),
        on,
        &projects,
    );
    let id = made.id;
    script.at(Moment::new(on, minute), &place.liaison, made);
    if kind == ActivityKind::InspectionTour {
        for (project, rater) in projects
            .iter()
            .flat_map(|id| RATERS.map(|rater| (id, rater)))
        {
            let rating = create::<Rating>(
                "",
                vec![
                    (Rating::ACTIVITY, Value::Ref(id)),
                    (Rating::PROJECT, Value::Ref(*project)),
                    (Rating::RATER, text(rater)),
                    (Rating::SCORE, Value::Int(chance.between(78, 97))),
                ],
            );
            script.at(Moment::new(on, minute + 30), &scene.people.office, rating);
        }
    }
    let words = format!(
        "{}{}(示例)",
        title.trim_end_matches("(示例)"),
        chance.pick(&BRIEFINGS)
    );
    briefing(script, scene, place, (id, &words), on, chance);
}

/// The record of what a place has held.
pub(super) fn activity(
    key: &str,
    place: &Place,
    (kind, title): (ActivityKind, &str),
    on: Day,
    projects: &[RecordId],
) -> Command {
    create::<Activity>(
        key,
        vec![
            (Activity::TITLE, text(title)),
            (Activity::UNIT, Value::Ref(place.unit)),
            (Activity::KIND, Value::Choice(kind.no())),
            (Activity::HELD_ON, Value::Day(on)),
            (Activity::PLACE, text(&format!("{}境内", place.name))),
            (
                Activity::PROJECTS,
                Value::Refs(projects.iter().copied().collect()),
            ),
            (Activity::LEADERS, text("党政主要负责人、分管负责人")),
        ],
    )
}

/// Handed in some days later; now and then given back, now and then left.
fn briefing(
    script: &mut Script,
    scene: &Scene<'_>,
    place: &Place,
    (activity, words): (RecordId, &str),
    on: Day,
    chance: &mut Chance,
) {
    let fields = vec![
        (Briefing::ACTIVITY, Value::Ref(activity)),
        (Briefing::TEXT, text(words)),
    ];
    let made = create::<Briefing>("", fields);
    let id = made.id;
    let minute = 15 * 60 + i64::from(chance.days(0, 50));
    script.at(Moment::new(on.plus(1), minute), &place.liaison, made);
    let fate = chance.days(0, 99);
    if fate < 4 {
        return;
    }
    let submit = act::<Briefing>(id, Briefing::SUBMIT, vec![]);
    let mut sent = on.plus(chance.days(1, 5));
    script.at(
        Moment::new(sent, minute + 60),
        &place.liaison,
        submit.clone(),
    );
    if fate < 10 {
        let reason = vec![(Briefing::REASON, text("请补充活动成效和项目数据(示例)"))];
        let back = act::<Briefing>(id, Briefing::RETURN, reason);
        script.at(
            Moment::new(sent.plus(1), minute),
            &scene.people.reviewer,
            back,
        );
        sent = sent.plus(3);
        script.at(Moment::new(sent, minute + 60), &place.liaison, submit);
    }
    let met = ("activity", place.unit, Period::Month(on.month()));
    let passed = working(sent.plus(chance.days(1, 4)));
    duty::pass(script, scene.people, met, passed);
    if fate >= 88 {
        let picked = Command {
            kind: Briefing::ID,
            id,
            base: Seq(u64::MAX),
            verb: Verb::Set {
                edits: vec![
                    (Briefing::GOOD_PRACTICE, Edit::Put(Value::Flag(true))),
                    (Briefing::PRACTICE, Edit::Put(text(chance.pick(&PRACTICES)))),
                ],
            },
        };
        script.at(Moment::new(passed, 17 * 60), &scene.people.office, picked);
    }
}
