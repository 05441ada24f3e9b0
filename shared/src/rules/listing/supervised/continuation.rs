//! 督续建项目促建设进度 (DOMAIN T32).

use super::{Supervised, major};
use crate::model::{Project, ProjectMonth, Settings};
use crate::rules::Basis;
use crate::rules::figures::points::Limits;
use crate::rules::figures::{Points, Ratio};
use crate::rules::light::Colour;
use crate::schema::{Month, RecordId, Sentence, View};
use crate::state::State;

/// A continued project that lags.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lagging {
    /// Whose it is.
    pub of: Supervised,
    /// How far it is behind.
    pub lag: Points,
    /// Its light: yellow or red.
    pub colour: Colour,
    /// The latest report by the month that tells its physical quantities (实物工作量).
    pub report: Option<RecordId>,
    /// How many photos are with it.
    pub photos: usize,
}

impl Lagging {
    /// Whether the physical quantities are shown in words and in a photo.
    pub fn is_documented(self) -> bool {
        self.report.is_some() && self.photos > 0
    }

    /// How far it is behind, and what shows its physical quantities.
    pub fn why(self) -> Sentence {
        let lag = self.lag.sentence();
        let (zh, en) = match (self.report.is_some(), self.photos) {
            (false, _) => (
                "没有实物工作量".to_owned(),
                "no physical quantities reported".to_owned(),
            ),
            (true, 0) => (
                "已报实物工作量,没有照片".to_owned(),
                "physical quantities reported, no photo".to_owned(),
            ),
            (true, photos) => (
                format!("已报实物工作量,照片 {photos} 张"),
                format!("physical quantities reported, {photos} photos"),
            ),
        };
        Sentence::new(
            format!("建设进度{},{zh}", lag.zh),
            format!("{}; {en}", lag.en),
        )
    }
}

/// The list of a month.
#[derive(Clone, Debug)]
pub struct Continuation {
    /// The farthest behind first.
    pub list: Vec<Lagging>,
    /// Continued projects with a plan that keep up, of all of them.
    pub rate: Ratio,
    /// Continued projects, with a plan or without.
    pub continued: u32,
}

/// The list at the end of the month: what started before the year, is not complete, and lags by as
/// much as a yellow light says. `lag` is how far a project is behind at that time.
pub fn continuation(
    state: &State,
    basis: &Basis,
    month: Month,
    lag: impl Fn(RecordId) -> Option<Points>,
) -> Continuation {
    let limits = Limits {
        yellow_from: Points::whole(basis.settings.int(Settings::YELLOW_POINTS)),
        red_above: Points::whole(basis.settings.int(Settings::RED_POINTS)),
    };
    let (mut list, mut continued, mut planned, mut on_time) = (Vec::new(), 0, 0, 0);
    for project in major(state, basis).filter(|project| is_continued(*project, month)) {
        continued += 1;
        let Some(lag) = lag(project.record.id) else {
            continue;
        };
        planned += 1;
        if lag < limits.yellow_from {
            on_time += 1;
            continue;
        }
        let report = latest_report(state, project, month);
        list.push(Lagging {
            of: Supervised::of(basis, project),
            lag,
            colour: lag.light(limits),
            report: report.map(|report| report.record.id),
            photos: report
                .and_then(View::<ProjectMonth>::photos)
                .map_or(0, std::collections::BTreeSet::len),
        });
    }
    list.sort_by_key(|one| (std::cmp::Reverse(one.lag), one.of.project));
    Continuation {
        list,
        rate: Ratio::new(on_time, planned),
        continued,
    }
}

/// 续建: started before the year and not complete at the end of the month (DOMAIN §8).
fn is_continued(project: View<'_, Project>, month: Month) -> bool {
    let started = project.started_on();
    let is_complete = project
        .completed_on()
        .is_some_and(|on| on <= month.last_day());
    started.is_some_and(|on| on.year() < month.year()) && !is_complete
}

fn latest_report<'a>(
    state: &'a State,
    project: View<'_, Project>,
    month: Month,
) -> Option<View<'a, ProjectMonth>> {
    state
        .referring::<ProjectMonth>(project.record.id, ProjectMonth::PROJECT)
        .filter_map(|record| record.view::<ProjectMonth>())
        .filter(|report| report.month().is_some_and(|of| of <= month))
        .filter(|report| {
            report
                .quantities()
                .is_some_and(|text| !text.trim().is_empty())
        })
        .max_by_key(|report| report.month())
}
