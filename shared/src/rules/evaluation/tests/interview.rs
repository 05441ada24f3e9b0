use super::room::{lock, month, place, places, step};
use crate::model::{
    GroupRole, Interview, InterviewState, Post, RectificationStep, Settings, UnitKind,
};
use crate::rules::Settings as Rules;
use crate::rules::evaluation::interview::{candidates, proposal};
use crate::rules::listing::lagging::{Candidate, Operation};
use crate::rules::listing::months::Locks;
use crate::rules::story::{
    Story, choice, date, leader, liaison, office, second_officer, supervisor, text,
};
use crate::rules::{Refusal, RefusalCode};
use crate::schema::{FieldNo, Month, RecordId, Value};

/// Ranks of 兴山, 秭归 and 点军 as in the example, lagging on; all others in front.
fn rank(places: &[RecordId; 14], unit: RecordId, of: Month) -> Option<u32> {
    let at = of.months_since(month("2020-06"));
    let at = usize::try_from(at).unwrap_or(usize::MAX);
    let ranks: &[u32] = match unit {
        unit if unit == place(places, "兴山") => &[12, 13, 12, 14, 14, 14],
        unit if unit == place(places, "秭归") => &[14, 11, 14, 11, 11, 11],
        unit if unit == place(places, "点军") => &[13, 0, 14, 1, 1, 1],
        _ => &[5; 6],
    };
    ranks.get(at).copied().filter(|rank| *rank > 0)
}

/// Whom the rule proposes once the month is locked, after those that are.
fn proposed(story: &Story, places: &[RecordId; 14], of: &str) -> Vec<Candidate> {
    let state = &story.state;
    let last = month(of);
    let mut months = Locks::of(state).on_end(last.previous().unwrap(), 11);
    months.push(last);
    let operation = Operation::with_ranks(state, months, |unit, month| rank(places, unit, month));
    candidates(state, &Rules::of(state), &operation)
}

fn units(candidates: &[Candidate]) -> Vec<RecordId> {
    candidates.iter().map(|candidate| candidate.unit).collect()
}

/// June to August, August about to be locked.
fn august() -> (Story, [RecordId; 14]) {
    let mut story = Story::on("2020-09-08");
    let places = places(&mut story);
    lock(&mut story, "2020-06");
    lock(&mut story, "2020-07");
    (story, places)
}

fn city_leader(story: &mut Story) -> RecordId {
    story.make::<Post>(vec![
        (Post::TITLE, text("常务副市长")),
        (Post::ROLE, choice(GroupRole::Deputy)),
        (Post::NO, Value::Int(2)),
    ])
}

#[test]
fn b21_three_lagging_months_make_a_candidate_when_august_is_locked() {
    let (story, places) = august();
    assert_eq!(proposed(&story, &places, "2020-07"), [], "two months only");
    let candidates = proposed(&story, &places, "2020-08");
    let expected = [place(&places, "兴山"), place(&places, "点军")];
    assert_eq!(units(&candidates), expected, "not 秭归, 11 in July");
    assert_eq!(
        candidates[0].sentence(&story.state).zh,
        "兴山投资运行连续 3 个月排名落后:6月第 12、7月第 13、8月第 12"
    );
    assert_eq!(
        candidates[1].sentence(&story.state).zh,
        "点军投资运行连续 3 个月排名落后:6月第 13、7月未报、8月第 14"
    );
}

#[test]
fn b21_not_reporting_counts_as_last_is_a_setting() {
    let (mut story, places) = august();
    story.make::<Settings>(vec![(Settings::UNREPORTED_IS_LAST, Value::Flag(false))]);
    let candidates = proposed(&story, &places, "2020-08");
    assert_eq!(units(&candidates), [place(&places, "兴山")]);
}

#[test]
fn l98_only_locked_months_on_end_count() {
    let mut story = Story::on("2020-09-08");
    let places = places(&mut story);
    lock(&mut story, "2020-06");
    // July was never locked: June and August are not on end.
    assert_eq!(proposed(&story, &places, "2020-08"), []);
}

#[test]
fn l98_how_many_places_and_months_lag_are_settings() {
    let (mut story, places) = august();
    story.make::<Settings>(vec![
        (Settings::LAGGING_PLACES, Value::Int(4)),
        (Settings::LAGGING_MONTHS, Value::Int(3)),
    ]);
    let candidates = proposed(&story, &places, "2020-08");
    assert!(
        units(&candidates).contains(&place(&places, "秭归")),
        "11 of 14 lags now"
    );
}

