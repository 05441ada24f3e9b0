//! How a problem is dealt with: assigned, worked on, struck off by somebody else; some go up, some
//! are sent back, some rest (DOMAIN §8, B24).

use shared::model::Problem;
use shared::rules::Actor;
use shared::schema::{ActionNo, Day, FieldNo, RecordId, Value};

use super::chance::Chance;
use super::people::People;
use super::script::{Moment, Script, working};
use crate::build::{act, text};

/// A problem that has been found.
pub(super) struct Case {
    pub(super) id: RecordId,
    /// The minute of the day at which anything is done about it.
    pub(super) minute: i64,
    /// The bureau that is asked to help.
    pub(super) helper: RecordId,
    /// The level it begins at (DOMAIN B24).
    pub(super) level: i64,
    pub(super) found: Day,
    pub(super) deadline: Day,
}

/// What others hear of it.
#[derive(Default)]
pub(super) struct Outcome {
    /// The day on which it is struck off.
    pub(super) closed: Option<Day>,
    /// The day from which the next level knows of it.
    pub(super) raised: Option<Day>,
}

/// What becomes of a problem.
#[derive(Clone, Copy)]
enum Way {
    /// Solved by the deadline.
    InTime,
    /// Solved after it.
    Late,
    /// Sent back once, then solved.
    Returned,
    /// Beyond the place: it goes up, and is not solved in this history.
    Stuck,
    /// Not assigned yet: nobody knows whose it is.
    New,
    /// Nobody has got round to it.
    Untouched,
    /// It rests until a day.
    Shelved,
}

/// The evidence with which a unit asks for closure.
const EVIDENCE: [&str; 4] = [
    "责任单位会同业主现场办理完毕,问题已解决(示例)",
    "相关批复文件已取得,项目恢复正常推进(示例)",
    "专题会议议定事项已落实,现场已具备施工条件(示例)",
    "资金和指标已落实到位,台账资料已核对(示例)",
];

const MEASURES: [&str; 3] = [
    "成立专班,一周一会商,倒排时间节点(示例)",
    "明确专人对接主管部门,按日跟踪办理进度(示例)",
    "由分管领导包保,协调业主和施工单位同步推进(示例)",
];

const RETURNED_FOR: [&str; 3] = [
    "现场核验发现问题尚未完全解决,请继续办理(示例)",
    "佐证材料不完整,请补充批复文件(示例)",
    "业主反映仍有遗留事项,请逐项落实(示例)",
];

const RAISED_FOR: [&str; 3] = [
    "县级层面协调未果,需市直部门支持(示例)",
    "涉及跨部门事项,超出属地权限(示例)",
    "逾期未解决,提请上级协调(示例)",
];

pub(super) fn write(
    script: &mut Script,
    people: &People,
    liaison: &Actor,
    case: &Case,
    chance: &mut Chance,
) -> Outcome {
    let mut outcome = Outcome::default();
    let way = match chance.days(0, 99) {
        0..50 => Way::InTime,
        50..64 => Way::Late,
        64..74 => Way::Returned,
        74..88 => Way::Stuck,
        88..90 => Way::New,
        90..94 => Way::Untouched,
        _ => Way::Shelved,
    };
    let mut steps = Steps {
        script,
        people,
        liaison,
        id: case.id,
        minute: case.minute,
    };
    if matches!(way, Way::New) {
        return outcome;
    }
    let assigned = case.found.plus(chance.days(1, 6));
    let given = vec![
        (Problem::HELPERS, Value::Refs([case.helper].into())),
        (Problem::DEADLINE, Value::Day(case.deadline)),
    ];
    steps.office(assigned, Problem::ASSIGN, given);
    let begun = assigned.plus(chance.days(1, 4));
    if !matches!(way, Way::Untouched) {
        let measures = text(chance.pick(&MEASURES));
        steps.unit(begun, Problem::BEGIN, vec![(Problem::MEASURES, measures)]);
    }
    match way {
        Way::InTime => {
            let asked = begun.plus(1).max(case.deadline.plus(-chance.days(0, 9)));
            outcome.closed = Some(steps.closed(asked, chance));
        }
        Way::Late => {
            let asked = case.deadline.plus(chance.days(1, 25));
            outcome.closed = Some(steps.closed(asked, chance));
        }
        Way::Returned => {
            let first = begun.plus(chance.days(1, 8));
            steps.asked(first, chance);
            let reason = text(chance.pick(&RETURNED_FOR));
            let returned = first.plus(chance.days(1, 4));
            steps.reviewer(returned, Problem::RETURN, vec![(Problem::REASON, reason)]);
            let asked = returned.plus(chance.days(3, 20));
            outcome.closed = Some(steps.closed(asked, chance));
        }
        Way::Stuck => {
            let raised = begun.plus(chance.days(5, 20));
            let given = vec![
                (Problem::LEVEL, Value::Int(case.level + 1)),
                (Problem::REASON, text(chance.pick(&RAISED_FOR))),
            ];
            steps.unit(raised, Problem::ESCALATE, given);
            outcome.raised = Some(raised);
        }
        Way::New | Way::Untouched => {}
        Way::Shelved => {
            let on = begun.plus(chance.days(3, 15));
            let given = vec![
                (Problem::REASON, text("待上级政策明确后再行办理(示例)")),
                (Problem::REVIEW_ON, Value::Day(on.plus(chance.days(30, 90)))),
            ];
            steps.office(on, Problem::SHELVE, given);
        }
    }
    outcome
}

/// Writes the steps of one problem.
struct Steps<'a> {
    script: &'a mut Script,
    people: &'a People,
    /// Of the unit that has to solve it.
    liaison: &'a Actor,
    id: RecordId,
    minute: i64,
}

type Given = Vec<(FieldNo, Value)>;

impl Steps<'_> {
    fn unit(&mut self, day: Day, action: ActionNo, given: Given) {
        let moment = Moment::new(day, self.minute);
        let command = act::<Problem>(self.id, action, given);
        self.script.at(moment, self.liaison, command);
    }

    fn office(&mut self, day: Day, action: ActionNo, given: Given) {
        let moment = Moment::new(day, self.minute);
        let command = act::<Problem>(self.id, action, given);
        self.script.at(moment, &self.people.office, command);
    }

    fn reviewer(&mut self, day: Day, action: ActionNo, given: Given) {
        let moment = Moment::new(day, self.minute);
        let command = act::<Problem>(self.id, action, given);
        self.script.at(moment, &self.people.reviewer, command);
    }

    fn asked(&mut self, day: Day, chance: &mut Chance) {
        let evidence = text(chance.pick(&EVIDENCE));
        self.unit(day, Problem::ASK, vec![(Problem::EVIDENCE, evidence)]);
    }

    /// Asked for by the unit, looked at, and closed by somebody else (DOMAIN B28).
    fn closed(&mut self, asked: Day, chance: &mut Chance) -> Day {
        self.asked(asked, chance);
        let checked = working(asked.plus(chance.days(2, 9)));
        self.reviewer(checked, Problem::CHECK, vec![]);
        let closed = working(checked.plus(chance.days(1, 6)));
        self.reviewer(closed, Problem::CLOSE, vec![]);
        closed
    }
}
