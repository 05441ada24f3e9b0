//! Generated rooms: plausible projects of any number with their history over months, every one of
//! them marked as an example (示例).
//!
//! The same [`Options`] always give the same history. It begins as the notice does, on the day it
//! was signed; then the projects are entered, and month after month somebody does something. Each
//! [`Step`] says who did what when; the rules decide on it as on anything else.
//!
//! - `chance`: the dice, thrown from a seed.
//! - `people`: who acts.
//! - `script`: what is done, put in the order of time.
//! - `life`: the life of one project, from being proposed to full capacity.
//! - `names`: what projects and owners are called.
//! - `project`, `month`, `list`, `lock`: the commands for them.
//! - `approval`, `pre_work`: how it is prepared.
//! - `problem`, `remedy`: what stands in a project's way, and how it is dealt with.
//! - `scene`: all of these together, for whoever writes about more than one project.
//! - `sitting`, `agenda`: what meetings have in common; `dispatch`, `local`: the weekly ones;
//!   `assembly`: the others.
//! - `decision`, `supervision`: what is decided, and what is seen to.
//! - `report`: the monthly reports of the units.
//! - `activity`, `signing`: what places hold each month, and the contracts they sign.
//! - `books`: the figures of what was entered; `bulletin`, `evaluation`: what is made of them.
//! - `round`: the quarterly round of the supervision office.
//! - `task`: the tasks of the notice; `duty`: what else units hand in for what they owe.

mod activity;
mod agenda;
mod approval;
mod assembly;
mod books;
mod bulletin;
mod chance;
mod decision;
mod dispatch;
mod duty;
mod evaluation;
mod life;
mod list;
mod local;
mod lock;
mod month;
mod names;
mod people;
mod pre_work;
mod problem;
mod project;
mod remedy;
mod report;
mod round;
mod scene;
mod script;
mod signing;
mod sitting;
mod supervision;
mod task;

pub use script::Step;

use shared::model::Room;
use shared::rules::{Command, Edit, Verb};
use shared::schema::{Day, FieldNo, Kind, Seq, Value};

use crate::build::{id, room, text};
use crate::{SampleError, notice};
use books::Books;
use chance::Chance;
use life::Life;
use people::People;
use scene::Scene;
use script::{Moment, Script};

/// The key of a generated room.
pub const ROOM_KEY: &str = "demo";

/// The name over its board.
pub const ROOM_NAME: &str = "重大项目作战室(示例)";

/// The last minute of a day.
const LAST_MINUTE: i64 = 24 * 60 - 1;

/// In a room of fewer projects each keeps its approvals; in a larger one every second, every third
/// and so on, so that it does not consist of approvals.
const PREPARED_IN_FULL: u32 = 2_000;

/// What a generated room is made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// How many projects it has.
    pub projects: u32,
    /// What the dice are thrown from.
    pub seed: u64,
    /// The last day of its history, and its war day.
    pub until: Day,
}

/// The day on which every history begins: that on which the notice was signed.
pub fn first_day() -> Day {
    script::founding().day
}

/// The history of a room, in the order of time.
pub fn history(options: &Options) -> Result<Vec<Step>, SampleError> {
    let people = People::of_the_notice()?;
    let mut chance = Chance::new(options.seed);
    let mut begun = notice::commands()?;
    begun.extend(duty::monthly());
    let mut script = Script::beginning(begun.clone(), &people.office);
    script.at(script::founding(), &people.office, named());
    approval::parks(&mut script, &people);
    let mut places = problem::Places::default();
    let one_in = 1 + options.projects / PREPARED_IN_FULL;
    let (mut lives, mut troubles) = (Vec::new(), Vec::new());
    for number in 0..options.projects {
        let mut chance = chance.branch();
        let life = Life::thrown(number, &people, &mut chance, options.until);
        project::write(&mut script, &people, &life, &mut chance);
        month::write(&mut script, &people, &life, &mut chance, options.until);
        list::write(&mut script, &people, &life, &mut chance);
        let prepared = (&mut chance.branch(), &mut chance.branch());
        if number.is_multiple_of(one_in) {
            approval::write(&mut script, &people, &life, prepared.0);
            pre_work::write(&mut script, &people, &life, prepared.1);
        }
        let places = &mut places;
        let until = options.until;
        let trouble = problem::write(&mut script, &people, &life, places, &mut chance, until);
        troubles.extend(trouble);
        lives.push(life);
    }
    let begun = room(&begun)?;
    let settled = duty::write(&mut script, &people, &begun, &mut chance, options.until);
    lock::write(&mut script, &people, options.until);
    let scene = Scene::new(&people, &lives, &troubles, options.until);
    report::write(&mut script, &scene, &begun, &mut chance.branch());
    dispatch::write(&mut script, &scene, &mut chance.branch());
    assembly::write(&mut script, &scene, &mut chance.branch());
    activity::write(&mut script, &scene, &mut chance.branch());
    local::write(&mut script, &scene, &mut chance.branch());
    let books = Books::read(&script);
    bulletin::write(&mut script, &scene, &books, &mut chance.branch());
    evaluation::write(&mut script, &scene, &mut chance.branch());
    round::write(&mut script, &scene, &mut chance.branch());
    task::write(
        &mut script,
        &people,
        (&begun, &settled),
        &mut chance.branch(),
    );
    let last = Moment::new(options.until, LAST_MINUTE);
    script.at(last, &people.office, shown(options.until));
    Ok(script.until(options.until))
}

/// The room is called an example. While its history goes on, its war day is each step's own day:
/// actions write the day down.
fn named() -> Command {
    set(vec![
        (Room::NAME, Edit::Put(text(ROOM_NAME))),
        (Room::WAR_DAY, Edit::Clear),
    ])
}

/// In the end it shows the last day of its history.
fn shown(until: Day) -> Command {
    set(vec![(Room::WAR_DAY, Edit::Put(Value::Day(until)))])
}

fn set(edits: Vec<(FieldNo, Edit)>) -> Command {
    Command {
        kind: Room::ID,
        id: id::<Room>("room"),
        base: Seq(u64::MAX),
        verb: Verb::Set { edits },
    }
}

#[cfg(test)]
mod tests;
