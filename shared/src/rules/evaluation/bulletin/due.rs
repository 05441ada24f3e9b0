//! When the bulletin of a month is to be there: drafted by one day of the following month, issued
//! by another (DOMAIN B15, §12, 9).

use crate::model::{Bulletin, Settings};
use crate::rules::Basis;
use crate::rules::due::zh_day;
use crate::rules::light::{Colour, Light, days_overdue};
use crate::schema::{Day, Month, Sentence, View, counted};
use crate::state::State;

/// How the bulletin of a month stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Issued on the first day, due by the second.
    Issued(Day, Day),
    /// Still to be drafted, by the day.
    ToDraft(Day),
    /// Not drafted so many days after the day, but not yet to be issued.
    DraftLate(Day, i32),
    /// Drafted, to be issued by the day; whether that is near.
    ToIssue(Day, bool),
    /// Not issued so many days after the day.
    Overdue(Day, i32),
}

impl Standing {
    /// Its colour.
    pub fn colour(self) -> Colour {
        match self {
            Self::Issued(..) => Colour::Blue,
            Self::ToDraft(_) | Self::ToIssue(_, false) => Colour::Green,
            Self::DraftLate(..) | Self::ToIssue(_, true) => Colour::Yellow,
            Self::Overdue(..) => Colour::Red,
        }
    }

    /// Its light, in words.
    pub fn light(self) -> Light {
        let (word, why) = match self {
            Self::Issued(on, due) if on > due => (
                Sentence::new("逾期印发", "issued late"),
                Sentence::new(
                    format!(
                        "{}印发,比期限{}晚 {} 天",
                        zh_day(on),
                        zh_day(due),
                        on.days_since(due)
                    ),
                    format!("issued on {on}, {} days after {due}", on.days_since(due)),
                ),
            ),
            Self::Issued(on, _) => (
                Sentence::new("已印发", "issued"),
                Sentence::new(format!("{}印发", zh_day(on)), format!("issued on {on}")),
            ),
            Self::ToDraft(due) => (
                Sentence::new("待起草", "to be drafted"),
                Sentence::new(
                    format!("应于{}前起草", zh_day(due)),
                    format!("to be drafted by {due}"),
                ),
            ),
            Self::DraftLate(due, days) => (
                Sentence::new("起草逾期", "draft overdue"),
                Sentence::new(
                    format!("应于{}前起草,已晚 {days} 天", zh_day(due)),
                    format!("to be drafted by {due}, {} ago", counted(days, "day")),
                ),
            ),
            Self::ToIssue(due, _) => (
                Sentence::new("待印发", "to be issued"),
                Sentence::new(
                    format!("应于{}前印发", zh_day(due)),
                    format!("to be issued by {due}"),
                ),
            ),
            Self::Overdue(due, days) => (
                days_overdue(days),
                Sentence::new(
                    format!("应于{}前印发,已逾期 {days} 天", zh_day(due)),
                    format!("to be issued by {due}, {} overdue", counted(days, "day")),
                ),
            ),
        };
        Light::new(self.colour(), word, why)
    }
}

/// How the bulletin of the month stands; `None` when the calendar ends before it is due.
pub fn standing(state: &State, basis: &Basis, month: Month) -> Option<Standing> {
    let next = month.next()?;
    let day_of = |field| {
        let day = i8::try_from(basis.settings.count(field)).unwrap_or(i8::MAX);
        next.day(day)
    };
    let draft_by = day_of(Settings::BULLETIN_DRAFT_DAY);
    let issue_by = day_of(Settings::BULLETIN_ISSUE_DAY);
    let bulletin = state
        .all::<Bulletin>()
        .filter_map(|record| record.view::<Bulletin>())
        .find(|bulletin| bulletin.month() == Some(month));
    let today = basis.day;
    if let Some(on) = bulletin.and_then(View::<Bulletin>::issued_on) {
        return Some(Standing::Issued(on, issue_by));
    }
    if today > issue_by {
        return Some(Standing::Overdue(issue_by, today.days_since(issue_by)));
    }
    if bulletin.is_none() && today <= draft_by {
        return Some(Standing::ToDraft(draft_by));
    }
    if bulletin.is_none() {
        return Some(Standing::DraftLate(draft_by, today.days_since(draft_by)));
    }
    let warning = basis.settings.count(Settings::WARNING_DAYS);
    let is_near = today >= basis.calendar.working_days_before(issue_by, warning);
    Some(Standing::ToIssue(issue_by, is_near))
}
