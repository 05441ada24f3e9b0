//! Units, and the groups that name many of them at once.

use crate::schema::{Date, Flag, Int, Pick, Ref, Refs, Text, Texts};
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
        /// The first day on which it is there; empty when it always was.
        VALID_FROM valid_from = 11: Date, ("设立日期", "there from");
        /// The first day on which it is no longer there.
        VALID_TO valid_to = 12: Date, ("撤销日期", "gone from");
    }
}

declare_kind! {
    /// A collective name for units, such as 各县市区政府.
    Group = 7 "group" ("单位组", "group of units"), titled by NAME {
        /// The name the notice uses.
        NAME name = 1: Text, ("名称", "name"), required;
        /// Other names the notice uses for it.
        ALIASES aliases = 2: Texts, ("别名", "aliases");
        /// The units it stands for as the notice has it; empty while the notice leaves the set
        /// open. Who comes or goes later has a term ([`GroupTerm`]).
        MEMBERS members = 3: Refs<Unit>, ("成员", "members");
    }
}

declare_kind! {
    /// That a unit belongs to a group for some time. A unit with terms belongs to the group during
    /// these only; one without belongs to it while it is among the group's members.
    GroupTerm = 13 "group_term" ("成员任期", "membership"), titled by UNIT {
        GROUP group = 1: Ref<Group>, ("单位组", "group"), required, once;
        UNIT unit = 2: Ref<Unit>, ("单位", "unit"), required, once;
        /// The first day; empty when it always belonged to it.
        FROM from = 3: Date, ("加入日期", "belongs from");
        /// The first day on which it no longer belongs to it.
        TO to = 4: Date, ("退出日期", "left on");
    }
}
