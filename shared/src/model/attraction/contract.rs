//! Contracts with investors and what both sides owe (DOMAIN T46, T54).

use super::Activity;
use crate::model::{Attachment, Project, Unit};
use crate::schema::{Date, LongText, Money, Notes, Pick, Ref, Refs, Signed, Text};
use crate::{declare_choice, declare_kind};

declare_kind! {
    /// A contract on an investment.
    Contract = 131 "contract" ("招商合同", "contract"), titled by TITLE,
        owned by [PLACE, PROJECT], written by [Office, Unit] {
        TITLE title = 1: Text, ("合同", "contract"), required;
        COMPANY company = 2: Text, ("企业", "company"), required;
        PLACE place = 3: Ref<Unit>, ("签约县市区", "place"), required, once;
        /// The project it became.
        PROJECT project = 4: Ref<Project>, ("项目", "project");
        SIGNED_ON signed_on = 5: Date, ("签约日期", "signed on"), required;
        AGREED_INVESTMENT agreed_investment = 6: Money, ("协议投资", "agreed investment"), required;
        AGREED_START agreed_start = 7: Date, ("约定开工", "agreed start");
        AGREED_PRODUCTION agreed_production = 8: Date, ("约定投产", "agreed production");
        LAND_TAKEN_ON land_taken_on = 9: Date, ("取得土地日期", "land taken on");
        /// The group signing at which it was signed.
        ACTIVITY activity = 10: Ref<Activity>, ("签约活动", "signed at");
        FILES files = 11: Refs<Attachment>, ("附件", "files");
        NOTES notes = 12: Notes, ("备注", "notes");
    }
}

declare_choice! {
    /// A side of a contract.
    ContractParty {
        Enterprise = 1 "enterprise" ("企业", "the enterprise"),
        Government = 2 "government" ("政府", "the government"),
    }
}

declare_choice! {
    /// Whether a clause was kept.
    ClauseState {
        Pending = 1 "pending" ("待履行", "Pending"),
        Kept = 2 "kept" ("已履行", "Kept"),
        /// Both sides have agreed that it no longer stands.
        Released = 3 "released" ("协商解除", "Released"),
    }
}

declare_kind! {
    /// What one side has promised to do by a day.
    Clause = 132 "clause" ("合同条款", "clause"), titled by DUTY,
        owned by [CONTRACT], written by [Office, Unit] {
        CONTRACT contract = 1: Ref<Contract>, ("合同", "contract"), required, once;
        PARTY party = 2: Pick<ContractParty>, ("义务方", "party"), required, once;
        DUTY duty = 3: Text, ("义务", "duty"), required;
        DUE due = 4: Date, ("约定日期", "due"), required;
        STATE state = 5: Pick<ClauseState>, ("状态", "state"), required, by_action;
        KEPT_ON kept_on = 6: Date, ("履行日期", "kept on"), by_action;
        EVIDENCE evidence = 7: LongText, ("依据", "evidence"), by_action;
        FILES files = 8: Refs<Attachment>, ("附件", "files");
        MOVED_BY moved_by = 9: Signed, ("办理人", "moved by"), by_action;
        REASON reason = 10: LongText, ("原因", "reason"), by_action;
    }
    moved by STATE {
        KEEP = 1 "keep" ("履行", "Keep"):
            [ClauseState::Pending] => ClauseState::Kept, by [Office, Unit],
            requires [KEPT_ON], proof [EVIDENCE, FILES], signs [MOVED_BY], clears [REASON];
        RELEASE = 2 "release" ("协商解除", "Release"):
            [ClauseState::Pending] => ClauseState::Released, by [Office, Unit],
            proof [EVIDENCE, FILES], signs [MOVED_BY];
        REOPEN = 3 "reopen" ("恢复", "Reopen"):
            [ClauseState::Kept, ClauseState::Released] => ClauseState::Pending, by [Office],
            requires [REASON], signs [MOVED_BY], clears [KEPT_ON, EVIDENCE];
    }
}
