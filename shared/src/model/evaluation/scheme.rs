//! Evaluation schemes: versions, each with its indicators and groups (DOMAIN B18, T50).

use crate::model::{Attachment, Unit};
use crate::schema::{Date, Int, LongText, Pick, Ref, Refs, Signed, Text};
use crate::{declare_choice, declare_kind};

declare_choice! {
    /// How far a version is.
    SchemeState {
        Draft = 1 "draft" ("方案草案", "Draft"),
        Published = 2 "published" ("发布", "Published"),
    }
}

declare_kind! {
    /// One version of the scheme by which places are evaluated; once published it never changes,
    /// nor do its indicators and groups.
    EvaluationScheme = 70 "evaluation_scheme" ("评价方案", "evaluation scheme"), titled by TITLE,
        known by [VERSION], written by [Office, Evaluation] {
        VERSION version = 1: Int, ("版本", "version"), required, once;
        TITLE title = 2: Text, ("名称", "title"), required;
        STATE state = 3: Pick<SchemeState>, ("状态", "state"), required, by_action;
        /// A quarter is evaluated by the version in force on its first day.
        IN_FORCE_FROM in_force_from = 4: Date, ("施行日期", "in force from");
        DOCUMENT_NO document_no = 5: Text, ("文号", "document number");
        /// The scoring rules (评分细则).
        TEXT text = 6: LongText, ("评分细则", "scoring rules");
        FILES files = 7: Refs<Attachment>, ("附件", "files");
        PUBLISHED_ON published_on = 8: Date, ("发布日期", "published on"), by_action;
        PUBLISHED_BY published_by = 9: Signed, ("发布人", "published by"), by_action;
    }
    moved by STATE {
        PUBLISH = 1 "publish" ("发布", "Publish"):
            [SchemeState::Draft] => SchemeState::Published, by [Office, Evaluation],
            holds [IN_FORCE_FROM], dates [PUBLISHED_ON], signs [PUBLISHED_BY];
    }
}

declare_kind! {
    /// Places that are compared with each other and not with the rest. A scheme without groups
    /// compares all places.
    SchemeGroup = 81 "scheme_group" ("评价分组", "group of places"), titled by NAME,
        written by [Office, Evaluation] {
        SCHEME scheme = 1: Ref<EvaluationScheme>, ("评价方案", "scheme"), required, once;
        NAME name = 2: Text, ("名称", "name"), required;
        UNITS units = 3: Refs<Unit>, ("县市区", "places"), required;
    }
}
