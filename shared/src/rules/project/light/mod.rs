//! The lights of a project (DOMAIN 9.2, 9.3): progress, start, completion, production, and the
//! worst of them, which is the project's.
//!
//! - `progress`: the plan of the year against the time sequence
//! - `milestone`: start, completion and production against their planned days
//! - `words`: what a verdict says
//!
//! A [`Verdict`] is small and without text; its sentences are made when somebody looks.

mod milestone;
mod progress;
mod words;

pub use milestone::Milestone;

use super::figures::Progress;
use super::{ProjectFigures, ProjectRules};
use crate::model::Standing;
use crate::rules::light::{Colour, Light};
use crate::schema::Day;

/// What one light says, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The colour, after what softens it.
    pub colour: Colour,
    /// Why.
    pub finding: Finding,
    /// What softens it.
    pub mark: Option<Mark>,
}

/// What softens a light.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// 有正当理由: the office has accepted the reason.
    Excused,
    /// 整改后观察: it was red, and is watched until the month ends.
    Recovering,
}

/// What a light is based on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finding {
    /// Work has been stopped for a time.
    Paused,
    /// Work has been ended.
    Ended,
    /// Nothing is planned for the year.
    NoPlan,
    /// It is complete: no progress is measured any more.
    Complete,
    /// The plan of the year, at the end of a month.
    Progress(Progress),
    /// No day is planned.
    NoDate(Milestone),
    /// Planned for a day, and not late.
    Ahead {
        /// What.
        milestone: Milestone,
        /// Planned for, or the hard deadline where that is earlier.
        due: Day,
    },
    /// The planned day has passed.
    Late {
        /// What.
        milestone: Milestone,
        /// Planned for.
        planned: Day,
        /// How many days ago.
        days: i32,
    },
    /// The hard deadline of the start has passed.
    PastDeadline {
        /// The deadline.
        deadline: Day,
        /// How many days ago.
        days: i32,
    },
    /// It has been reached.
    Reached {
        /// What.
        milestone: Milestone,
        /// When.
        on: Day,
        /// How many days after the planned day or the deadline: 0 in time, `None` when neither was
        /// set.
        late: Option<i32>,
        /// The day on which it was entered, where that was later (补录).
        entered: Option<Day>,
    },
}

/// The lights of one project.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProjectLights {
    /// The plan of the year.
    pub progress: Verdict,
    /// The start.
    pub start: Verdict,
    /// The completion.
    pub completion: Verdict,
    /// The begin of production.
    pub production: Verdict,
}

impl ProjectLights {
    /// The lights of the project with these figures.
    pub fn of(figures: &ProjectFigures, rules: &ProjectRules) -> Self {
        let resting = match figures.standing {
            Standing::Active => None,
            Standing::Paused => Some(Finding::Paused),
            Standing::Ended => Some(Finding::Ended),
        };
        if let Some(finding) = resting {
            let grey = Verdict::plain(Colour::Grey, finding);
            return Self {
                progress: grey,
                start: grey,
                completion: grey,
                production: grey,
            };
        }
        let excused = |verdict: Verdict| verdict.excused(figures, rules);
        let reach = |milestone| excused(milestone::verdict(milestone, figures, rules));
        Self {
            progress: excused(progress::verdict(figures, rules)),
            start: reach(Milestone::Start),
            completion: reach(Milestone::Completion),
            production: reach(Milestone::Production),
        }
    }

    /// The project's light: the worst of its lights (DOMAIN 9.3); of equals the first.
    pub fn worst(&self) -> Verdict {
        let rest = [self.start, self.completion, self.production];
        // Colours are declared from the worst on.
        rest.into_iter().fold(self.progress, |worst, next| {
            if next.colour < worst.colour {
                next
            } else {
                worst
            }
        })
    }

    /// The colour of the project.
    pub fn colour(&self) -> Colour {
        self.worst().colour
    }
}

impl Verdict {
    fn plain(colour: Colour, finding: Finding) -> Self {
        Self {
            colour,
            finding,
            mark: None,
        }
    }

    /// Yellow until the month ends, though the figures would make it green.
    fn recovering(self) -> Self {
        Self {
            colour: Colour::Yellow,
            mark: Some(Mark::Recovering),
            ..self
        }
    }

    /// With an accepted reason it is yellow at most, and says so (DOMAIN 9.3).
    fn excused(self, figures: &ProjectFigures, rules: &ProjectRules) -> Self {
        if !figures.is_excused || !matches!(self.colour, Colour::Red | Colour::Yellow) {
            return self;
        }
        let colour = if rules.excuse_yellow {
            Colour::Yellow
        } else {
            self.colour
        };
        Self {
            colour,
            mark: Some(Mark::Excused),
            ..self
        }
    }

    /// The colour.
    pub fn colour(self) -> Colour {
        self.colour
    }

    /// The light with its words.
    pub fn light(self) -> Light {
        Light::new(self.colour, words::word(self), words::why(self))
    }
}
