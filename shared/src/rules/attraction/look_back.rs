//! 回头看 (DOMAIN T54): whether both sides keep what they have signed. 新官不理旧账 is what must not
//! happen, so a duty of the government counts like one of the enterprise.

use crate::model::{
    BreachKind, Clause, ClauseState, Contract, ContractParty, LookBack, LookBackState, Project,
    Settings, Stage,
};
use crate::rules::due::zh_day;
use crate::rules::figures::Points;
use crate::rules::light::{Colour, Light};
use crate::rules::resource::name_of;
use crate::rules::{Attempt, Basis, Refusal};
use crate::schema::{Choices, Day, RecordId, Sentence, View, counted};
use crate::state::State;

/// A breach of a contract on a day, with its figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Breach {
    /// The agreed start has passed and nothing was started.
    LateStart {
        /// The agreed start.
        agreed: Day,
        /// How many days ago that was.
        days: i32,
    },
    /// The land was taken too long ago to be still without a building site.
    IdleLand {
        /// When it was taken.
        taken: Day,
        /// How many days ago that was.
        days: i32,
        /// How many months are allowed.
        months: u32,
    },
    /// The construction is far behind its sequence.
    Behind {
        /// How far.
        points: Points,
    },
    /// A clause was not kept in time.
    Clause {
        /// The clause.
        clause: RecordId,
        /// Whose duty it is.
        party: ContractParty,
        /// When it was due.
        due: Day,
        /// How many days ago that was.
        days: i32,
    },
}

impl Breach {
    /// Its kind.
    pub const fn kind(self) -> BreachKind {
        match self {
            Self::LateStart { .. } => BreachKind::LateStart,
            Self::IdleLand { .. } => BreachKind::IdleLand,
            Self::Behind { .. } => BreachKind::Behind,
            Self::Clause { .. } => BreachKind::Clause,
        }
    }

    /// The side that is in breach.
    pub const fn party(self) -> ContractParty {
        match self {
            Self::Clause { party, .. } => party,
            _ => ContractParty::Enterprise,
        }
    }

    /// Its light, with the sentence that says why.
    pub fn light(self, state: &State) -> Light {
        let kind = self.kind().option().label;
        let word = match self {
            Self::LateStart { days, .. } | Self::Clause { days, .. } => Sentence::new(
                format!("{} {days} 天", kind.zh),
                format!("{}, {}", kind.en, counted(days, "day")),
            ),
            _ => Sentence::from(kind),
        };
        Light::new(Colour::Red, word, self.why(state))
    }

    /// Why it is one, in a sentence.
    pub fn why(self, state: &State) -> Sentence {
        match self {
            Self::LateStart { agreed, days } => Sentence::new(
                format!("约定{}开工,至今未开工,逾期 {days} 天", zh_day(agreed)),
                format!(
                    "agreed to start on {agreed}, not started, {} late",
                    counted(days, "day")
                ),
            ),
            Self::IdleLand {
                taken,
                days,
                months,
            } => Sentence::new(
                format!(
                    "{}取得土地,已 {days} 天未动工,超过 {months} 个月",
                    zh_day(taken)
                ),
                format!(
                    "land taken on {taken}, not built on for {}, more than {}",
                    counted(days, "day"),
                    counted(months, "month")
                ),
            ),
            Self::Behind { points } => {
                let behind = points.sentence();
                Sentence::new(
                    format!("建设进度{}", behind.zh),
                    format!("construction is {}", behind.en),
                )
            }
            Self::Clause {
                clause,
                party,
                due,
                days,
            } => {
                let (duty, party) = (name_of(state, clause), party.option().label);
                Sentence::new(
                    format!(
                        "{}应于{}前履行「{duty}」,逾期 {days} 天",
                        party.zh,
                        zh_day(due)
                    ),
                    format!(
                        "{} owed “{duty}” by {due}, {} ago",
                        party.en,
                        counted(days, "day")
                    ),
                )
            }
        }
    }
}

/// The breaches of a contract on the day. `behind` is how far its project lies behind its sequence;
/// `None` when it is not being built or has no plan.
pub fn breaches(
    state: &State,
    basis: &Basis,
    contract: View<'_, Contract>,
    behind: Option<Points>,
) -> Vec<Breach> {
    let project = contract
        .project()
        .and_then(|id| state.get(id)?.view::<Project>());
    let is_started = project.is_some_and(|project| has_started(project, basis.day));
    let mut found = Vec::new();
    if !is_started {
        found.extend(late_start(basis, contract));
        found.extend(idle_land(basis, contract));
    }
    let limit = Points::whole(basis.settings.int(Settings::BEHIND_POINTS));
    let behind = behind.filter(|points| is_started && *points > limit);
    found.extend(behind.map(|points| Breach::Behind { points }));
    let mut clauses: Vec<Breach> = state
        .referring::<Clause>(contract.record.id, Clause::CONTRACT)
        .filter_map(|record| overdue(basis, record.view::<Clause>()?))
        .collect();
    clauses.sort_by_key(|breach| match breach {
        Breach::Clause { due, clause, .. } => Some((*due, *clause)),
        _ => None,
    });
    found.extend(clauses);
    found
}

