//! What meetings take up, and what becomes of it: resolved, decided, sent up, left over
//! (DOMAIN B13, B14).

use shared::model::{AgendaItem, AgendaRule, Decision, DecisionKind};
use shared::schema::{Day, FieldNo, RecordId};

use super::chance::Chance;
use super::decision::{self, Resolution};
use super::life::{Life, WAN};
use super::people::Chair;
use super::problem::Trouble;
use super::project::project_id;
use super::scene::Scene;
use super::script::Script;
use super::sitting::{Item, Sitting};
use crate::build::text;

/// What an item is about.
#[derive(Clone, Debug)]
pub(super) enum Subject<'a> {
    Project(&'a Life),
    Problem(&'a Trouble),
    /// A topic of its own, proposed by a unit.
    Topic(&'static str, RecordId),
}

impl<'a> Subject<'a> {
    fn life(&self, scene: &Scene<'a>) -> Option<&'a Life> {
        match self {
            Self::Project(life) => Some(life),
            Self::Problem(trouble) => scene.life(trouble.life),
            Self::Topic(..) => None,
        }
    }
}

/// The conditions under which items are decided.
pub(super) struct Session<'a> {
    pub(super) kind: DecisionKind,
    /// The first words of the numbers of its decisions.
    pub(super) series: &'static str,
    pub(super) key: String,
    pub(super) chair: Option<&'a Chair>,
    /// Units that countersign what touches them.
    pub(super) is_countersigned: bool,
}

/// What a session leaves for the next one, and its decisions by project.
#[derive(Default)]
pub(super) struct Left<'a> {
    pub(super) over: Vec<Subject<'a>>,
    pub(super) decided: Vec<(RecordId, RecordId)>,
    pub(super) count: usize,
}

const RESOLVED: [&str; 4] = [
    "现场明确由属地负责协调,当场解决(示例)",
    "主管部门现场答复,手续即日办结(示例)",
    "业主、施工单位现场对接,交叉施工问题已解决(示例)",
    "已核实情况,资金本周内拨付(示例)",
];

const CARRIED: [&str; 3] = [
    "因时间关系,顺延至下次会议研究(示例)",
    "需进一步核实情况,下次会议再议(示例)",
    "方案尚不成熟,请牵头单位完善后上会(示例)",
];

const DROPPED: [&str; 2] = [
    "问题会前已协调解决,不再上会(示例)",
    "并入专题会研究,本次撤下(示例)",
];

const SENT_UP: [&str; 2] = [
    "超出本级协调权限,提请上一级研究(示例)",
    "多次协调未果,提级办理(示例)",
];

/// Puts the subjects on the agenda of the meeting, those left over by the one before first, and
/// settles each.
pub(super) fn write<'a>(
    script: &mut Script,
    scene: &Scene<'a>,
    sitting: &mut Sitting,
    session: &Session<'_>,
    left_over: Vec<Subject<'a>>,
    subjects: Vec<(AgendaRule, Subject<'a>)>,
    chance: &mut Chance,
) -> Left<'a> {
    let left_over = left_over.into_iter();
    let all = left_over
        .map(|subject| (AgendaRule::CarriedOver, subject))
        .chain(subjects);
    let mut left = Left::default();
    for (rule, subject) in all {
        let id = sitting.item(script, &item(scene, rule, &subject, sitting.on));
        left.count += 1;
        match chance.days(0, 99) {
            ..28 => {
                let note = vec![(AgendaItem::NOTE, text(chance.pick(&RESOLVED)))];
                sitting.settle(script, id, AgendaItem::RESOLVE, note);
            }
            28..36 if rule != AgendaRule::CarriedOver => {
                let note = vec![(AgendaItem::NOTE, text(chance.pick(&CARRIED)))];
                sitting.settle(script, id, AgendaItem::CARRY_OVER, note);
                left.over.push(subject);
            }
            36..40 => {
                let note = vec![(AgendaItem::NOTE, text(chance.pick(&DROPPED)))];
                sitting.settle(script, id, AgendaItem::DROP, note);
            }
            40..75 if is_sent_up(&subject, sitting.on) => {
                let reason = vec![(AgendaItem::REASON, text(chance.pick(&SENT_UP)))];
                sitting.settle(script, id, AgendaItem::ESCALATE, reason);
            }
            _ => {
                let number = left.decided.len() + 1;
                let resolution =
                    resolution(scene, session, sitting.on, &subject, id, number, chance);
                let decision = decision::write(script, scene.people, sitting, &resolution, chance);
                sitting.settle(script, id, AgendaItem::DECIDE, vec![]);
                let project = subject.life(scene).map(project_id);
                left.decided.push((project.unwrap_or(id), decision));
            }
        }
    }
    left
}

