//! What meetings decide: with units and a deadline, carried out and verified by somebody else; some
//! late, some returned, some not at all (DOMAIN B13, B25, §8).

use shared::model::{Countersignature, Decision, DecisionKind};
use shared::rules::Actor;
use shared::schema::{ActionNo, Choices as _, Day, FieldNo, RecordId, Value};

use super::chance::Chance;
use super::people::{Chair, People};
use super::script::{Moment, Script, working};
use super::sitting::Sitting;
use super::supervision;
use crate::build::{act, create, text};

/// What was decided.
pub(super) struct Resolution<'a> {
    pub(super) key: String,
    /// Its number on paper.
    pub(super) number: String,
    pub(super) kind: DecisionKind,
    pub(super) text: String,
    /// The first is the one that reports on it.
    pub(super) units: Vec<RecordId>,
    pub(super) deadline: Day,
    pub(super) item: RecordId,
    pub(super) about: Vec<(FieldNo, RecordId)>,
    pub(super) signer: Option<&'a Chair>,
    /// Units that sign it before it is issued; of a joint conference.
    pub(super) countersigners: Vec<RecordId>,
}

const EVIDENCE: [&str; 5] = [
    "议定事项已按要求落实,现场照片和台账已留存(示例)",
    "批复文件已印发并送达业主,事项办结(示例)",
    "资金已拨付到位,拨款凭证已核对(示例)",
    "征拆任务已完成,净地移交手续已签收(示例)",
    "水电接入已施工完毕并通过验收(示例)",
];

const RETURNED_FOR: [&str; 2] = [
    "佐证材料与现场情况不符,请补充办理(示例)",
    "部分内容未落实到位,请继续办理(示例)",
];

const OBJECTIONS: [&str; 2] = [
    "涉及指标来源需进一步核实,建议修改后再议(示例)",
    "资金渠道尚未明确,建议商财政部门后再定(示例)",
];

/// Writes the decision down in the session. Afterwards the item can be settled by it. Gives its id.
pub(super) fn write(
    script: &mut Script,
    people: &People,
    sitting: &mut Sitting,
    resolution: &Resolution<'_>,
    chance: &mut Chance,
) -> RecordId {
    let made = create::<Decision>(&resolution.key, fields(resolution, sitting.id));
    let id = made.id;
    sitting.wait(1);
    sitting.write(script, made);
    let Some(unit) = resolution.units.first().copied() else {
        return id;
    };
    let Some((at, liaison)) = people.liaison(unit) else {
        return id;
    };
    let minute = 9 * 60 + 30 + (at * 7 + i64::from(resolution.deadline.day_of_month()) * 5) % 240;
    let mut way = Way {
        script,
        people,
        unit,
        liaison,
        id,
        minute,
    };
    let issued = way.issued(resolution, sitting.on, chance);
    let deadline = resolution.deadline.max(issued.plus(5));
    way.carried_out(resolution.kind, issued, deadline, chance);
    if resolution.kind == DecisionKind::LeadingGroup {
        let item = supervision::Given {
            decision: id,
            unit,
            from: issued,
            deadline: resolution.deadline,
        };
        supervision::write(script, people, &item, chance);
    }
    id
}

fn fields(resolution: &Resolution<'_>, meeting: RecordId) -> Vec<(FieldNo, Value)> {
    let refs = |units: &[RecordId]| Value::Refs(units.iter().copied().collect());
    let mut fields = vec![
        (Decision::KIND, Value::Choice(resolution.kind.no())),
        (Decision::TEXT, text(&resolution.text)),
        (Decision::UNITS, refs(&resolution.units)),
        (Decision::DEADLINE, Value::Day(resolution.deadline)),
        (Decision::MEETING, Value::Ref(meeting)),
        (Decision::ITEM, Value::Ref(resolution.item)),
    ];
    if !resolution.countersigners.is_empty() {
        fields.push((Decision::COUNTERSIGNERS, refs(&resolution.countersigners)));
    }
    let about = resolution.about.iter();
    fields.extend(about.map(|(no, id)| (*no, Value::Ref(*id))));
    fields
}

/// Writes the way of one decision.
struct Way<'a> {
    script: &'a mut Script,
    people: &'a People,
    /// The unit that reports on it.
    unit: RecordId,
    liaison: &'a Actor,
    id: RecordId,
    minute: i64,
}

type Given = Vec<(FieldNo, Value)>;

