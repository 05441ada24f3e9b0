//! Obligations: what the notice asks of whom, and when.

use crate::model::{Group, Task, Unit};
use crate::schema::{Date, Int, LongText, Pick, Ref, Refs, Schedule, Text};
use crate::{declare_choice, declare_kind};

declare_choice! {
    /// What an obligation is met by. Some are met by filling in another form of the product, which
    /// then hands in the occurrence by itself.
    ObligationForm {
        /// Something written: a plan, a batch, a briefing.
        Report = 1 "report" ("报告", "report"),
        /// A statement that something was looked through: updated, or no change.
        Confirmation = 2 "confirmation" ("确认", "confirmation"),
        /// Something filed with the office or a department (报备).
        Filing = 3 "filing" ("报备", "filing"),
        Dispatch = 4 "dispatch" ("调度", "dispatch"),
        Activity = 5 "activity" ("活动", "activity"),
        /// Projects that have to have started.
        Start = 6 "start" ("开工", "start"),
        /// The monthly report of a unit (DOMAIN B08). It covers the tasks without a date of the
        /// unit (DOMAIN §12, 36).
        MonthlyReport = 7 "monthly_report" ("月报", "monthly report"),
        /// Naming who answers (DOMAIN B02, B07).
        Contacts = 8 "contacts" ("联络员名单", "names of contacts"),
        /// Something set up or issued: a structure, a scheme, a mechanism.
        Setup = 9 "setup" ("组建出台", "set up or issued"),
        /// A figure to be reached.
        Target = 10 "target" ("指标", "target"),
        Bulletin = 11 "bulletin" ("通报", "bulletin"),
        Other = 12 "other" ("其他", "other"),
        /// The rolling update of the reserve (DOMAIN T03–T12).
        ReserveUpdate = 13 "reserve_update" ("储备更新", "update of the reserve"),
        /// The quarterly report on blockages (DOMAIN T53).
        Blockages = 14 "blockages" ("堵点清理情况", "report on blockages"),
        Recommendation = 15 "recommendation" ("推荐项目", "recommendation of projects"),
        Signing = 16 "signing" ("集中签约", "group signing"),
    }
}

declare_choice! {
    /// Which of the units assigned to an obligation's tasks owe it.
    AssignedDuty {
        Lead = 1 "lead" ("牵头单位", "leads"),
        Responsible = 2 "responsible" ("责任单位", "responsible units"),
        All = 3 "all" ("全部承担单位", "all assigned units"),
        /// The first named lead only (DOMAIN §12, 18).
        Coordinator = 4 "coordinator" ("第一牵头单位", "coordinator"),
    }
}

declare_kind! {
    /// What the notice asks of some units, once or again and again. Who owes it is everyone named
    /// by `units`, `groups` or `assigned`, except `except`, at the day it is due.
    Obligation = 18 "obligation" ("应办事项", "obligation"), titled by TITLE {
        TITLE title = 1: Text, ("名称", "title"), required;
        /// Section or paragraph, as people cite it.
        SOURCE source = 2: Text, ("出处", "section"), required;
        SCHEDULE schedule = 3: Schedule, ("期限", "schedule"), required;
        FORM form = 4: Pick<ObligationForm>, ("形式", "form"), required;
        /// The tasks it is a part of. One confirmation can serve many (DOMAIN T03–T12).
        TASKS tasks = 5: Refs<Task>, ("任务", "tasks");
        UNITS units = 6: Refs<Unit>, ("单位", "units");
        /// Groups stand for the units they have at the day something is due.
        GROUPS groups = 7: Refs<Group>, ("单位组", "groups");
        ASSIGNED assigned = 8: Pick<AssignedDuty>, ("承担单位", "assigned units");
        EXCEPT except = 9: Refs<Unit>, ("除外单位", "units that do not owe it");
        /// The first day on which it counts; long work is measured from here (DOMAIN 9.4).
        FROM from = 10: Date, ("起算日期", "in force from"), required;
        /// The first day on which it no longer counts.
        TO to = 11: Date, ("停止日期", "in force until");
        /// Who receives it when it is not the office (DOMAIN §12, 37).
        RECEIVER receiver = 12: Text, ("报送对象", "handed in to");
        /// The unit that looks through it for the office.
        REVIEWER reviewer = 13: Ref<Unit>, ("审核单位", "reviewed by");
        CONTENT content = 14: LongText, ("要求", "what it asks for");
        NO no = 15: Int, ("序号", "number");
    }
}
