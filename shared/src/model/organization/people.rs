//! People, their posts, and the roles they hold for a time.

use super::Unit;
use crate::model::{Sector, Task};
use crate::schema::{Date, Int, LongText, Pick, Picks, Ref, Refs, Text, Texts};
use crate::{declare_choice, declare_kind};

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
        /// Who held it when the notice was issued. Who follows has a holding ([`RoleHolding`]), so
        /// that what was signed before stays with who signed it.
        HOLDER holder = 3: Ref<Person>, ("任职人", "holder");
        /// What it is in the leading group.
        ROLE role = 4: Pick<GroupRole>, ("领导小组职务", "role in the leading group"), required;
        /// Its place in Annex 1.
        NO no = 5: Int, ("序号", "number"), required;
    }
}

declare_choice! {
    /// A role somebody holds for a time (DOMAIN §2, §7.1).
    HeldRole {
        /// Holds the post: its head, director, mayor.
        Post = 1 "post" ("任职", "holds the post"),
        /// 组长
        Leader = 2 "leader" ("组长", "leader"),
        /// 副组长
        Deputy = 3 "deputy" ("副组长", "deputy leader"),
        /// 成员
        Member = 4 "member" ("成员", "member"),
        /// 办公室主任
        OfficeDirector = 5 "office_director" ("办公室主任", "office director"),
        /// 市级分管领导: in charge of sectors or counties.
        InCharge = 6 "in_charge" ("市级分管领导", "city leader in charge"),
        /// Any leader of the city government: who may hold interviews.
        CityLeader = 7 "city_leader" ("市政府领导", "leader of the city government"),
        /// 专班成员: on the work team of the office, often seconded by another unit.
        Team = 8 "team" ("专班成员", "member of the work team"),
        /// 成员单位主要负责人
        UnitHead = 9 "unit_head" ("单位主要负责人", "head of a unit"),
        /// 县市区主要负责人: dispatches every week.
        CountyHead = 10 "county_head" ("县市区主要负责人", "head of a county"),
        /// 牵头负责人
        TaskLead = 11 "task_lead" ("牵头负责人", "answers for a task"),
        Liaison = 12 "liaison" ("联络员", "liaison"),
        /// 市政府督查室
        Supervision = 13 "supervision" ("督查人员", "supervisor"),
        /// 市目标办
        Evaluation = 14 "evaluation" ("评价人员", "evaluator"),
    }
}

declare_kind! {
    /// That a person holds a role for a time, and for what. Rights and signatures go by the day.
    RoleHolding = 11 "role_holding" ("任职", "holding of a role"), titled by PERSON {
        PERSON person = 1: Ref<Person>, ("人员", "person"), required, once;
        ROLE role = 2: Pick<HeldRole>, ("角色", "role"), required, once;
        /// The post held, or the post through which the role is held.
        POST post = 3: Ref<Post>, ("职务", "post"), once;
        /// The unit it is held in: for the work team the one the office is in.
        UNIT unit = 4: Ref<Unit>, ("所在单位", "unit"), once;
        /// The unit a seconded person comes from (DOMAIN B03).
        HOME home = 5: Ref<Unit>, ("原单位", "home unit");
        /// The first day.
        FROM from = 6: Date, ("任职日期", "from"), required, once;
        /// The first day on which the role is no longer held: rights end on it (DOMAIN A4).
        TO to = 7: Date, ("止任日期", "until");
        /// For these tasks; empty for all.
        TASKS tasks = 8: Refs<Task>, ("负责任务", "tasks");
        /// For projects of these sectors (DOMAIN B11).
        SECTORS sectors = 9: Picks<Sector>, ("分管领域", "sectors");
        /// For fields no sector names, such as water (DOMAIN B11).
        FIELDS fields = 10: Texts, ("分管工作", "fields of work");
        /// For these counties; empty for all.
        COUNTIES counties = 11: Refs<Unit>, ("负责县市区", "counties");
        /// What else the person does on the team.
        DUTIES duties = 12: LongText, ("分工", "duties");
    }
}

declare_kind! {
    /// Whom a unit has named: 责任科室, 牵头负责人 and 联络员 (DOMAIN B02, B07). One for the unit,
    /// and one more for each task where others answer.
    UnitContact = 12 "unit_contact" ("单位联络信息", "contact of a unit"), titled by UNIT,
        owned by [UNIT], written by [Office, Unit] {
        UNIT unit = 1: Ref<Unit>, ("单位", "unit"), required, once;
        /// The task it is for; empty for all.
        TASK task = 2: Ref<Task>, ("任务", "task"), once;
        SECTION section = 3: Text, ("责任科室", "section in charge");
        LEAD lead = 4: Text, ("牵头负责人", "lead");
        LEAD_POST lead_post = 5: Text, ("牵头负责人职务", "post of the lead");
        LEAD_PHONE lead_phone = 6: Text, ("牵头负责人电话", "phone of the lead"), personal;
        LIAISON liaison = 7: Text, ("联络员", "liaison");
        LIAISON_POST liaison_post = 8: Text, ("联络员职务", "post of the liaison");
        LIAISON_PHONE liaison_phone = 9: Text, ("联络员电话", "phone of the liaison"), personal;
        /// The first day; empty when it holds from the start.
        FROM from = 10: Date, ("启用日期", "from"), once;
        /// The first day on which others are named.
        TO to = 11: Date, ("停用日期", "until");
    }
}
