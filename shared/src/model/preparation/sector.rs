//! What bureaus and places do for projects before construction (DOMAIN T19, T20).

use crate::model::{Attachment, Project, Unit};
use crate::schema::{Date, LongText, Pick, Ref, Refs, Text};
use crate::{declare_choice, declare_kind};

declare_choice! {
    /// What a bureau's review comes to.
    ReviewResult {
        Agreed = 1 "agreed" ("同意", "agreed"),
        Revise = 2 "revise" ("修改后再审", "to be revised"),
        Refused = 3 "refused" ("不同意", "refused"),
    }
}

declare_kind! {
    /// The opinion of a bureau on a project of its sector (初审、审核意见).
    SectorReview = 158 "sector_review" ("行业审核意见", "sector review"), titled by PROJECT,
        owned by [UNIT, PROJECT], written by [Office, Unit] {
        PROJECT project = 1: Ref<Project>, ("项目", "project"), required, once;
        UNIT unit = 2: Ref<Unit>, ("审核单位", "reviewing bureau"), required, once;
        OPINION opinion = 3: LongText, ("审核意见", "opinion"), required;
        REVIEWED_ON reviewed_on = 4: Date, ("审核日期", "reviewed on"), required;
        RESULT result = 5: Pick<ReviewResult>, ("结果", "result"), required;
        FILES files = 6: Refs<Attachment>, ("附件", "files");
    }
}

declare_kind! {
    /// A visit to a higher level to win support (主动向上级部门汇报争取支持).
    VisitLog = 159 "visit_log" ("向上汇报记录", "visit to a higher level"), titled by WHOM,
        owned by [UNIT, PROJECT], written by [Office, Unit] {
        UNIT unit = 1: Ref<Unit>, ("汇报单位", "visiting unit"), required, once;
        PROJECT project = 2: Ref<Project>, ("项目", "project");
        VISITED_ON visited_on = 3: Date, ("汇报日期", "visited on"), required;
        WHOM whom = 4: Text, ("汇报对象", "whom"), required;
        MATTER matter = 5: LongText, ("争取事项", "matter");
        RESULT result = 6: LongText, ("结果", "result");
    }
}

declare_kind! {
    /// A place's plan of major projects (本地区重大项目规划).
    LocalPlan = 160 "local_plan" ("地区重大项目规划", "local plan of major projects"),
        titled by TITLE, known by [UNIT], owned by [UNIT], written by [Office, Unit] {
        UNIT unit = 1: Ref<Unit>, ("编制单位", "unit"), required, once;
        TITLE title = 2: Text, ("名称", "title"), required;
        FILED_ON filed_on = 3: Date, ("报备日期", "filed on");
        FILES files = 4: Refs<Attachment>, ("附件", "files");
    }
}
