//! The supervision lists, and answers after a change.

use anyhow::{Context as _, Result};
use shared::model::{Channel, Funding, Project};
use shared::rules::Verb;
use shared::schema::Value;

use crate::chart::{
    Chart, WAN, act, all, choice, command, create, day, find, invested, plan, set, share, start,
    text,
};

#[tokio::test]
async fn t31_t32_t33_t25_the_supervision_lists() -> Result<()> {
    let chart = Chart::on("2020-07-31").await?;
    let mut commands = Vec::new();
    for no in 0..40 {
        let planned = vec![(Project::PLANNED_START, day("2020-05-01")?)];
        let name = format!("转化项目{no:02}");
        let (project, create) = chart.project("420583", &name, 10_000, planned)?;
        commands.push(create);
        if no < 29 {
            commands.extend(start(project, "2020-05-20")?);
        } else {
            commands.push(act::<Project>(project, Project::RESERVE, vec![]));
        }
    }
    for (name, done) in [("快", 15_000), ("慢", 12_000), ("更慢", 8_000)] {
        let (project, create_project) = chart.project("420582", name, 60_000, vec![])?;
        let (_, money) = create::<Funding>(vec![
            (Funding::PROJECT, Value::Ref(project)),
            (Funding::CHANNEL, choice(Channel::SpecialBond)),
            (Funding::PLANNED, Value::Money(5_000 * WAN)),
            (Funding::GRANTED, Value::Money(5_000 * WAN)),
            (Funding::GRANTED_ON, day("2020-03-02")?),
        ]);
        commands.extend([create_project, money, plan(project, 30_000)]);
        commands.extend(start(project, "2019-10-08")?);
        commands.extend(invested(project, "2020-07", done)?);
    }
    let output = vec![
        (Project::DESIGNED_OUTPUT, Value::Money(60_000 * WAN)),
        (Project::ACTUAL_OUTPUT, Value::Money(42_000 * WAN)),
    ];
    let (complete, create_complete) = chart.project("420582", "达产不足项目", 20_000, output)?;
    commands.push(create_complete);
    commands.extend(start(complete, "2018-03-01")?);
    let completed = vec![
        (Project::COMPLETED_ON, day("2019-12-20")?),
        (Project::EVIDENCE, text("竣工验收备案表 2019-112 号")),
    ];
    commands.push(act::<Project>(complete, Project::COMPLETE, completed));
    chart.carry_out(commands).await?;

    let june = chart.derived("lists", "2020-06-30").await?;
    assert_eq!(share(&june["conversion"]["rate"]), "29/40 = 72.5%");
    let waiting = june["conversion"]["projects"]
        .as_array()
        .context("a list")?;
    assert_eq!(waiting.len(), 11);
    assert_eq!(waiting[0]["why"]["zh"], "计划2020年5月1日开工,已过 60 天");
    assert_eq!(
        (&waiting[0]["stage"], &waiting[0]["level"]),
        (&"reserved".into(), &"county".into())
    );
    assert!(june["elements"].is_null(), "no round of the second quarter");

    let july = chart.derived("lists", "2020-07-31").await?;
    let continuation = &july["continuation"];
    assert_eq!(share(&continuation["rate"]), "1/3 = 33.3%");
    assert_eq!(all(&continuation["projects"], "name"), ["更慢", "慢"]);
    assert_eq!(all(&continuation["projects"], "lag"), ["31.7", "18.3"]);
    assert_eq!(all(&continuation["projects"], "light"), ["red", "yellow"]);
    let why = &continuation["projects"][0]["why"]["zh"];
    assert_eq!(why, "建设进度滞后 31.7 个百分点,没有实物工作量");
    let low = find(&july["completion"]["projects"], "name", "达产不足项目")?;
    assert_eq!(low["why"]["zh"], "达产不足,达产率 70.0%");
    assert_eq!(share(&july["completion"]["full_capacity"]), "0/1 = 0.0%");

    // 31.7 points behind is beyond what its money may be left for (DOMAIN T25).
    let candidates = chart.derived("candidates", "2020-07-31").await?;
    assert_eq!(all(&candidates, "name"), ["更慢"]);
    assert_eq!(candidates[0]["granted"], 5_000 * WAN);
    assert_eq!(candidates[0]["conditions"][0]["ground"]["key"], "behind");
    assert_eq!(candidates[0]["why"]["zh"], "建设进度滞后 31.7 个百分点");
    Ok(())
}

/// The copy that answers are computed on follows what is changed, and what is put away.
#[tokio::test]
async fn answers_follow_every_change() -> Result<()> {
    let chart = Chart::on("2020-06-15").await?;
    let names = async || {
        let lights = chart.derived("lights", "2020-06-15").await?;
        Ok::<_, anyhow::Error>(all(&lights["projects"], "name").join(" "))
    };
    assert_eq!(names().await?, "");
    let (project, create) = chart.project("420581", "甲", 20_000, vec![])?;
    chart.carry_out(vec![create]).await?;
    assert_eq!(names().await?, "甲");
    chart
        .carry_out(vec![set::<Project>(project, Project::NAME, text("乙"))])
        .await?;
    assert_eq!(names().await?, "乙");
    chart
        .carry_out(vec![command::<Project>(project, Verb::Archive)])
        .await?;
    assert_eq!(names().await?, "");
    Ok(())
}
