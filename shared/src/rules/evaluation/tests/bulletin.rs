use super::ranking::{draft as draft_of, line, reported, snapshot};
use super::room::{basis, lock, month, places, step};
use crate::model::{
    Bulletin, BulletinState, GroupRole, MonthCorrection, Post, RankingSnapshot, Readers, Receipt,
    Sector, SnapshotState, UnitKind,
};
use crate::rules::evaluation::bulletin::corrections::{note, since_last};
use crate::rules::evaluation::bulletin::due::{Standing, standing};
use crate::rules::evaluation::bulletin::number::next;
use crate::rules::evaluation::bulletin::readers::unread;
use crate::rules::evaluation::bulletin::sections::{Figures, Place, Progress, sections};
use crate::rules::figures::Ratio;
use crate::rules::light::Colour;
use crate::rules::story::{
    Story, choice, date, day, leader, liaison, office, refs, second_officer, someone, text, wan,
};
use crate::rules::{Actor, Command, Edit, Refusal, RefusalCode, Role, Verb};
use crate::schema::{Choices, Kind, RecordId, Sentence, Seq, Value};

const NUMBER: &str = "宜重投办文〔2020〕1号";

pub(super) fn draft(story: &mut Story, of: &str, number: &str) -> RecordId {
    story.make::<Bulletin>(vec![
        (Bulletin::MONTH, Value::Month(month(of))),
        (Bulletin::TITLE, text("关于重大项目建设情况的通报")),
        (Bulletin::NUMBER, text(number)),
        (Bulletin::OVERVIEW, text("6月,全市完成投资120.00亿元。")),
    ])
}

pub(super) fn issue(story: &mut Story, bulletin: RecordId) -> Result<(), Refusal> {
    step::<Bulletin>(story, bulletin, Bulletin::SUBMIT, vec![])?;
    story.act::<Bulletin>(&leader(), bulletin, Bulletin::SIGN, vec![])?;
    step::<Bulletin>(story, bulletin, Bulletin::ISSUE, vec![])
}

#[test]
fn b17_bulletin_needs_a_locked_month() {
    let mut story = Story::on("2020-07-07");
    let bulletin = draft(&mut story, "2020-06", NUMBER);
    let submit = |story: &mut Story| step::<Bulletin>(story, bulletin, Bulletin::SUBMIT, vec![]);
    assert_eq!(
        submit(&mut story).unwrap_err().reason.zh,
        "2020年6月数据尚未锁定"
    );
    story.go_to("2020-07-08");
    lock(&mut story, "2020-06");
    submit(&mut story).unwrap();
}

#[test]
fn b15_who_signs_is_not_who_submitted_and_answers_for_the_text() {
    let mut story = Story::on("2020-07-08");
    lock(&mut story, "2020-06");
    let bulletin = draft(&mut story, "2020-06", NUMBER);
    step::<Bulletin>(&mut story, bulletin, Bulletin::SUBMIT, vec![]).unwrap();
    let own = step::<Bulletin>(&mut story, bulletin, Bulletin::SIGN, vec![]);
    assert_eq!(own.unwrap_err().code, RefusalCode::Forbidden);
    story
        .act::<Bulletin>(&second_officer(), bulletin, Bulletin::SIGN, vec![])
        .unwrap();
    let edit = |story: &mut Story| {
        story.set::<Bulletin>(&office(), bulletin, Bulletin::PRAISE, text("表扬宜都市"))
    };
    assert_eq!(
        edit(&mut story).unwrap_err().reason.zh,
        "已签发,须先退回再修改"
    );
    let reason = vec![(Bulletin::REASON, text("补充表扬"))];
    step::<Bulletin>(&mut story, bulletin, Bulletin::RETURN, reason).unwrap();
    edit(&mut story).unwrap();
}

