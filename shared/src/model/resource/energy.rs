//! Energy and coal: quotas, what projects need of them, rights that are traded (DOMAIN T37–T41).
//! Amounts are in tonnes, of coal or of standard coal (tce).

use crate::model::{Project, Unit};
use crate::schema::{Date, Decimals, Flag, Int, LongText, Pick, Ref, Text};
use crate::{declare_choice, declare_kind};

declare_kind! {
    /// What a place may use of energy in a year, and what it uses already.
    EnergyQuota = 107 "energy_quota" ("能耗指标", "energy quota"), titled by PLACE,
        known by [PLACE, YEAR], owned by [PLACE], written by [Office] {
        PLACE place = 1: Ref<Unit>, ("县市区", "place"), required, once;
        YEAR year = 2: Int, ("年度", "year"), required, once;
        TOTAL total = 3: Decimals, ("能耗总量指标", "quota"), required, measured("吨标准煤", "tce");
        /// 存量: what is used before any new project, to fall from year to year (DOMAIN T41).
        STOCK stock = 4: Decimals, ("存量用能", "in use already"), measured("吨标准煤", "tce");
        DOCUMENT_NO document_no = 5: Text, ("文号", "document number");
    }
}

declare_choice! {
    /// Why a project's energy does not count against the quota.
    ExemptionGround {
        /// 2020年新建并于“十四五”时期投产 (DOMAIN T38).
        NewIn2020 = 1 "new_in_2020" ("2020年新建并于“十四五”投产", "new in 2020, in production in 2021–2025"),
        /// Another document, which is named.
        Document = 2 "document" ("文件明确不计入", "exempt by a document"),
    }
}

declare_kind! {
    /// The energy a new project needs of a place's quota.
    EnergyNeed = 108 "energy_need" ("用能需求", "energy need"), titled by PROJECT,
        known by [PROJECT, YEAR], owned by [PROJECT, PLACE], written by [Office, Unit] {
        PROJECT project = 1: Ref<Project>, ("项目", "project"), required, once;
        /// The year of the quota.
        YEAR year = 2: Int, ("年度", "year"), required, once;
        PLACE place = 3: Ref<Unit>, ("县市区", "place"), required, once;
        NEED need = 4: Decimals, ("新增能耗", "need"), required, measured("吨标准煤", "tce");
        PRODUCTION_YEAR production_year = 5: Int, ("投产年份", "year of production");
        /// Whether it does not count against the quota; with its ground.
        EXEMPT exempt = 6: Flag, ("不计入总量", "exempt");
        GROUND ground = 7: Pick<ExemptionGround>, ("不计入依据", "ground");
        GROUND_TEXT ground_text = 8: LongText, ("依据文件", "document");
    }
}

declare_kind! {
    /// A holder's right to use energy, which can be traded (DOMAIN T39).
    EnergyRight = 109 "energy_right" ("用能权", "energy right"), titled by HOLDER,
        known by [HOLDER, YEAR], owned by [PLACE, PROJECT], written by [Office] {
        /// The enterprise, or the project's name.
        HOLDER holder = 1: Text, ("持有人", "holder"), required, once;
        YEAR year = 2: Int, ("年度", "year"), required, once;
        PLACE place = 3: Ref<Unit>, ("县市区", "place"), required, once;
        PROJECT project = 4: Ref<Project>, ("项目", "project");
        /// What it was given at first; nothing for a new project that has to buy.
        ALLOTTED allotted = 5: Decimals, ("初始分配", "allotted"), required, measured("吨标准煤", "tce");
    }
}

declare_kind! {
    /// A trade of energy rights from one holder to another.
    EnergyTrade = 110 "energy_trade" ("用能权交易", "energy trade"), titled by FROM,
        owned by [FROM, TO], written by [Office] {
        FROM from = 1: Ref<EnergyRight>, ("出让方", "from"), required, once;
        TO to = 2: Ref<EnergyRight>, ("受让方", "to"), required, once;
        AMOUNT amount = 3: Decimals, ("交易量", "amount"), required, measured("吨标准煤", "tce");
        TRADED_ON traded_on = 4: Date, ("交易日期", "traded on"), required;
    }
}

declare_choice! {
    /// Where saved coal comes from.
    CoalKind {
        Closed = 1 "closed" ("关停", "closed down"),
        Merged = 2 "merged" ("并转", "merged or converted"),
        Reduced = 3 "reduced" ("产能削减", "capacity reduced"),
    }
}

declare_kind! {
    /// Coal that an enterprise no longer burns, taken into a place's reserve (DOMAIN T40).
    CoalReserve = 111 "coal_reserve" ("煤炭指标收储", "coal reserve"), titled by ENTERPRISE,
        owned by [PLACE], written by [Office, Unit] {
        ENTERPRISE enterprise = 1: Text, ("企业", "enterprise"), required;
        PLACE place = 2: Ref<Unit>, ("县市区", "place"), required, once;
        KIND kind = 3: Pick<CoalKind>, ("来源", "kind"), required;
        AMOUNT amount = 4: Decimals, ("收储量", "amount"), required, measured("吨", "t");
        RESERVED_ON reserved_on = 5: Date, ("收储日期", "reserved on"), required;
    }
}

declare_kind! {
    /// Coal of a place's reserve that replaces what a new project burns.
    CoalUse = 112 "coal_use" ("煤炭指标使用", "coal use"), titled by PROJECT,
        owned by [PROJECT, PLACE], written by [Office, Unit] {
        PROJECT project = 1: Ref<Project>, ("项目", "project"), required, once;
        PLACE place = 2: Ref<Unit>, ("县市区", "place"), required, once;
        AMOUNT amount = 3: Decimals, ("使用量", "amount"), required, measured("吨", "t");
        USED_ON used_on = 4: Date, ("使用日期", "used on"), required;
    }
}
