//! The lights of start, completion and production (DOMAIN 9.3).

use super::{Finding, Verdict};
use crate::model::{Recovery, Stage};
use crate::rules::light::Colour;
use crate::rules::project::{ProjectFigures, ProjectRules};
use crate::schema::{Day, Label};

/// What a project reaches on a planned day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Milestone {
    /// 开工.
    Start,
    /// 竣工.
    Completion,
    /// 投产.
    Production,
}

impl Milestone {
    /// All, in the order in which they are reached.
    pub const ALL: [Self; 3] = [Self::Start, Self::Completion, Self::Production];

    /// Its name.
    pub const fn label(self) -> Label {
        match self {
            Self::Start => Label::new("开工", "start"),
            Self::Completion => Label::new("竣工", "completion"),
            Self::Production => Label::new("投产", "production"),
        }
    }

    /// The stage that begins with it.
    pub const fn stage(self) -> Stage {
        match self {
            Self::Start => Stage::Building,
            Self::Completion => Stage::Completed,
            Self::Production => Stage::Producing,
        }
    }

    /// The day for which it is planned.
    pub fn planned(self, figures: &ProjectFigures) -> Option<Day> {
        figures.planned[self as usize]
    }

    /// The day on which it was reached, up to the day of the rules.
    pub fn reached(self, figures: &ProjectFigures, rules: &ProjectRules) -> Option<Day> {
        let on = figures.entered.on(self.stage());
        on.filter(|on| *on <= rules.day)
    }

    fn deadline(self, figures: &ProjectFigures) -> Option<Day> {
        figures.hard_deadline.filter(|_| self == Self::Start)
    }
}

/// How many days the planned day has passed; 0 when it has not.
pub(super) fn days_late(planned: Day, day: Day) -> i32 {
    day.days_since(planned).max(0)
}

pub(super) fn verdict(
    milestone: Milestone,
    figures: &ProjectFigures,
    rules: &ProjectRules,
) -> Verdict {
    match milestone.reached(figures, rules) {
        Some(on) => reached(milestone, on, figures, rules),
        None => open(milestone, rules.day, figures, rules),
    }
}

/// Not reached by the day.
fn open(milestone: Milestone, day: Day, figures: &ProjectFigures, rules: &ProjectRules) -> Verdict {
    let deadline = milestone.deadline(figures);
    if let Some(deadline) = deadline.filter(|deadline| day > *deadline) {
        let days = days_late(deadline, day);
        return Verdict::plain(Colour::Red, Finding::PastDeadline { deadline, days });
    }
    let planned = milestone.planned(figures);
    let Some(due) = planned.into_iter().chain(deadline).min() else {
        return Verdict::plain(Colour::Grey, Finding::NoDate(milestone));
    };
    match planned.filter(|planned| day > *planned) {
        Some(planned) => Verdict::plain(
            late_colour(planned, day, rules),
            Finding::Late {
                milestone,
                planned,
                days: days_late(planned, day),
            },
        ),
        None => Verdict::plain(Colour::Green, Finding::Ahead { milestone, due }),
    }
}

/// Green until the planned month is over, then yellow, red from the month the room says.
fn late_colour(planned: Day, day: Day, rules: &ProjectRules) -> Colour {
    match i64::from(day.month().months_since(planned.month())) {
        months if months <= 0 => Colour::Green,
        months if months >= rules.red_month => Colour::Red,
        _ => Colour::Yellow,
    }
}

fn reached(
    milestone: Milestone,
    on: Day,
    figures: &ProjectFigures,
    rules: &ProjectRules,
) -> Verdict {
    let limits = [milestone.planned(figures), milestone.deadline(figures)];
    let late = limits
        .into_iter()
        .flatten()
        .map(|due| days_late(due, on))
        .max();
    let entered = figures
        .start_entered_on
        .filter(|entered| milestone == Milestone::Start && *entered > on);
    let finding = Finding::Reached {
        milestone,
        on,
        late,
        entered,
    };
    // Without a day there is nothing to be in time for.
    let colour = late.map_or(Colour::Grey, |_| Colour::Green);
    let verdict = Verdict::plain(colour, finding);
    let is_watched = rules.recovery == Recovery::NextMonth && rules.day.month() == on.month();
    if is_watched && open(milestone, on.plus(-1), figures, rules).colour == Colour::Red {
        return verdict.recovering();
    }
    verdict
}