#[test]
fn b15_a_number_is_well_written_and_used_once() {
    let mut story = Story::on("2020-07-08");
    lock(&mut story, "2020-06");
    lock(&mut story, "2020-07");
    assert_eq!(next(&story.state, "宜重投办文", 2020), NUMBER);
    let june = draft(&mut story, "2020-06", "宜重投办文[2020]1号");
    let refused = issue(&mut story, june).unwrap_err();
    assert_eq!(refused.field, Some(Bulletin::NUMBER));
    let reason = vec![(Bulletin::REASON, text("文号有误"))];
    step::<Bulletin>(&mut story, june, Bulletin::RETURN, reason).unwrap();
    story
        .set::<Bulletin>(&office(), june, Bulletin::NUMBER, text(NUMBER))
        .unwrap();
    issue(&mut story, june).unwrap();
    assert_eq!(
        next(&story.state, "宜重投办文", 2020),
        "宜重投办文〔2020〕2号"
    );
    let july = draft(&mut story, "2020-07", NUMBER);
    let refused = issue(&mut story, july).unwrap_err();
    assert_eq!(refused.reason.zh, "文号「宜重投办文〔2020〕1号」已经使用");
}

#[test]
fn b15_a_correction_leaves_june_as_issued_and_appears_in_july() {
    let mut story = Story::on("2020-07-08");
    let yidu = story.county("yd", "宜都市");
    let project = story.project(yidu, "示例项目", 50_000);
    let correct = |story: &mut Story, wan_yuan: i64, on: &str| {
        story.make::<MonthCorrection>(vec![
            (MonthCorrection::PROJECT, Value::Ref(project)),
            (MonthCorrection::MONTH, Value::Month(month("2020-06"))),
            (MonthCorrection::CHANGE, wan(wan_yuan)),
            (MonthCorrection::REASON, text("重复统计")),
            (MonthCorrection::ENTERED_ON, date(on)),
        ])
    };
    lock(&mut story, "2020-06");
    let june = draft(&mut story, "2020-06", NUMBER);
    story.go_to("2020-07-10");
    // Of the day of the issue, but before it: June already has it.
    correct(&mut story, 100, "2020-07-10");
    issue(&mut story, june).unwrap();
    let issued = story.get::<Bulletin>(june).record.clone();
    assert!(since_last(&story.state, story.get(june)).is_empty());

    story.go_to("2020-07-20");
    let late = correct(&mut story, -650, "2020-07-20");
    assert_eq!(*story.get::<Bulletin>(june).record, issued);
    lock(&mut story, "2020-07");
    let july = draft(&mut story, "2020-07", "宜重投办文〔2020〕2号");
    let ids = |story: &Story, id| -> Vec<RecordId> {
        let corrections = since_last(&story.state, story.get(id));
        corrections.iter().map(|record| record.id).collect()
    };
    assert_eq!(ids(&story, july), [late]);
    assert_eq!(
        note(&story.state, story.get(july)).zh,
        "2020年7月20日更正:示例项目2020年6月完成投资调减650万元。原因:重复统计"
    );
    story.go_to("2020-08-10");
    issue(&mut story, july).unwrap();
    correct(&mut story, 30, "2020-08-10");
    assert_eq!(ids(&story, july), [late], "what came later is August's");
}

#[test]
fn i10_an_issued_bulletin_never_changes_but_takes_remarks() {
    let mut story = Story::on("2020-07-10");
    lock(&mut story, "2020-06");
    let bulletin = draft(&mut story, "2020-06", NUMBER);
    issue(&mut story, bulletin).unwrap();
    let verb = |verb| Command {
        kind: Bulletin::ID,
        id: bulletin,
        base: Seq(u64::MAX),
        verb,
    };
    let refusals = [
        story.set::<Bulletin>(&office(), bulletin, Bulletin::OVERVIEW, text("改")),
        story.set::<Bulletin>(&office(), bulletin, Bulletin::PRINT_RUN, Value::Int(60)),
        story.carry_out(&office(), &verb(Verb::Archive)),
    ];
    for refused in refusals {
        assert_eq!(refused.unwrap_err().reason.zh, "已印发,不能修改");
    }
    let reason = vec![(Bulletin::REASON, text("重来"))];
    assert!(step::<Bulletin>(&mut story, bulletin, Bulletin::RETURN, reason).is_err());
    let edits = vec![(
        Bulletin::REMARKS,
        Edit::Append("第二段数据有误,见 7 月通报".to_owned()),
    )];
    story
        .carry_out(&office(), &verb(Verb::Set { edits }))
        .unwrap();
    let view = story.get::<Bulletin>(bulletin);
    assert_eq!(view.state(), Some(BulletinState::Issued));
    assert_eq!(view.remarks().map(<[_]>::len), Some(1));
}

