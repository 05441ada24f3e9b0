//! Files that show something: photos, permits, minutes.

use crate::declare_kind;
use crate::schema::{File, Place, Signed, Text, Time};

declare_kind! {
    /// A file as it was handed in. Records refer to it; its content is known by its hash.
    Attachment = 17 "attachment" ("附件", "attachment"), titled by TITLE,
        written by [Office, AnyUnit, Owner, Supervision, Leader, InCharge, Evaluation] {
        TITLE title = 1: Text, ("标题", "title"), required;
        /// Hash, size and name.
        FILE file = 2: File, ("文件", "file"), required, once;
        TAKEN_AT taken_at = 3: Time, ("拍摄时间", "taken at"), once;
        PLACE place = 4: Place, ("拍摄位置", "taken in"), once;
        UPLOADED_BY uploaded_by = 5: Signed, ("上传人", "uploaded by"), by_action;
    }
}
