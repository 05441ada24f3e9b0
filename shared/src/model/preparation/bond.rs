//! Applications for special bonds (DOMAIN T01).

use crate::model::{Attachment, DictionaryEntry, Project};
use crate::schema::{Date, Flag, LongText, Money, Notes, Order, Pick, Ref, Refs, Signed, Text};
use crate::{declare_choice, declare_kind};

declare_kind! {
    /// A round of applications, with the date province or state has set.
    BondBatch = 155 "bond_batch" ("专项债券批次", "bond batch"), titled by NAME {
        NAME name = 1: Text, ("批次", "batch"), required;
        /// Set outside; empty while it is not known.
        DUE_ON due_on = 2: Date, ("申报截止", "applications by");
        DOCUMENT_NO document_no = 3: Text, ("通知文号", "document number");
    }
}

declare_choice! {
    /// How far an application is.
    BondState {
        Preparing = 1 "preparing" ("筹备", "In preparation"),
        Declared = 2 "declared" ("申报", "Applied for"),
        Granted = 3 "granted" ("通过", "Granted"),
        Returned = 4 "returned" ("退回", "Returned"),
    }
}

declare_kind! {
    /// A project's application in a batch.
    BondApplication = 156 "bond_application" ("专项债券申报", "bond application"),
        titled by PROJECT, known by [PROJECT, BATCH], owned by [PROJECT],
        written by [Office, Unit, Owner] {
        PROJECT project = 1: Ref<Project>, ("项目", "project"), required, once;
        BATCH batch = 2: Ref<BondBatch>, ("批次", "batch"), required, once;
        /// One of the eleven; the notice counts them and does not name them.
        CLASS class = 3: Ref<DictionaryEntry>, ("投向类别", "class");
        FINANCING financing = 4: Money, ("融资规模", "financing scale");
        /// The project's income over the term.
        INCOME income = 5: Money, ("债券存续期收益", "income over the term");
        OWED owed = 6: Money, ("应付本息", "principal and interest");
        IN_LIBRARY in_library = 7: Flag, ("纳入国家重大建设项目库", "in the national library");
        FORMALITIES formalities = 8: Flag, ("手续完备", "formalities complete");
        FORMALITIES_MISSING formalities_missing = 9: LongText, ("手续缺项", "formalities missing");
        /// Why it is put forward although the income does not cover what is owed.
        OVERRIDE_REASON override_reason = 10: LongText, ("覆盖不足仍申报的原因", "why put forward all the same"), by_office;
        ASKED asked = 11: Money, ("申报额度", "asked for");
        GRANTED granted = 12: Money, ("下达额度", "granted"), by_action;
        GRANTED_ON granted_on = 13: Date, ("下达日期", "granted on"), by_action;
        DECLARED_ON declared_on = 14: Date, ("申报日期", "applied on"), by_action;
        DECLARED_BY declared_by = 15: Signed, ("申报人", "applied by"), by_action;
        STATE state = 16: Pick<BondState>, ("状态", "state"), required, by_action;
        REASON reason = 17: LongText, ("退回原因", "why returned"), by_action;
        FILES files = 18: Refs<Attachment>, ("附件", "files");
        ORDER order = 19: Order, ("排序", "order"), required;
        NOTES notes = 20: Notes, ("备注", "notes");
    }
    moved by STATE {
        DECLARE = 1 "declare" ("申报", "Apply"):
            [BondState::Preparing] => BondState::Declared, by [Office, Unit],
            holds [CLASS, FINANCING, INCOME, OWED, ASKED],
            dates [DECLARED_ON], signs [DECLARED_BY];
        GRANT = 2 "grant" ("通过", "Grant"):
            [BondState::Declared] => BondState::Granted, by [Office],
            requires [GRANTED, GRANTED_ON], takes [FILES];
        RETURN = 3 "return" ("退回", "Return"):
            [BondState::Declared] => BondState::Returned, by [Office], requires [REASON];
        PREPARE_AGAIN = 4 "prepare_again" ("重新筹备", "Prepare again"):
            [BondState::Returned] => BondState::Preparing, by [Office, Unit],
            clears [DECLARED_ON, DECLARED_BY];
    }
}
