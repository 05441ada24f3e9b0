//! Who gets land, energy, emissions and money first (DOMAIN T26): provincial key projects, then
//! those of the city, then by the light of their progress, then by how far they are behind.

use crate::model::{
    Element, ElementRequest, ElementState, Project, ProjectLevel, Settings as Fields,
};
use crate::rules::figures::Points;
use crate::rules::figures::points::Limits;
use crate::rules::light::Colour;
use crate::rules::project::{ProjectFigures, ProjectRules};
use crate::rules::{Attempt, Basis, Refusal, Settings};
use crate::schema::{Day, Decimal, RecordId, Sentence, View};
use crate::state::State;

/// Which key list a project is on; the first stands first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// 省重点.
    Provincial,
    /// 市重点.
    City,
    /// On neither.
    None,
}

impl Key {
    /// That of the project: the provincial one where it is on both.
    pub fn of(project: View<'_, Project>) -> Self {
        let levels = project.levels().unwrap_or_default();
        if levels.contains(&ProjectLevel::Provincial) {
            Self::Provincial
        } else if levels.contains(&ProjectLevel::City) {
            Self::City
        } else {
            Self::None
        }
    }
}

/// A request that waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// The request.
    pub request: RecordId,
    /// Whose it is.
    pub project: RecordId,
    /// How much, in what the element is counted in.
    pub amount: Option<Decimal>,
    /// Its key list.
    pub key: Key,
    /// The light of its progress; grey when it has no plan.
    pub colour: Colour,
    /// How far it is behind.
    pub lag: Option<Points>,
    /// When it was asked for.
    pub asked_on: Option<Day>,
}

impl Waiting {
    /// What decides who is first; the smaller is. What has no plan to be measured by comes after all
    /// lights.
    fn merit(&self) -> (Key, u8, Option<Points>) {
        let light = match self.colour {
            Colour::Green | Colour::Blue => 0,
            Colour::Yellow => 1,
            Colour::Red => 2,
            Colour::Grey => 3,
        };
        (self.key, light, self.lag)
    }
}

/// The requests for the element that wait, the first to be served first.
pub fn queue(
    state: &State,
    settings: &Settings,
    element: Element,
    lag: impl Fn(RecordId) -> Option<Points>,
) -> Vec<Waiting> {
    let limits = Limits {
        yellow_from: Points::whole(settings.int(Fields::YELLOW_POINTS)),
        red_above: Points::whole(settings.int(Fields::RED_POINTS)),
    };
    let requests = state
        .all::<ElementRequest>()
        .filter_map(|record| record.view::<ElementRequest>());
    let mut queue: Vec<Waiting> = requests
        .filter(|request| request.element() == Some(element))
        .filter(|request| request.state() == Some(ElementState::Asked))
        .filter_map(|request| {
            let id = request.project()?;
            let lag = lag(id);
            Some(Waiting {
                request: request.record.id,
                project: id,
                amount: request.amount(),
                key: Key::of(state.get(id)?.view()?),
                colour: lag.map_or(Colour::Grey, |lag| lag.light(limits)),
                lag,
                asked_on: request.asked_on(),
            })
        })
        .collect();
    // Of two that are equal the one that asked earlier stands first.
    queue.sort_by_key(|one| (one.merit(), one.asked_on, one.request));
    queue
}

/// The requests that stand before this one.
pub fn before(queue: &[Waiting], request: RecordId) -> &[Waiting] {
    let at = queue.iter().position(|one| one.request == request);
    queue.get(..at.unwrap_or(0)).unwrap_or_default()
}

pub(super) fn check(attempt: &Attempt<'_>) -> Result<(), Refusal> {
    let Some(request) = attempt.of::<ElementRequest>() else {
        return Ok(());
    };
    if !attempt.enters(ElementRequest::STATE, ElementState::Granted) {
        return Ok(());
    }
    is_within_need(attempt, request)?;
    keeps_the_order(attempt, request)
}

fn is_within_need(attempt: &Attempt<'_>, request: View<'_, ElementRequest>) -> Result<(), Refusal> {
    let (Some(needed), Some(granted)) = (request.amount(), request.granted()) else {
        return Ok(());
    };
    if exact(granted) <= exact(needed) {
        return Ok(());
    }
    Err(attempt.refuse(
        ElementRequest::GRANTED,
        format!("安排量 {granted} 超过需求量 {needed}"),
        format!("{granted} granted is more than the {needed} asked for"),
    ))
}

/// In units of the smallest scale a decimal has: 18 digits after the point fit 128 bits.
fn exact(decimal: Decimal) -> i128 {
    let missing = 18_u32.saturating_sub(u32::from(decimal.scale));
    i128::from(decimal.units).saturating_mul(10_i128.pow(missing))
}

/// Granting against the order needs a reason: by key list, light and lag on the day. Who asked first
/// orders the page and binds nobody.
fn keeps_the_order(
    attempt: &Attempt<'_>,
    request: View<'_, ElementRequest>,
) -> Result<(), Refusal> {
    let is_explained = request
        .order_reason()
        .is_some_and(|reason| !reason.trim().is_empty());
    let Some(element) = request.element().filter(|_| !is_explained) else {
        return Ok(());
    };
    let (state, basis) = (attempt.state, Basis::new(attempt.state, attempt.day));
    let rules = ProjectRules::new(state, &basis);
    let lag = |project| {
        let project = state.get(project)?.view::<Project>()?;
        ProjectFigures::of(state, &rules, project).lag()
    };
    let queue = queue(state, &basis.settings, element, lag);
    let own = queue.iter().find(|one| one.request == request.record.id);
    let is_before = |first: &&Waiting| own.is_some_and(|own| first.merit() < own.merit());
    let Some(first) = queue.first().filter(is_before) else {
        return Ok(());
    };
    let name = name_of(attempt.state, first.project);
    Err(attempt.refuse(
        ElementRequest::ORDER_REASON,
        format!("「{}」排在前面,先安排本项目须写明原因", name.zh),
        format!("“{}” stands before it: a reason is needed", name.en),
    ))
}

fn name_of(state: &State, project: RecordId) -> Sentence {
    let record = state
        .get(project)
        .and_then(|record| record.view::<Project>());
    let name = record.and_then(View::<Project>::name).unwrap_or("—");
    Sentence::new(name, name)
}
