//! The matrix of four documents and five conditions (DOMAIN T13).

use crate::model::{Attachment, Project};
use crate::schema::{Date, LongText, Pick, Ref, Refs, Signed};
use crate::{declare_choice, declare_kind};

declare_choice! {
    /// One of the seventeen marks: three for each document, one for each condition.
    PreWorkCell {
        ProposalWritten = 1 "proposal_written" ("项目建议书编制", "proposal written"),
        ProposalArgued = 2 "proposal_argued" ("项目建议书论证", "proposal argued"),
        ProposalReviewed = 3 "proposal_reviewed" ("项目建议书审核", "proposal reviewed"),
        FeasibilityWritten = 4 "feasibility_written" ("可行性研究报告编制", "feasibility study written"),
        FeasibilityArgued = 5 "feasibility_argued" ("可行性研究报告论证", "feasibility study argued"),
        FeasibilityReviewed = 6 "feasibility_reviewed" ("可行性研究报告审核", "feasibility study reviewed"),
        DesignWritten = 7 "design_written" ("初步设计编制", "preliminary design written"),
        DesignArgued = 8 "design_argued" ("初步设计论证", "preliminary design argued"),
        DesignReviewed = 9 "design_reviewed" ("初步设计审核", "preliminary design reviewed"),
        DrawingsWritten = 10 "drawings_written" ("施工图设计编制", "working drawings written"),
        DrawingsArgued = 11 "drawings_argued" ("施工图设计论证", "working drawings argued"),
        DrawingsReviewed = 12 "drawings_reviewed" ("施工图设计审核", "working drawings reviewed"),
        DevelopmentPlan = 13 "development_plan" ("发展规划", "development plan"),
        Land = 14 "land" ("建设用地", "building land"),
        Environment = 15 "environment" ("环境影响评价", "environmental evaluation"),
        Energy = 16 "energy" ("节能评估", "energy evaluation"),
        Money = 17 "money" ("资金筹措", "financing"),
    }
}

declare_choice! {
    /// How far a mark is.
    MarkState {
        Open = 1 "open" ("未办", "Not begun"),
        InHand = 2 "in_hand" ("办理中", "In hand"),
        Done = 3 "done" ("已办", "Done"),
        NotNeeded = 4 "not_needed" ("不需要", "Not needed"),
    }
}

declare_kind! {
    /// One cell of the matrix of a project. A cell without a record has not been begun.
    PreWorkMark = 152 "pre_work_mark" ("前期标记", "pre-work mark"), titled by CELL,
        known by [PROJECT, CELL], owned by [PROJECT], written by [Office, Unit, Owner] {
        PROJECT project = 1: Ref<Project>, ("项目", "project"), required, once;
        CELL cell = 2: Pick<PreWorkCell>, ("事项", "cell"), required, once;
        STATE state = 3: Pick<MarkState>, ("状态", "state"), required, by_action;
        DONE_ON done_on = 4: Date, ("完成日期", "done on"), by_action;
        EVIDENCE evidence = 5: LongText, ("依据", "evidence"), by_action;
        FILES files = 6: Refs<Attachment>, ("附件", "files");
        /// Why it is done before what should come first.
        OVERRIDE_REASON override_reason = 7: LongText, ("越序原因", "why out of order"), by_action;
        REASON reason = 8: LongText, ("原因", "reason"), by_action;
        MARKED_BY marked_by = 9: Signed, ("登记人", "marked by"), by_action;
    }
    moved by STATE {
        BEGIN = 1 "begin" ("开始办理", "Begin"):
            [MarkState::Open] => MarkState::InHand, by [Office, Unit, Owner], signs [MARKED_BY];
        FINISH = 2 "finish" ("完成", "Finish"):
            [MarkState::Open, MarkState::InHand] => MarkState::Done, by [Office, Unit, Owner],
            requires [DONE_ON], takes [OVERRIDE_REASON], proof [EVIDENCE, FILES], signs [MARKED_BY];
        WAIVE = 3 "waive" ("不需要", "Not needed"):
            [MarkState::Open, MarkState::InHand] => MarkState::NotNeeded, by [Office, Unit],
            requires [REASON], signs [MARKED_BY];
        REOPEN = 4 "reopen" ("重新办理", "Reopen"):
            [MarkState::Done, MarkState::NotNeeded] => MarkState::Open, by [Office, Unit],
            requires [REASON], signs [MARKED_BY], clears [DONE_ON, EVIDENCE, OVERRIDE_REASON];
    }
}
