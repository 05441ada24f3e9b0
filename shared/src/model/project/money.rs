//! A project's money: where it comes from, what is planned for a year, what was invested in a
//! month (DOMAIN §7.1).

use super::{Channel, Project};
use crate::model::Attachment;
use crate::schema::{Date, Int, LongText, Money, Months, Pick, Ref, Refs, Signed, Text};
use crate::{declare_choice, declare_kind};

declare_kind! {
    /// Money of one channel for a project.
    Funding = 32 "funding" ("资金来源", "funding"), titled by PROJECT,
        owned by [PROJECT], written by [Office, Unit, Owner] {
        PROJECT project = 1: Ref<Project>, ("项目", "project"), required, once;
        CHANNEL channel = 2: Pick<Channel>, ("资金渠道", "channel"), required;
        PLANNED planned = 3: Money, ("计划", "planned"), required;
        GRANTED granted = 4: Money, ("下达", "granted");
        GRANTED_ON granted_on = 5: Date, ("下达日期", "granted on");
        ARRIVED arrived = 6: Money, ("到位", "arrived");
        PAID paid = 7: Money, ("支付", "paid");
        DOCUMENT_NO document_no = 8: Text, ("文号", "document number");
    }
}

declare_kind! {
    /// What is planned for a project in a year.
    AnnualPlan = 33 "annual_plan" ("年度计划", "annual plan"), titled by PROJECT,
        known by [PROJECT, YEAR], owned by [PROJECT], written by [Office, Unit] {
        PROJECT project = 1: Ref<Project>, ("项目", "project"), required, once;
        YEAR year = 2: Int, ("年度", "year"), required, once;
        PLANNED planned = 3: Money, ("年度计划投资", "planned investment"), required;
    }
}

declare_choice! {
    /// How far a month's figures of a project are.
    FigureState {
        Draft = 1 "draft" ("草稿", "Draft"),
        Submitted = 2 "submitted" ("已报", "Submitted"),
        Accepted = 3 "accepted" ("县审通过", "Accepted by the county"),
    }
}

declare_kind! {
    /// A project's month: what was planned, what was invested, how far it is.
    ProjectMonth = 34 "project_month" ("项目月报", "project month"), titled by PROJECT,
        known by [PROJECT, MONTH], owned by [PROJECT], written by [Office, Unit, Owner] {
        PROJECT project = 1: Ref<Project>, ("项目", "project"), required, once;
        MONTH month = 2: Months, ("月份", "month"), required, once;
        /// The own monthly plan, where there is one (DOMAIN 9.1).
        PLANNED planned = 3: Money, ("本月计划", "planned this month");
        INVESTED invested = 4: Money, ("本月完成投资", "invested this month");
        PROGRESS progress = 5: Int, ("形象进度", "progress"), measured("%", "%");
        PROGRESS_TEXT progress_text = 6: LongText, ("形象进度说明", "progress in words");
        QUANTITIES quantities = 7: LongText, ("实物工作量", "physical quantities");
        NEXT next = 8: LongText, ("下步工作", "next step");
        PHOTOS photos = 9: Refs<Attachment>, ("照片", "photos");
        /// Why the sum is above what the total allows (DOMAIN §7.2, 4).
        EXPLANATION explanation = 10: LongText, ("说明", "explanation");
        STATE state = 11: Pick<FigureState>, ("状态", "state"), required, by_action;
        SUBMITTED_ON submitted_on = 12: Date, ("填报日期", "submitted on"), by_action;
        SUBMITTED_BY submitted_by = 13: Signed, ("填报人", "submitted by"), by_action;
        ACCEPTED_BY accepted_by = 14: Signed, ("审核人", "accepted by"), by_action;
        REASON reason = 15: LongText, ("退回原因", "why returned"), by_action;
    }
    moved by STATE {
        SUBMIT = 1 "submit" ("填报", "Submit"):
            [FigureState::Draft] => FigureState::Submitted, by [Office, Unit, Owner],
            holds [INVESTED], dates [SUBMITTED_ON], signs [SUBMITTED_BY], clears [REASON];
        ACCEPT = 2 "accept" ("审核通过", "Accept"):
            [FigureState::Submitted] => FigureState::Accepted, by [Office, Unit],
            signs [ACCEPTED_BY];
        RETURN = 3 "return" ("退回", "Return"):
            [FigureState::Submitted, FigureState::Accepted] => FigureState::Draft, by [Office, Unit],
            requires [REASON], clears [SUBMITTED_ON, SUBMITTED_BY, ACCEPTED_BY];
    }
}

declare_kind! {
    /// A correction of a month that is locked: a figure of its own, with its reason (DOMAIN B17).
    MonthCorrection = 35 "month_correction" ("更正", "correction"), titled by PROJECT,
        owned by [PROJECT], written by [Office, Unit] {
        PROJECT project = 1: Ref<Project>, ("项目", "project"), required, once;
        MONTH month = 2: Months, ("月份", "month"), required, once;
        /// What is added to the month's investment, or taken off it.
        CHANGE change = 3: Money, ("调整金额", "change"), required, once, signed;
        REASON reason = 4: LongText, ("原因", "reason"), required, once;
        ENTERED_ON entered_on = 5: Date, ("更正日期", "entered on"), required, once;
    }
}

declare_kind! {
    /// A day on which the total investment of a project was changed: what it had been until then.
    /// Made by the change itself. A week is dispatched by the total it began with (DOMAIN B10).
    TotalRevision = 36 "total_revision" ("总投资调整", "revision of the total"), titled by PROJECT,
        known by [PROJECT, REVISED_ON], owned by [PROJECT] {
        PROJECT project = 1: Ref<Project>, ("项目", "project"), required, once;
        REVISED_ON revised_on = 2: Date, ("调整日期", "revised on"), required, once;
        /// The total with which the day began.
        BEFORE before = 3: Money, ("调整前总投资", "total before"), required, once;
    }
}
