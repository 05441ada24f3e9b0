//! What the notice leaves open and a room decides: every figure DOMAIN marks with *(s)*, with its
//! default. One record a room; while it is not there, or a field is empty, the default counts.

use crate::schema::{Fallback, Flag, Int, Money, Pick, Text};
use crate::{declare_choice, declare_kind};

declare_choice! {
    /// How the progress of projects is judged (DOMAIN §9.2). A preset is never changed once it
    /// has been used: another way of judging is another preset.
    LightPreset {
        /// Below 10 points green, to 30 yellow, above red; `yellow_points` and `red_points` move
        /// the limits.
        Points = 1 "points" ("按落后百分点(10/30)", "by points behind (10/30)"),
        /// Actual as a share of what the time sequence asks: from 80 % green, from 60 % yellow.
        ShareOfSequence = 2 "share_of_sequence" ("按时序完成率(80/60)", "by share of the sequence (80/60)"),
        /// Days behind the nearest planned date.
        DaysLate = 3 "days_late" ("按延误天数", "by days late"),
    }
}

declare_choice! {
    /// What happens to a light that was red once its cause is made good.
    Recovery {
        /// It follows the figures at once.
        AtOnce = 1 "at_once" ("即时恢复", "at once"),
        /// It stays yellow until the end of the month in which it was made good.
        NextMonth = 2 "next_month" ("次月恢复", "next month"),
    }
}

declare_choice! {
    /// How the three ranks of a place become one (DOMAIN §9.6).
    TotalRank {
        /// The smallest sum of ranks stands first.
        SumOfRanks = 1 "sum_of_ranks" ("名次之和", "sum of ranks"),
        /// Ranks weighted by the settings.
        Weighted = 2 "weighted" ("加权名次", "weighted ranks"),
    }
}

declare_choice! {
    /// What 投资运行 is ranked by, month after month (DOMAIN §9.8; §12, 11).
    LaggingBy {
        /// Year-to-date completion of the annual plan.
        Completion = 1 "completion" ("年度计划完成率", "completion of the annual plan"),
        /// The total rank among the places by their key projects (DOMAIN T28).
        TotalRank = 2 "total_rank" ("省市重点综合排名", "total rank by key projects"),
    }
}

