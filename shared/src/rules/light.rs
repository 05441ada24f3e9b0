//! Lights: whether something is in time on a given day, with the sentence that says why
//! (DOMAIN §9.4).

use std::fmt;

use serde::ser::{Serialize, SerializeStruct as _, Serializer};

use super::Basis;
use super::due::{Outlook, final_day, outlook, zh_day};
use crate::declare_choice;
use crate::model::{Settings, Task, TaskState};
use crate::schema::{Choices as _, Day, Sentence, View, counted};

declare_choice! {
    /// The colour of a light; each has a shape and a word as well, so that it reads without colour.
    Colour {
        /// ■ Overdue.
        Red = 1 "red" ("逾期", "overdue"),
        /// ▲ Due within three working days, or handed in late.
        Yellow = 2 "yellow" ("临期", "due soon"),
        /// ● In time.
        Green = 3 "green" ("正常", "in time"),
        /// ○ Nothing dated to measure against.
        Grey = 4 "grey" ("持续", "continuous"),
        /// ◆ Done.
        Blue = 5 "blue" ("办结", "closed"),
    }
}

/// A light and what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Light {
    /// The colour.
    pub colour: Colour,
    /// The words beside the shape.
    pub word: Sentence,
    /// Why, in a sentence.
    pub why: Sentence,
}

impl Serialize for Light {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut light = serializer.serialize_struct("Light", 3)?;
        light.serialize_field("colour", self.colour.key())?;
        light.serialize_field("word", &self.word)?;
        light.serialize_field("why", &self.why)?;
        light.end()
    }
}

impl Light {
    /// A light with its words and its reason.
    pub fn new(colour: Colour, word: impl Into<Sentence>, why: impl Into<Sentence>) -> Self {
        Self {
            colour,
            word: word.into(),
            why: why.into(),
        }
    }
}

/// The words beside a light that is so many days overdue.
pub fn days_overdue(days: impl fmt::Display) -> Sentence {
    in_days("逾期", days, "overdue")
}

/// The words beside a light that has so many days left.
pub fn days_left(days: impl fmt::Display) -> Sentence {
    in_days("剩", days, "left")
}

/// The words beside a light of something done so many days late.
pub fn days_late(days: impl fmt::Display) -> Sentence {
    in_days("晚", days, "late")
}

fn in_days(zh: &str, days: impl fmt::Display, en: &str) -> Sentence {
    let zh = format!("{zh} {days} 天");
    Sentence::new(zh, format!("{} {en}", counted(days, "day")))
}

/// The light of a task as a whole on the day of the basis: yellow so many working days of the room
/// before the deadline as it wants to be warned.
///
/// What a unit owes in each period gets lights of its own; the task's state says only whether what
/// had to be done once is done.
pub fn of_task(task: View<'_, Task>, basis: &Basis) -> Light {
    let schedule = task.due().unwrap_or_default();
    let last = final_day(schedule);
    match task.state().unwrap_or(TaskState::NotStarted) {
        TaskState::Closed => closed(task.closed_on(), last),
        TaskState::ClosureRequested => requested(task.requested_on(), last),
        TaskState::Suspended => Light::new(
            Colour::Grey,
            ("暂缓", "suspended"),
            suspended_because(task.reason()),
        ),
        TaskState::NotStarted | TaskState::InProgress => open(outlook(schedule, basis.day), basis),
    }
}

fn suspended_because(reason: Option<&str>) -> Sentence {
    let reason = reason.unwrap_or("—");
    Sentence::new(format!("已暂缓:{reason}"), format!("suspended: {reason}"))
}

fn closed(on: Option<Day>, last: Option<Day>) -> Light {
    match (on, last) {
        (Some(on), Some(last)) if on > last => {
            let days = on.days_since(last);
            Light::new(
                Colour::Blue,
                ("逾期办结", "closed late"),
                (
                    format!("{}办结,比期限{}晚 {days} 天", zh_day(on), zh_day(last)),
                    format!("closed on {on}, {} after {last}", counted(days, "day")),
                ),
            )
        }
        (Some(on), _) => Light::new(
            Colour::Blue,
            ("办结", "closed"),
            (format!("{}办结", zh_day(on)), format!("closed on {on}")),
        ),
        (None, _) => Light::new(Colour::Blue, ("办结", "closed"), ("已办结", "closed")),
    }
}

fn requested(on: Option<Day>, last: Option<Day>) -> Light {
    match (on, last) {
        (Some(on), Some(last)) if on > last => Light::new(
            Colour::Yellow,
            ("迟报", "late, in review"),
            (
                format!("{}申请办结,期限为{},待办公室审核", zh_day(on), zh_day(last)),
                format!("closure requested on {on}, due {last}; the office reviews it"),
            ),
        ),
        _ => Light::new(
            Colour::Green,
            ("待审", "in review"),
            (
                "已按时申请办结,待办公室审核",
                "closure requested in time; the office reviews it",
            ),
        ),
    }
}

