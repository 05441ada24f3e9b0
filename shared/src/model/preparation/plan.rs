//! The plan of a project's preparation (DOMAIN T17).

use crate::model::{Attachment, Project, Unit};
use crate::schema::{Date, LongText, Notes, Order, Pick, Ref, Refs, Signed, Text};
use crate::{declare_choice, declare_kind};

declare_choice! {
    /// Whether a step of the plan is done.
    PlanState {
        Open = 1 "open" ("进行中", "Under way"),
        Done = 2 "done" ("完成", "Done"),
    }
}

declare_kind! {
    /// A step of the plan. It is complete with its four items: matter, date, unit, person.
    PlanStep = 153 "plan_step" ("前期计划事项", "plan step"), titled by MATTER,
        owned by [PROJECT, UNIT], written by [Office, Unit, Owner] {
        PROJECT project = 1: Ref<Project>, ("项目", "project"), required, once;
        MATTER matter = 2: Text, ("任务事项", "matter"), required;
        /// The date first planned; once it is there it is moved, not overwritten.
        PLANNED_ON planned_on = 3: Date, ("计划时间", "planned for");
        UNIT unit = 4: Ref<Unit>, ("责任单位", "unit");
        PERSON person = 5: Text, ("责任人", "person");
        STATE state = 6: Pick<PlanState>, ("状态", "state"), required, by_action;
        DONE_ON done_on = 7: Date, ("实际完成", "done on"), by_action;
        EVIDENCE evidence = 8: LongText, ("依据", "evidence"), by_action;
        FILES files = 9: Refs<Attachment>, ("附件", "files");
        REASON reason = 10: LongText, ("原因", "reason"), by_action;
        DONE_BY done_by = 11: Signed, ("登记人", "entered by"), by_action;
        ORDER order = 12: Order, ("排序", "order"), required;
        NOTES notes = 13: Notes, ("备注", "notes");
    }
    moved by STATE {
        FINISH = 1 "finish" ("完成", "Finish"):
            [PlanState::Open] => PlanState::Done, by [Office, Unit, Owner],
            requires [DONE_ON], holds [PLANNED_ON, UNIT, PERSON], proof [EVIDENCE, FILES],
            signs [DONE_BY];
        REOPEN = 2 "reopen" ("重新办理", "Reopen"):
            [PlanState::Done] => PlanState::Open, by [Office, Unit],
            requires [REASON], clears [DONE_ON, DONE_BY, EVIDENCE];
    }
}

declare_kind! {
    /// The moving of a step to another date. Each is kept, so that the first date and the number
    /// of moves are known.
    PlanMove = 154 "plan_move" ("计划调整", "move of a plan step"), titled by STEP,
        owned by [STEP], written by [Office, Unit, Owner] {
        STEP step = 1: Ref<PlanStep>, ("计划事项", "plan step"), required, once;
        TO to = 2: Date, ("调整为", "moved to"), required, once;
        REASON reason = 3: LongText, ("调整原因", "reason"), required, once;
    }
}
