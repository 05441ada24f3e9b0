//! The meetings beside the weekly ones: on sites, the joint conference, the leading group, and the
//! monthly one of the projects with hard deadlines (DOMAIN B13, B23; §12, 5).

use shared::model::{AgendaRule, DecisionKind, MeetingKind, Unit};
use shared::schema::{Day, Month, RecordId};

use super::agenda::{self, Left, Session, Subject};
use super::chance::Chance;
use super::dispatch::absent;
use super::problem::Trouble;
use super::scene::Scene;
use super::script::{Script, months, working};
use super::sitting::{Call, Sitting};
use crate::build::id;

/// A site meeting is held so many days after the one before.
const SITE_EVERY: i32 = 14;

/// The joint conference and the leading group take up so many problems.
const TAKEN_UP: usize = 6;

/// What units propose to the joint conference, and which.
const CONFERENCE_TOPICS: [(&str, &str); 6] = [
    ("重大项目用地指标统筹安排", "zgj"),
    ("施工许可“一网通办”流程优化", "zwj"),
    ("专项债券资金拨付进度", "czj"),
    ("环境容量指标跨县市区调剂", "hbj"),
    ("园区道路与管网配套建设时序", "zjj"),
    ("招商项目履约“回头看”", "zsj"),
];

/// What the office proposes to the leading group.
const GROUP_TOPICS: [(&str, &str); 6] = [
    ("上季度投资和重大项目建设情况通报", "fgw"),
    ("下季度集中开工项目安排", "fgw"),
    ("前期工作经费筹集使用情况", "czj"),
    ("季度评价结果运用", "fgw"),
    ("“标准地”出让推进情况", "zgj"),
    ("重大产业项目能耗指标保障方案", "fgw"),
];

pub(super) fn write(script: &mut Script, scene: &Scene<'_>, chance: &mut Chance) {
    for month in months(scene.until.plus(2)) {
        monthly(script, scene, month, &mut chance.branch());
        let (group, conference) = (&mut chance.branch(), &mut chance.branch());
        if month.number() % 3 == 1 {
            leading_group(script, scene, month, group);
        }
        if month.ends_quarter() {
            joint_conference(script, scene, month, conference);
        }
    }
    // Counted back from the last day, so that on it one is under way.
    let first = super::script::founding().day.plus(9);
    let mut on = scene.until;
    while on >= first {
        site(script, scene, on, &mut chance.branch());
        on = on.plus(-SITE_EVERY);
    }
}

fn monthly(script: &mut Script, scene: &Scene<'_>, month: Month, chance: &mut Chance) {
    let on = working(month.day(24));
    let key = format!("demo/monthly-dispatch/{month}");
    let call = Call {
        key: key.clone(),
        title: format!(
            "{}年{}月中央预算内投资等三类资金项目台账月调度会",
            month.year(),
            month.number()
        ),
        kind: MeetingKind::MonthlyDispatch,
        on,
        minute: 10 * 60,
        chair: scene.people.chair("市发改委主任"),
        is_delegated: false,
        invited: scene.place_units().collect(),
        place: "市发改委会议室".to_owned(),
    };
    let near_start = |life: &&super::life::Life| {
        life.is_active_on(on.plus(-3)) && (0..60).contains(&life.start.days_since(on))
    };
    let projects = scene.lives.iter().filter(near_start).take(TAKEN_UP);
    let subjects = projects.map(|life| (AgendaRule::Topic, Subject::Project(life)));
    let session = Session {
        kind: DecisionKind::Dispatch,
        series: "宜发改调",
        key,
        chair: call.chair,
        is_countersigned: false,
    };
    hold(script, scene, &call, &session, subjects.collect(), chance);
}

fn leading_group(script: &mut Script, scene: &Scene<'_>, month: Month, chance: &mut Chance) {
    let on = working(month.day(12));
    let key = format!("demo/leading-group/{month}");
    let call = Call {
        key: key.clone(),
        title: format!("领导小组{}年{}会议", month.year(), quarter(month)),
        kind: MeetingKind::LeadingGroup,
        on,
        minute: 14 * 60 + 30,
        chair: scene.people.chairs.first(),
        is_delegated: false,
        invited: everyone(scene),
        place: "市政府常务会议室".to_owned(),
    };
    let mut subjects = topics(&GROUP_TOPICS, chance);
    subjects.extend(raised(scene, on, 25));
    let session = Session {
        kind: DecisionKind::LeadingGroup,
        series: "宜重领",
        key,
        chair: call.chair,
        is_countersigned: false,
    };
    hold(script, scene, &call, &session, subjects, chance);
}

