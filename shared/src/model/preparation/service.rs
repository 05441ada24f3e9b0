//! The services of the approving bureaus (DOMAIN T51).

use crate::declare_kind;
use crate::model::Unit;
use crate::schema::{Decimals, Int, Months, Ref};

declare_kind! {
    /// A month's figures of the online services, entered by the bureau of government services.
    ServiceMonth = 161 "service_month" ("政务服务月度数据", "service month"), titled by MONTH,
        known by [MONTH], owned by [UNIT], written by [Office, Unit] {
        MONTH month = 1: Months, ("月份", "month"), required, once;
        UNIT unit = 2: Ref<Unit>, ("填报单位", "reported by"), required, once;
        ONLINE online = 3: Int, ("网上可办事项", "items online"), measured("项", "items");
        CUT cut = 4: Int, ("压减环节", "steps cut"), measured("个", "steps");
        AVERAGE_DAYS average_days = 5: Decimals, ("平均办理时长", "average time taken"),
            measured("个工作日", "working days");
    }
}
