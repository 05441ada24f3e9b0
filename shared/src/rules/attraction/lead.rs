//! Leads and the events where they are won (DOMAIN T46, T47).

use crate::model::{Contract, Lead, LeadState, PromotionEvent, Settings};
use crate::rules::due::zh_day;
use crate::rules::figures::Ratio;
use crate::rules::light::{Colour, Light, days_left};
use crate::rules::{Attempt, Basis, Refusal};
use crate::schema::{Day, RecordId, Sentence, View, counted};
use crate::state::State;

/// The events that the notice names (DOMAIN T47), in its order; their days are set by others.
pub const NAMED_EVENTS: [&str; 7] = [
    "长江经济带对话粤港澳大湾区",
    "世界500强对话湖北",
    "中国-北欧经贸合作论坛",
    "中部国际产能合作论坛",
    "中国生物产业大会",
    "楚商大会",
    "台湾周",
];

/// When an event is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventVerdict {
    /// Its organisers have not said when.
    Undated,
    /// It lies ahead.
    Ahead {
        /// The day.
        on: Day,
        /// How many days there are.
        left: i32,
        /// Whether it is close.
        is_soon: bool,
    },
    /// It has taken place.
    Past {
        /// The day.
        on: Day,
    },
}

/// When the event is, as seen on the day.
pub fn event(basis: &Basis, event: View<'_, PromotionEvent>) -> EventVerdict {
    match event.opens_on() {
        None => EventVerdict::Undated,
        Some(on) if on < basis.day => EventVerdict::Past { on },
        Some(on) => {
            let ahead = basis.settings.count(Settings::WARNING_DAYS);
            EventVerdict::Ahead {
                on,
                left: on.days_since(basis.day),
                is_soon: basis.day >= basis.calendar.working_days_before(on, ahead),
            }
        }
    }
}

impl EventVerdict {
    /// The colour of its light.
    pub fn colour(self) -> Colour {
        match self {
            Self::Undated => Colour::Grey,
            Self::Ahead { is_soon: true, .. } => Colour::Yellow,
            Self::Ahead { .. } => Colour::Green,
            Self::Past { .. } => Colour::Blue,
        }
    }

    /// Its light, with the sentence that says why.
    pub fn light(self) -> Light {
        let (word, why) = match self {
            Self::Undated => (
                Sentence::new("待定", "no date"),
                (
                    "时间由主办方确定,待录入".to_owned(),
                    "the day is set by its organisers and still to be entered".to_owned(),
                ),
            ),
            Self::Ahead { on, left, .. } => (
                days_left(left),
                (
                    format!("{}开幕,还有 {left} 天", zh_day(on)),
                    format!("opens on {on}, {} ahead", counted(left, "day")),
                ),
            ),
            Self::Past { on } => (
                Sentence::new("已举办", "held"),
                (format!("{}开幕", zh_day(on)), format!("opened on {on}")),
            ),
        };
        Light::new(self.colour(), word, why)
    }
}

/// What a place's leads came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leads {
    /// All leads.
    pub all: u32,
    /// Those in whose talks the head of the place took part, of all.
    pub by_head: Ratio,
    /// Those with a video link, of all.
    pub by_video: Ratio,
    /// Those that became a contract, of all.
    pub signed: Ratio,
}

/// What the leads of a place came to.
pub fn leads(state: &State, place: RecordId) -> Leads {
    let (mut all, mut head, mut video, mut signed) = (0_u32, 0_i64, 0_i64, 0_i64);
    for lead in state
        .referring::<Lead>(place, Lead::PLACE)
        .filter_map(|record| record.view::<Lead>())
    {
        all += 1;
        head += i64::from(lead.head_took_part() == Some(true));
        video += i64::from(lead.video_link() == Some(true));
        signed += i64::from(lead.state() == Some(LeadState::Signed));
    }
    let of_all = |count| Ratio::new(count, i64::from(all));
    Leads {
        all,
        by_head: of_all(head),
        by_video: of_all(video),
        signed: of_all(signed),
    }
}

/// A lead is signed by a contract of its own place.
pub(super) fn check(attempt: &Attempt<'_>) -> Result<(), Refusal> {
    let Some(lead) = attempt.of::<Lead>() else {
        return Ok(());
    };
    let contract = lead
        .contract()
        .and_then(|id| attempt.state.get(id)?.view::<Contract>());
    match contract {
        Some(contract) if contract.place() != lead.place() => Err(attempt.refuse(
            Lead::CONTRACT,
            "合同的签约县市区与线索的承接地不一致",
            "the contract was signed by another place than the lead's",
        )),
        _ => Ok(()),
    }
}
