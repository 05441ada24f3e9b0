//! The acceptance examples of DOMAIN B01–B03, B09 and Annex 1.

use super::*;
use crate::model::{
    Assignment, Duty, Group, GroupRole, GroupTerm, HeldRole, Person, PolicyDoc, Post, RoleHolding,
    Task, Unit, UnitContact, UnitKind,
};
use crate::rules::obligation::tests::task;
use crate::rules::story::{Story, choice, date, day, leader, liaison, office, refs, someone, text};
use crate::rules::{RefusalCode, Role};
use crate::schema::{RecordId, Value};

fn person(story: &mut Story, name: &str) -> RecordId {
    story.make::<Person>(vec![(Person::NAME, text(name))])
}

fn post(story: &mut Story, title: &str, holder: RecordId, role: GroupRole, no: i64) -> RecordId {
    story.make::<Post>(vec![
        (Post::TITLE, text(title)),
        (Post::HOLDER, Value::Ref(holder)),
        (Post::ROLE, choice(role)),
        (Post::NO, Value::Int(no)),
    ])
}

fn takes_post(
    person: RecordId,
    post: RecordId,
    from: &str,
) -> Vec<(crate::schema::FieldNo, Value)> {
    vec![
        (RoleHolding::PERSON, Value::Ref(person)),
        (RoleHolding::ROLE, choice(HeldRole::Post)),
        (RoleHolding::POST, Value::Ref(post)),
        (RoleHolding::FROM, date(from)),
    ]
}

#[test]
fn b01_what_was_decided_before_stays_with_the_former_head() {
    let mut story = Story::on("2020-07-10");
    let (former, next) = (person(&mut story, "原局长"), person(&mut story, "新局长"));
    let head = post(&mut story, "市商务局局长", former, GroupRole::Member, 12);
    story.make::<RoleHolding>(takes_post(next, head, "2020-09-01"));
    assert_eq!(
        holder_of(&story.state, head, day("2020-07-10")),
        Some(former)
    );
    assert_eq!(
        holder_of(&story.state, head, day("2020-08-31")),
        Some(former)
    );
    assert_eq!(holder_of(&story.state, head, day("2020-09-01")), Some(next));
}

#[test]
fn b01_a_holder_is_not_overwritten_and_a_post_has_one_at_a_time() {
    let mut story = Story::on("2020-07-10");
    let (former, next) = (person(&mut story, "原局长"), person(&mut story, "新局长"));
    let head = post(&mut story, "市商务局局长", former, GroupRole::Member, 12);
    let refused = story.set::<Post>(&office(), head, Post::HOLDER, Value::Ref(next));
    assert_eq!(refused.unwrap_err().field, Some(Post::HOLDER));
    let first = story.make::<RoleHolding>(takes_post(next, head, "2020-09-01"));
    let second = takes_post(former, head, "2020-10-01");
    let refused = story.create::<RoleHolding>(&office(), second.clone());
    assert_eq!(refused.unwrap_err().code, RefusalCode::Rule);
    story
        .set::<RoleHolding>(&office(), first, RoleHolding::TO, date("2020-10-01"))
        .unwrap();
    story.make::<RoleHolding>(second);
    assert_eq!(holder_of(&story.state, head, day("2020-09-30")), Some(next));
    assert_eq!(
        holder_of(&story.state, head, day("2020-10-01")),
        Some(former)
    );
}

#[test]
fn a1_the_group_stands_in_the_order_of_the_notice() {
    let mut story = Story::on("2020-06-08");
    let people: Vec<_> = ["秘书长", "市长", "副市长"]
        .map(|name| person(&mut story, name))
        .into();
    post(&mut story, "市政府秘书长", people[0], GroupRole::Member, 3);
    post(&mut story, "市长", people[1], GroupRole::Leader, 1);
    post(&mut story, "常务副市长", people[2], GroupRole::Deputy, 2);
    let seats = leading_group(&story.state, day("2020-06-08"));
    let roles: Vec<_> = seats.iter().map(|seat| seat.role).collect();
    assert_eq!(
        roles,
        [GroupRole::Leader, GroupRole::Deputy, GroupRole::Member]
    );
}

