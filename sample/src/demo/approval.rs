//! The approvals of projects that had not started when the notice was signed: by the template of
//! their type, most within the limit, some corrected, promised, taken from the evaluation of a
//! park, or expired (DOMAIN T14–T16, T52).

use shared::model::{
    ApprovalStep, Park, ParkKind, PromiseKind, RegionalEvaluation, StepKind, Unit,
};
use shared::rules::Actor;
use shared::rules::preparation::template;
use shared::schema::{ActionNo, Choices as _, Day, FieldNo, RecordId, Value};

use super::chance::Chance;
use super::life::Life;
use super::people::People;
use super::project::{entered, project_id};
use super::script::{Moment, Script, founding};
use crate::build::{act, create, id, text};

/// How many minutes after the record of a project its approvals are written down.
const LATER: i64 = 200;

/// Every place has a park, with one evaluation for all its projects (DOMAIN T52).
pub(super) fn parks(script: &mut Script, people: &People) {
    for place in &people.places {
        let park = create::<Park>(
            &format!("demo/{}", place.code),
            vec![
                (Park::NAME, text(&format!("{}示例产业园", place.name))),
                (Park::PLACE, Value::Ref(place.unit)),
                (Park::KIND, Value::Choice(ParkKind::Other.no())),
            ],
        );
        let evaluation = create::<RegionalEvaluation>(
            &key(place.unit),
            vec![
                (RegionalEvaluation::PARK, Value::Ref(park.id)),
                (
                    RegionalEvaluation::KIND,
                    Value::Choice(StepKind::SoilConservation.no()),
                ),
                (
                    RegionalEvaluation::RESULT_NO,
                    text("区域水土保持评价〔2020〕1号(示例)"),
                ),
                (
                    RegionalEvaluation::VALID_UNTIL,
                    Value::Day(founding().day.plus(3 * 365)),
                ),
            ],
        );
        let moment = Moment::new(founding().day, 12 * 60);
        script.at(moment, &people.office, park);
        script.at(moment, &people.office, evaluation);
    }
}

fn key(place: RecordId) -> String {
    format!("demo/{place}/soil")
}

pub(super) fn write(script: &mut Script, people: &People, life: &Life, chance: &mut Chance) {
    if life.start <= founding().day {
        return;
    }
    let groups = template(life.approval).groups;
    let count = i32::try_from(groups.len()).unwrap_or(1).max(1);
    let span = life.start.days_since(life.prepared).max(count * 6);
    let mut at = 0;
    for (group, steps) in (0..).zip(groups) {
        let from = life.prepared.plus(span * group / count);
        let length = span / count;
        for step in *steps {
            let mut way = Way::new(script, people, life, step.kind, at);
            let accepted = from.plus(chance.days(0, length / 3));
            let done = accepted.plus(chance.days(length / 4, length / 2 + 1));
            way.go(step.is_required, accepted, done, chance);
            at += 1;
        }
    }
}

/// Writes the way of one approval.
struct Way<'a> {
    script: &'a mut Script,
    people: &'a People,
    life: &'a Life,
    kind: StepKind,
    id: RecordId,
    /// Its place among the project's approvals.
    at: i64,
    bureau: RecordId,
}

type Given = Vec<(FieldNo, Value)>;

impl<'a> Way<'a> {
    fn new(
        script: &'a mut Script,
        people: &'a People,
        life: &'a Life,
        kind: StepKind,
        at: i64,
    ) -> Self {
        let (code, limit) = answers(kind);
        let bureau = id::<Unit>(code);
        let made = create::<ApprovalStep>(
            "",
            vec![
                (ApprovalStep::PROJECT, Value::Ref(project_id(life))),
                (ApprovalStep::KIND, Value::Choice(kind.no())),
                (ApprovalStep::UNIT, Value::Ref(bureau)),
                (ApprovalStep::LIMIT, Value::Int(limit)),
            ],
        );
        let id = made.id;
        // Entered with the first step of its preparation.
        let mut moment = entered(life.prepared.max(life.reserved), life);
        moment.minute += LATER - 30;
        script.at(moment, &people.places[life.place].liaison, made);
        Self {
            script,
            people,
            life,
            kind,
            id,
            at,
            bureau,
        }
    }

    fn by(&mut self, actor: &Actor, day: Day, action: ActionNo, given: Given) {
        let mut moment = entered(day.max(self.life.reserved), self.life);
        moment.minute += LATER + self.at;
        let command = act::<ApprovalStep>(self.id, action, given);
        self.script.at(moment, actor, command);
    }

    /// The place applies for it.
    fn place(&mut self, day: Day, action: ActionNo, given: Given) {
        let liaison = &self.people.places[self.life.place].liaison;
        self.by(liaison, day, action, given);
    }

    /// The bureau decides.
    fn bureau(&mut self, day: Day, action: ActionNo, given: Given) {
        if let Some((_, liaison)) = self.people.liaison(self.bureau) {
            self.by(liaison, day, action, given);
        }
    }