fn joint_conference(script: &mut Script, scene: &Scene<'_>, month: Month, chance: &mut Chance) {
    let on = working(month.day(22));
    let key = format!("demo/joint-conference/{month}");
    let call = Call {
        key: key.clone(),
        title: format!("{}年{}重大项目建设联席会议", month.year(), quarter(month)),
        kind: MeetingKind::JointConference,
        on,
        minute: 9 * 60,
        chair: scene.people.chair("市政府秘书长"),
        is_delegated: false,
        invited: everyone(scene),
        place: "市民之家会议中心".to_owned(),
    };
    let mut subjects = topics(&CONFERENCE_TOPICS, chance);
    subjects.extend(raised(scene, on, 10));
    let session = Session {
        kind: DecisionKind::JointConference,
        series: "宜重联",
        key,
        chair: call.chair,
        is_countersigned: true,
    };
    hold(script, scene, &call, &session, subjects, chance);
}

/// On the site of a project with a problem, under the deputy; minutes are written the next day.
fn site(script: &mut Script, scene: &Scene<'_>, on: Day, chance: &mut Chance) {
    let known = on.plus(-3);
    let open = scene.troubles.iter();
    let open: Vec<_> = open.filter(|trouble| trouble.is_open_on(known)).collect();
    if open.is_empty() {
        return;
    }
    let trouble = chance.pick(&open);
    let Some(life) = scene.life(trouble.life) else {
        return;
    };
    let place = scene.place_of(life);
    let key = format!("demo/site/{on}");
    let call = Call {
        key: key.clone(),
        title: format!("{}项目现场办公会", place.name),
        kind: MeetingKind::Site,
        on,
        minute: 15 * 60,
        chair: scene.people.chairs.get(1),
        is_delegated: false,
        invited: vec![place.unit, trouble.sort.bureau(), id::<Unit>("fgw")],
        place: format!("{}施工现场", life.name),
    };
    let subjects = vec![
        (AgendaRule::Topic, Subject::Problem(trouble)),
        (AgendaRule::Topic, Subject::Project(life)),
    ];
    let session = Session {
        kind: DecisionKind::Dispatch,
        series: "宜重现",
        key,
        chair: call.chair,
        is_countersigned: false,
    };
    let mut sitting = Sitting::call(script, scene.people, &call, &[]);
    let left = agenda::write(
        script,
        scene,
        &mut sitting,
        &session,
        Vec::new(),
        subjects,
        chance,
    );
    sitting.end_next_day(script, &minutes(&left));
}

fn hold<'a>(
    script: &mut Script,
    scene: &Scene<'a>,
    call: &Call<'_>,
    session: &Session<'_>,
    subjects: Vec<(AgendaRule, Subject<'a>)>,
    chance: &mut Chance,
) {
    let absent = absent(&call.invited, chance);
    let mut sitting = Sitting::call(script, scene.people, call, &absent);
    let left = agenda::write(
        script,
        scene,
        &mut sitting,
        session,
        Vec::new(),
        subjects,
        chance,
    );
    sitting.end(script, &minutes(&left));
}

/// Four of the topics.
fn topics<'a>(
    from: &[(&'static str, &str)],
    chance: &mut Chance,
) -> Vec<(AgendaRule, Subject<'a>)> {
    let first = usize::try_from(chance.between(0, 5)).unwrap_or(0);
    let turn = from.iter().cycle().skip(first).take(4);
    turn.map(|(title, code)| (AgendaRule::Topic, Subject::Topic(title, id::<Unit>(code))))
        .collect()
}

/// Problems the bureaus have had for so many days.
fn raised<'a>(scene: &Scene<'a>, on: Day, days: i32) -> Vec<(AgendaRule, Subject<'a>)> {
    let is_old = |trouble: &&Trouble| {
        let raised = trouble.raised.filter(|_| trouble.is_open_on(on.plus(-3)));
        raised.is_some_and(|raised| on.days_since(raised) > days)
    };
    let mut raised: Vec<_> = scene.troubles.iter().filter(is_old).collect();
    raised.sort_by_key(|trouble| std::cmp::Reverse((trouble.raised, trouble.id)));
    let taken = raised.into_iter().take(TAKEN_UP);
    taken
        .map(|trouble| (AgendaRule::Escalated, Subject::Problem(trouble)))
        .collect()
}

fn everyone(scene: &Scene<'_>) -> Vec<RecordId> {
    let members = scene.people.members.iter().copied();
    members.chain(scene.place_units()).collect()
}

fn quarter(month: Month) -> &'static str {
    match month.quarter().number() {
        1 => "第一季度",
        2 => "第二季度",
        3 => "第三季度",
        _ => "第四季度",
    }
}

fn minutes(left: &Left<'_>) -> String {
    format!(
        "会议研究议题{}个,议定事项{}项,顺延{}项。各责任单位按议定期限落实,领导小组办公室跟踪督办(示例)。",
        left.count,
        left.decided.len(),
        left.over.len()
    )
}
