//! Land: quotas and what projects get of them, and parcels of parks given as 标准地 (DOMAIN T35,
//! T36).

use crate::model::{Attachment, Project, Unit};
use crate::schema::{Date, Decimals, Flag, Int, LongText, Pick, Ref, Refs, Text};
use crate::{declare_choice, declare_kind};

declare_kind! {
    /// A place's quota of new building land in a year.
    LandQuota = 103 "land_quota" ("用地指标", "land quota"), titled by PLACE,
        known by [PLACE, YEAR], owned by [PLACE], written by [Office] {
        PLACE place = 1: Ref<Unit>, ("县市区", "place"), required, once;
        YEAR year = 2: Int, ("年度", "year"), required, once;
        GIVEN given = 3: Decimals, ("新增建设用地指标", "quota"), required, measured("亩", "mu");
        DOCUMENT_NO document_no = 4: Text, ("文号", "document number");
        FILES files = 5: Refs<Attachment>, ("附件", "files");
    }
}

declare_kind! {
    /// A project's need of land, and what it got of a place's quota.
    LandUse = 104 "land_use" ("用地安排", "land use"), titled by PROJECT,
        known by [PROJECT, YEAR], owned by [PROJECT, PLACE], written by [Office, Unit] {
        PROJECT project = 1: Ref<Project>, ("项目", "project"), required, once;
        YEAR year = 2: Int, ("年度", "year"), required, once;
        /// The place whose quota it uses.
        PLACE place = 3: Ref<Unit>, ("县市区", "place"), required, once;
        NEED need = 4: Decimals, ("用地需求", "need"), required, measured("亩", "mu");
        GOT got = 5: Decimals, ("安排指标", "got"), measured("亩", "mu");
        GRANTED_ON granted_on = 6: Date, ("安排日期", "granted on");
        /// Why it is served before a project that comes first (DOMAIN T26).
        ORDER_REASON order_reason = 7: LongText, ("未按顺序安排的原因", "why against the order");
    }
}

declare_choice! {
    /// What sort of park it is: what decides its target (DOMAIN T36).
    ParkKind {
        HighTechZone = 1 "high_tech_zone" ("宜昌高新区", "high-tech zone"),
        ProvincialZone = 2 "provincial_zone" ("省级开发区", "provincial development zone"),
        Other = 3 "other" ("其他产业园区", "other industrial park"),
    }
}

declare_kind! {
    /// An industrial park.
    Park = 105 "park" ("园区", "park"), titled by NAME, owned by [PLACE], written by [Office, Unit] {
        NAME name = 1: Text, ("名称", "name"), required;
        PLACE place = 2: Ref<Unit>, ("县市区", "place"), required, once;
        KIND kind = 3: Pick<ParkKind>, ("类别", "kind"), required, by_office;
    }
}

declare_kind! {
    /// A parcel of new land that a park gives, or plans to give, to a user.
    LandParcel = 106 "land_parcel" ("出让地块", "land parcel"), titled by NAME,
        owned by [PARK], written by [Office, Unit] {
        NAME name = 1: Text, ("地块", "parcel"), required;
        PARK park = 2: Ref<Park>, ("园区", "park"), required, once;
        AREA area = 3: Decimals, ("面积", "area"), required, measured("亩", "mu");
        INDUSTRIAL industrial = 4: Flag, ("工业用地", "industrial"), required;
        STANDARD standard = 5: Flag, ("标准地", "standard land"), required;
        PLANNED_ON planned_on = 6: Date, ("计划出让日期", "planned for");
        GIVEN_ON given_on = 7: Date, ("出让日期", "given on");
        LEADING_INDUSTRY leading_industry = 8: Text, ("主导产业", "leading industry");
        DIRECTION direction = 9: Text, ("项目方向", "kind of project");
        INTENSITY intensity = 10: Decimals, ("投资强度", "investment per mu"),
            measured("万元/亩", "ten thousand yuan per mu");
        /// Whether its conditions were made public together with it.
        PUBLISHED published = 11: Flag, ("条件一次公布", "conditions published at once");
        PROJECT project = 12: Ref<Project>, ("项目", "project");
        CONTRACT_ON contract_on = 13: Date, ("出让合同日期", "land contract on");
    }
}
