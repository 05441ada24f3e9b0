//! The weekly dispatch: what was said of each project, and the places' own (DOMAIN B10–B12).

use super::{Decision, Meeting, Problem};
use crate::declare_kind;
use crate::model::{Attachment, Project, Unit};
use crate::schema::{Date, LongText, Periods, Ref, Refs, Text};

declare_kind! {
    /// What a meeting recorded of one project.
    DispatchEntry = 54 "dispatch_entry" ("调度记录", "dispatch entry"), titled by SITUATION,
        known by [MEETING, PROJECT], owned by [PROJECT], written by [Office, Leader, InCharge] {
        MEETING meeting = 1: Ref<Meeting>, ("会议", "meeting"), required, once;
        PROJECT project = 2: Ref<Project>, ("项目", "project"), required, once;
        SITUATION situation = 3: LongText, ("进展情况", "state of the project"), required;
        NEXT next = 4: LongText, ("下一步", "what comes next");
        PROBLEMS problems = 5: Refs<Problem>, ("存在问题", "problems");
        DECISIONS decisions = 6: Refs<Decision>, ("议定事项", "decisions");
        FILES files = 7: Refs<Attachment>, ("照片及附件", "photos and files");
    }
}

declare_kind! {
    /// A place's own weekly dispatch, led by its head.
    LocalDispatch = 55 "local_dispatch" ("县级周调度", "local weekly dispatch"), titled by WEEK,
        known by [UNIT, WEEK], owned by [UNIT], written by [Office, Unit] {
        UNIT unit = 1: Ref<Unit>, ("单位", "unit"), required, once;
        WEEK week = 2: Periods, ("周次", "week"), required, once;
        ON on = 3: Date, ("日期", "date"), required;
        /// Who led it; by the notice the head of the place (主要负责人).
        CHAIR chair = 4: Text, ("主持人", "chaired by"), required;
        PROJECTS projects = 5: Refs<Project>, ("调度项目", "projects dispatched");
        RESULT result = 6: LongText, ("调度结果", "result"), required;
        MINUTES minutes = 7: Refs<Attachment>, ("纪要", "minutes");
    }
}