    fn go(&mut self, is_required: bool, accepted: Day, done: Day, chance: &mut Chance) {
        let fate = chance.days(0, 99);
        match self.kind {
            StepKind::SoilConservation if fate < 50 => {
                let place = self.people.places[self.life.place].unit;
                let evaluation = id::<RegionalEvaluation>(&key(place));
                let given = vec![(ApprovalStep::EVALUATION, Value::Ref(evaluation))];
                self.place(accepted, ApprovalStep::ADOPT, given);
            }
            _ if !is_required && fate < 75 => {
                let reason = vec![(ApprovalStep::REASON, text("项目不涉及该事项(示例)"))];
                self.place(accepted, ApprovalStep::WAIVE, reason);
            }
            StepKind::WorksPlanning | StepKind::Drawings if fate < 12 => {
                self.promised(accepted, done, fate < 3);
            }
            _ => self.decided(accepted, done, fate, chance),
        }
    }

    fn decided(&mut self, accepted: Day, done: Day, fate: i32, chance: &mut Chance) {
        let day = vec![(ApprovalStep::ACCEPTED_ON, Value::Day(accepted))];
        self.place(accepted, ApprovalStep::ACCEPT, day);
        let between = done.days_since(accepted);
        if fate < 12 && between >= 4 {
            let (since, until) = (accepted.plus(between / 4), accepted.plus(between / 2));
            let given = vec![
                (ApprovalStep::CORRECTING_SINCE, Value::Day(since)),
                (ApprovalStep::REASON, text(chance.pick(&CORRECTIONS))),
            ];
            self.bureau(since, ApprovalStep::ASK_CORRECTION, given);
            let given = vec![(ApprovalStep::CORRECTED_ON, Value::Day(until))];
            self.place(until, ApprovalStep::RESUME, given);
        }
        let number = format!(
            "{}〔{}〕{}号(示例)",
            self.kind.label().zh,
            done.year(),
            1 + i64::from(self.life.number) * 7 % 900 + self.at
        );
        let given = vec![
            (ApprovalStep::DONE_ON, Value::Day(done)),
            (ApprovalStep::RESULT_NO, text(&number)),
        ];
        self.bureau(done, ApprovalStep::FINISH, given);
        if fate > 97 {
            let reason = vec![(ApprovalStep::REASON, text("建设地点调整,原批复失效(示例)"))];
            self.bureau(done.plus(20), ApprovalStep::EXPIRE, reason);
        }
    }

    /// Finished on a promise, checked later by the bureau (DOMAIN §8).
    fn promised(&mut self, promised: Day, done: Day, is_broken: bool) {
        // What was promised before the history begins is entered on its first days.
        let entered_on = entered(promised.max(self.life.reserved), self.life).day;
        let check_by = done.max(entered_on).plus(60);
        let given = vec![
            (
                ApprovalStep::PROMISE_KIND,
                Value::Choice(PromiseKind::Commitment.no()),
            ),
            (
                ApprovalStep::PROMISE,
                text("承诺三十日内补齐全部材料,逾期自愿承担责任(示例)"),
            ),
            (ApprovalStep::CHECK_BY, Value::Day(check_by)),
        ];
        self.place(promised, ApprovalStep::PROMISE_IT, given);
        let asked = entered_on.plus(25);
        let evidence = text("承诺事项已全部兑现,材料已补齐并核对(示例)");
        let shown = vec![(ApprovalStep::EVIDENCE, evidence)];
        self.place(asked, ApprovalStep::ASK_CHECK, shown.clone());
        let checked = asked.plus(12);
        if is_broken {
            let reason = vec![(ApprovalStep::REASON, text("逾期未补齐承诺材料(示例)"))];
            self.bureau(checked, ApprovalStep::FIND_BROKEN, reason);
        } else {
            self.bureau(checked, ApprovalStep::VERIFY, shown);
        }
    }
}

/// What has to be made good.
const CORRECTIONS: [&str; 3] = [
    "申请表信息与附件不一致,一次性告知补正(示例)",
    "缺少用地预审意见,请补充(示例)",
    "图纸签章不全,请补正后重新提交(示例)",
];

/// The bureau that answers for the step, and its limit in working days.
fn answers(kind: StepKind) -> (&'static str, i64) {
    match kind {
        StepKind::Site | StepKind::LandReview => ("zgj", 10),
        StepKind::LandPlanning | StepKind::WorksPlanning => ("zgj", 7),
        StepKind::Environment => ("hbj", 20),
        StepKind::Drawings | StepKind::CivilDefence => ("zjj", 15),
        StepKind::ConstructionPermit => ("zjj", 3),
        StepKind::SoilConservation => ("slj", 10),
        StepKind::Filing => ("fgw", 1),
        _ => ("fgw", 10),
    }
}
