//! Starts with a hard deadline.

use anyhow::Result;
use serde_json::Value as Json;
use shared::model::{Channel, ListKind, ListMembership};
use shared::schema::Value;

use crate::chart::{Chart, all, choice, create, day, find, share, start};

#[tokio::test]
async fn t23_fifteen_of_eighteen_started_and_three_are_candidates() -> Result<()> {
    let chart = Chart::on("2020-06-30").await?;
    let mut commands = Vec::new();
    for no in 0..18 {
        let (project, create_project) =
            chart.project("420525", &format!("中央项目{no:02}"), 5_000, vec![])?;
        let (_, list) = create::<ListMembership>(vec![
            (ListMembership::PROJECT, Value::Ref(project)),
            (ListMembership::LIST, choice(ListKind::HardStart2019)),
            (ListMembership::FROM, day("2020-06-08")?),
            (ListMembership::CHANNEL, choice(Channel::CentralBudget)),
        ]);
        commands.extend([create_project, list]);
        if no < 15 {
            commands.extend(start(project, "2020-06-30")?);
        }
    }
    chart.carry_out(commands).await?;

    let last = chart.derived("hard-starts", "2020-06-30").await?;
    assert_eq!(share(&last[0]["rate"]), "15/18 = 83.3%");
    assert_eq!(last[0]["list"]["key"], "hard_start_2019");
    assert_eq!(last[0]["countdown"]["zh"], "未开工 3,剩 0 天");
    assert_eq!(last[0]["not_started"][0]["light"]["colour"], "yellow");
    let place = &last[0]["places"][0];
    assert_eq!(
        (&place["county"], share(&place["rate"])),
        (&"420525".into(), "15/18 = 83.3%".to_owned())
    );
    assert_eq!(last[1]["list"]["key"], "hard_start_2020");
    assert_eq!(
        (&last[1]["deadline"], &last[1]["days_left"]),
        (&"2020-08-15".into(), &46.into())
    );

    let over = chart.derived("hard-starts", "2020-07-01").await?;
    assert_eq!(over[0]["overdue"], 3);
    assert_eq!(over[0]["countdown"]["zh"], "未开工 3,已逾期 1 天");
    let mut open = all(&over[0]["not_started"], "name");
    open.sort_unstable();
    assert_eq!(open, ["中央项目15", "中央项目16", "中央项目17"]);
    let light = &over[0]["not_started"][0]["light"];
    assert_eq!(light["colour"], "red");
    assert_eq!(light["why"]["zh"], "应于2020年6月30日前开工,已逾期 1 天");

    assert_eq!(
        chart.derived("candidates", "2020-06-30").await?,
        Json::Array(vec![])
    );
    let candidates = chart.derived("candidates", "2020-07-01").await?;
    let mut names = all(&candidates, "name");
    names.sort_unstable();
    assert_eq!(names, open);
    let condition = &candidates[0]["conditions"][0];
    assert_eq!(condition["ground"]["key"], "late_start");
    assert_eq!(
        condition["why"]["zh"],
        "须于2020年6月30日前开工,已逾期 1 天"
    );

    let rates = chart.derived("rates", "2020-07-01").await?;
    let rate = find(&rates, "key", "hard_start_2019")?;
    assert_eq!(share(rate), "15/18 = 83.3%");
    assert_eq!(rate["why"]["zh"], "纳入清单 18 个,已开工 15 个");
    assert_eq!(share(find(&rates, "key", "conversion")?), "0/0 = –");
    Ok(())
}
