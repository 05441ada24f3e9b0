//! The project.

use super::{ApprovalType, FourCan, PlanField, ProjectLevel, Sector, Stage, Standing};
use crate::declare_kind;
use crate::model::{Attachment, Post, Unit};
use crate::schema::{
    Date, Flag, LongText, Money, Notes, Order, Pick, Picks, Place, Ref, Refs, Shares, Signed, Text,
    Texts,
};

declare_kind! {
    /// A project: in the ledger once, on any number of lists.
    Project = 30 "project" ("项目", "project"), titled by NAME,
        owned by [COUNTY, LEAD_UNIT, SECTOR_UNIT], written by [Office, Unit, Owner] {
        NAME name = 1: Text, ("项目名称", "name"), required;
        /// Of the form `2020-420583-26-03-012345` (DOMAIN T14–T16).
        CODE code = 2: Text, ("项目代码", "project code");
        POOL_NO pool_no = 3: Text, ("三库编号", "number in the pools");
        /// The unit that reports on it.
        COUNTY county = 4: Ref<Unit>, ("填报单位", "reporting unit"), required;
        /// Where it stands, when it stands in several counties or not where it is reported.
        SHARES shares = 5: Shares<Unit>, ("县市区份额", "shares of counties");
        SECTOR sector = 6: Pick<Sector>, ("领域", "sector");
        INDUSTRY industry = 7: Text, ("行业", "industry");
        PLAN_FIELD plan_field = 8: Pick<PlanField>, ("谋划领域", "field of the reserve");
        OTHER_FIELDS other_fields = 9: Picks<PlanField>, ("其他领域", "other fields");
        /// 养老, 医疗, 5G … : what decides which bureau reviews it first.
        FIELD_KINDS field_kinds = 10: Texts, ("细分类别", "kinds within the field");
        CONTENT content = 11: LongText, ("建设内容及规模", "content and scale");
        OWNER owner = 12: Text, ("项目业主", "project owner");
        LEGAL_PERSON legal_person = 13: Text, ("项目法人", "legal person");
        APPROVAL_TYPE approval_type = 14: Pick<ApprovalType>, ("审批类型", "approval type");
        TOTAL_INVESTMENT total_investment = 15: Money, ("总投资", "total investment"), required;
        LEVELS levels = 16: Picks<ProjectLevel>, ("重点级别", "key lists"), by_office;
        /// The city leader who dispatches it (DOMAIN B11).
        LEADER leader = 17: Ref<Post>, ("分管领导", "leader in charge"), by_office;
        LEAD_UNIT lead_unit = 18: Ref<Unit>, ("责任单位", "lead unit");
        SECTOR_UNIT sector_unit = 19: Ref<Unit>, ("行业主管部门", "sector bureau");
        PERSON person = 20: Text, ("责任人", "responsible person");
        PLACE place = 21: Place, ("位置", "place");
        STAGE stage = 22: Pick<Stage>, ("阶段", "stage"), required, by_action;
        STANDING standing = 23: Pick<Standing>, ("推进状态", "standing"), required, by_action;
        FOUR_CAN four_can = 24: Picks<FourCan>, ("四可", "four can");
        FOUR_CAN_REASON four_can_reason = 25: LongText, ("四可说明", "why not");

        PLANNED_START planned_start = 30: Date, ("计划开工", "planned start");
        PLANNED_COMPLETION planned_completion = 31: Date, ("计划竣工", "planned completion");
        PLANNED_PRODUCTION planned_production = 32: Date, ("计划投产", "planned production");
        RESERVED_ON reserved_on = 33: Date, ("入储备日期", "in reserve since"), by_action;
        PREPARED_ON prepared_on = 34: Date, ("前期启动日期", "in preparation since"), by_action;
        STARTED_ON started_on = 35: Date, ("实际开工", "started on"), by_action;
        COMPLETED_ON completed_on = 36: Date, ("实际竣工", "completed on"), by_action;
        PRODUCED_ON produced_on = 37: Date, ("实际投产", "in production since"), by_action;
        FULL_ON full_on = 38: Date, ("达产日期", "at full capacity since"), by_action;
        /// The day on which the start was entered, which can be after the start (补录).
        START_ENTERED_ON start_entered_on = 39: Date, ("开工填报日期", "start entered on"), by_action;
        DESIGNED_OUTPUT designed_output = 40: Money, ("设计年产值", "designed yearly output");
        ACTUAL_OUTPUT actual_output = 41: Money, ("近12个月产值", "output of the last 12 months");
        STANDARD_START standard_start = 42: Flag, ("承诺制或先建后验", "by promise, or built first");

        /// A reason for being late that the office has approved (有正当理由).
        EXCUSE excuse = 50: LongText, ("正当理由", "approved reason"), by_action;
        EXCUSED_UNTIL excused_until = 51: Date, ("理由有效至", "reason holds until"), by_action;
        EVIDENCE evidence = 52: LongText, ("依据", "evidence"), by_action;
        FILES files = 53: Refs<Attachment>, ("附件", "files");
        REASON reason = 54: LongText, ("原因", "reason"), by_action;
        MOVED_BY moved_by = 55: Signed, ("阶段变更人", "moved by"), by_action;
        ORDER order = 56: Order, ("排序", "order"), required;
        NOTES notes = 57: Notes, ("备注", "notes");
        /// Made up, to show what the product does.
        EXAMPLE example = 58: Flag, ("示例", "example");
    }
    moved by STAGE {
        RESERVE = 1 "reserve" ("入储备", "Take into the reserve"):
            [Stage::Planned] => Stage::Reserved, by [Office, Unit],
            holds [PLAN_FIELD, FOUR_CAN], dates [RESERVED_ON], signs [MOVED_BY];
        PREPARE = 2 "prepare" ("转前期", "Begin preparation"):
            [Stage::Reserved] => Stage::Preparing, by [Office, Unit],
            holds [OWNER, APPROVAL_TYPE], dates [PREPARED_ON], signs [MOVED_BY];
        START = 3 "start" ("开工", "Start construction"):
            [Stage::Preparing] => Stage::Building, by [Office, Unit, Owner],
            requires [STARTED_ON], takes [STANDARD_START], proof [EVIDENCE, FILES],
            dates [START_ENTERED_ON], signs [MOVED_BY];
        COMPLETE = 4 "complete" ("竣工", "Complete"):
            [Stage::Building] => Stage::Completed, by [Office, Unit, Owner],
            requires [COMPLETED_ON], proof [EVIDENCE, FILES], signs [MOVED_BY];
        PRODUCE = 5 "produce" ("投产", "Begin production"):
            [Stage::Completed] => Stage::Producing, by [Office, Unit, Owner],
            requires [PRODUCED_ON], proof [EVIDENCE, FILES], signs [MOVED_BY];
        REACH_CAPACITY = 6 "reach_capacity" ("达产", "Reach full capacity"):
            [Stage::Producing] => Stage::FullCapacity, by [Office, Unit, Owner],
            holds [DESIGNED_OUTPUT, ACTUAL_OUTPUT], proof [EVIDENCE, FILES],
            dates [FULL_ON], signs [MOVED_BY];
        /// Backward, by the office alone and with a reason.
        BACK_TO_PLANNED = 7 "back_to_planned" ("退回谋划", "Back to planning"):
            [Stage::Reserved] => Stage::Planned, by [Office],
            requires [REASON], signs [MOVED_BY], clears [RESERVED_ON];
        BACK_TO_RESERVE = 8 "back_to_reserve" ("退回储备", "Back to the reserve"):
            [Stage::Preparing] => Stage::Reserved, by [Office],
            requires [REASON], signs [MOVED_BY], clears [PREPARED_ON];
        BACK_TO_PREPARATION = 9 "back_to_preparation" ("退回前期", "Back to preparation"):
            [Stage::Building] => Stage::Preparing, by [Office],
            requires [REASON], signs [MOVED_BY], clears [STARTED_ON, START_ENTERED_ON];
        BACK_TO_BUILDING = 10 "back_to_building" ("退回在建", "Back to construction"):
            [Stage::Completed] => Stage::Building, by [Office],
            requires [REASON], signs [MOVED_BY], clears [COMPLETED_ON];
        BACK_TO_COMPLETED = 11 "back_to_completed" ("退回竣工", "Back to completion"):
            [Stage::Producing] => Stage::Completed, by [Office],
            requires [REASON], signs [MOVED_BY], clears [PRODUCED_ON];
        BACK_TO_PRODUCING = 12 "back_to_producing" ("退回投产", "Back to production"):
            [Stage::FullCapacity] => Stage::Producing, by [Office],
            requires [REASON], signs [MOVED_BY], clears [FULL_ON];
    }
    moved by STANDING {
        PAUSE = 20 "pause" ("暂停", "Pause"):
            [Standing::Active] => Standing::Paused, by [Office],
            requires [REASON], signs [MOVED_BY];
        RESUME = 21 "resume" ("恢复", "Resume"):
            [Standing::Paused] => Standing::Active, by [Office, Unit], signs [MOVED_BY], clears [REASON];
        END = 22 "end" ("终止", "End"):
            [Standing::Active, Standing::Paused] => Standing::Ended, by [Office],
            requires [REASON], signs [MOVED_BY];
        REVIVE = 23 "revive" ("重新启动", "Revive"):
            [Standing::Ended] => Standing::Active, by [Office],
            requires [REASON], signs [MOVED_BY];
        /// The office accepts a reason for being late.
        EXCUSE_DELAY = 24 "excuse_delay" ("认可正当理由", "Accept a reason"):
            [Standing::Active, Standing::Paused], by [Office],
            requires [EXCUSE, EXCUSED_UNTIL];
        WITHDRAW_EXCUSE = 25 "withdraw_excuse" ("撤销正当理由", "Withdraw the reason"):
            [Standing::Active, Standing::Paused], by [Office],
            requires [REASON], clears [EXCUSE, EXCUSED_UNTIL];
    }
}
