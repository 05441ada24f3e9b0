//! Who gets the bulletin, and has read it (DOMAIN B16).

use super::Bulletin;
use crate::model::{Post, Unit};
use crate::schema::{Date, Pick, Ref, Signed, Text};
use crate::{declare_choice, declare_kind};

declare_choice! {
    /// The four groups the notice names.
    Readers {
        CityLeaders = 1 "city_leaders" ("市委、市政府主要领导", "principal city leaders"),
        InCharge = 2 "in_charge" ("分管领导", "leaders in charge"),
        LocalHeads = 3 "local_heads" ("县市区主要负责人", "heads of places"),
        MemberHeads = 4 "member_heads" ("成员单位主要负责人", "heads of member units"),
    }
}

declare_choice! {
    /// Whether it has been read.
    ReceiptState {
        Sent = 1 "sent" ("已送", "Sent"),
        Read = 2 "read" ("已阅", "Read"),
    }
}

declare_kind! {
    /// One copy for one reader, sent when the bulletin is issued.
    Receipt = 80 "receipt" ("阅文回执", "receipt"), titled by RECIPIENT,
        known by [BULLETIN, GROUP, RECIPIENT], owned by [UNIT], written by [Office] {
        BULLETIN bulletin = 1: Ref<Bulletin>, ("通报", "bulletin"), required, once;
        GROUP group = 2: Pick<Readers>, ("类别", "group"), required, once;
        /// The post: 宜都市主要负责人, or the title of a leader.
        RECIPIENT recipient = 3: Text, ("收件人", "recipient"), required, once;
        POST post = 4: Ref<Post>, ("职务", "post"), once;
        UNIT unit = 5: Ref<Unit>, ("单位", "unit"), once;
        SENT_ON sent_on = 6: Date, ("送达日期", "sent on"), required, once;
        STATE state = 7: Pick<ReceiptState>, ("状态", "state"), required, by_action;
        READ_ON read_on = 8: Date, ("阅读日期", "read on"), by_action;
        READ_BY read_by = 9: Signed, ("确认人", "confirmed by"), by_action;
    }
    moved by STATE {
        READ = 1 "read" ("确认已阅", "Confirm reading"):
            [ReceiptState::Sent] => ReceiptState::Read, by [Office, Leader, InCharge, Unit],
            dates [READ_ON], signs [READ_BY];
    }
}
