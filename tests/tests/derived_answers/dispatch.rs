//! The weekly dispatch and what it should take up.

use anyhow::{Context as _, Result};
use shared::model::{
    AgendaItem, AgendaRule, DispatchEntry, GroupRole, LocalDispatch, Meeting, MeetingKind, Post,
    Project,
};
use shared::schema::Value;

use crate::chart::{Chart, WAN, act, all, choice, create, day, find, set, share, text, week};

/// A week of dispatch: twelve projects of the first tier, nine of them dispatched on Monday; four
/// below it whose light is red, and one whose total is revised on Wednesday.
async fn a_week_of_dispatch() -> Result<Chart> {
    let chart = Chart::on("2020-06-15").await?;
    let mut commands = Vec::new();
    let mut large = Vec::new();
    for no in 0..12 {
        let (id, create) = chart.project("420581", &format!("十亿项目{no}"), 100_000, vec![])?;
        large.push(id);
        commands.push(create);
    }
    for no in 0..4 {
        let late = vec![(Project::PLANNED_START, day("2020-03-10")?)];
        commands.push(
            chart
                .project("420506", &format!("红灯项目{no}"), 20_000, late)?
                .1,
        );
    }
    let (revised, create_revised) = chart.project("420525", "调概项目", 98_000, vec![])?;
    let (deputy, post) = create::<Post>(vec![
        (Post::TITLE, text("常务副市长")),
        (Post::ROLE, choice(GroupRole::Deputy)),
        (Post::NO, Value::Int(90)),
    ]);
    let (meeting, convene) = create::<Meeting>(vec![
        (Meeting::TITLE, text("第25周调度会")),
        (Meeting::KIND, choice(MeetingKind::WeeklyDispatch)),
        (Meeting::ON, day("2020-06-15")?),
        (Meeting::CHAIR, Value::Ref(deputy)),
    ]);
    let (item, put) = create::<AgendaItem>(vec![
        (AgendaItem::MEETING, Value::Ref(meeting)),
        (AgendaItem::TITLE, text("砂石供应")),
        (AgendaItem::RULE, choice(AgendaRule::Topic)),
    ]);
    let begin = act::<Meeting>(meeting, Meeting::BEGIN, vec![]);
    commands.extend([create_revised, post, convene, put, begin]);
    for project in &large[..9] {
        let fields = vec![
            (DispatchEntry::MEETING, Value::Ref(meeting)),
            (DispatchEntry::PROJECT, Value::Ref(*project)),
            (DispatchEntry::SITUATION, text("主体施工")),
        ];
        commands.push(create::<DispatchEntry>(fields).1);
    }
    commands.push(act::<AgendaItem>(item, AgendaItem::DROP, vec![]));
    chart.carry_out(commands).await?;

    chart.go_to("2020-06-17").await?;
    let total = Value::Money(102_000 * WAN);
    let revise = set::<Project>(revised, Project::TOTAL_INVESTMENT, total);
    chart.carry_out(vec![revise]).await?;

    chart.go_to("2020-06-30").await?;
    let mut commands = Vec::new();
    for (of, on) in [
        ("2020-W23", "2020-06-05"),
        ("2020-W24", "2020-06-12"),
        ("2020-W26", "2020-06-26"),
    ] {
        let fields = vec![
            (LocalDispatch::UNIT, Value::Ref(chart.place("420504")?)),
            (LocalDispatch::WEEK, week(of)?),
            (LocalDispatch::ON, day(on)?),
            (LocalDispatch::CHAIR, text("区长")),
            (LocalDispatch::RESULT, text("加快征地")),
        ];
        commands.push(create::<LocalDispatch>(fields).1);
    }
    chart.carry_out(commands).await?;
    Ok(chart)
}

#[tokio::test]
async fn b10_b12_b14_dispatch_and_agenda() -> Result<()> {
    let chart = a_week_of_dispatch().await?;

    let dispatch = chart.derived("dispatch", "2020-06-17").await?;
    assert_eq!(dispatch["week"], "2020-W25");
    let tier_a = &dispatch["tiers"][0];
    assert_eq!(tier_a["tier"]["key"], "a");
    assert_eq!(share(&tier_a["rate"]), "9/12 = 75.0%");
    let mut missing = all(&tier_a["missing"], "name");
    missing.sort_unstable();
    assert_eq!(missing, ["十亿项目10", "十亿项目11", "十亿项目9"]);
    assert_eq!(tier_a["missing"][0]["county"], "420581");
    assert_eq!(
        tier_a["why"]["zh"],
        "2020年第25周应由组长或副组长调度 12 个,已调度 9 个,未调度 3 个"
    );
    assert_eq!(share(&dispatch["tiers"][1]["rate"]), "0/5 = 0.0%");
    // Revised on Wednesday: of the first tier from the week after on.
    let next = chart.derived("dispatch", "2020-06-22").await?;
    assert_eq!(share(&next["tiers"][0]["rate"]), "0/13 = 0.0%");

    let june = chart.derived("dispatch", "2020-06-30").await?;
    let dianjun = find(&june["places"], "county", "420504")?;
    assert_eq!(share(&dianjun["rate"]), "3/4 = 75.0%");
    let missed = find(&dianjun["weeks"], "week", "2020-W25")?;
    assert_eq!(missed["light"], "red");
    assert_eq!(
        missed["why"]["zh"],
        "2020年第25周至2020年6月21日24时没有填报"
    );
    assert_eq!(
        all(&dianjun["weeks"], "light"),
        ["green", "green", "red", "green"]
    );

    let agenda = chart.derived("agenda", "2020-06-15").await?;
    let items = agenda["items"].as_array().context("items")?;
    let rules: Vec<_> = items.iter().map(|item| &item["rule"]["key"]).collect();
    assert_eq!(rules.len(), 16);
    assert!(
        rules[..12].iter().all(|rule| *rule == "tier_a"),
        "{rules:?}"
    );
    assert!(rules[12..].iter().all(|rule| *rule == "red"), "{rules:?}");
    assert_eq!(items[12]["why"]["zh"], "项目亮红灯,总投资 2.00 亿元");
    assert_eq!(items[12]["project"]["light"]["colour"], "red");
    // What the meeting dropped stays on the next agenda.
    let agenda = chart.derived("agenda", "2020-06-22").await?;
    assert_eq!(agenda["before"]["on"], "2020-06-15");
    let left_over = find(&agenda["items"], "title", "砂石供应")?;
    assert_eq!(left_over["rule"]["key"], "carried_over");
    assert_eq!(left_over["why"]["zh"], "2020-06-15 的会议撤下");
    assert!(left_over["topic"].is_string(), "{left_over}");
    Ok(())
}