#[test]
fn a2_one_person_sits_on_two_seats() {
    let mut story = Story::on("2020-06-08");
    let director = person(&mut story, "市发改委主任");
    post(&mut story, "市发改委主任", director, GroupRole::Member, 5);
    post(
        &mut story,
        "办公室主任",
        director,
        GroupRole::OfficeDirector,
        28,
    );
    let seats = leading_group(&story.state, day("2020-06-08"));
    assert_eq!(seats.len(), 2);
    assert!(seats.iter().all(|seat| seat.holder == Some(director)));
}

#[test]
fn a4_the_rights_of_a_former_head_end_on_the_day_the_next_begins() {
    let mut story = Story::on("2020-06-08");
    let head = person(&mut story, "原主要负责人");
    let holding = story.make::<RoleHolding>(vec![
        (RoleHolding::PERSON, Value::Ref(head)),
        (RoleHolding::ROLE, choice(HeldRole::CountyHead)),
        (RoleHolding::FROM, date("2018-01-01")),
    ]);
    let holds = |story: &Story, on| has_role(&story.state, head, HeldRole::CountyHead, day(on));
    assert!(holds(&story, "2020-12-31"));
    story
        .set::<RoleHolding>(&office(), holding, RoleHolding::TO, date("2020-09-01"))
        .unwrap();
    assert!(holds(&story, "2020-08-31"));
    assert!(!holds(&story, "2020-09-01"));
}

#[test]
fn b03_a_seconded_member_shows_both_units_and_loses_rights_on_the_end_date() {
    let mut story = Story::on("2020-06-15");
    let office_unit = story.unit("fgw", "市发改委", UnitKind::Government);
    let home = story.unit("czj", "市财政局", UnitKind::Government);
    let (yidu, zhijiang) = (story.county("yd", "宜都市"), story.county("zj", "枝江市"));
    let member = person(&mut story, "抽调人员");
    let holding = story.make::<RoleHolding>(vec![
        (RoleHolding::PERSON, Value::Ref(member)),
        (RoleHolding::ROLE, choice(HeldRole::Team)),
        (RoleHolding::UNIT, Value::Ref(office_unit)),
        (RoleHolding::HOME, Value::Ref(home)),
        (RoleHolding::FROM, date("2020-06-15")),
        (RoleHolding::TO, date("2020-12-31")),
        (RoleHolding::COUNTIES, refs([zhijiang])),
    ]);
    let units = |on| units_of_person(&story.state, member, day(on));
    assert_eq!(units("2020-12-30"), [office_unit, home]);
    assert_eq!(units("2020-12-31"), []);
    assert!(has_role(
        &story.state,
        member,
        HeldRole::Team,
        day("2020-12-30")
    ));
    assert!(!has_role(
        &story.state,
        member,
        HeldRole::Team,
        day("2020-12-31")
    ));
    let first = own_first(story.get::<RoleHolding>(holding), vec![yidu, zhijiang]);
    assert_eq!(first, [zhijiang, yidu]);
}

#[test]
fn b11_a_leader_answers_for_the_own_fields() {
    let mut story = Story::on("2020-06-15");
    let deputy = person(&mut story, "分管水利的副市长");
    let holding = story.make::<RoleHolding>(vec![
        (RoleHolding::PERSON, Value::Ref(deputy)),
        (RoleHolding::ROLE, choice(HeldRole::InCharge)),
        (
            RoleHolding::FIELDS,
            Value::Texts(["水利".to_owned()].into()),
        ),
        (RoleHolding::FROM, date("2020-01-01")),
    ]);
    let holding = story.get::<RoleHolding>(holding);
    assert!(is_in_charge(holding, None, Some("水利"), None));
    assert!(!is_in_charge(holding, None, Some("交通"), None));
    assert!(!is_in_charge(holding, None, None, None));
}