fn propose(story: &mut Story, candidate: &Candidate) -> Result<RecordId, Refusal> {
    let fields = proposal(candidate, &story.state, story.today());
    story.create::<Interview>(&office(), fields)
}

fn hold(story: &mut Story, interview: RecordId, on: &str) {
    let post = city_leader(story);
    let approved = vec![(Interview::LEADER, Value::Ref(post))];
    story
        .act::<Interview>(&leader(), interview, Interview::APPROVE, approved)
        .unwrap();
    let noticed = vec![(Interview::MEET_ON, date(on))];
    step::<Interview>(story, interview, Interview::NOTIFY, noticed).unwrap();
    story.go_to(on);
    let held = vec![
        (Interview::HELD_ON, date(on)),
        (Interview::MINUTES, text("约谈纪要")),
    ];
    step::<Interview>(story, interview, Interview::HOLD, held).unwrap();
}

/// From the interview to its end; the step that is done on the way.
fn close(story: &mut Story, interview: RecordId, unit: RecordId) {
    let county = liaison(unit);
    let measure = story
        .create::<RectificationStep>(
            &county,
            vec![
                (RectificationStep::INTERVIEW, Value::Ref(interview)),
                (RectificationStep::TEXT, text("开工 3 个项目")),
                (RectificationStep::DUE, date("2020-10-31")),
            ],
        )
        .unwrap();
    let plan = vec![(Interview::PLAN, text("整改方案"))];
    story
        .act::<Interview>(&county, interview, Interview::RECTIFY, plan)
        .unwrap();
    let done = Value::Day(story.today());
    story
        .set::<RectificationStep>(&county, measure, RectificationStep::DONE_ON, done)
        .unwrap();
    let proof = vec![(Interview::EVIDENCE, text("三个项目均已取得施工许可并开工"))];
    story
        .act::<Interview>(&county, interview, Interview::ASK, proof)
        .unwrap();
    story
        .act::<Interview>(&supervisor(), interview, Interview::CLOSE, vec![])
        .unwrap();
}

#[test]
fn b21_no_second_proposal_before_three_further_months() {
    let (mut story, places) = august();
    let xingshan = place(&places, "兴山");
    let candidates = proposed(&story, &places, "2020-08");
    let interview = propose(&mut story, &candidates[0]).unwrap();
    lock(&mut story, "2020-08");
    let is_proposed = |story: &Story, of| units(&proposed(story, &places, of)).contains(&xingshan);
    story.go_to("2020-10-09");
    assert!(!is_proposed(&story, "2020-09"), "one is under way");
    hold(&mut story, interview, "2020-10-12");
    close(&mut story, interview, xingshan);
    assert!(!is_proposed(&story, "2020-09"), "quiet in September");
    lock(&mut story, "2020-09");
    assert!(!is_proposed(&story, "2020-10"), "quiet in October");
    lock(&mut story, "2020-10");
    assert!(is_proposed(&story, "2020-11"), "three further months");
}

#[test]
fn b21_one_that_was_declined_does_not_quiet() {
    let (mut story, places) = august();
    let candidates = proposed(&story, &places, "2020-08");
    let interview = propose(&mut story, &candidates[0]).unwrap();
    lock(&mut story, "2020-08");
    let decline = |story: &mut Story, given| {
        story.act::<Interview>(&leader(), interview, Interview::DECLINE, given)
    };
    let refused = decline(&mut story, vec![]).unwrap_err();
    assert_eq!(refused.field, Some(Interview::REASON));
    decline(
        &mut story,
        vec![(Interview::REASON, text("汛情严重,暂不约谈"))],
    )
    .unwrap();
    let xingshan = place(&places, "兴山");
    let again = units(&proposed(&story, &places, "2020-08"));
    assert!(!again.contains(&xingshan), "not twice for one month");
    assert!(units(&proposed(&story, &places, "2020-09")).contains(&xingshan));
}

