//! What a verdict says.

use super::{Finding, Mark, Verdict};
use crate::rules::due::zh_day;
use crate::rules::figures::NONE;
use crate::rules::light::{days_late, days_overdue};
use crate::rules::project::figures::Progress;
use crate::schema::{Sentence, counted};

/// The few words beside the shape.
pub(super) fn word(verdict: Verdict) -> Sentence {
    let word = match verdict.finding {
        Finding::Paused => Sentence::new("已暂停", "paused"),
        Finding::Ended => Sentence::new("已终止", "ended"),
        Finding::NoPlan => Sentence::new("无计划", "no plan"),
        Finding::Complete => Sentence::new("已竣工", "complete"),
        Finding::Progress(progress) => behind(progress),
        Finding::NoDate(_) => Sentence::new("未定日期", "no date"),
        Finding::Ahead { .. } => Sentence::new("未到期", "not due yet"),
        Finding::Late { days, .. } | Finding::PastDeadline { days, .. } => days_overdue(days),
        Finding::Reached {
            milestone,
            late: None,
            ..
        } => {
            let name = milestone.label();
            Sentence::new(format!("已{}", name.zh), format!("{} reached", name.en))
        }
        Finding::Reached { late: Some(0), .. } => Sentence::new("按期", "in time"),
        Finding::Reached {
            late: Some(late), ..
        } => days_late(late),
    };
    match verdict.mark {
        Some(mark) => {
            let mark = name(mark);
            Sentence::new(
                format!("{}({})", word.zh, mark.zh),
                format!("{} ({})", word.en, mark.en),
            )
        }
        None => word,
    }
}

/// Why, in a sentence with its figures.
pub(super) fn why(verdict: Verdict) -> Sentence {
    let why = because(verdict.finding);
    match verdict.mark {
        Some(mark) => {
            let mark = name(mark);
            Sentence::new(
                format!("{};{}", why.zh, mark.zh),
                format!("{}; {}", why.en, mark.en),
            )
        }
        None => why,
    }
}

fn name(mark: Mark) -> Sentence {
    match mark {
        Mark::Excused => Sentence::new("有正当理由", "for an approved reason"),
        Mark::Recovering => Sentence::new("整改后观察至月底", "watched until the month ends"),
    }
}

fn because(finding: Finding) -> Sentence {
    match finding {
        Finding::Paused => Sentence::new("项目已暂停,不亮灯", "the project is paused"),
        Finding::Ended => Sentence::new("项目已终止,不亮灯", "the project has been ended"),
        Finding::NoPlan => Sentence::new(
            "没有年度计划,无法比较进度",
            "nothing is planned to measure against",
        ),
        Finding::Complete => Sentence::new("项目已竣工", "the project is complete"),
        Finding::Progress(of_plan) => progress(of_plan),
        Finding::NoDate(milestone) => {
            let name = milestone.label();
            Sentence::new(
                format!("没有计划{}日期", name.zh),
                format!("no day is planned for {}", name.en),
            )
        }
        Finding::Ahead { milestone, due } => {
            let name = milestone.label();
            Sentence::new(
                format!("应于{}前{}", zh_day(due), name.zh),
                format!("{} is due by {due}", name.en),
            )
        }
        Finding::Late {
            milestone,
            planned,
            days,
        } => {
            let name = milestone.label();
            Sentence::new(
                format!(
                    "计划{}{},已逾期 {days} 天未{}",
                    zh_day(planned),
                    name.zh,
                    name.zh
                ),
                format!(
                    "{} was planned for {planned}, {} ago",
                    name.en,
                    counted(days, "day")
                ),
            )
        }
        Finding::PastDeadline { deadline, days } => Sentence::new(
            format!("必须于{}前开工,已逾期 {days} 天未开工", zh_day(deadline)),
            format!("had to start by {deadline}, {} ago", counted(days, "day")),
        ),
        Finding::Reached { .. } => reached(finding),
    }
}

fn progress(progress: Progress) -> Sentence {
    let Progress {
        month,
        sequence,
        actual,
    } = progress;
    let (expected, done) = (sequence.percent_or_none(), actual.percent_or_none());
    let behind = behind(progress);
    Sentence::new(
        format!(
            "{}月底应完成年度计划的 {expected},实际 {done},{} 个百分点",
            month.number(),
            behind.zh
        ),
        format!(
            "by the end of {month} {expected} of the annual plan should be done, {done} is: {} points",
            behind.en
        ),
    )
}

fn behind(progress: Progress) -> Sentence {
    let lag = progress.lag();
    let text = lag.map_or_else(|| NONE.to_owned(), |lag| lag.to_string());
    match text.strip_prefix('-') {
        Some(ahead) => Sentence::new(format!("超前 {ahead}"), format!("ahead by {ahead}")),
        None => Sentence::new(format!("落后 {text}"), format!("behind by {text}")),
    }
}

fn reached(finding: Finding) -> Sentence {
    let Finding::Reached {
        milestone,
        on,
        late,
        entered,
    } = finding
    else {
        return Sentence::new("", "");
    };
    let name = milestone.label();
    let (mut zh, mut en) = (
        vec![format!("{}已{}", zh_day(on), name.zh)],
        vec![format!("{} reached on {on}", name.en)],
    );
    if let Some(late) = late.filter(|late| *late > 0) {
        zh.push(format!("比期限晚 {late} 天"));
        en.push(format!("{} late", counted(late, "day")));
    }
    if let Some(entered) = entered {
        zh.push(format!("{}补录", zh_day(entered)));
        en.push(format!("entered on {entered}"));
    }
    Sentence::new(zh.join(","), en.join(", "))
}
