//! The progress light (DOMAIN 9.2).

use super::milestone::{Milestone, days_late};
use super::{Finding, Verdict};
use crate::model::{LightPreset, Recovery, Stage};
use crate::rules::figures::{Fraction, Points};
use crate::rules::light::Colour;
use crate::rules::project::figures::Progress;
use crate::rules::project::{ProjectFigures, ProjectRules};

pub(super) fn verdict(figures: &ProjectFigures, rules: &ProjectRules) -> Verdict {
    if figures.stage >= Stage::Completed {
        return Verdict::plain(Colour::Blue, Finding::Complete);
    }
    if rules.preset == LightPreset::DaysLate {
        return by_days(figures, rules);
    }
    let Some(lag) = figures.progress.lag() else {
        return Verdict::plain(Colour::Grey, Finding::NoPlan);
    };
    let finding = Finding::Progress(figures.progress);
    let verdict = Verdict::plain(colour(figures.progress, lag, rules), finding);
    let is_watched = rules.recovery == Recovery::NextMonth && verdict.colour == Colour::Green;
    if is_watched && was_red(figures.earlier, rules) {
        return verdict.recovering();
    }
    verdict
}

fn was_red(earlier: Progress, rules: &ProjectRules) -> bool {
    let colour = earlier.lag().map(|lag| colour(earlier, lag, rules));
    colour == Some(Colour::Red)
}

fn colour(progress: Progress, lag: Points, rules: &ProjectRules) -> Colour {
    if rules.preset == LightPreset::Points {
        return lag.light(rules.limits);
    }
    if reaches(progress, rules.green_share) {
        Colour::Green
    } else if reaches(progress, rules.yellow_share) {
        Colour::Yellow
    } else {
        Colour::Red
    }
}

/// Whether so many per cent of the sequence are reached.
fn reaches(progress: Progress, percent: i64) -> bool {
    let Progress {
        sequence, actual, ..
    } = progress;
    let asked = sequence.numerator.saturating_mul(percent);
    let given = sequence.denominator.saturating_mul(100);
    actual.value() >= Fraction::new(asked, given)
}

/// By the days the next thing to be reached is late (preset 3).
fn by_days(figures: &ProjectFigures, rules: &ProjectRules) -> Verdict {
    let next = Milestone::ALL
        .into_iter()
        .filter(|milestone| milestone.reached(figures, rules).is_none())
        .find_map(|milestone| Some((milestone, milestone.planned(figures)?)));
    let Some((milestone, planned)) = next else {
        return Verdict::plain(Colour::Grey, Finding::NoPlan);
    };
    let days = days_late(planned, rules.day);
    let colour = match i64::from(days) {
        0 => Colour::Green,
        days if days > rules.red_days => Colour::Red,
        _ => Colour::Yellow,
    };
    let finding = match days {
        0 => Finding::Ahead {
            milestone,
            due: planned,
        },
        _ => Finding::Late {
            milestone,
            planned,
            days,
        },
    };
    Verdict::plain(colour, finding)
}
