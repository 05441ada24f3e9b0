//! Units, the groups that name many of them at once, and the people in their posts.

use crate::schema::{Flag, Int, Pick, Ref, Refs, Text, Texts};
use crate::{declare_choice, declare_kind};

declare_choice! {
    /// What sort of body a unit is.
    UnitKind {
        /// A bureau of the city government.
        Government = 1 "government" ("政府部门", "government bureau"),
        /// The office of the city government.
        Office = 2 "office" ("政府办公室", "government office"),
        /// A department of the party committee.
        Party = 3 "party" ("党委部门", "party department"),
        /// A people's organisation.
        People = 4 "people" ("人民团体", "people's organisation"),
        /// A central body seated in the city.
        Central = 5 "central" ("中央驻宜机构", "central body in the city"),
        /// The body that keeps the evaluation.
        Evaluation = 6 "evaluation" ("考核机构", "evaluation body"),
        /// The supervision office.
        Supervision = 7 "supervision" ("督查机构", "supervision office"),
        /// A functional zone.
        Zone = 8 "zone" ("功能区", "functional zone"),
        /// A county, county-level city or district.
        County = 9 "county" ("县市区", "county"),
    }
}

declare_kind! {
    /// A body that owes something.
    Unit = 6 "unit" ("单位", "unit"), titled by NAME {
        /// A short key for addresses: letters, or the division code of a county.
        CODE code = 1: Text, ("代码", "code"), required, once;
        /// The name the notice uses.
        NAME name = 2: Text, ("名称", "name"), required;
        /// The name where there is little room.
        SHORT short = 3: Text, ("简称", "short name"), required;
        /// The full official name; empty when no source gives it.
        FULL_NAME full_name = 4: Text, ("全称", "full name");
        /// Other names the notice uses for it.
        ALIASES aliases = 5: Texts, ("别名", "aliases");
        /// What sort of body it is.
        KIND kind = 6: Pick<UnitKind>, ("类别", "sort"), required;
        /// Whether it is a member of the leading group.
        MEMBER member = 7: Flag, ("成员单位", "member unit"), required;
        /// Its place in lists.
        NO no = 8: Int, ("序号", "number"), required;
        /// Its column on the tile map, from 0.
        TILE_COLUMN tile_column = 9: Int, ("方格列", "tile column");
        /// Its row on the tile map, from 0.
        TILE_ROW tile_row = 10: Int, ("方格行", "tile row");
    }
}

declare_kind! {
    /// A collective name for units, such as 各县市区政府.
    Group = 7 "group" ("单位组", "group of units"), titled by NAME {
        /// The name the notice uses.
        NAME name = 1: Text, ("名称", "name"), required;
        /// Other names the notice uses for it.
        ALIASES aliases = 2: Texts, ("别名", "aliases");
        /// The units it stands for; empty while the notice leaves the set open.
        MEMBERS members = 3: Refs<Unit>, ("成员", "members");
    }
}

declare_kind! {
    /// A person, by the name in the public notice.
    Person = 8 "person" ("人员", "person"), titled by NAME {
        /// The name.
        NAME name = 1: Text, ("姓名", "name"), required;
    }
}

declare_choice! {
    /// What a post is in the leading group.
    GroupRole {
        /// 组长
        Leader = 1 "leader" ("组长", "leader"),
        /// 副组长
        Deputy = 2 "deputy" ("副组长", "deputy leader"),
        /// 成员
        Member = 3 "member" ("成员", "member"),
        /// 领导小组办公室主任
        OfficeDirector = 4 "office_director" ("办公室主任", "office director"),
    }
}

declare_kind! {
    /// An office held by a person. People change; the post and what was decided in it stay.
    Post = 9 "post" ("职务", "post"), titled by TITLE {
        /// The title as printed.
        TITLE title = 1: Text, ("职务", "title"), required;
        /// The unit it is in; empty for leaders of the city government.
        UNIT unit = 2: Ref<Unit>, ("单位", "unit");
        /// Who holds it.
        HOLDER holder = 3: Ref<Person>, ("任职人", "holder");
        /// What it is in the leading group.
        ROLE role = 4: Pick<GroupRole>, ("领导小组职务", "role in the leading group"), required;
        /// Its place in Annex 1.
        NO no = 5: Int, ("序号", "number"), required;
    }
}
