//! The weekly dispatch: projects of the first tier every week under the leader or the deputy, those
//! below it once in four weeks under whom they have asked to (DOMAIN B10, B11).

use shared::model::{AgendaRule, DecisionKind, DispatchEntry, MeetingKind};
use shared::schema::{Day, RecordId, Value, Week};

use super::agenda::{self, Left, Session, Subject};
use super::chance::Chance;
use super::life::{Life, WAN};
use super::project::project_id;
use super::scene::Scene;
use super::script::{Script, weeks, working};
use super::sitting::{Call, Sitting};
use crate::build::{create, text};

/// From 1 billion yuan a project is of the first tier, from 100 million of the second.
const TIER_A: i64 = 100_000 * WAN;
const TIER_B: i64 = 10_000 * WAN;

/// How many projects and problems a meeting talks through; of the others it hears.
const TALKED_THROUGH: usize = 6;

/// How many projects of the second tier a meeting hears at most.
const HEARD: usize = 150;

/// How many entries are written down in a minute.
const ENTRIES_A_MINUTE: usize = 40;

pub(super) fn write(script: &mut Script, scene: &Scene<'_>, chance: &mut Chance) {
    let mut over = Vec::new();
    for (at, week) in weeks(scene.until).enumerate() {
        over = first_tier(script, scene, week, at, over, &mut chance.branch());
        second_tier(script, scene, week, at, &mut chance.branch());
    }
}

fn first_tier<'a>(
    script: &mut Script,
    scene: &Scene<'a>,
    week: Week,
    at: usize,
    over: Vec<Subject<'a>>,
    chance: &mut Chance,
) -> Vec<Subject<'a>> {
    let on = working(week.first_day().plus(2));
    // The leader presides once in three weeks, the deputy in the others.
    let chair = scene.people.chairs.get(usize::from(!at.is_multiple_of(3)));
    let due = due(scene, on, |life| life.total >= TIER_A);
    let key = format!("demo/dispatch/a/{week}");
    let call = Call {
        key: key.clone(),
        title: format!(
            "{}年第{}周重大项目调度会(10亿元以上)",
            week.year(),
            week.number()
        ),
        kind: MeetingKind::WeeklyDispatch,
        on,
        minute: 9 * 60,
        chair,
        is_delegated: false,
        invited: invited(scene, &due),
        place: "市政府常务会议室".to_owned(),
    };
    let mut sitting = Sitting::call(script, scene.people, &call, &absent(&call.invited, chance));
    let session = Session {
        kind: DecisionKind::Dispatch,
        series: "宜重调",
        key,
        chair,
        is_countersigned: false,
    };
    let mut subjects = turns(&due, at, AgendaRule::TierA);
    subjects.extend(old_problems(scene, on, at));
    let left = agenda::write(
        script,
        scene,
        &mut sitting,
        &session,
        over,
        subjects,
        chance,
    );
    // One in twenty is left out.
    let heard: Vec<&Life> = due.into_iter().filter(|_| !chance.percent(5)).collect();
    entries(script, scene, &mut sitting, &heard, &left, chance);
    let minutes = minutes(heard.len(), &left);
    sitting.end(script, &minutes);
    left.over
}

fn second_tier(script: &mut Script, scene: &Scene<'_>, week: Week, at: usize, chance: &mut Chance) {
    let on = working(week.first_day().plus(1));
    // A quarter of them each week.
    let is_turn = |life: &Life| usize::try_from(life.number % 4).unwrap_or(0) == at % 4;
    let due = due(scene, on, |life| {
        (TIER_B..TIER_A).contains(&life.total) && is_turn(life)
    });
    let is_delegated = at % 5 != 4;
    let chair = if is_delegated {
        scene.people.chair("市政府秘书长")
    } else {
        scene.people.chairs.get(1)
    };
    let key = format!("demo/dispatch/b/{week}");
    let call = Call {
        key: key.clone(),
        title: format!(
            "{}年第{}周重大项目调度会(10亿元以下)",
            week.year(),
            week.number()
        ),
        kind: MeetingKind::WeeklyDispatch,
        on,
        minute: 15 * 60,
        chair,
        is_delegated,
        invited: invited(scene, &due),
        place: "市发改委会议室".to_owned(),
    };
    let mut sitting = Sitting::call(script, scene.people, &call, &absent(&call.invited, chance));
    let session = Session {
        kind: DecisionKind::Dispatch,
        series: "宜重办调",
        key,
        chair,
        is_countersigned: false,
    };
    let subjects = turns(&due, 0, AgendaRule::Topic);
    let left = agenda::write(
        script,
        scene,
        &mut sitting,
        &session,
        Vec::new(),
        subjects,
        chance,
    );
    let heard = due.into_iter().filter(|_| !chance.percent(8));
    let heard: Vec<&Life> = heard.take(HEARD).collect();
    entries(script, scene, &mut sitting, &heard, &left, chance);
    let minutes = minutes(heard.len(), &left);
    sitting.end(script, &minutes);
}

fn due<'a>(scene: &Scene<'a>, on: Day, is_due: impl Fn(&Life) -> bool) -> Vec<&'a Life> {
    // Called two days before, with what was entered by then.
    let known = on.plus(-3);
    let lives = scene.lives.iter();
    lives
        .filter(|life| life.is_active_on(known) && is_due(life))
        .collect()
}

