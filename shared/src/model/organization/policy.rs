//! Policies and other documents that serve tasks (DOMAIN B04, T35, T46).

use super::Unit;
use crate::declare_kind;
use crate::model::{Attachment, Task};
use crate::schema::{Date, Flag, LongText, Ref, Refs, Text};

declare_kind! {
    /// A document: a policy, an opinion, a plan. It is evidence for the tasks it serves.
    PolicyDoc = 23 "policy_doc" ("政策文件", "policy document"), titled by TITLE,
        owned by [ISSUER], written by [Office, Unit] {
        TITLE title = 1: Text, ("标题", "title"), required;
        NUMBER number = 2: Text, ("文号", "number");
        /// Who issued it, when that is a unit of the room.
        ISSUER issuer = 3: Ref<Unit>, ("发文单位", "issuer");
        /// Who issued it, in words.
        ISSUED_BY issued_by = 4: Text, ("发文机关", "issued by");
        ISSUED_ON issued_on = 5: Date, ("发文日期", "issued on"), required;
        TASKS tasks = 6: Refs<Task>, ("支撑任务", "tasks it serves");
        /// Whether it may be shown outside (DOMAIN §12, 44).
        PUBLIC public = 7: Flag, ("可公开", "public");
        FILE file = 8: Ref<Attachment>, ("文件", "file");
        REMARK remark = 9: LongText, ("说明", "remark");
    }
}
