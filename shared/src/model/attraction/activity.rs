//! 比晒亮: activities of places, their briefings and the scores of inspection tours (DOMAIN T29).

use crate::model::{Attachment, Project, Unit};
use crate::schema::{Date, Flag, Int, LongText, Pick, Ref, Refs, Signed, Text};
use crate::{declare_choice, declare_kind};

declare_choice! {
    /// What sort of activity it is.
    ActivityKind {
        GroupStart = 1 "group_start" ("集中开工", "group start"),
        SiteMeeting = 2 "site_meeting" ("现场办公", "on-site meeting"),
        ProgressShow = 3 "progress_show" ("进度晾晒", "progress on show"),
        InspectionTour = 4 "inspection_tour" ("拉练观摩", "inspection tour"),
        /// The monthly one of task 46.
        GroupSigning = 5 "group_signing" ("集中签约", "group signing"),
        Other = 6 "other" ("其他", "other"),
    }
}

declare_kind! {
    /// An activity a place has held, or announces.
    Activity = 125 "activity" ("活动", "activity"), titled by TITLE,
        owned by [UNIT], written by [Office, Unit] {
        TITLE title = 1: Text, ("活动", "activity"), required;
        UNIT unit = 2: Ref<Unit>, ("举办单位", "unit"), required, once;
        KIND kind = 3: Pick<ActivityKind>, ("形式", "kind"), required;
        HELD_ON held_on = 4: Date, ("举办日期", "held on"), required;
        PLACE place = 5: Text, ("地点", "place");
        PROJECTS projects = 6: Refs<Project>, ("涉及项目", "projects");
        LEADERS leaders = 7: Text, ("参加领导", "leaders present");
        PHOTOS photos = 8: Refs<Attachment>, ("照片", "photos");
    }
}

declare_choice! {
    /// How far a briefing is.
    BriefingState {
        Draft = 1 "draft" ("草稿", "Draft"),
        Submitted = 2 "submitted" ("已报", "Submitted"),
    }
}

declare_kind! {
    /// The one-page briefing on an activity.
    Briefing = 126 "briefing" ("活动简报", "briefing"), titled by ACTIVITY,
        known by [ACTIVITY], owned by [ACTIVITY], written by [Office, Unit] {
        ACTIVITY activity = 1: Ref<Activity>, ("活动", "activity"), required, once;
        TEXT text = 2: LongText, ("简报内容", "text");
        FILES files = 3: Refs<Attachment>, ("附件", "files");
        STATE state = 4: Pick<BriefingState>, ("状态", "state"), required, by_action;
        SUBMITTED_ON submitted_on = 5: Date, ("报送日期", "submitted on"), by_action;
        SUBMITTED_BY submitted_by = 6: Signed, ("报送人", "submitted by"), by_action;
        REASON reason = 7: LongText, ("退回原因", "why returned"), by_action;
        /// Picked by the office for the exchange bulletin.
        GOOD_PRACTICE good_practice = 8: Flag, ("好经验好做法", "good practice"), by_office;
        PRACTICE practice = 9: LongText, ("经验摘要", "what is good about it"), by_office;
    }
    moved by STATE {
        SUBMIT = 1 "submit" ("报送", "Submit"):
            [BriefingState::Draft] => BriefingState::Submitted, by [Office, Unit],
            holds [TEXT], takes [FILES], dates [SUBMITTED_ON], signs [SUBMITTED_BY], clears [REASON];
        RETURN = 2 "return" ("退回", "Return"):
            [BriefingState::Submitted] => BriefingState::Draft, by [Office],
            requires [REASON], clears [SUBMITTED_ON, SUBMITTED_BY];
    }
}

declare_kind! {
    /// One rater's score of a project on an inspection tour, from 0 to 100.
    Rating = 127 "rating" ("观摩评分", "rating"), titled by RATER,
        known by [ACTIVITY, PROJECT, RATER], owned by [ACTIVITY], written by [Office, Unit] {
        ACTIVITY activity = 1: Ref<Activity>, ("活动", "activity"), required, once;
        PROJECT project = 2: Ref<Project>, ("项目", "project"), required, once;
        RATER rater = 3: Text, ("评分人", "rater"), required, once;
        SCORE score = 4: Int, ("得分", "score"), required, measured("分", "points");
    }
}
