//! The notice and how it is divided. Its words are kept as printed and never edited: a later
//! notice is a new record (DOMAIN §7.2, 1).

use crate::declare_kind;
use crate::schema::{Date, Int, Kind, KindSpec, LongText, Ref, Text};

pub(super) const KINDS: &[&KindSpec] = &[Notice::SPEC, Part::SPEC, Item::SPEC];

declare_kind! {
    /// The document the work comes from.
    Notice = 2 "notice" ("通知", "notice"), titled by TITLE {
        /// The title as printed.
        TITLE title = 1: Text, ("标题", "title"), required, once;
        /// The document number.
        DOCUMENT_NO document_no = 2: Text, ("文号", "document number"), required, once;
        /// Who issued it.
        ISSUED_BY issued_by = 3: Text, ("发文机关", "issued by"), once;
        /// The day it was signed.
        ISSUED_ON issued_on = 4: Date, ("成文日期", "signed on"), once;
        /// The day it was put on the web.
        PUBLISHED_ON published_on = 5: Date, ("发布日期", "published on"), once;
        /// The whole text.
        TEXT text = 6: LongText, ("全文", "full text"), once;
    }
}

declare_kind! {
    /// One of the chapters of the task list.
    Part = 3 "part" ("部分", "part"), titled by TITLE {
        /// Its number, from 1.
        NO no = 1: Int, ("序号", "number"), required, once;
        /// The numeral as printed.
        NUMERAL numeral = 2: Text, ("编号", "numeral"), required, once;
        /// The title as printed.
        TITLE title = 3: Text, ("标题", "title"), required, once;
        /// The notice it belongs to.
        NOTICE notice = 4: Ref<Notice>, ("通知", "notice"), required, once;
    }
}

declare_kind! {
    /// One of the headings under which tasks stand.
    Item = 4 "item" ("工作事项", "work item"), titled by TITLE {
        /// Its number, from 1.
        NO no = 1: Int, ("序号", "number"), required, once;
        /// The numeral as printed.
        NUMERAL numeral = 2: Text, ("编号", "numeral"), required, once;
        /// The title as printed.
        TITLE title = 3: Text, ("标题", "title"), required, once;
        /// The part it belongs to.
        PART part = 4: Ref<Part>, ("部分", "part"), required, once;
        /// The special action it is, when it is one (百日攻坚, 提速提效, 比晒亮, 四督四促).
        SPECIAL_ACTION special_action = 5: Text, ("专项行动", "special action"), once;
    }
}
