//! Who ranks where, and who lags.

use anyhow::Result;
use shared::model::{MonthLock, Project, ProjectLevel};

use crate::chart::{Chart, WAN, act, all, choices, create, find, invested, month, plan, share};

/// The rank each place is to have in June, July and August by what it has completed; 点军 reports
/// nothing in July.
const WANTED: [(&str, [Option<i64>; 3]); 14] = [
    ("420526", [Some(12), Some(13), Some(12)]),
    ("420527", [Some(14), Some(11), Some(14)]),
    ("420504", [Some(13), None, Some(13)]),
    ("420506", [Some(1), Some(1), Some(1)]),
    ("420581", [Some(2), Some(2), Some(2)]),
    ("420583", [Some(3), Some(3), Some(3)]),
    ("420582", [Some(4), Some(4), Some(4)]),
    ("420525", [Some(5), Some(5), Some(5)]),
    ("420528", [Some(6), Some(6), Some(6)]),
    ("420529", [Some(7), Some(7), Some(7)]),
    ("420502", [Some(8), Some(8), Some(8)]),
    ("420503", [Some(9), Some(9), Some(9)]),
    ("420505", [Some(10), Some(10), Some(10)]),
    ("gxq", [Some(11), Some(12), Some(11)]),
];

const MONTHS: [&str; 3] = ["2020-06", "2020-07", "2020-08"];

/// What a place with this rank has completed by the end of each of the months, in 万元.
fn completed(rank: i64, at: usize) -> i64 {
    (15 - rank) * [100, 1_000, 10_000][at]
}

#[tokio::test]
async fn b21_three_months_among_the_last_make_a_candidate() -> Result<()> {
    let chart = Chart::on("2020-09-08").await?;
    let mut commands = Vec::new();
    for (code, wanted) in WANTED {
        let (project, create) = chart.project(code, "续建项目", 200_000, vec![])?;
        commands.extend([create, plan(project, 200_000)]);
        let mut so_far = 0;
        for (at, rank) in wanted.into_iter().enumerate() {
            let Some(rank) = rank else { continue };
            let sum = completed(rank, at);
            commands.extend(invested(project, MONTHS[at], sum - so_far)?);
            so_far = sum;
        }
    }
    for of in MONTHS {
        let (lock, create) = create::<MonthLock>(vec![(MonthLock::MONTH, month(of)?)]);
        let steps = [
            MonthLock::REVIEW_COUNTIES,
            MonthLock::REVIEW_CITY,
            MonthLock::LOCK,
        ];
        commands.push(create);
        commands.extend(steps.map(|step| act::<MonthLock>(lock, step, vec![])));
    }
    chart.carry_out(commands).await?;

    let before = chart.derived("lagging", "2020-09-07").await?;
    assert!(before["month"].is_null(), "{before}");
    let lagging = chart.derived("lagging", "2020-09-08").await?;
    assert_eq!(lagging["month"], "2020-08");
    let mut candidates = all(&lagging["candidates"], "county");
    candidates.sort_unstable();
    assert_eq!(candidates, ["420504", "420526"]);
    let xingshan = find(&lagging["candidates"], "county", "420526")?;
    assert_eq!(
        xingshan["why"]["zh"],
        "兴山县投资运行连续 3 个月排名落后:6月第 12、7月第 13、8月第 12"
    );
    let dianjun = find(&lagging["candidates"], "county", "420504")?;
    assert!(dianjun["months"][1]["rank"].is_null(), "{dianjun}");
    let zigui = find(&lagging["places"], "county", "420527")?;
    assert_eq!((&zigui["rank"], &zigui["streak"]), (&14.into(), &1.into()));
    assert_eq!(share(&zigui["completion"]), "100000000/2000000000 = 5.0%");
    assert_eq!(
        zigui["why"]["zh"],
        "至2020年8月累计完成 1.00亿元,为年度计划 20.00亿元 的 5.0%,第 14 名,连续 1 个月落后"
    );
    Ok(())
}

#[tokio::test]
async fn t28_three_columns_with_ties_one_two_two_four() -> Result<()> {
    let chart = Chart::on("2020-07-31").await?;
    let mut commands = Vec::new();
    for (code, count) in [("420506", 3), ("420581", 2), ("420583", 2), ("420582", 1)] {
        for no in 0..count {
            let key = vec![(Project::LEVELS, choices(&[ProjectLevel::City]))];
            let (project, create) = chart.project(code, "市重点项目", 10_000, key)?;
            commands.push(create);
            if code == "420506" && no == 0 {
                commands.extend(invested(project, "2020-06", 1_000)?);
                commands.extend(invested(project, "2020-07", 1_500)?);
            }
        }
    }
    chart.carry_out(commands).await?;

    let ranking = chart.derived("ranking", "2020-07-31").await?;
    assert_eq!(ranking["month"], "2020-07");
    let lines = &ranking["both"]["lines"];
    let of = |code, rank: &str| {
        Ok::<_, anyhow::Error>(find(lines, "county", code)?["ranks"][rank].clone())
    };
    let codes = ["420506", "420581", "420583", "420582", "gxq"];
    for (rank, expected) in [
        ("share_of_projects", [1, 2, 2, 4, 5]),
        ("share_of_total", [1, 2, 2, 4, 5]),
        ("change", [1, 2, 2, 2, 2]),
        ("overall", [1, 2, 2, 4, 5]),
    ] {
        for (code, expected) in codes.into_iter().zip(expected) {
            assert_eq!(of(code, rank)?, expected, "{rank} of {code}");
        }
    }
    let first = &lines[0];
    assert_eq!(first["county"], "420506");
    assert_eq!(first["share_of_projects"], "37.5%");
    assert_eq!(first["change"], "50.0%");
    assert_eq!(
        first["why"]["zh"],
        "重点项目 3 个,占全市 8 个的 37.5%;总投资 3.00亿元,占 8.00亿元 的 37.5%;\
         本月完成 0.15亿元,上月 0.10亿元,环比 50.0%;三项名次 1、1、1,总排名第 1"
    );
    // Nothing to compare with is no change of nothing.
    assert_eq!(find(lines, "county", "420582")?["change"], "–");
    assert_eq!(ranking["province"]["all"]["projects"], "0");
    assert_eq!(ranking["city"]["all"]["total"], 80_000 * WAN);
    Ok(())
}