impl Way<'_> {
    fn by(&mut self, actor: &Actor, day: Day, action: ActionNo, given: Given) {
        let command = act::<Decision>(self.id, action, given);
        self.script
            .at(Moment::new(day, self.minute), actor, command);
    }

    fn by_unit(&mut self, day: Day, action: ActionNo, given: Given) {
        self.by(self.liaison, day, action, given);
    }

    fn office(&mut self, day: Day, action: ActionNo, given: Given) {
        let office = &self.people.office;
        self.by(office, day, action, given);
    }

    fn reviewer(&mut self, day: Day, action: ActionNo, given: Given) {
        let reviewer = &self.people.reviewer;
        self.by(reviewer, day, action, given);
    }

    /// Issued with the minutes, or when every unit asked has signed.
    fn issued(&mut self, resolution: &Resolution<'_>, on: Day, chance: &mut Chance) -> Day {
        let mut ready = on;
        if !resolution.countersigners.is_empty() {
            let circulated = working(on.plus(1));
            self.office(circulated, Decision::CIRCULATE, vec![]);
            ready = self.countersigned(&resolution.countersigners, circulated, chance);
        }
        let issued = ready.plus(1);
        let mut given = vec![(Decision::NUMBER, text(&resolution.number))];
        if let Some(signer) = resolution.signer {
            given.push((Decision::SIGNER_POST, Value::Ref(signer.post)));
            given.push((Decision::SIGNER, Value::Ref(signer.person)));
        }
        self.office(issued, Decision::ISSUE, given);
        issued
    }

    /// Each signs within some days; now and then one objects first.
    fn countersigned(&mut self, units: &[RecordId], from: Day, chance: &mut Chance) -> Day {
        let mut last = from;
        for unit in units {
            let Some((at, liaison)) = self.people.liaison(*unit) else {
                continue;
            };
            let decision = Value::Ref(self.id);
            let coordinates = vec![
                (Countersignature::DECISION, decision),
                (Countersignature::UNIT, Value::Ref(*unit)),
            ];
            let id = create::<Countersignature>("", coordinates).id;
            let mut on = working(from.plus(chance.days(1, 4)));
            if chance.percent(10) {
                let remark = vec![(Countersignature::REMARK, text(chance.pick(&OBJECTIONS)))];
                let object = act::<Countersignature>(id, Countersignature::OBJECT, remark);
                let moment = Moment::new(on, self.minute + at % 30);
                self.script.at(moment, liaison, object);
                on = working(on.plus(chance.days(20, 40)));
            }
            let remark = vec![(Countersignature::REMARK, text("同意(示例)"))];
            let sign = act::<Countersignature>(id, Countersignature::SIGN, remark);
            let moment = Moment::new(on, self.minute + at % 30);
            self.script.at(moment, liaison, sign);
            last = last.max(on);
        }
        last
    }

    /// Most are done in time; some late, some returned, some with more time, some not.
    fn carried_out(&mut self, kind: DecisionKind, issued: Day, deadline: Day, chance: &mut Chance) {
        let fate = chance.days(0, 99);
        if fate < 3 {
            return;
        }
        let begun = issued.plus(chance.days(1, 3));
        self.by_unit(begun, Decision::BEGIN, vec![]);
        match fate {
            ..58 => {
                let asked = begun.plus(1).max(deadline.plus(-chance.days(0, 6)));
                self.closed(asked, chance);
            }
            58..74 => self.closed(deadline.plus(chance.days(2, 20)), chance),
            74..82 => {
                let asked = begun.plus(1).max(deadline.plus(-chance.days(0, 3)));
                self.ask(asked, chance);
                let reason = vec![(Decision::REASON, text(chance.pick(&RETURNED_FOR)))];
                let returned = working(asked.plus(chance.days(1, 3)));
                self.reviewer(returned, Decision::RETURN, reason);
                self.closed(returned.plus(chance.days(3, 15)), chance);
            }
            82..88 => {
                let given = vec![
                    (Decision::DEADLINE, Value::Day(deadline.plus(20))),
                    (
                        Decision::REASON,
                        text("受汛期施工影响,经研究同意顺延(示例)"),
                    ),
                ];
                self.office(begun.plus(1), Decision::EXTEND, given);
                self.closed(deadline.plus(chance.days(8, 18)), chance);
            }
            // What stays undone is given to supervision; that of the leading group is there already.
            _ if kind != DecisionKind::LeadingGroup && fate < 95 => {
                let on = working(deadline.plus(5));
                self.office(on, Decision::SUPERVISE, vec![]);
                let item = supervision::Given {
                    decision: self.id,
                    unit: self.unit,
                    from: on,
                    deadline: on.plus(15),
                };
                supervision::write(self.script, self.people, &item, chance);
            }
            _ => {}
        }
    }

    fn ask(&mut self, day: Day, chance: &mut Chance) {
        let evidence = vec![(Decision::EVIDENCE, text(chance.pick(&EVIDENCE)))];
        self.by_unit(day, Decision::ASK, evidence);
    }

    /// Asked for by the unit, and verified by somebody else (DOMAIN §7.2, 8).
    fn closed(&mut self, asked: Day, chance: &mut Chance) {
        self.ask(asked, chance);
        let checked = working(asked.plus(chance.days(1, 5)));
        self.reviewer(checked, Decision::CHECK, vec![]);
        let closed = working(checked.plus(chance.days(2, 7)));
        self.reviewer(closed, Decision::CLOSE, vec![]);
    }
}
