//! Elements a project asks for: land, energy, emissions, money (DOMAIN T24, T26).

use crate::model::Project;
use crate::schema::{Date, Decimals, LongText, Notes, Order, Pick, Ref, Signed};
use crate::{declare_choice, declare_kind};

declare_choice! {
    /// What is asked for, with what it is counted in.
    Element {
        Land = 1 "land" ("用地(亩)", "land (mu)"),
        Energy = 2 "energy" ("能耗(吨标准煤)", "energy (tonnes of standard coal)"),
        Emission = 3 "emission" ("环境容量(吨)", "emissions (tonnes)"),
        Money = 4 "money" ("资金(万元)", "money (ten thousand yuan)"),
    }
}

declare_choice! {
    /// What became of a request.
    ElementState {
        Asked = 1 "asked" ("待安排", "Asked"),
        Granted = 2 "granted" ("已安排", "Granted"),
        Refused = 3 "refused" ("不予安排", "Refused"),
    }
}

declare_kind! {
    /// A request of a project for one element.
    ElementRequest = 42 "element_request" ("要素需求", "element request"), titled by PROJECT,
        owned by [PROJECT], written by [Office, Unit, Owner] {
        PROJECT project = 1: Ref<Project>, ("项目", "project"), required, once;
        ELEMENT element = 2: Pick<Element>, ("要素", "element"), required, once;
        /// In what the element is counted in.
        AMOUNT amount = 3: Decimals, ("需求量", "amount"), required;
        ASKED_ON asked_on = 4: Date, ("提出日期", "asked on"), required;
        /// Which pollutant, which parcel.
        DETAIL detail = 5: LongText, ("说明", "detail");
        STATE state = 6: Pick<ElementState>, ("状态", "state"), required, by_action;
        GRANTED granted = 7: Decimals, ("安排量", "granted"), by_action;
        /// Why it is granted before one that stands before it (DOMAIN T26).
        ORDER_REASON order_reason = 8: LongText, ("未按顺序安排的原因", "reason against the order"), by_action;
        REASON reason = 9: LongText, ("原因", "reason"), by_action;
        DECIDED_ON decided_on = 10: Date, ("办理日期", "decided on"), by_action;
        DECIDED_BY decided_by = 11: Signed, ("办理人", "decided by"), by_action;
        ORDER order = 12: Order, ("排序", "order"), required;
        NOTES notes = 13: Notes, ("备注", "notes");
    }
    moved by STATE {
        GRANT = 1 "grant" ("安排", "Grant"):
            [ElementState::Asked] => ElementState::Granted, by [Office],
            requires [GRANTED], takes [ORDER_REASON], dates [DECIDED_ON], signs [DECIDED_BY];
        REFUSE = 2 "refuse" ("不予安排", "Refuse"):
            [ElementState::Asked] => ElementState::Refused, by [Office],
            requires [REASON], dates [DECIDED_ON], signs [DECIDED_BY];
        REOPEN = 3 "reopen" ("重新办理", "Reopen"):
            [ElementState::Granted, ElementState::Refused] => ElementState::Asked, by [Office],
            requires [REASON], clears [GRANTED, ORDER_REASON, DECIDED_ON, DECIDED_BY];
    }
}