/// Only what the bureaus know of already goes further up.
fn is_sent_up(subject: &Subject<'_>, on: Day) -> bool {
    match subject {
        Subject::Problem(trouble) => trouble.raised.is_some_and(|raised| raised < on),
        Subject::Project(_) | Subject::Topic(..) => false,
    }
}

fn item(scene: &Scene<'_>, rule: AgendaRule, subject: &Subject<'_>, on: Day) -> Item {
    let (title, why, about) = match subject {
        Subject::Project(life) => {
            let (stage, _) = life.standing_on(on);
            let yi = life.total / WAN / 100;
            (
                life.name.clone(),
                format!("总投资 {}.{:02} 亿元,{stage}", yi / 100, yi % 100),
                vec![(AgendaItem::PROJECT, project_id(life))],
            )
        }
        Subject::Problem(trouble) => {
            let mut about = vec![(AgendaItem::PROBLEM, trouble.id)];
            about.extend(
                scene
                    .life(trouble.life)
                    .map(|life| (AgendaItem::PROJECT, project_id(life))),
            );
            (
                trouble.title.clone(),
                format!("发现 {} 天仍未解决", on.days_since(trouble.found)),
                about,
            )
        }
        Subject::Topic(title, unit) => (
            (*title).to_owned(),
            format!("{}提请研究", scene.people.name(*unit)),
            vec![(AgendaItem::UNIT, *unit)],
        ),
    };
    Item {
        title,
        rule,
        why,
        about,
    }
}

fn resolution<'b>(
    scene: &Scene<'_>,
    session: &Session<'b>,
    on: Day,
    subject: &Subject<'_>,
    item: RecordId,
    number: usize,
    chance: &mut Chance,
) -> Resolution<'b> {
    let life = subject.life(scene);
    let deadline = on.plus(chance.days(8, 40));
    let trouble = match subject {
        Subject::Problem(trouble) => Some(*trouble),
        Subject::Project(life) => scene.open_problem(life, on),
        Subject::Topic(..) => None,
    };
    let place = life.map(|life| scene.place_of(life).unit);
    let mut units: Vec<RecordId> = place.into_iter().collect();
    let day = format!("{}月{}日", deadline.month_number(), deadline.day_of_month());
    let by = place.map_or("牵头单位", |unit| scene.people.name(unit));
    let text = match (subject, trouble, life) {
        (_, Some(trouble), Some(life)) => {
            units.push(trouble.sort.bureau());
            let bureau = scene.people.name(trouble.sort.bureau());
            format!(
                "由{by}牵头、{bureau}配合,{day}前解决{}{}问题(示例)",
                life.name, trouble.sort.what
            )
        }
        (_, None, Some(life)) => chance
            .pick(&DECIDED)
            .replace("{place}", by)
            .replace("{day}", &day)
            .replace("{project}", &life.name),
        (Subject::Topic(title, unit), ..) => {
            units.push(*unit);
            let unit = scene.people.name(*unit);
            format!("由{unit}牵头,{day}前就“{title}”提出方案报领导小组办公室(示例)")
        }
        _ => format!("由{by}按会议要求于{day}前落实(示例)"),
    };
    let countersigners = match (session.is_countersigned, units.get(1)) {
        (true, Some(bureau)) => vec![units[0], *bureau],
        (true, None) => units.clone(),
        _ => Vec::new(),
    };
    let mut about: Vec<(FieldNo, RecordId)> = Vec::new();
    about.extend(life.map(|life| (Decision::PROJECT, project_id(life))));
    about.extend(trouble.map(|trouble| (Decision::PROBLEM, trouble.id)));
    Resolution {
        key: format!("{}/{number}", session.key),
        number: format!(
            "{}〔{}〕{:02}{:02}-{number}号",
            session.series,
            on.year(),
            on.month_number(),
            on.day_of_month()
        ),
        kind: session.kind,
        text,
        units,
        deadline,
        item,
        about,
        signer: session.chair,
        countersigners,
    }
}

/// What is decided of a project without a problem.
const DECIDED: [&str; 6] = [
    "由{place}督促业主于{day}前完成{project}年度投资计划的月度序时任务(示例)",
    "由{place}于{day}前完成{project}施工许可办理,确保按期开工(示例)",
    "由{place}于{day}前组织{project}业主增加施工力量,倒排工期(示例)",
    "由{place}于{day}前明确{project}包保领导和工作专班,一周一报(示例)",
    "由{place}于{day}前落实{project}配套资金并报送到位凭证(示例)",
    "由{place}于{day}前完成{project}水、电、气、路配套建设(示例)",
];