declare_kind! {
    /// The settings of a room.
    Settings = 15 "settings" ("设置", "settings"), titled by NAME, known by [],
        written by [Office, Administrator] {
        NAME name = 1: Text, ("名称", "name");

        // Deadlines and reminders.
        WARNING_DAYS warning_days = 10: Int, ("提前提醒", "warning ahead"),
            measured("个工作日", "working days"), otherwise(Fallback::Int(3));
        MOVE_REST_DAYS move_rest_days = 11: Flag, ("期限遇休息日顺延", "deadlines on rest days move"),
            otherwise(Fallback::Flag(false));
        DAY_ITSELF_COUNTS day_itself_counts = 12: Flag, ("期限当日计入", "the due day itself counts"),
            otherwise(Fallback::Flag(true));
        DIGEST_AT digest_at = 13: Int, ("每日提醒时间", "daily digest at"),
            measured("时刻的分钟数(510 即 08:30)", "minutes of the day (510 is 08:30)"),
            otherwise(Fallback::Int(510));
        BULLETIN_DRAFT_DAY bulletin_draft_day = 14: Int, ("通报起草日", "bulletin drafted on day"),
            measured("日", "day of the month"), otherwise(Fallback::Int(5));
        BULLETIN_ISSUE_DAY bulletin_issue_day = 15: Int, ("通报印发日", "bulletin issued by day"),
            measured("日", "day of the month"), otherwise(Fallback::Int(10));
        ANSWER_DAYS answer_days = 16: Int, ("督办答复期限", "supervision answered within"),
            measured("个工作日", "working days"), otherwise(Fallback::Int(5));
        OBJECTION_DAYS objection_days = 17: Int, ("评价异议期", "objections within"),
            measured("个工作日", "working days"), otherwise(Fallback::Int(3));
        BRIEFING_DAYS briefing_days = 18: Int, ("活动简报期限", "briefing within"),
            measured("个工作日", "working days"), otherwise(Fallback::Int(3));

        // Tiers and dispatch.
        TIER_A tier_a = 30: Money, ("组长调度起点", "dispatched by the leader from"),
            otherwise(Fallback::Money(1_000_000_000));
        TIER_B tier_b = 31: Money, ("重大项目起点", "a major project from"),
            otherwise(Fallback::Money(100_000_000));
        AGENDA_PROBLEM_DAYS agenda_problem_days = 32: Int, ("问题上会天数", "problems on the agenda after"),
            measured("天", "days"), otherwise(Fallback::Int(30));
        ESCALATE_DAYS escalate_days = 33: Int, ("问题升级天数", "problems escalated after"),
            measured("天", "days"), otherwise(Fallback::Int(30));

        // Lights of projects.
        LIGHT_PRESET light_preset = 40: Pick<LightPreset>, ("亮灯规则", "rule of lights"),
            otherwise(Fallback::Choice(LightPreset::Points.number()));
        YELLOW_POINTS yellow_points = 41: Int, ("黄灯落后", "yellow from"),
            measured("个百分点", "points behind"), otherwise(Fallback::Int(10));
        RED_POINTS red_points = 42: Int, ("红灯落后超过", "red above"),
            measured("个百分点", "points behind"), otherwise(Fallback::Int(30));
        GREEN_SHARE green_share = 43: Int, ("绿灯完成率", "green from"),
            measured("%", "% of the sequence"), otherwise(Fallback::Int(80));
        YELLOW_SHARE yellow_share = 44: Int, ("黄灯完成率", "yellow from"),
            measured("%", "% of the sequence"), otherwise(Fallback::Int(60));
        RED_DAYS red_days = 45: Int, ("红灯延误超过", "red above"),
            measured("天", "days late"), otherwise(Fallback::Int(30));
        RED_START_MONTH red_start_month = 46: Int, ("逾期开工红灯月数", "late start red in month"),
            measured("个月", "months"), otherwise(Fallback::Int(3));
        EXCUSE_YELLOW excuse_yellow = 47: Flag, ("有正当理由至多黄灯", "an approved reason caps at yellow"),
            otherwise(Fallback::Flag(true));
        RECOVERY recovery = 48: Pick<Recovery>, ("整改后恢复", "recovery"),
            otherwise(Fallback::Choice(Recovery::AtOnce.number()));
        OVERRUN_PERCENT overrun_percent = 49: Int, ("累计投资上限", "investment up to"),
            measured("% 总投资", "% of the total"), otherwise(Fallback::Int(120));
        FULL_CAPACITY_PERCENT full_capacity_percent = 50: Int, ("达产标准", "full capacity from"),
            measured("%", "%"), otherwise(Fallback::Int(100));

        // Adjusting and taking back money (DOMAIN T25).
        IDLE_DAYS idle_days = 60: Int, ("前期无进展天数", "no step finished for"),
            measured("天", "days"), otherwise(Fallback::Int(90));
        ARRIVED_PERCENT arrived_percent = 61: Int, ("资金到位率低于", "money arrived below"),
            measured("%", "%"), otherwise(Fallback::Int(30));
        ARRIVED_MONTHS arrived_months = 62: Int, ("下达后月数", "months after the grant"),
            measured("个月", "months"), otherwise(Fallback::Int(3));
        LATE_START_DAYS late_start_days = 63: Int, ("逾期开工天数超过", "planned start passed by more than"),
            measured("天", "days"), otherwise(Fallback::Int(30));
        BEHIND_POINTS behind_points = 64: Int, ("进度滞后超过", "behind by more than"),
            measured("个百分点", "points"), otherwise(Fallback::Int(30));

        // Approvals.
        SITE_YEARS site_years = 70: Int, ("选址意见书有效期", "site opinion valid for"),
            measured("年", "years"), otherwise(Fallback::Int(3));
        FEASIBILITY_YEARS feasibility_years = 71: Int, ("可研批复有效期", "feasibility approval valid for"),
            measured("年", "years"), otherwise(Fallback::Int(2));
        ENVIRONMENT_YEARS environment_years = 72: Int, ("环评批复有效期", "environmental approval valid for"),
            measured("年", "years"), otherwise(Fallback::Int(5));
        PLANNING_YEARS planning_years = 73: Int, ("规划许可有效期", "planning permit valid for"),
            measured("年", "years"), otherwise(Fallback::Int(1));
        EXPIRY_WARNING_DAYS expiry_warning_days = 74: Int, ("到期预警提前", "expiry warned ahead"),
            measured("天", "days"), otherwise(Fallback::Int(30));
        COVER_PERCENT cover_percent = 75: Int, ("专项债收益覆盖倍数下限", "income must cover"),
            measured("%", "% of principal and interest"), otherwise(Fallback::Int(100));

        // Ranking and interviews.
        LAGGING_PLACES lagging_places = 80: Int, ("落后名次数", "lagging are the last"),
            measured("名", "places"), otherwise(Fallback::Int(3));
        LAGGING_MONTHS lagging_months = 81: Int, ("连续落后月数", "lagging months in a row"),
            measured("个月", "months"), otherwise(Fallback::Int(3));
        UNREPORTED_IS_LAST unreported_is_last = 82: Flag, ("未报视为末位", "not reporting counts as last"),
            otherwise(Fallback::Flag(true));
        QUIET_MONTHS quiet_months = 83: Int, ("约谈后间隔", "no second interview for"),
            measured("个月", "months"), otherwise(Fallback::Int(3));
        LAGGING_BY lagging_by = 84: Pick<LaggingBy>, ("约谈依据指标", "lagging by"),
            otherwise(Fallback::Choice(LaggingBy::Completion.number()));
        CROSS_YEAR_CHANGE cross_year_change = 85: Flag, ("一月环比上年十二月", "January compared with December"),
            otherwise(Fallback::Flag(false));
        RANK_CITY_PROJECTS rank_city_projects = 86: Flag, ("市级项目参与排名", "city projects are ranked"),
            otherwise(Fallback::Flag(false));
        TOTAL_RANK total_rank = 87: Pick<TotalRank>, ("综合排名", "total rank"),
            otherwise(Fallback::Choice(TotalRank::SumOfRanks.number()));
        WEIGHT_COUNT weight_count = 88: Int, ("个数占比权重", "weight of the share of projects"),
            measured("%", "%"), otherwise(Fallback::Int(34));
        WEIGHT_TOTAL weight_total = 89: Int, ("投资总量占比权重", "weight of the share of investment"),
            measured("%", "%"), otherwise(Fallback::Int(33));
        WEIGHT_CHANGE weight_change = 90: Int, ("月环比权重", "weight of the monthly change"),
            measured("%", "%"), otherwise(Fallback::Int(33));
        REWARD_PLACES reward_places = 91: Int, ("奖励名次", "rewarded are the first"),
            measured("名", "places"), otherwise(Fallback::Int(3));

        // Land and contracts.
        STANDARD_ZONE_PERCENT standard_zone_percent = 100: Int, ("高新区标准地比例", "standard land, high-tech zone"),
            measured("%", "%"), otherwise(Fallback::Int(10));
        STANDARD_PARK_PERCENT standard_park_percent = 101: Int, ("其他园区标准地比例", "standard land, other parks"),
            measured("%", "%"), otherwise(Fallback::Int(5));
        STANDARD_LATER_PERCENT standard_later_percent = 102: Int, ("2021年起标准地比例", "standard land from 2021"),
            measured("%", "%"), otherwise(Fallback::Int(100));
        IDLE_LAND_MONTHS idle_land_months = 103: Int, ("占而未建月数", "land idle after"),
            measured("个月", "months"), otherwise(Fallback::Int(12));
        LOOK_BACK_MONTHS look_back_months = 104: Int, ("回头看周期", "look back every"),
            measured("个月", "months"), otherwise(Fallback::Int(3));
    }
}