fn open(outlook: Outlook, basis: &Basis) -> Light {
    let today = basis.day;
    if let Some(passed) = outlook.passed {
        let days = today.days_since(passed);
        return Light::new(
            Colour::Red,
            days_overdue(days),
            (
                format!(
                    "应于{}前完成,至{}已逾期 {days} 天",
                    zh_day(passed),
                    zh_day(today)
                ),
                format!(
                    "was due on {passed}; on {today} it is {} overdue",
                    counted(days, "day")
                ),
            ),
        );
    }
    let Some(next) = outlook.next else {
        return Light::new(
            Colour::Grey,
            ("持续", "continuous"),
            (
                "没有确定的期限,随月报检查",
                "no date is set; covered by the monthly report",
            ),
        );
    };
    let left = next.days_since(today);
    let why = (
        format!("下一期限{},还有 {left} 天", zh_day(next)),
        format!("next due on {next}, {} ahead", counted(left, "day")),
    );
    let ahead = basis.settings.count(Settings::WARNING_DAYS);
    if today >= basis.calendar.working_days_before(next, ahead) {
        let word = match left {
            0 => Sentence::new("今日到期", "due today"),
            _ => days_left(left),
        };
        return Light::new(Colour::Yellow, word, why);
    }
    Light::new(Colour::Green, ("正常", "in time"), why)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::CalendarDay;
    use crate::rules::story::{Story, text};
    use crate::schema::{Choices, Due, Kind, Record, RecordId, Seq, Slot, Value};
    use crate::state::State;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    fn task(state: TaskState, due: &str, dated: &[(crate::schema::FieldNo, &str)]) -> Record {
        let seq = Seq(1);
        let mut record = Record::new(RecordId(uuid::Uuid::nil()), Task::ID, seq);
        let mut put = |field, value| {
            let value = Some(value);
            record.put(field, Slot { value, seq });
        };
        put(Task::STATE, Value::Choice(state.no()));
        put(Task::DUE, Value::Schedule(vec![Due::Once { on: day(due) }]));
        for (field, on) in dated {
            put(*field, Value::Day(day(on)));
        }
        record
    }

    fn on(today: &str) -> Basis {
        Basis::new(&State::default(), day(today))
    }

    fn colour(record: &Record, today: &str) -> Colour {
        of_task(record.view().unwrap(), &on(today)).colour
    }

    #[test]
    fn l94_open_task_turns_yellow_three_working_days_before_and_red_after() {
        let open = task(TaskState::InProgress, "2020-06-12", &[]);
        assert_eq!(colour(&open, "2020-06-08"), Colour::Green);
        assert_eq!(colour(&open, "2020-06-09"), Colour::Yellow);
        assert_eq!(colour(&open, "2020-06-12"), Colour::Yellow);
        assert_eq!(colour(&open, "2020-06-13"), Colour::Red);
        let light = of_task(open.view().unwrap(), &on("2020-06-15"));
        assert_eq!(light.word.zh, "逾期 3 天");
    }

    #[test]
    fn l94_the_room_says_how_far_ahead_and_which_days_are_worked() {
        let open = task(TaskState::InProgress, "2020-06-12", &[]);
        let mut story = Story::on("2020-06-08");
        let colour = |story: &Story| {
            let basis = Basis::new(&story.state, day("2020-06-08"));
            of_task(open.view().unwrap(), &basis).colour
        };
        assert_eq!(colour(&story), Colour::Green, "four working days ahead");
        story.make::<CalendarDay>(vec![
            (CalendarDay::DAY, Value::Day(day("2020-06-10"))),
            (CalendarDay::WORKING, Value::Flag(false)),
            (CalendarDay::NAME, text("防汛值守调休")),
        ]);
        assert_eq!(colour(&story), Colour::Yellow, "one of them is off");
        story.make::<Settings>(vec![(Settings::WARNING_DAYS, Value::Int(2))]);
        assert_eq!(colour(&story), Colour::Green, "warned later");
    }

    #[test]
    fn l94_handed_in_and_closed() {
        let requested = |on| {
            let asked = [(Task::REQUESTED_ON, on)];
            task(TaskState::ClosureRequested, "2020-06-12", &asked)
        };
        assert_eq!(
            colour(&requested("2020-06-12"), "2020-07-01"),
            Colour::Green
        );
        assert_eq!(
            colour(&requested("2020-06-13"), "2020-07-01"),
            Colour::Yellow
        );
        let late = task(
            TaskState::Closed,
            "2020-06-12",
            &[(Task::CLOSED_ON, "2020-06-20")],
        );
        let light = of_task(late.view().unwrap(), &on("2020-07-01"));
        assert_eq!(
            (light.colour, light.word.zh.as_str()),
            (Colour::Blue, "逾期办结")
        );
    }
}