#[test]
fn b02_twenty_of_24_members_have_named_theirs() {
    let mut story = Story::on("2020-06-12");
    let units: Vec<_> = (0..24)
        .map(|n| {
            story.unit(
                &format!("u{n}"),
                &format!("成员单位{n}"),
                UnitKind::Government,
            )
        })
        .collect();
    for unit in &units[..20] {
        let named = vec![
            (UnitContact::UNIT, Value::Ref(*unit)),
            (UnitContact::SECTION, text("投资科")),
            (UnitContact::LIAISON, text("联络员")),
        ];
        story.create::<UnitContact>(&liaison(*unit), named).unwrap();
    }
    let half = vec![
        (UnitContact::UNIT, Value::Ref(units[20])),
        (UnitContact::SECTION, text("投资科")),
    ];
    story.make::<UnitContact>(half);
    let found = completeness(&story.state, &units, MEMBERS_NAME, day("2020-06-12"));
    assert!(
        found.sentence().zh.contains("20/24"),
        "{}",
        found.sentence().zh
    );
    let gaps: Vec<_> = found.gaps.iter().map(|gap| gap.unit).collect();
    assert_eq!(gaps, units[20..]);
    assert_eq!(found.gaps[0].missing, [UnitContact::LIAISON]);
    assert_eq!(found.gaps[1].missing, MEMBERS_NAME);
}

#[test]
fn b02_a_unit_has_one_active_liaison() {
    let mut story = Story::on("2020-06-12");
    let unit = story.county("yd", "宜都市");
    let task = task(&mut story, 23, vec![]);
    let named = |name: &str, from: Option<&str>, for_task: Option<RecordId>| {
        let mut fields = vec![
            (UnitContact::UNIT, Value::Ref(unit)),
            (UnitContact::LIAISON, text(name)),
        ];
        fields.extend(from.map(|from| (UnitContact::FROM, date(from))));
        fields.extend(for_task.map(|task| (UnitContact::TASK, Value::Ref(task))));
        fields
    };
    let first = story.make::<UnitContact>(named("甲", None, None));
    let refused = story.create::<UnitContact>(&office(), named("乙", Some("2020-07-01"), None));
    assert_eq!(refused.unwrap_err().field, Some(UnitContact::LIAISON));
    // B07: others may be named for one task.
    story.make::<UnitContact>(named("丙", None, Some(task)));
    let set = story.set::<UnitContact>(&office(), first, UnitContact::TO, date("2020-07-01"));
    set.unwrap();
    story.make::<UnitContact>(named("乙", Some("2020-07-01"), None));
    let who = |on, task| {
        let contact = contact_of(&story.state, unit, task, day(on)).unwrap();
        contact.liaison().unwrap().to_owned()
    };
    assert_eq!(who("2020-06-30", None), "甲");
    assert_eq!(who("2020-07-01", None), "乙");
    assert_eq!(who("2020-07-01", Some(task)), "丙");
}

#[test]
fn b02_phones_are_left_out_of_what_is_shared() {
    use crate::schema::Kind;
    for no in [UnitContact::LEAD_PHONE, UnitContact::LIAISON_PHONE] {
        assert!(UnitContact::SPEC.field(no).unwrap().personal);
    }
    // Nor does a reader or a leader change what a unit has named.
    let mut story = Story::on("2020-06-12");
    let unit = story.county("yd", "宜都市");
    for actor in [leader(), someone(Role::Reader)] {
        let named = vec![(UnitContact::UNIT, Value::Ref(unit))];
        let refused = story.create::<UnitContact>(&actor, named).unwrap_err();
        assert_eq!(refused.code, RefusalCode::Forbidden);
    }
}

#[test]
fn b09_a_group_stands_for_the_units_it_has_on_the_day() {
    let mut story = Story::on("2020-06-12");
    let (first, second) = (story.county("a", "甲县"), story.county("b", "乙县"));
    let third = story.county("c", "丙县");
    let group = story.make::<Group>(vec![
        (Group::NAME, text("各县市区政府")),
        (Group::MEMBERS, refs([first, second])),
    ]);
    let term = |unit, field, on| {
        vec![
            (GroupTerm::GROUP, Value::Ref(group)),
            (GroupTerm::UNIT, Value::Ref(unit)),
            (field, date(on)),
        ]
    };
    story.make::<GroupTerm>(term(third, GroupTerm::FROM, "2020-07-01"));
    story.make::<GroupTerm>(term(second, GroupTerm::TO, "2020-07-01"));
    let on = |story: &Story, on| units_of_group(&story.state, group, day(on));
    assert_eq!(on(&story, "2020-06-30"), [first, second]);
    assert_eq!(on(&story, "2020-07-01"), [first, third]);
    let gone = story.set::<Unit>(&office(), first, Unit::VALID_TO, date("2021-01-01"));
    gone.unwrap();
    assert_eq!(on(&story, "2021-01-01"), [third]);
}

