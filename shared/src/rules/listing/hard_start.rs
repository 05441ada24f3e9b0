//! 百日攻坚: projects that must have started by a day, with the countdown (DOMAIN T23, T24).

use super::membership::{self, drawn_up, on_list};
use crate::declare_choice;
use crate::model::{Channel, ListKind, ListMembership, Project, Settings};
use crate::rules::Basis;
use crate::rules::due::zh_day;
use crate::rules::figures::Ratio;
use crate::rules::light::{Colour, Light, days_left, days_overdue};
use crate::rules::organization::Places;
use crate::rules::project::hard_start;
use crate::schema::{Choices, Day, Label, Lang, RecordId, Sentence, View, counted};
use crate::state::State;

/// The list on a day. For a past day it is the state of that day: the bulletin of July shows the
/// 31st.
#[derive(Clone, Debug)]
pub struct HardStarts {
    /// Which list.
    pub list: ListKind,
    /// The day.
    pub day: Day,
    /// The deadline of all that have none of their own.
    pub deadline: Day,
    /// Its projects.
    pub entries: Vec<Entry>,
    /// By reporting unit, in the order of places; `None` for all other units together.
    pub places: Vec<(Option<RecordId>, Starts)>,
}

/// How many have started.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Starts {
    /// Started by the day, in time or late.
    pub started: u32,
    /// On the list.
    pub total: u32,
    /// Past their deadline and not started.
    pub overdue: u32,
}

impl Starts {
    /// 开工率.
    pub fn rate(self) -> Ratio {
        Ratio::new(i64::from(self.started), i64::from(self.total))
    }

    fn add(&mut self, entry: &Entry) {
        self.total += 1;
        match entry.state {
            StartState::InTime(_) | StartState::Late { .. } => self.started += 1,
            StartState::Overdue(_) => self.overdue += 1,
            StartState::Waiting { .. } => {}
        }
    }
}

/// One project of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The project.
    pub project: RecordId,
    /// The unit that reports on it.
    pub unit: Option<RecordId>,
    /// The kind of fund.
    pub channel: Option<Channel>,
    /// Its deadline.
    pub deadline: Day,
    /// Whether it has started.
    pub state: StartState,
    marks: [Option<Mark>; Mark::ALL.len()],
}

declare_choice! {
    /// What stands beside a project.
    Mark {
        /// Started in time and entered after the deadline.
        EnteredLater = 1 "entered_later" ("补录", "entered later"),
        /// The money came down after the list was drawn up.
        GrantedLate = 2 "granted_late" ("资金下达晚", "money came down late"),
        /// The office has granted this deadline to it alone.
        OwnDeadline = 3 "own_deadline" ("另定期限", "own deadline"),
        /// An approved reason keeps the light from being red.
        Excused = 4 "excused" ("有正当理由", "approved reason"),
    }
}

/// Whether a project has started.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StartState {
    /// On this day, in time.
    InTime(Day),
    /// After the deadline.
    Late {
        /// The day it started.
        on: Day,
        /// Days after the deadline.
        days: i32,
    },
    /// Not yet; so many days are left.
    Waiting {
        /// Days to the deadline; 0 on the day itself.
        left: i32,
        /// Whether the deadline is so near that people are warned.
        is_near: bool,
    },
    /// Not yet, so many days after the deadline.
    Overdue(i32),
}

impl HardStarts {
    /// The list on the day of the basis; `None` for a list without a deadline.
    pub fn of(state: &State, basis: &Basis, list: ListKind) -> Option<Self> {
        let deadline = hard_start(list, basis)?;
        let entries: Vec<Entry> = on_list(state, list, basis.day)
            .filter_map(|entry| {
                let project = membership::project(state, entry)?;
                Some(Entry::of(basis, deadline, entry, project))
            })
            .collect();
        let places = Places::of(state);
        let mut table: Vec<Starts> = places.table();
        for entry in &entries {
            if let Some(starts) = table.get_mut(places.slot(entry.unit)) {
                starts.add(entry);
            }
        }
        let rows = places.rows().zip(table);
        let places = rows.filter(|(_, starts)| starts.total > 0).collect();
        Some(Self {
            list,
            day: basis.day,
            deadline,
            entries,
            places,
        })
    }

    /// All together.
    pub fn city(&self) -> Starts {
        let mut starts = Starts::default();
        for entry in &self.entries {
            starts.add(entry);
        }
        starts
    }

    /// Days to the common deadline, below zero once it has passed.
    pub fn days_left(&self) -> i32 {
        self.deadline.days_since(self.day)
    }

    /// Those past their deadline: they are put up for review (DOMAIN T25).
    pub fn overdue(&self) -> impl Iterator<Item = &Entry> {
        let is_overdue = |entry: &&Entry| matches!(entry.state, StartState::Overdue(_));
        self.entries.iter().filter(is_overdue)
    }