#[test]
fn b21_the_office_may_propose_a_place_the_rule_does_not() {
    let (mut story, places) = august();
    let fields = |unit: RecordId| -> Vec<(FieldNo, Value)> {
        vec![
            (Interview::UNIT, Value::Ref(unit)),
            (Interview::FIRST_MONTH, Value::Month(month("2020-08"))),
            (Interview::LAST_MONTH, Value::Month(month("2020-08"))),
            (Interview::GROUND, text("重大项目长期未开工")),
            (Interview::PROPOSED_ON, date("2020-09-08")),
        ]
    };
    let yidu = place(&places, "宜都");
    story.create::<Interview>(&office(), fields(yidu)).unwrap();
    let by_county = story.create::<Interview>(&liaison(yidu), fields(yidu));
    assert!(by_county.is_err());
    let mut again = fields(yidu);
    again[2].1 = Value::Month(month("2020-09"));
    let refused = story.create::<Interview>(&office(), again).unwrap_err();
    assert_eq!(refused.reason.zh, "对宜都的约谈尚未办结,不能重复提出");
}

#[test]
fn b21_held_by_a_leader_of_the_city_with_minutes() {
    let (mut story, places) = august();
    let candidates = proposed(&story, &places, "2020-08");
    let interview = propose(&mut story, &candidates[0]).unwrap();
    let bureau = story.unit("fgw", "市发改委", UnitKind::Government);
    let director = story.make::<Post>(vec![
        (Post::TITLE, text("市发改委主任")),
        (Post::UNIT, Value::Ref(bureau)),
        (Post::ROLE, choice(GroupRole::Member)),
        (Post::NO, Value::Int(3)),
    ]);
    let given = vec![(Interview::LEADER, Value::Ref(director))];
    let refused = step::<Interview>(&mut story, interview, Interview::APPROVE, given);
    assert_eq!(refused.unwrap_err().reason.zh, "约谈由市政府领导进行");
    let post = city_leader(&mut story);
    let given = vec![(Interview::LEADER, Value::Ref(post))];
    step::<Interview>(&mut story, interview, Interview::APPROVE, given).unwrap();
    let noticed = vec![(Interview::MEET_ON, date("2020-09-15"))];
    step::<Interview>(&mut story, interview, Interview::NOTIFY, noticed).unwrap();
    let hold =
        |story: &mut Story, given| step::<Interview>(story, interview, Interview::HOLD, given);
    let held_on = (Interview::HELD_ON, date("2020-09-15"));
    let minutes = (Interview::MINUTES, text("约谈纪要"));
    let refused = hold(&mut story, vec![held_on.clone()]).unwrap_err();
    assert_eq!(refused.field, Some(Interview::MINUTES));
    let both = vec![held_on, minutes];
    let early = hold(&mut story, both.clone()).unwrap_err();
    assert_eq!(early.reason.zh, "2020年9月15日还没有到");
    story.go_to("2020-09-15");
    hold(&mut story, both).unwrap();
}

#[test]
fn b21_a_plan_with_dates_is_done_and_verified_by_someone_else() {
    let (mut story, places) = august();
    let candidates = proposed(&story, &places, "2020-08");
    let interview = propose(&mut story, &candidates[0]).unwrap();
    hold(&mut story, interview, "2020-09-15");
    let plan = vec![(Interview::PLAN, text("整改方案"))];
    let rectify =
        |story: &mut Story| step::<Interview>(story, interview, Interview::RECTIFY, plan.clone());
    assert_eq!(
        rectify(&mut story).unwrap_err().reason.zh,
        "整改方案须列出整改措施和完成期限"
    );
    let measure = story.make::<RectificationStep>(vec![
        (RectificationStep::INTERVIEW, Value::Ref(interview)),
        (RectificationStep::TEXT, text("开工 3 个项目")),
        (RectificationStep::DUE, date("2020-10-31")),
    ]);
    rectify(&mut story).unwrap();
    let proof = vec![(Interview::EVIDENCE, text("三个项目均已取得施工许可并开工"))];
    let ask =
        |story: &mut Story| step::<Interview>(story, interview, Interview::ASK, proof.clone());
    assert_eq!(
        ask(&mut story).unwrap_err().reason.zh,
        "1 项整改措施中还有 1 项未完成"
    );
    story.go_to("2020-10-20");
    story
        .set::<RectificationStep>(
            &office(),
            measure,
            RectificationStep::DONE_ON,
            date("2020-10-20"),
        )
        .unwrap();
    ask(&mut story).unwrap();
    let close = |story: &mut Story, actor| {
        story.act::<Interview>(&actor, interview, Interview::CLOSE, vec![])
    };
    assert_eq!(
        close(&mut story, office()).unwrap_err().code,
        RefusalCode::Forbidden
    );
    close(&mut story, second_officer()).unwrap();
    assert_eq!(
        story.get::<Interview>(interview).state(),
        Some(InterviewState::Closed)
    );
}
