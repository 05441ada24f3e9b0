//! Emission totals: what was saved, and which projects use it as replacement (DOMAIN T42).

use crate::model::{Attachment, Project, Unit};
use crate::schema::{Date, Decimals, LongText, Pick, Ref, Refs, Text};
use crate::{declare_choice, declare_kind};

declare_choice! {
    /// The pollutants with a total.
    Pollutant {
        ChemicalOxygenDemand = 1 "chemical_oxygen_demand" ("化学需氧量", "chemical oxygen demand"),
        Ammonia = 2 "ammonia" ("氨氮", "ammonia nitrogen"),
        SulphurDioxide = 3 "sulphur_dioxide" ("二氧化硫", "sulphur dioxide"),
        NitrogenOxides = 4 "nitrogen_oxides" ("氮氧化物", "nitrogen oxides"),
        OrganicCompounds = 5 "organic_compounds" ("挥发性有机物", "volatile organic compounds"),
        Phosphorus = 6 "phosphorus" ("总磷", "total phosphorus"),
    }
}

declare_kind! {
    /// Emissions that were cut and can replace those of new projects (压减腾退指标).
    EmissionSource = 113 "emission_source" ("减排来源", "emission source"), titled by ORIGIN,
        owned by [PLACE], written by [Office, Unit] {
        /// The enterprise that cut them. Its own new projects come first.
        ORIGIN origin = 1: Text, ("腾退单位", "origin"), required;
        PLACE place = 2: Ref<Unit>, ("县市区", "place"), required, once;
        POLLUTANT pollutant = 3: Pick<Pollutant>, ("污染物", "pollutant"), required, once;
        AMOUNT amount = 4: Decimals, ("腾退量", "amount"), required, measured("吨", "t");
        SAVED_ON saved_on = 5: Date, ("腾退日期", "saved on"), required;
        MEASURE measure = 6: LongText, ("减排措施", "measure");
        FILES files = 7: Refs<Attachment>, ("认定材料", "files");
    }
}

declare_kind! {
    /// What a project will emit of a pollutant, and what of a place's savings replaces it.
    EmissionUse = 114 "emission_use" ("总量替代", "emission use"), titled by PROJECT,
        known by [PROJECT, POLLUTANT], owned by [PROJECT, PLACE], written by [Office, Unit] {
        PROJECT project = 1: Ref<Project>, ("项目", "project"), required, once;
        POLLUTANT pollutant = 2: Pick<Pollutant>, ("污染物", "pollutant"), required, once;
        PLACE place = 3: Ref<Unit>, ("县市区", "place"), required, once;
        NEED need = 4: Decimals, ("新增排放", "need"), required, measured("吨", "t");
        REPLACED replaced = 5: Decimals, ("替代量", "replaced"), measured("吨", "t");
        REPLACED_ON replaced_on = 6: Date, ("替代日期", "replaced on");
        /// 等量替代是例外: replacing no more than is emitted needs a reason.
        EQUAL_REASON equal_reason = 7: LongText, ("等量替代原因", "why not more");
        ORDER_REASON order_reason = 8: LongText, ("未按顺序安排的原因", "why against the order");
    }
}
