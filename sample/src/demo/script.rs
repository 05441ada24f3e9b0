//! What is done when and by whom, gathered in any order and read in the order of time.

use std::collections::HashMap;
use std::sync::LazyLock;

use shared::rules::calendar::Calendar;
use shared::rules::{Actor, Command};
use shared::schema::{Day, Month, RecordId, Timestamp, Week};

/// The working days of a room that has said nothing else.
static CALENDAR: LazyLock<Calendar> = LazyLock::new(Calendar::built_in);

/// What somebody did at one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub actor: Actor,
    /// What, in this order.
    pub commands: Vec<Command>,
}

/// The moment of a day on the clock in China.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Moment {
    pub(super) day: Day,
    /// Minutes since midnight.
    pub(super) minute: i64,
}

impl Moment {
    pub(super) fn new(day: Day, minute: i64) -> Self {
        Self { day, minute }
    }

    fn timestamp(self) -> Timestamp {
        // Midnight in China is 16:00 UTC of the day before.
        let days = i64::from(self.day.days_since(epoch()));
        Timestamp((days * 24 * 60 + self.minute - 8 * 60) * 60_000)
    }
}

fn epoch() -> Day {
    // A day like any other.
    Day::new(1970, 1, 1).unwrap_or(Day::FIRST)
}

/// The morning on which the notice was signed.
pub(super) fn founding() -> Moment {
    Moment::new(Day::new(2020, 6, 8).unwrap_or(Day::FIRST), 9 * 60)
}

/// The days on which the projects that exist already are entered.
pub(super) fn first_entry() -> Day {
    founding().day.plus(1)
}

/// The weeks in which people work on it, from the first full one on.
pub(super) fn weeks(until: Day) -> impl Iterator<Item = Week> {
    // The week after the notice is the first full one.
    let first = Week::of(founding().day).next();
    std::iter::successors(first, |week| week.next()).take_while(move |week| {
        // Meetings are called two days before.
        week.first_day() <= until.plus(2)
    })
}

/// The months of the history, the first included.
pub(super) fn months(until: Day) -> impl Iterator<Item = Month> {
    let first = Month::of(founding().day);
    (0..)
        .map(move |at| first.plus(at))
        .take_while(move |month| month.first_day() <= until)
}

/// The day, or the first working day after it.
pub(super) fn working(day: Day) -> Day {
    CALENDAR.next_working_day_from(day)
}

/// What is done.
#[derive(Debug)]
pub(super) struct Script {
    /// Who acts, each once.
    actors: Vec<Actor>,
    /// Where an account stands among them.
    at: HashMap<RecordId, usize>,
    /// Moments, positions of actors, and what they do.
    lines: Vec<(Moment, usize, Command)>,
}

impl Script {
    /// The notice, brought in by the office.
    pub(super) fn beginning(notice: Vec<Command>, office: &Actor) -> Self {
        let mut script = Self {
            actors: Vec::new(),
            at: HashMap::new(),
            lines: Vec::new(),
        };
        for command in notice {
            script.at(Moment::new(founding().day, 0), office, command);
        }
        script
    }

    /// Somebody does something. Lines of one moment keep the order in which they are written.
    pub(super) fn at(&mut self, moment: Moment, actor: &Actor, command: Command) {
        // Written hundreds of thousands of times: an actor is copied once.
        let actor = *self.at.entry(actor.id).or_insert_with(|| {
            self.actors.push(actor.clone());
            self.actors.len() - 1
        });
        self.lines.push((moment, actor, command));
    }

    /// What has been written so far, in no order.
    pub(super) fn lines(&self) -> impl Iterator<Item = (Day, &Actor, &Command)> {
        let lines = self.lines.iter();
        // A line's actor stands among them since it was written.
        lines.map(|(moment, actor, command)| (moment.day, &self.actors[*actor], command))
    }

    /// The steps up to the end of the day, in the order of time.
    pub(super) fn until(mut self, last: Day) -> Vec<Step> {
        self.lines.retain(|(moment, _, _)| moment.day <= last);
        // Stable: what stands at one moment stays in the order it was written.
        self.lines.sort_by_key(|(moment, _, _)| *moment);
        let mut steps: Vec<Step> = Vec::new();
        for (moment, actor, command) in self.lines {
            let at = moment.timestamp();
            let actor = &self.actors[actor];
            match steps.last_mut() {
                Some(step) if step.at == at && step.actor == *actor => step.commands.push(command),
                _ => steps.push(Step {
                    at,
                    actor: actor.clone(),
                    commands: vec![command],
                }),
            }
        }
        steps
    }
}
