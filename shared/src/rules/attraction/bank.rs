//! From recommendation to money (DOMAIN T44), and the public pool for the fund (T45).

use crate::model::{PoolEntry, PoolLevel, Project, Recommendation, RecommendationState};
use crate::rules::figures::money;
use crate::rules::resource::name_of;
use crate::rules::{Attempt, Refusal};
use crate::schema::{Day, Month, Record, RecordId, Sentence, View};
use crate::state::State;

/// How far the recommendations of a month came; each step counts what is beyond it too. Money in
/// yuan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Funnel {
    /// All that were recommended.
    pub recommended: u32,
    /// What they need.
    pub need: i64,
    /// Those that a bank was in contact with.
    pub contacted: u32,
    /// Those that were granted credit.
    pub granted: u32,
    /// The credit.
    pub credit: i64,
    /// Those that have drawn on it.
    pub drawing: u32,
    /// What they have drawn.
    pub drawn: i64,
}

impl Funnel {
    fn add(&mut self, recommendation: View<'_, Recommendation>) {
        self.recommended += 1;
        self.need = self.need.saturating_add(recommendation.need().unwrap_or(0));
        if recommendation.contacted_on().is_some() {
            self.contacted += 1;
        }
        if let Some(credit) = recommendation.credit() {
            self.granted += 1;
            self.credit = self.credit.saturating_add(credit);
        }
        if let Some(drawn) = recommendation.drawn() {
            self.drawing += 1;
            self.drawn = self.drawn.saturating_add(drawn);
        }
    }

    /// In words: 「推荐 22 个,需求 18.60亿元;对接 …;授信 …;放款 …」.
    pub fn sentence(self) -> Sentence {
        let [need, credit, drawn] = [self.need, self.credit, self.drawn].map(money::sentence);
        Sentence::new(
            format!(
                "推荐 {} 个,需求 {};对接 {} 个;授信 {} 个、{};放款 {} 个、{}",
                self.recommended,
                need.zh,
                self.contacted,
                self.granted,
                credit.zh,
                self.drawing,
                drawn.zh
            ),
            format!(
                "{} recommended, needing {}; {} in contact; {} granted {}; {} drew {}",
                self.recommended,
                need.en,
                self.contacted,
                self.granted,
                credit.en,
                self.drawing,
                drawn.en
            ),
        )
    }
}

/// How far the recommendations of the month came, of one place or of all.
pub fn funnel(state: &State, month: Month, place: Option<RecordId>) -> Funnel {
    let mut funnel = Funnel::default();
    let of_month = |recommendation: &View<'_, Recommendation>| {
        recommendation.month() == Some(month)
            && place.is_none_or(|place| recommendation.unit() == Some(place))
    };
    state
        .all::<Recommendation>()
        .filter_map(|record| record.view::<Recommendation>())
        .filter(of_month)
        .for_each(|recommendation| funnel.add(recommendation));
    funnel
}

/// A row of the pool as the public reads it: all of it, and no more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicEntry {
    /// The name of the project.
    pub name: String,
    /// Where it is.
    pub place: String,
    /// What it needs, in yuan.
    pub need: i64,
    /// Whom to ask.
    pub contact: String,
    /// Whose pool it is in.
    pub level: Option<PoolLevel>,
    /// What the fund has put in, in yuan.
    pub invested: i64,
    /// The private money that came with it, in yuan.
    pub attracted: i64,
}

/// The pool as the public reads it on the day: what the office has let be published and has not
/// left, the greatest need first.
pub fn public_pool(state: &State, day: Day) -> Vec<PublicEntry> {
    let mut entries: Vec<PublicEntry> = state
        .all::<PoolEntry>()
        .filter_map(|record| record.view::<PoolEntry>())
        .filter(|entry| is_public(*entry, day))
        .filter_map(|entry| public_entry(state, entry))
        .collect();
    entries.sort_by(|a, b| b.need.cmp(&a.need).then_with(|| a.name.cmp(&b.name)));
    entries
}

fn is_public(entry: View<'_, PoolEntry>, day: Day) -> bool {
    let is_in = entry.entered_on().is_some_and(|entered| entered <= day)
        && entry.left_on().is_none_or(|left| left > day);
    is_in && entry.public() == Some(true)
}

fn public_entry(state: &State, entry: View<'_, PoolEntry>) -> Option<PublicEntry> {
    let project = entry.project()?;
    let county = state.get(project)?.view::<Project>()?.county()?;
    Some(PublicEntry {
        name: name_of(state, project),
        place: name_of(state, county),
        need: entry.need()?,
        contact: name_of(state, entry.contact()?),
        level: entry.level(),
        invested: entry.invested().unwrap_or(0),
        attracted: entry.attracted().unwrap_or(0),
    })
}

/// No more is drawn than was granted, nor taken back by a smaller figure.
pub(super) fn check(attempt: &Attempt<'_>) -> Result<(), Refusal> {
    let Some(recommendation) = attempt.of::<Recommendation>() else {
        return Ok(());
    };
    let is_drawn = recommendation.state() == Some(RecommendationState::Drawn);
    let (Some(drawn), true) = (recommendation.drawn(), is_drawn) else {
        return Ok(());
    };
    let credit = recommendation.credit().unwrap_or(0);
    if drawn > credit {
        let (drawn, credit) = (money::sentence(drawn), money::sentence(credit));
        return Err(attempt.refuse(
            Recommendation::DRAWN,
            format!("放款 {},超过授信 {}", drawn.zh, credit.zh),
            format!(
                "{} drawn is more than the credit of {}",
                drawn.en, credit.en
            ),
        ));
    }
    let before = attempt
        .before
        .and_then(Record::view::<Recommendation>)
        .and_then(View::<Recommendation>::drawn);
    match before {
        Some(before) if drawn < before => Err(attempt.refuse(
            Recommendation::DRAWN,
            format!(
                "累计放款不能由 {} 减为 {}",
                money::sentence(before).zh,
                money::sentence(drawn).zh
            ),
            format!(
                "what was drawn cannot fall from {} to {}",
                money::sentence(before).en,
                money::sentence(drawn).en
            ),
        )),
        _ => Ok(()),
    }
}
