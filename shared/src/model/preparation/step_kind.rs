//! The approvals there are.

use crate::declare_choice;

declare_choice! {
    /// What an approval step is for (DOMAIN T14–T16).
    StepKind {
        /// 项目建议书的批复
        Proposal = 1 "proposal" ("立项", "project proposal"),
        Site = 2 "site" ("规划选址", "site selection"),
        LandReview = 3 "land_review" ("用地预审", "preliminary land review"),
        Energy = 4 "energy" ("节能评价", "energy evaluation"),
        Feasibility = 5 "feasibility" ("可研批复", "feasibility approval"),
        /// With the estimate (概算).
        PreliminaryDesign = 6 "preliminary_design" ("初步设计批复", "preliminary design approval"),
        Environment = 7 "environment" ("环评", "environmental approval"),
        LandPlanning = 8 "land_planning" ("用地规划许可", "land planning permit"),
        WorksPlanning = 9 "works_planning" ("工程规划许可", "works planning permit"),
        Drawings = 10 "drawings" ("施工图审查", "review of drawings"),
        ConstructionPermit = 11 "construction_permit" ("施工许可", "construction permit"),
        /// 项目申请报告的核准
        Sanction = 12 "sanction" ("核准", "sanction"),
        Filing = 13 "filing" ("备案", "filing"),
        SoilConservation = 14 "soil_conservation" ("水土保持方案", "soil conservation plan"),
        Flood = 15 "flood" ("洪水影响评价", "flood impact evaluation"),
        Geology = 16 "geology" ("地质灾害危险性评估", "geological hazard evaluation"),
        Seismic = 17 "seismic" ("地震安全性评价", "seismic safety evaluation"),
        Heritage = 18 "heritage" ("文物考古调查", "heritage survey"),
        CivilDefence = 19 "civil_defence" ("人防审查", "civil defence review"),
        Fire = 20 "fire" ("消防设计审查", "fire safety review"),
        Utilities = 21 "utilities" ("市政公用报装", "utility connections"),
        Other = 22 "other" ("其他事项", "other"),
    }
}