#[test]
fn i2_a_unit_has_one_role_in_a_task_and_lead_wins() {
    assert_eq!(role(true, true), Some(Duty::Lead));
    assert_eq!(role(false, true), Some(Duty::Responsible));
    let mut story = Story::on("2020-06-12");
    let unit = story.unit("fgw", "市发改委", UnitKind::Government);
    let other = story.unit("swj", "市商务局", UnitKind::Government);
    let task = task(&mut story, 26, vec![]);
    let assign = |unit, duty, coordinator| {
        vec![
            (Assignment::TASK, Value::Ref(task)),
            (Assignment::UNIT, Value::Ref(unit)),
            (Assignment::DUTY, choice(duty)),
            (Assignment::NO, Value::Int(1)),
            (Assignment::COORDINATOR, Value::Flag(coordinator)),
        ]
    };
    story.make::<Assignment>(assign(unit, Duty::Lead, true));
    let again = story.create::<Assignment>(&office(), assign(unit, Duty::Responsible, false));
    assert_eq!(again.unwrap_err().field, Some(Assignment::UNIT));
    let second = story.create::<Assignment>(&office(), assign(other, Duty::Lead, true));
    assert_eq!(second.unwrap_err().field, Some(Assignment::COORDINATOR));
    story.make::<Assignment>(assign(other, Duty::Lead, false));
    assert_eq!(assignments_of(&story.state, task).len(), 2);
}

#[test]
fn b04_a_policy_document_is_evidence_of_its_task() {
    let mut story = Story::on("2020-06-12");
    let task = task(&mut story, 35, vec![]);
    assert_eq!(documents_of(&story.state, task).len(), 0);
    story.make::<PolicyDoc>(vec![
        (PolicyDoc::TITLE, text("保障重点项目建设用地的意见")),
        (PolicyDoc::ISSUED_ON, date("2020-06-20")),
        (PolicyDoc::TASKS, refs([task])),
    ]);
    assert_eq!(documents_of(&story.state, task).len(), 1);
    assert!(story.get::<Task>(task).no() == Some(35));
}

#[test]
fn b09_task_8_has_six_co_leads_14_places_and_one_coordinator() {
    let mut story = Story::on("2020-06-12");
    let welfare = task(&mut story, 8, vec![]);
    let leads: Vec<_> = (0..6)
        .map(|n| story.unit(&format!("b{n}"), &format!("局{n}"), UnitKind::Government))
        .collect();
    let local: Vec<_> = (0..14)
        .map(|n| story.county(&format!("c{n}"), &format!("县{n}")))
        .collect();
    // Made in no order: the list goes by role, then by number.
    let places = local.iter().map(|unit| (unit, Duty::Responsible));
    let all = places.chain(leads.iter().map(|unit| (unit, Duty::Lead)));
    for (no, (unit, duty)) in (1..).zip(all) {
        story.make::<Assignment>(vec![
            (Assignment::TASK, Value::Ref(welfare)),
            (Assignment::UNIT, Value::Ref(*unit)),
            (Assignment::DUTY, choice(duty)),
            (Assignment::NO, Value::Int(no)),
            (Assignment::COORDINATOR, Value::Flag(*unit == leads[0])),
        ]);
    }
    let found = assignments_of(&story.state, welfare);
    let units: Vec<_> = found.iter().filter_map(|one| one.unit()).collect();
    assert_eq!(units, [leads.clone(), local].concat());
    assert_eq!(coordinator_of(&story.state, welfare), Some(leads[0]));
}
