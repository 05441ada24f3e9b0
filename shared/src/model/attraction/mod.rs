//! Attracting investment and the environment for it: activities, leads, contracts, banks, publicity
//! (DOMAIN T29, T44–T49, T51, T54–T56).

mod activity;
mod bank;
mod contract;
mod environment;
mod lead;
mod look_back;

pub use activity::{Activity, ActivityKind, Briefing, BriefingState, Rating};
pub use bank::{PoolEntry, PoolLevel, Recommendation, RecommendationState};
pub use contract::{Clause, ClauseState, Contract, ContractParty};
pub use environment::{
    Innovation, InnovationState, LocalGroup, Publicity, PublicityTopic, ServiceFigures,
};
pub use lead::{CompanyList, Lead, LeadState, PromotionEvent};
pub use look_back::{BreachKind, LookBack, LookBackState};

use crate::schema::{Kind, KindSpec};

pub(super) const KINDS: &[&KindSpec] = &[
    Activity::SPEC,
    Briefing::SPEC,
    Rating::SPEC,
    Recommendation::SPEC,
    PoolEntry::SPEC,
    Lead::SPEC,
    PromotionEvent::SPEC,
    Contract::SPEC,
    Clause::SPEC,
    LookBack::SPEC,
    Innovation::SPEC,
    LocalGroup::SPEC,
    ServiceFigures::SPEC,
    Publicity::SPEC,
];
