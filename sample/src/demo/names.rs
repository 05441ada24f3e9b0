//! What projects and owners are called: made up, and marked as examples.

use shared::model::{PlanField, Sector};

use super::chance::Chance;

/// Kinds of works by sector, with the field of the reserve they belong to.
const WORKS: &[(Sector, PlanField, &[&str])] = &[
    (
        Sector::Manufacturing,
        PlanField::KeyIndustry,
        &[
            "精细化工新材料",
            "高端装备制造",
            "电子元器件",
            "生物医药原料药",
            "新能源电池材料",
            "智能装备产业园",
        ],
    ),
    (
        Sector::Manufacturing,
        PlanField::Emerging,
        &[
            "食品饮料深加工",
            "绿色建材生产线",
            "纺织服装智能化改造",
            "磷石膏综合利用",
            "汽车零部件",
        ],
    ),
    (
        Sector::Services,
        PlanField::NewEconomy,
        &[
            "冷链物流园",
            "文化旅游综合体",
            "电商产业园",
            "在线教育服务平台",
            "智慧医疗服务平台",
        ],
    ),
    (
        Sector::Services,
        PlanField::Science,
        &["科技孵化器", "检验检测中心", "产业技术研究院"],
    ),
    (
        Sector::Infrastructure,
        PlanField::Infrastructure,
        &[
            "一级公路改建",
            "港口码头",
            "水库除险加固",
            "天然气管网",
            "抽水蓄能电站",
            "农村公路提档升级",
        ],
    ),
    (
        Sector::Infrastructure,
        PlanField::NewInfrastructure,
        &["5G基站及配套", "大数据中心", "工业互联网平台", "智慧停车"],
    ),
    (
        Sector::Ecology,
        PlanField::Ecology,
        &[
            "长江岸线生态修复",
            "污水处理厂提标改造",
            "生活垃圾焚烧发电",
            "河道综合治理",
            "矿山生态修复",
        ],
    ),
    (
        Sector::Ecology,
        PlanField::Welfare,
        &[
            "人民医院传染病区",
            "养老服务中心",
            "中学迁建",
            "棚户区改造",
            "公共就业实训基地",
            "体育公园",
        ],
    ),
    (
        Sector::Ecology,
        PlanField::Emergency,
        &["应急物资储备库", "消防救援站", "地质灾害治理"],
    ),
    (
        Sector::Infrastructure,
        PlanField::Security,
        &["粮食储备库", "电网安全改造"],
    ),
];

const WHERE: &[&str] = &[
    "城东",
    "城北",
    "滨江",
    "开发区",
    "临港",
    "新区",
    "西部",
    "南岸",
    "高铁新城",
    "循环园",
];

const ENDINGS: &[&str] = &["项目", "一期项目", "二期项目", "工程", "扩建项目"];

/// A name with its sector and field.
pub(super) fn project(
    place: &str,
    number: u32,
    chance: &mut Chance,
) -> (String, Sector, PlanField) {
    let (sector, field, works) = chance.pick(WORKS);
    let (where_, work, ending) = (chance.pick(WHERE), chance.pick(works), chance.pick(ENDINGS));
    let name = format!("{place}{where_}{work}{ending}(示例{:04})", number + 1);
    (name, sector, field)
}

/// An owner's name.
pub(super) fn owner(place: &str, sector: Sector, chance: &mut Chance) -> String {
    let kind = match sector {
        Sector::Manufacturing => "实业",
        Sector::Services => "文旅投资",
        Sector::Infrastructure => "建设投资",
        Sector::Ecology => "城市发展",
    };
    format!("{place}示例{kind}有限公司{}", chance.between(1, 40))
}
