//! What is supervised: slips from blue to red, answers, verified by somebody else; and the
//! quarterly round (DOMAIN B25–B28).

use shared::model::{Feedback, SlipColour, Supervision};
use shared::rules::supervision::item;
use shared::schema::{ActionNo, Choices as _, Day, FieldNo, RecordId, Value};

use super::chance::Chance;
use super::people::People;
use super::script::{Moment, Script, working};
use crate::build::{act, create, text};

/// A decision that comes under supervision.
pub(super) struct Given {
    pub(super) decision: RecordId,
    /// The unit that answers for it.
    pub(super) unit: RecordId,
    /// The day on which the item is there.
    pub(super) from: Day,
    pub(super) deadline: Day,
}

const EVIDENCE: [&str; 4] = [
    "按督办要求逐项整改,已完成并附佐证材料(示例)",
    "牵头单位已召开专题会推进,督办事项全部落实(示例)",
    "经现场核实,项目已复工并按计划推进(示例)",
    "审批手续已全部办结,批复文件已上传(示例)",
];

const PROGRESS: [&str; 3] = [
    "已制定整改方案,明确责任人和完成时限(示例)",
    "正在办理,预计下月完成(示例)",
    "已完成主体工作,正在收集佐证材料(示例)",
];

const RAISED_FOR: [&str; 2] = ["逾期未答复,升级督办(示例)", "答复内容不实,逾期未整改(示例)"];

/// From the slip to the end.
pub(super) fn write(script: &mut Script, people: &People, given: &Given, chance: &mut Chance) {
    let Some((at, liaison)) = people.liaison(given.unit) else {
        return;
    };
    let id = item::of_decision(given.decision);
    let minute = 10 * 60 + 30 + at % 60;
    let mut put = |day, actor: &_, action: ActionNo, given: Vec<(FieldNo, Value)>| {
        let command = act::<Supervision>(id, action, given);
        script.at(Moment::new(day, minute + 180), actor, command);
    };
    let office = &people.supervision;
    let assigned = given.from.plus(1);
    let due = given.deadline.max(assigned);
    let deadline = (Supervision::DEADLINE, Value::Day(due));
    put(assigned, office, Supervision::ASSIGN, vec![deadline]);
    let fate = chance.days(0, 99);
    let mut answered = match fate {
        ..60 => assigned.plus(1).max(due.plus(-chance.days(0, 5))),
        _ => due.plus(chance.days(3, 8)),
    };
    // Slips nobody answers in time: orange, then red, then an interview is proposed.
    if fate >= 60 {
        let raised = due.plus(2);
        put(
            raised,
            office,
            Supervision::RAISE,
            raise(SlipColour::Orange, raised, chance),
        );
        if fate >= 80 {
            let again = raised.plus(7);
            put(
                again,
                office,
                Supervision::RAISE,
                raise(SlipColour::Red, again, chance),
            );
            answered = again.plus(chance.days(1, 4));
            if fate >= 92 {
                let reason = vec![(Supervision::REASON, text("红色督办单逾期未答复(示例)"))];
                put(
                    again.plus(7),
                    office,
                    Supervision::PROPOSE_INTERVIEW,
                    reason,
                );
                return;
            }
        }
    }
    let evidence = vec![(Supervision::EVIDENCE, text(chance.pick(&EVIDENCE)))];
    put(answered, liaison, Supervision::ANSWER, evidence);
    let checked = working(answered.plus(chance.days(1, 5)));
    put(checked, office, Supervision::CHECK, vec![]);
    let closed = working(checked.plus(chance.days(1, 5)));
    put(closed, office, Supervision::CLOSE, vec![]);
    if chance.percent(50) && answered > assigned.plus(2) {
        let on = assigned.plus(2);
        let fields = feedback(id, given.unit, on, chance);
        let key = format!("{}/feedback", given.decision);
        let command = create::<Feedback>(&key, fields);
        script.at(Moment::new(on, minute), liaison, command);
    }
}

fn raise(colour: SlipColour, on: Day, chance: &mut Chance) -> Vec<(FieldNo, Value)> {
    vec![
        (Supervision::COLOUR, Value::Choice(colour.no())),
        (Supervision::ANSWER_BY, Value::Day(on.plus(5))),
        (Supervision::REASON, text(chance.pick(&RAISED_FOR))),
    ]
}

/// What the unit reports on the way; it answers the blue slip.
fn feedback(item: RecordId, unit: RecordId, on: Day, chance: &mut Chance) -> Vec<(FieldNo, Value)> {
    vec![
        (Feedback::SUPERVISION, Value::Ref(item)),
        (Feedback::UNIT, Value::Ref(unit)),
        (Feedback::ON, Value::Day(on)),
        (Feedback::TEXT, text(chance.pick(&PROGRESS))),
    ]
}