#[test]
fn t28_frozen_with_the_bulletin() {
    let mut story = Story::on("2020-07-10");
    let [a, b, ..] = places(&mut story);
    lock(&mut story, "2020-06");
    let ranking = snapshot(&mut story, "2020-06", "10", 90_000);
    line(&mut story, ranking, a, ("6", 40_000, 300, 200));
    line(&mut story, ranking, b, ("4", 50_000, 300, 100));
    let july = draft(&mut story, "2020-07", "宜重投办文〔2020〕2号");
    let other = story.set::<Bulletin>(&office(), july, Bulletin::SNAPSHOT, Value::Ref(ranking));
    assert_eq!(other.unwrap_err().reason.zh, "排名快照不是当月的");
    let june = draft(&mut story, "2020-06", NUMBER);
    story
        .set::<Bulletin>(&office(), june, Bulletin::SNAPSHOT, Value::Ref(ranking))
        .unwrap();
    issue(&mut story, june).unwrap();
    let frozen = story.get::<RankingSnapshot>(ranking);
    assert_eq!(frozen.state(), Some(SnapshotState::Frozen));
    assert_eq!(frozen.frozen_on(), Some(day("2020-07-10")));
    let changed =
        story.set::<RankingSnapshot>(&office(), ranking, RankingSnapshot::TOTAL_ALL, wan(1));
    assert_eq!(changed.unwrap_err().reason.zh, "已冻结,不能修改");
}

#[test]
fn b15_drafted_by_the_fifth_and_issued_by_the_tenth() {
    let mut story = Story::on("2020-07-05");
    let of = |story: &Story| standing(&story.state, &basis(story), month("2020-06")).unwrap();
    assert_eq!(of(&story), Standing::ToDraft(day("2020-07-05")));
    story.go_to("2020-07-06");
    assert_eq!(of(&story), Standing::DraftLate(day("2020-07-05"), 1));
    assert_eq!(of(&story).colour(), Colour::Yellow);
    let bulletin = draft(&mut story, "2020-06", NUMBER);
    assert_eq!(of(&story).colour(), Colour::Green);
    story.go_to("2020-07-07");
    assert_eq!(
        of(&story).colour(),
        Colour::Yellow,
        "three working days before"
    );
    story.go_to("2020-07-10");
    assert_eq!(of(&story).colour(), Colour::Yellow);
    story.go_to("2020-07-11");
    assert_eq!(of(&story), Standing::Overdue(day("2020-07-10"), 1));
    assert_eq!(of(&story).light().word.zh, "逾期 1 天");
    lock(&mut story, "2020-06");
    issue(&mut story, bulletin).unwrap();
    assert_eq!(of(&story).light().word.zh, "逾期印发");
    assert_eq!(of(&story).colour(), Colour::Blue);
}

#[test]
fn b15_the_days_are_settings() {
    use crate::model::Settings;
    let mut story = Story::on("2020-07-14");
    story.make::<Settings>(vec![(Settings::BULLETIN_ISSUE_DAY, Value::Int(15))]);
    let at = standing(&story.state, &basis(&story), month("2020-06"));
    assert_eq!(at, Some(Standing::DraftLate(day("2020-07-05"), 9)));
}

/// An issued bulletin with 14 local heads, 24 member heads and two leaders.
fn distributed(story: &mut Story) -> (RecordId, [RecordId; 14]) {
    let local = places(story);
    for at in 0..24 {
        let name = format!("成员单位{at}");
        story.unit(&name, &name, UnitKind::Government);
    }
    lock(story, "2020-06");
    let bulletin = draft(story, "2020-06", NUMBER);
    let post = |story: &mut Story, title| {
        story.make::<Post>(vec![
            (Post::TITLE, text(title)),
            (Post::ROLE, choice(GroupRole::Leader)),
            (Post::NO, Value::Int(1)),
        ])
    };
    let (mayor, deputy) = (post(story, "市长"), post(story, "常务副市长"));
    let list = [
        (Bulletin::CITY_LEADERS, refs([mayor])),
        (Bulletin::LEADERS_IN_CHARGE, refs([deputy])),
    ];
    for (no, value) in list {
        story
            .set::<Bulletin>(&office(), bulletin, no, value)
            .unwrap();
    }
    issue(story, bulletin).unwrap();
    (bulletin, local)
}

fn receipts(story: &Story, group: Readers) -> usize {
    story
        .state
        .all::<Receipt>()
        .filter(|record| record.view::<Receipt>().unwrap().group() == Some(group))
        .count()
}