/// Some of them in turn, so that in the course of the weeks each has its day.
fn turns<'a>(due: &[&'a Life], at: usize, rule: AgendaRule) -> Vec<(AgendaRule, Subject<'a>)> {
    let from = at * TALKED_THROUGH % due.len().max(1);
    let turn = due
        .iter()
        .cycle()
        .skip(from)
        .take(TALKED_THROUGH.min(due.len()));
    turn.map(|life| (rule, Subject::Project(life))).collect()
}

/// Problems that have been open for more than a month.
fn old_problems<'a>(scene: &Scene<'a>, on: Day, at: usize) -> Vec<(AgendaRule, Subject<'a>)> {
    let is_old = |trouble: &&&super::problem::Trouble| {
        trouble.is_open_on(on.plus(-3)) && on.days_since(trouble.found) > 30
    };
    let old: Vec<_> = scene
        .troubles
        .iter()
        .filter(|trouble| is_old(&trouble))
        .collect();
    let from = at * 3 % old.len().max(1);
    let turn = old.iter().cycle().skip(from).take(3.min(old.len()));
    turn.map(|trouble| (AgendaRule::OldProblem, Subject::Problem(trouble)))
        .collect()
}

/// The places of the projects, and the office's own bureau.
fn invited(scene: &Scene<'_>, due: &[&Life]) -> Vec<RecordId> {
    let mut units: Vec<RecordId> = due.iter().map(|life| scene.place_of(life).unit).collect();
    units.extend(scene.people.members.iter().take(8));
    units.sort();
    units.dedup();
    units
}

/// Now and then one does not come.
pub(super) fn absent(invited: &[RecordId], chance: &mut Chance) -> Vec<RecordId> {
    let all = invited.iter().copied();
    all.filter(|_| chance.percent(4)).collect()
}

fn entries(
    script: &mut Script,
    scene: &Scene<'_>,
    sitting: &mut Sitting,
    heard: &[&Life],
    left: &Left<'_>,
    chance: &mut Chance,
) {
    for chunk in heard.chunks(ENTRIES_A_MINUTE) {
        sitting.wait(1);
        for life in chunk {
            let entry = entry(scene, sitting, life, left, chance);
            sitting.write(script, entry);
        }
    }
}

fn entry(
    scene: &Scene<'_>,
    sitting: &Sitting,
    life: &Life,
    left: &Left<'_>,
    chance: &mut Chance,
) -> shared::rules::Command {
    let project = project_id(life);
    let mut fields = vec![
        (DispatchEntry::MEETING, Value::Ref(sitting.id)),
        (DispatchEntry::PROJECT, Value::Ref(project)),
        (
            DispatchEntry::SITUATION,
            text(&situation(life, sitting.on, chance)),
        ),
        (DispatchEntry::NEXT, text(next(life, sitting.on, chance))),
    ];
    if let Some(trouble) = scene.open_problem(life, sitting.on.plus(-1)) {
        fields.push((DispatchEntry::PROBLEMS, Value::Refs([trouble.id].into())));
    }
    let decided = left.decided.iter().filter(|(of, _)| *of == project);
    let decisions: std::collections::BTreeSet<_> = decided.map(|(_, id)| *id).collect();
    if !decisions.is_empty() {
        fields.push((DispatchEntry::DECISIONS, Value::Refs(decisions)));
    }
    create::<DispatchEntry>("", fields)
}

fn situation(life: &Life, on: Day, chance: &mut Chance) -> String {
    let (stage, share) = life.standing_on(on);
    if share == 0 && on < life.start {
        return chance.pick(&BEFORE_START).to_owned();
    }
    let pace = match life.pace {
        ..60 => "明显滞后于计划",
        60..90 => "略慢于计划",
        _ => "按计划推进",
    };
    format!("{stage},形象进度约{share}%,{pace}(示例)")
}

const BEFORE_START: [&str; 5] = [
    "前期工作:可研已批复,正在办理用地手续(示例)",
    "前期工作:环评公示中,初步设计编制完成(示例)",
    "前期工作:施工招标文件已备案,准备发布公告(示例)",
    "前期工作:红线内征拆完成过半(示例)",
    "前期工作:业主正在落实开工条件(示例)",
];

fn next(life: &Life, on: Day, chance: &mut Chance) -> &'static str {
    let steps: &[&'static str] = if on < life.start {
        &[
            "抓紧办理施工许可,具备条件立即开工(示例)",
            "一周内完成施工图审查(示例)",
            "加快征拆扫尾,按期交地(示例)",
        ]
    } else {
        &[
            "抢抓晴好天气,增加作业面(示例)",
            "督促设备订货,保证关键节点(示例)",
            "按月足额报送投资,资料及时入库(示例)",
            "加强质量安全管理,确保汛期施工安全(示例)",
        ]
    };
    chance.pick(steps)
}

fn minutes(heard: usize, left: &Left<'_>) -> String {
    format!(
        "会议听取了{heard}个项目的进展情况,研究议题{}个,议定事项{}项,顺延{}项。会议要求各责任单位对照期限抓好落实,办理结果报领导小组办公室(示例)。",
        left.count,
        left.decided.len(),
        left.over.len()
    )
}
