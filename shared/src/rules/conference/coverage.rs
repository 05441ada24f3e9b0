//! Whether the projects that are due in a week were dispatched by the right leader (DOMAIN B10,
//! B11, 9.7).

use std::collections::HashMap;

use crate::model::{
    DispatchEntry, GroupRole, Meeting, MeetingKind, MeetingState, Post, Project, Tier,
};
use crate::rules::figures::Ratio;
use crate::rules::project::tier::tier_in_week;
use crate::schema::{Period, RecordId, Sentence, View, Week};
use crate::state::State;

/// How a project was dispatched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Dispatched {
    /// Under the leader whose turn it was, or a higher one.
    Properly,
    /// Under somebody who stood in for that leader (受委托); counted, and shown apart.
    ByDelegation,
}

/// A project that is due in the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DueProject {
    /// The project.
    pub project: RecordId,
    /// Its tier in this week.
    pub tier: Tier,
    /// Whether and how it was dispatched.
    pub dispatched: Option<Dispatched>,
}

/// The dispatch of one week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// The week.
    pub week: Week,
    /// The projects that are due, by tier.
    pub due: Vec<DueProject>,
}

impl Coverage {
    /// The projects of one tier.
    pub fn of_tier(&self, tier: Tier) -> impl Iterator<Item = &DueProject> {
        self.due.iter().filter(move |due| due.tier == tier)
    }

    /// How many of the tier's projects were dispatched.
    pub fn ratio(&self, tier: Tier) -> Ratio {
        ratio(self.of_tier(tier))
    }

    /// How many of all were dispatched.
    pub fn total(&self) -> Ratio {
        ratio(self.due.iter())
    }

    /// The tier's projects that were not.
    pub fn missing(&self, tier: Tier) -> impl Iterator<Item = RecordId> {
        self.of_tier(tier)
            .filter(|due| due.dispatched.is_none())
            .map(|due| due.project)
    }

    /// How many of the tier's were dispatched by delegation only.
    pub fn by_delegation(&self, tier: Tier) -> usize {
        self.of_tier(tier)
            .filter(|due| due.dispatched == Some(Dispatched::ByDelegation))
            .count()
    }

    /// Who dispatches the tier's projects, how many are due and how many were dispatched.
    pub fn why(&self, tier: Tier) -> Sentence {
        let (by_zh, by_en) = match tier {
            Tier::A => ("组长或副组长", "the leader or the deputy"),
            Tier::B | Tier::C => ("市级分管领导", "the city leader in charge"),
        };
        let week = Period::Week(self.week).sentence();
        let Ratio {
            numerator: done,
            denominator: all,
        } = self.ratio(tier);
        let left = all - done;
        let (delegated_zh, delegated_en) = match self.by_delegation(tier) {
            0 => (String::new(), String::new()),
            some => (
                format!(";其中受委托调度 {some} 个"),
                format!("; {some} of them by delegation"),
            ),
        };
        Sentence::new(
            format!(
                "{}应由{by_zh}调度 {all} 个,已调度 {done} 个,未调度 {left} 个{delegated_zh}",
                week.zh
            ),
            format!(
                "{}: {all} to be dispatched by {by_en}, {done} were, {left} not{delegated_en}",
                week.en
            ),
        )
    }
}

fn ratio<'a>(due: impl Iterator<Item = &'a DueProject>) -> Ratio {
    let (mut dispatched, mut all) = (0, 0);
    for project in due {
        all += 1;
        dispatched += i64::from(project.dispatched.is_some());
    }
    Ratio::new(dispatched, all)
}

/// Who led a session.
#[derive(Clone, Copy)]
struct Chair {
    post: Option<RecordId>,
    is_leader: bool,
    is_delegated: bool,
}

impl Chair {
    fn of(state: &State, meeting: View<'_, Meeting>) -> Self {
        let post = meeting.chair();
        let role = post.and_then(|id| state.get(id)?.view::<Post>()?.role());
        Self {
            post,
            is_leader: matches!(role, Some(GroupRole::Leader | GroupRole::Deputy)),
            is_delegated: meeting.delegated() == Some(true),
        }
    }

    /// How a project counts that was dispatched under this chair. The leader and the deputy cover
    /// every project; the leader in charge covers the own ones below the first tier.
    fn covers(self, tier: Tier, in_charge: Option<RecordId>) -> Option<Dispatched> {
        let is_own = tier > Tier::A && self.post.is_some() && self.post == in_charge;
        if self.is_leader || is_own {
            Some(Dispatched::Properly)
        } else {
            self.is_delegated.then_some(Dispatched::ByDelegation)
        }
    }
}

/// The week a meeting dispatches.
pub fn week_of(meeting: View<'_, Meeting>) -> Option<Week> {
    match meeting.week() {
        Some(Period::Week(week)) => Some(week),
        _ => meeting.on().map(Week::of),
    }
}

/// The chairs under whom each project was dispatched in the week.
fn sessions(state: &State, week: Week) -> HashMap<RecordId, Vec<Chair>> {
    let mut sessions: HashMap<RecordId, Vec<Chair>> = HashMap::new();
    let held = state
        .all::<Meeting>()
        .filter_map(|record| record.view::<Meeting>())
        .filter(|meeting| week_of(*meeting) == Some(week))
        .filter(|meeting| meeting.kind() != Some(MeetingKind::CountyDispatch))
        .filter(|meeting| meeting.state() != Some(MeetingState::Preparing));
    for meeting in held {
        let chair = Chair::of(state, meeting);
        let entries = state.referring::<DispatchEntry>(meeting.record.id, DispatchEntry::MEETING);
        for entry in entries.filter_map(|record| record.view::<DispatchEntry>()) {
            if let Some(project) = entry.project() {
                sessions.entry(project).or_default().push(chair);
            }
        }
    }
    sessions
}

/// The dispatch of the week, of the projects that are due in it by the total with which it began.
pub fn of_week(state: &State, week: Week) -> Coverage {
    let sessions = sessions(state, week);
    let tier_of = tier_in_week(state);
    let due = |project: View<'_, Project>| {
        let id = project.record.id;
        let tier = tier_of(project, week)?;
        let chairs = sessions.get(&id).into_iter().flatten();
        let dispatched = chairs
            .filter_map(|chair| chair.covers(tier, project.leader()))
            .min();
        Some(DueProject {
            project: id,
            tier,
            dispatched,
        })
    };
    let mut due: Vec<DueProject> = state
        .all::<Project>()
        .filter_map(|record| due(record.view()?))
        .collect();
    due.sort_by_key(|due| (due.tier, due.project));
    Coverage { week, due }
}
