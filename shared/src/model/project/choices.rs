//! What a project can be.

use crate::declare_choice;

declare_choice! {
    /// The stage of a project's life (DOMAIN §8).
    Stage {
        Planned = 1 "planned" ("谋划", "Planned"),
        Reserved = 2 "reserved" ("储备", "Reserve"),
        Preparing = 3 "preparing" ("前期", "Preparation"),
        Building = 4 "building" ("在建", "Under construction"),
        Completed = 5 "completed" ("竣工", "Completed"),
        Producing = 6 "producing" ("投产", "In production"),
        FullCapacity = 7 "full_capacity" ("达产", "At full capacity"),
    }
}

declare_choice! {
    /// Whether work on a project goes on.
    Standing {
        Active = 1 "active" ("正常", "Active"),
        Paused = 2 "paused" ("暂停", "Paused"),
        Ended = 3 "ended" ("终止", "Ended"),
    }
}

declare_choice! {
    /// How a project is approved.
    ApprovalType {
        /// 审批: mainly government money.
        Approval = 1 "approval" ("审批", "approval"),
        /// 核准
        Sanction = 2 "sanction" ("核准", "sanction"),
        /// 备案
        Filing = 3 "filing" ("备案", "filing"),
    }
}

declare_choice! {
    /// What a project is in the year's plan.
    BuildType {
        Planning = 1 "planning" ("谋划", "planning"),
        Preparation = 2 "preparation" ("前期", "preparation"),
        NewStart = 3 "new_start" ("新开工", "new start"),
        Continued = 4 "continued" ("续建", "continued"),
        Completion = 5 "completion" ("竣工投产", "completion"),
    }
}

declare_choice! {
    /// The four sectors of the bulletin (DOMAIN B15).
    Sector {
        Manufacturing = 1 "manufacturing" ("先进制造业", "advanced manufacturing"),
        Services = 2 "services" ("现代服务业", "modern services"),
        Infrastructure = 3 "infrastructure" ("基础设施", "infrastructure"),
        Ecology = 4 "ecology" ("生态文明及社会民生", "ecology and social welfare"),
    }
}

declare_choice! {
    /// The ten fields of the reserve, one per task 3 to 12 (DOMAIN T03–T12).
    PlanField {
        Science = 1 "science" ("科技创新", "science and innovation"),
        NewInfrastructure = 2 "new_infrastructure" ("新型基础设施", "new infrastructure"),
        KeyIndustry = 3 "key_industry" ("关键产业", "key industries"),
        Infrastructure = 4 "infrastructure" ("传统基础设施", "traditional infrastructure"),
        Ecology = 5 "ecology" ("生态文明", "ecology"),
        Welfare = 6 "welfare" ("社会民生", "social welfare"),
        Security = 7 "security" ("国家安全保障", "national security"),
        Emergency = 8 "emergency" ("应急管理", "emergency management"),
        Emerging = 9 "emerging" ("战略性新兴产业", "emerging industries"),
        NewEconomy = 10 "new_economy" ("新经济", "new economy"),
    }
}

declare_choice! {
    /// The key lists a project can be on.
    ProjectLevel {
        Provincial = 1 "provincial" ("省重点", "provincial key project"),
        City = 2 "city" ("市重点", "city key project"),
    }
}

declare_choice! {
    /// The four things a project must be able to do to be proposed (DOMAIN T02 “四可”).
    FourCan {
        Admitted = 1 "admitted" ("可准入", "can be admitted"),
        Placed = 2 "placed" ("可落地", "can be placed"),
        Declared = 3 "declared" ("可申报", "can be declared"),
        Sustained = 4 "sustained" ("可持续", "can be sustained"),
    }
}

declare_choice! {
    /// Where money comes from.
    Channel {
        CentralBudget = 1 "central_budget" ("中央预算内投资", "central budget"),
        TreasuryBond = 2 "treasury_bond" ("中央特别国债", "special treasury bond"),
        SpecialBond = 3 "special_bond" ("政府专项债券", "special bond"),
        Provincial = 4 "provincial" ("省级资金", "provincial money"),
        Local = 5 "local" ("市县财政资金", "city and county budget"),
        Company = 6 "company" ("企业自筹", "company's own"),
        BankLoan = 7 "bank_loan" ("银行贷款", "bank loan"),
        PolicyLoan = 8 "policy_loan" ("政策性金融", "policy loan"),
        Fund = 9 "fund" ("基金", "fund"),
        Other = 10 "other" ("其他", "other"),
    }
}

declare_choice! {
    /// Who dispatches a project, by its total investment (DOMAIN 9.11).
    Tier {
        /// Dispatched weekly by the leader or a deputy (DOMAIN B10).
        A = 1 "a" ("A类(10亿元以上)", "tier A (1 billion yuan or more)"),
        /// Dispatched weekly by the city leader in charge (DOMAIN B11).
        B = 2 "b" ("B类(1亿元以上)", "tier B (100 million yuan or more)"),
        /// No major project: here through a list only.
        C = 3 "c" ("C类(1亿元以下)", "tier C (below 100 million yuan)"),
    }
}
