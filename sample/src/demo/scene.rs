//! What a history is about: who acts, the projects, and their problems.

use std::collections::BTreeMap;

use shared::schema::{Day, RecordId};

use super::life::Life;
use super::people::{People, Place};
use super::problem::Trouble;

/// All there is, for whoever writes about more than one project.
#[derive(Debug)]
pub(super) struct Scene<'a> {
    pub(super) people: &'a People,
    pub(super) lives: &'a [Life],
    pub(super) troubles: &'a [Trouble],
    /// The projects of each place, in the order of their numbers.
    pub(super) by_place: Vec<Vec<&'a Life>>,
    /// The problem of a project, by the project's number.
    trouble_of: BTreeMap<u32, &'a Trouble>,
    pub(super) until: Day,
}

impl<'a> Scene<'a> {
    pub(super) fn new(
        people: &'a People,
        lives: &'a [Life],
        troubles: &'a [Trouble],
        until: Day,
    ) -> Self {
        let mut by_place = vec![Vec::new(); people.places.len()];
        for life in lives {
            if let Some(place) = by_place.get_mut(life.place) {
                place.push(life);
            }
        }
        let trouble_of = troubles.iter().map(|trouble| (trouble.life, trouble));
        Self {
            people,
            lives,
            troubles,
            by_place,
            trouble_of: trouble_of.collect(),
            until,
        }
    }

    /// The project with this number.
    pub(super) fn life(&self, number: u32) -> Option<&'a Life> {
        let at = usize::try_from(number).ok()?;
        self.lives.get(at)
    }

    /// The place that reports the project.
    pub(super) fn place_of(&self, life: &Life) -> &'a Place {
        // A life's place is thrown among these.
        &self.people.places[life.place]
    }

    /// The problem of the project that is open on the day.
    pub(super) fn open_problem(&self, life: &Life, day: Day) -> Option<&'a Trouble> {
        let trouble = self.trouble_of.get(&life.number).copied()?;
        trouble.is_open_on(day).then_some(trouble)
    }

    /// The places by their units.
    pub(super) fn place_units(&self) -> impl Iterator<Item = RecordId> + use<'a> {
        self.people.places.iter().map(|place| place.unit)
    }
}