    /// The big number on the wall: 「未开工 3,剩 12 天」.
    pub fn countdown(&self) -> Sentence {
        let city = self.city();
        let open = city.total - city.started;
        let left = self.days_left();
        if left < 0 {
            let late = -left;
            return Sentence::new(
                format!("未开工 {open},已逾期 {late} 天"),
                format!("{open} not started, {} overdue", counted(late, "day")),
            );
        }
        Sentence::new(
            format!("未开工 {open},剩 {left} 天"),
            format!("{open} not started, {} left", counted(left, "day")),
        )
    }
}

impl Entry {
    fn of(
        basis: &Basis,
        common: Day,
        entry: View<'_, ListMembership>,
        project: View<'_, Project>,
    ) -> Self {
        let deadline = entry.own_deadline().unwrap_or(common);
        let state = start_state(basis, deadline, project.started_on());
        let entered = project.start_entered_on();
        let is_in_time = matches!(state, StartState::InTime(_));
        let is_entered_later = is_in_time && entered.is_some_and(|on| on > deadline);
        let is_granted_late = entry.granted_on().is_some_and(|on| on > drawn_up());
        Self {
            project: project.record.id,
            unit: project.county(),
            channel: entry.channel(),
            deadline,
            state,
            marks: [
                is_entered_later.then_some(Mark::EnteredLater),
                is_granted_late.then_some(Mark::GrantedLate),
                entry.own_deadline().map(|_| Mark::OwnDeadline),
                is_excused(basis, project).then_some(Mark::Excused),
            ],
        }
    }

    /// The colour of its light.
    pub fn colour(self) -> Colour {
        match self.state {
            StartState::Late { .. } => Colour::Blue,
            StartState::Waiting { is_near: true, .. } => Colour::Yellow,
            StartState::InTime(_) | StartState::Waiting { .. } => Colour::Green,
            StartState::Overdue(_) if self.has(Mark::Excused) => Colour::Yellow,
            StartState::Overdue(_) => Colour::Red,
        }
    }

    /// The marks beside it.
    pub fn marks(self) -> impl Iterator<Item = Mark> {
        self.marks.into_iter().flatten()
    }

    /// Whether the mark stands beside it.
    pub fn has(self, mark: Mark) -> bool {
        self.marks.contains(&Some(mark))
    }

    /// Its light.
    pub fn light(self) -> Light {
        let due = (zh_day(self.deadline), self.deadline);
        let (word, why) = match self.state {
            StartState::InTime(on) => (
                Sentence::new("已开工", "started"),
                Sentence::new(
                    format!("{}开工,期限为{}", zh_day(on), due.0),
                    format!("started on {on}, due {}", due.1),
                ),
            ),
            StartState::Late { on, days } => (
                Sentence::new("逾期开工", "started late"),
                Sentence::new(
                    format!("{}开工,比期限{}晚 {days} 天", zh_day(on), due.0),
                    format!("started on {on}, {} after {}", counted(days, "day"), due.1),
                ),
            ),
            StartState::Waiting { left, .. } => (
                days_left(left),
                Sentence::new(
                    format!("须于{}前开工,还有 {left} 天", due.0),
                    format!("must start by {}, {} ahead", due.1, counted(left, "day")),
                ),
            ),
            StartState::Overdue(days) => (
                days_overdue(days),
                Sentence::new(
                    format!("应于{}前开工,已逾期 {days} 天", due.0),
                    format!(
                        "should have started by {}, {} ago",
                        due.1,
                        counted(days, "day")
                    ),
                ),
            ),
        };
        Light::new(self.colour(), word, why)
    }

    /// A line for the ledger: the kind of fund and the marks.
    pub fn remark(self) -> Sentence {
        let channel = self.channel.map(Channel::label);
        let parts: Vec<Label> = channel
            .into_iter()
            .chain(self.marks().map(Mark::label))
            .collect();
        let join = |lang, by: &str| {
            let parts: Vec<&str> = parts.iter().map(|part| part.text(lang)).collect();
            parts.join(by)
        };
        Sentence::new(join(Lang::Zh, "、"), join(Lang::En, ", "))
    }
}

fn start_state(basis: &Basis, deadline: Day, started: Option<Day>) -> StartState {
    let day = basis.day;
    if let Some(on) = started.filter(|on| *on <= day) {
        let days = on.days_since(deadline);
        return if days > 0 {
            StartState::Late { on, days }
        } else {
            StartState::InTime(on)
        };
    }
    let left = deadline.days_since(day);
    if left < 0 {
        return StartState::Overdue(-left);
    }
    let ahead = basis.settings.count(Settings::WARNING_DAYS);
    let is_near = day >= basis.calendar.working_days_before(deadline, ahead);
    StartState::Waiting { left, is_near }
}

/// Whether the office has accepted a reason that holds on the day, and the room lets it count.
pub(super) fn is_excused(basis: &Basis, project: View<'_, Project>) -> bool {
    let holds = project
        .excused_until()
        .is_some_and(|until| until >= basis.day);
    holds && project.excuse().is_some() && basis.settings.flag(Settings::EXCUSE_YELLOW)
}