#[test]
fn b16_fourteen_local_heads_and_twenty_four_member_heads() {
    let mut story = Story::on("2020-07-10");
    distributed(&mut story);
    assert_eq!(receipts(&story, Readers::LocalHeads), 14);
    assert_eq!(receipts(&story, Readers::MemberHeads), 24);
    assert_eq!(receipts(&story, Readers::CityLeaders), 1);
    assert_eq!(receipts(&story, Readers::InCharge), 1);
}

#[test]
fn b16_unread_after_three_days_is_shown_to_the_office_only() {
    let mut story = Story::on("2020-07-10");
    let (bulletin, local) = distributed(&mut story);
    let own = story
        .state
        .referring::<Receipt>(local[0], Receipt::UNIT)
        .next()
        .unwrap()
        .id;
    let other = story.act::<Receipt>(&liaison(local[1]), own, Receipt::READ, vec![]);
    assert_eq!(other.unwrap_err().code, RefusalCode::Forbidden);
    story.go_to("2020-07-11");
    story
        .act::<Receipt>(&liaison(local[0]), own, Receipt::READ, vec![])
        .unwrap();
    assert_eq!(story.get::<Receipt>(own).read_on(), Some(day("2020-07-11")));
    let count = |story: &Story, actor| unread(&story.state, &basis(story), &actor, bulletin).len();
    story.go_to("2020-07-13");
    assert_eq!(count(&story, office()), 0, "three days have not passed");
    story.go_to("2020-07-14");
    assert_eq!(count(&story, office()), 39);
    assert_eq!(count(&story, liaison(local[1])), 0);
    assert_eq!(count(&story, leader()), 0);
}

#[test]
fn b16_a_reader_confirms_for_its_own_unit_and_for_no_other() {
    let mut story = Story::on("2020-07-10");
    let (bulletin, local) = distributed(&mut story);
    let copy = |story: &Story, unit| {
        let copies = story.state.referring::<Receipt>(unit, Receipt::UNIT);
        copies.map(|record| record.id).next().unwrap()
    };
    let copies = [copy(&story, local[0]), copy(&story, local[1])];
    let read = |story: &mut Story, actor: &Actor, id| {
        story.act::<Receipt>(actor, id, Receipt::READ, vec![])
    };
    for role in [Role::Reader, Role::Supervision, Role::Evaluation] {
        let reader = someone(role).of_unit(local[0]);
        let refused = read(&mut story, &reader, copies[1]).unwrap_err();
        assert_eq!(refused.code, RefusalCode::Forbidden);
        read(&mut story, &reader, copies[0]).unwrap();
        let receipt = story.get::<Receipt>(copies[0]);
        assert_eq!(receipt.read_by().unwrap().account, reader.id);
        // By mistake: it can be taken back, and confirmed again.
        story.take_back::<Receipt>(&reader, copies[0]).unwrap();
        // And it opens nothing else.
        let edit = story.set::<Bulletin>(&reader, bulletin, Bulletin::TITLE, text("通报"));
        assert_eq!(edit.unwrap_err().code, RefusalCode::Forbidden);
    }
    let nobody = read(&mut story, &someone(Role::Reader), copies[0]).unwrap_err();
    assert_eq!(nobody.reason.zh, "您的权限是只读,不能修改");
}

#[test]
fn b16_a_city_leader_does_not_confirm_for_a_place() {
    let mut story = Story::on("2020-07-10");
    let (_, local) = distributed(&mut story);
    let of = |story: &Story, group| -> RecordId {
        let mut copies = story.state.all::<Receipt>();
        let is_of = |id: RecordId| story.get::<Receipt>(id).group() == Some(group);
        copies.find(|record| is_of(record.id)).unwrap().id
    };
    let (place, city) = (
        of(&story, Readers::LocalHeads),
        of(&story, Readers::CityLeaders),
    );
    let name = story.get::<Receipt>(place).recipient().unwrap().to_owned();
    let refused = story
        .act::<Receipt>(&leader(), place, Receipt::READ, vec![])
        .unwrap_err();
    assert_eq!(
        refused.reason.zh,
        format!("这份通报送「{name}」,须由收件人确认")
    );
    story
        .act::<Receipt>(&leader(), city, Receipt::READ, vec![])
        .unwrap();
    // What came back on paper is entered by the office.
    story
        .act::<Receipt>(&office(), place, Receipt::READ, vec![])
        .unwrap();
    assert!(local.contains(&story.get::<Receipt>(place).unit().unwrap()));
}