fn has_started(project: View<'_, Project>, day: Day) -> bool {
    let is_building = project
        .stage()
        .is_some_and(|stage| stage >= Stage::Building);
    is_building && project.started_on().is_none_or(|started| started <= day)
}

fn late_start(basis: &Basis, contract: View<'_, Contract>) -> Option<Breach> {
    let agreed = contract
        .agreed_start()
        .filter(|agreed| basis.day > *agreed)?;
    let days = basis.day.days_since(agreed);
    Some(Breach::LateStart { agreed, days })
}

fn idle_land(basis: &Basis, contract: View<'_, Contract>) -> Option<Breach> {
    let taken = contract.land_taken_on()?;
    let months = basis.settings.count(Settings::IDLE_LAND_MONTHS);
    let last = taken
        .month()
        .plus(i32::try_from(months).ok()?)
        .day(taken.day_of_month());
    (basis.day > last).then(|| Breach::IdleLand {
        taken,
        days: basis.day.days_since(taken),
        months,
    })
}

fn overdue(basis: &Basis, clause: View<'_, Clause>) -> Option<Breach> {
    let is_pending = clause.state() == Some(ClauseState::Pending);
    let due = clause.due().filter(|due| is_pending && basis.day > *due)?;
    Some(Breach::Clause {
        clause: clause.record.id,
        party: clause.party()?,
        due,
        days: basis.day.days_since(due),
    })
}

/// A breach, with the contract it is one of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The contract.
    pub contract: RecordId,
    /// The place that has signed it. It has to make the breach good when it is the government's,
    /// and to see to it when it is the enterprise's.
    pub place: RecordId,
    /// The breach.
    pub breach: Breach,
}

impl Finding {
    /// The place against which it is listed: for a duty of the government only.
    pub fn against(self) -> Option<RecordId> {
        (self.breach.party() == ContractParty::Government).then_some(self.place)
    }
}

/// A look back at all contracts (DOMAIN T54), or at those of one place. `behind` is how far a
/// project lies behind its sequence.
pub fn look_back(
    state: &State,
    basis: &Basis,
    place: Option<RecordId>,
    behind: impl Fn(RecordId) -> Option<Points>,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    let contracts = state
        .all::<Contract>()
        .filter_map(|record| record.view::<Contract>());
    for contract in contracts {
        let Some(of_place) = contract.place() else {
            continue;
        };
        if place.is_some_and(|place| place != of_place) {
            continue;
        }
        let behind = contract.project().and_then(&behind);
        let breaches = breaches(state, basis, contract, behind);
        findings.extend(breaches.into_iter().map(|breach| Finding {
            contract: contract.record.id,
            place: of_place,
            breach,
        }));
    }
    findings
}

/// The case by which a breach is followed up, while it is open.
pub fn open_case(
    state: &State,
    contract: RecordId,
    kind: BreachKind,
    clause: Option<RecordId>,
) -> Option<RecordId> {
    state
        .referring::<LookBack>(contract, LookBack::CONTRACT)
        .filter_map(|record| record.view::<LookBack>())
        .filter(|case| case.state() != Some(LookBackState::Closed))
        .find(|case| case.breach() == Some(kind) && case.clause() == clause)
        .map(|case| case.record.id)
}

/// A case says which clause it is about, whose duty that is, and is not opened twice.
pub(super) fn check(attempt: &Attempt<'_>) -> Result<(), Refusal> {
    let Some(case) = attempt.of::<LookBack>() else {
        return Ok(());
    };
    let clause = case
        .clause()
        .and_then(|id| attempt.state.get(id)?.view::<Clause>());
    if case.breach() == Some(BreachKind::Clause) {
        check_clause(attempt, case, clause)?;
    } else if case.party() == Some(ContractParty::Government) {
        return Err(attempt.refuse(
            LookBack::PARTY,
            "政府一方的责任须指明未履行的条款",
            "what the government is held to is a clause it has not kept: name it",
        ));
    }
    let (Some(contract), Some(kind), true) = (case.contract(), case.breach(), attempt.is_new())
    else {
        return Ok(());
    };
    if open_case(attempt.state, contract, kind, case.clause()).is_none() {
        return Ok(());
    }
    let name = name_of(attempt.state, contract);
    let label = kind.option().label;
    Err(attempt.refuse(
        LookBack::CONTRACT,
        format!("合同「{name}」的「{}」已有未销号的问题", label.zh),
        format!("there is an open case on “{name}”: {}", label.en),
    ))
}

fn check_clause(
    attempt: &Attempt<'_>,
    case: View<'_, LookBack>,
    clause: Option<View<'_, Clause>>,
) -> Result<(), Refusal> {
    match clause {
        None => Err(attempt.refuse(
            LookBack::CLAUSE,
            "请指明未履行的条款",
            "name the clause that was not kept",
        )),
        Some(clause) if clause.contract() != case.contract() => Err(attempt.refuse(
            LookBack::CLAUSE,
            "条款不属于这份合同",
            "the clause is not one of this contract",
        )),
        Some(clause) if clause.party() != case.party() => Err(attempt.refuse(
            LookBack::PARTY,
            "责任方与条款的义务方不一致",
            "the clause is a duty of the other party",
        )),
        Some(_) => Ok(()),
    }
}
