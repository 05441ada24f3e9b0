//! Deadlines of the task list as rules.

use shared::schema::{Day, Due, Month};

use super::seed::{self, Milestone};
use crate::SampleError;
use crate::build::day;

pub(super) fn schedule(task: &seed::Task) -> Result<Vec<Due>, SampleError> {
    task.due
        .kind
        .split('+')
        .map(|sort| rules(task, sort))
        .collect::<Result<Vec<_>, _>>()
        .map(|rules| rules.concat())
}

fn rules(task: &seed::Task, sort: &str) -> Result<Vec<Due>, SampleError> {
    let due = &task.due;
    let rule = match sort {
        "once" => Due::Once {
            on: given(due.date.as_deref())?,
        },
        "monthly" => match (due.day, &due.first_monthly) {
            (Some(day), Some(first)) => Due::Monthly {
                day,
                from: month(first)?,
            },
            _ => Due::EveryMonth,
        },
        // Task 50 and 34 name no first quarter; the first that ends after the notice is June's.
        "quarterly" => Due::QuarterEnd {
            from: given(Some(due.first.as_deref().unwrap_or("2020-06-30")))?,
        },
        "milestones" => return due.milestones.iter().map(|m| step(task, m)).collect(),
        "periodic" => Due::Periodic,
        "rolling" | "external" => Due::External,
        "event" => Due::Event,
        "continuous" => Due::Continuous,
        "undated" => Due::Undated,
        _ => {
            return Err(SampleError::Deadline {
                task: task.no,
                sort: sort.to_owned(),
            });
        }
    };
    Ok(vec![rule])
}

/// The targets of the one stepped task (36), in words that stand in its text.
fn step(task: &seed::Task, milestone: &Milestone) -> Result<Due, SampleError> {
    let on = day(&milestone.date)?;
    let target = match (task.no, on.year()) {
        (36, 2020) => "“标准地”出让比例宜昌高新区不低于10%,省级开发区、其他产业园区不低于5%",
        (36, _) => "全面推行新增工业用地“标准地”出让制度",
        _ => "",
    };
    Ok(Due::Step {
        on,
        target: target.to_owned(),
    })
}

fn given(date: Option<&str>) -> Result<Day, SampleError> {
    day(date.unwrap_or_default())
}

fn month(date: &str) -> Result<Month, SampleError> {
    Ok(day(date)?.month())
}