#[test]
fn b16_nothing_is_sent_before_the_issue() {
    let mut story = Story::on("2020-07-08");
    let bulletin = draft(&mut story, "2020-06", NUMBER);
    let fields = vec![
        (Receipt::BULLETIN, Value::Ref(bulletin)),
        (Receipt::GROUP, choice(Readers::CityLeaders)),
        (Receipt::RECIPIENT, text("市委书记")),
        (Receipt::SENT_ON, date("2020-07-08")),
    ];
    let refused = story.create::<Receipt>(&office(), fields).unwrap_err();
    assert_eq!(refused.reason.zh, "通报印发后方可送达");
}

#[test]
fn b15_sections_say_the_figures_they_are_handed() {
    const YI: i64 = 100_000_000;
    let progress = Progress {
        projects: 12,
        month: 10 * YI,
        year: 45 * YI,
        planned: 90 * YI,
    };
    let place = |name: &str, rank| Place {
        name: Sentence::new(name, name),
        progress,
        rank: Some(rank),
        dispatch: Some(Ratio::new(3, 4)),
    };
    let figures = Figures {
        city: progress,
        places: vec![
            place("点军区", 4),
            place("宜都市", 1),
            place("枝江市", 2),
            place("当阳市", 3),
        ],
        sectors: vec![(Some(Sector::ALL[0]), progress)],
        fund_starts: Some(Ratio::new(51, 60)),
        conversion: Some(Ratio::new(29, 40)),
        ..Figures::default()
    };
    let sections = sections(month("2020-06"), &figures);
    let of = |field| -> &str {
        let found = sections.iter().find(|(no, _)| *no == field);
        &found.unwrap().1.zh
    };
    assert_eq!(
        of(Bulletin::OVERVIEW),
        "2020年6月,全市重大项目 12 个,当月完成投资10.00亿元,年初以来完成45.00亿元,占年度计划的 50.0%。"
    );
    assert!(of(Bulletin::PLACES).contains(",周调度 3/4。"));
    assert!(of(Bulletin::SECTORS).starts_with(Sector::ALL[0].option().label.zh));
    assert!(of(Bulletin::HUNDRED_DAYS).contains("共 60 个,已开工 51 个,开工率 85.0%。"));
    assert!(of(Bulletin::LIFE_CYCLE).contains("转化率 72.5%"));
    assert_eq!(
        of(Bulletin::PRAISE),
        "排名靠前:宜都市、枝江市、当阳市。\n排名靠后:点军区。"
    );
    assert_eq!(sections.len(), 10);
}

#[test]
fn b15_a_draft_is_written_from_the_locked_figures_and_keeps_what_people_wrote() {
    let mut story = Story::on("2020-07-08");
    let [yidu, _] = reported(&mut story);
    let ranking = draft_of(&mut story, "2020-06");
    let june = draft(&mut story, "2020-06", NUMBER);
    assert_eq!(story.get::<Bulletin>(june).places(), None, "not locked yet");
    lock(&mut story, "2020-06");
    let written = story.get::<Bulletin>(june);
    assert_eq!(written.overview(), Some("6月,全市完成投资120.00亿元。"));
    assert_eq!(written.snapshot(), Some(ranking));
    assert_eq!(
        written.places().unwrap().lines().next().unwrap(),
        "宜都市:重大项目 1 个,当月完成投资0.20亿元,年初以来完成0.30亿元,\
         占年度计划的 –,周调度 0/4。"
    );
    assert_eq!(written.ranking(), Some("第 1 名宜都市、第 2 名枝江市。"));
    assert!(written.local_heads().unwrap().contains(&yidu));
    // One of a month that is locked already is written at once.
    lock(&mut story, "2020-05");
    let may = story.make::<Bulletin>(vec![
        (Bulletin::MONTH, Value::Month(month("2020-05"))),
        (Bulletin::TITLE, text("关于重大项目建设情况的通报")),
    ]);
    assert_eq!(
        story.get::<Bulletin>(may).overview(),
        Some(
            "2020年5月,全市重大项目 3 个,当月完成投资0.21亿元,年初以来完成0.21亿元,\
             占年度计划的 –。"
        )
    );
}
